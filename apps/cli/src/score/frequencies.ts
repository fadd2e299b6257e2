/** Frequencies from outside the genotypes: a table of PLINK's, or a reference panel, put beside the rows of a score. */
import { PangenicError } from "@pangenic/engine/base";
import {
  chromosomeNumber,
  countsRef,
  eachLine,
  fits,
  matchRules,
  ScoreMatcher,
  type ScoringFile,
} from "@pangenic/engine/genome";
import { inflateModule, streamOf } from "@pangenic/host-node";

/** An allele and how often it is seen, as a table of frequencies has it. */
export interface FrequencyRow {
  readonly chrom: string;
  /** 0 where the table has no positions. */
  readonly pos: number;
  readonly id: string;
  readonly ref: string;
  readonly alt: string;
  /** Of ALT. */
  readonly frequency: number;
}

/**
 * `plink2 --freq` (`.afreq`: ID, REF, ALT, ALT_FREQS; with `cols=+pos` POS too), as `--read-freq` reads it.
 * @throws PangenicError `score-column-missing`, `score-weight-invalid`.
 */
export async function readFrequencies(path: string): Promise<FrequencyRow[]> {
  const rows: FrequencyRow[] = [];
  let columns: ReadonlyMap<string, number> | null = null;
  await eachLine(await streamOf(path), await inflateModule(), (line, lineNumber) => {
    if (line.trim() === "" || line.startsWith("##")) return;
    const cells = line.replace(/^#/, "").trim().split(/\s+/);
    if (columns === null) {
      columns = new Map(cells.map((cell, i) => [cell, i]));
      for (const name of ["ID", "REF", "ALT"])
        if (!columns.has(name))
          throw new PangenicError("score-column-missing", `the table of frequencies has no column ${name}`, {
            line: lineNumber,
            field: name,
          });
      return;
    }
    const cell = (name: string): string => cells[columns!.get(name) ?? -1] ?? "";
    const text = cell("ALT_FREQS") || cell("ALT_FREQ");
    const frequency = Number(text);
    if (cell("ALT").includes(",") || /^nan$/i.test(text)) return;
    if (text === "" || !(frequency >= 0 && frequency <= 1))
      throw new PangenicError("score-frequency-invalid", "a frequency must be a number from 0 to 1", {
        line: lineNumber,
        field: "ALT_FREQS",
      });
    rows.push({
      chrom: cell("CHROM"),
      pos: Number(cell("POS") || 0),
      id: cell("ID"),
      ref: cell("REF"),
      alt: cell("ALT"),
      frequency,
    });
  });
  return rows;
}

/**
 * @returns per row of the score the frequency of the letters that it counts; NaN where the table does not have it. Rows are
 * found by position where table and score have positions, else by ID.
 */
export function frequenciesOf(file: ScoringFile, table: readonly FrequencyRow[]): Float64Array {
  const [score] = file.scores;
  const found = new Float64Array(score!.rows.length).fill(Number.NaN);
  const by = file.hasPositions && table.some(({ pos }) => pos > 0) ? "position" : "id";
  if (by === "id" && !file.hasIds) return found;
  const matcher = new ScoreMatcher([score!], by, { ...matchRules, palindromic: "keep", duplicates: "first" });
  for (const [i, { chrom, pos, id, ref, alt }] of table.entries())
    matcher.see(i, chromosomeNumber(chrom), pos, id, ref.toUpperCase(), [alt.toUpperCase()]);
  const { variant, fit } = matcher.finish();
  for (let row = 0; row < found.length; row++) {
    const place = variant[row]!;
    if (place < 0 || fit[row]! < fits.altAlone) continue;
    const { frequency } = table[place]!;
    found[row] = countsRef(fit[row]!) ? 1 - frequency : frequency;
  }
  return found;
}
