/** Which column of a scoring file holds what? */
import { PangenicError, type Place } from "../../base/index.ts";
import { type EffectType, effectTypes } from "./effect-type.ts";

export type Delimiter = "tab" | "comma" | "blank";

/** Columns of a plain table by their number, counted from 1, as PLINK's `--score` counts them. */
export interface PlainColumns {
  readonly id: number;
  readonly allele: number;
  readonly weights: readonly number[];
}

/** Places of the columns, from 0; −1 where the file has none. */
export interface ScoringColumns {
  readonly delimiter: Delimiter;
  readonly count: number;
  readonly id: number;
  readonly chrom: number;
  readonly pos: number;
  /** Positions of `hm_chr` and `hm_pos` instead of the authors'. */
  readonly isHarmonized: boolean;
  readonly effectAllele: number;
  readonly otherAllele: number;
  /** `hm_inferOtherAllele`, where the authors gave no other allele. */
  readonly inferredAllele: number;
  readonly weights: readonly number[];
  /** Names of the scores, one per weight; empty where the head names the score. */
  readonly names: readonly string[];
  /** Columns of `dosage_0_weight` to `dosage_2_weight`; empty where there are none. */
  readonly dosages: readonly number[];
  readonly effectType: number;
  readonly flags: readonly { readonly column: number; readonly means: Flag }[];
  readonly frequency: number;
  /** Which score a row belongs to, in files that hold several. */
  readonly accession: number;
}

export type Flag = "dominant" | "recessive" | "haplotype" | "diplotype" | "interaction";

const flags: readonly Flag[] = ["dominant", "recessive", "haplotype", "diplotype", "interaction"];

const idNames = ["rsid", "hm_rsid", "id", "snp", "snpid", "variant_id", "variantid", "marker", "markername"];
const alleleNames = ["effect_allele", "a1", "allele"];

/** @returns cells of a line, quotes dropped, blanks around each taken away. */
export function cellsIn(line: string, delimiter: Delimiter): string[] {
  if (delimiter === "blank") return line.trim().split(/[ \t]+/);
  if (!line.includes('"')) return line.split(delimiter === "tab" ? "\t" : ",").map((cell) => cell.trim());
  const cells: string[] = [];
  const pattern = delimiter === "tab" ? /(?:"((?:[^"]|"")*)"|([^\t]*))(\t|$)/y : /(?:"((?:[^"]|"")*)"|([^,]*))(,|$)/y;
  for (let found = pattern.exec(line); found !== null; found = pattern.exec(line)) {
    cells.push((found[1]?.replaceAll('""', '"') ?? found[2]!).trim());
    if (found[3] === "") break;
  }
  return cells;
}

export function delimiterOf(line: string): Delimiter {
  if (line.includes("\t")) return "tab";
  if (line.includes(",")) return "comma";
  return "blank";
}

/**
 * @param line the first line behind the head: names of columns, or in a plain table a row.
 * @param plain columns by number, where the user gave them.
 * @returns the columns, and whether the line is a row itself.
 * @throws PangenicError `score-delimiter-unknown`, `score-column-missing`, `score-column-duplicated`.
 */
export function columnsIn(
  line: string,
  lineNumber: number,
  isHarmonized: boolean,
  plain: PlainColumns | null,
): { readonly columns: ScoringColumns; readonly isRow: boolean } {
  const place = { line: lineNumber };
  const delimiter = delimiterOf(line);
  const cells = cellsIn(line.replace(/^#/, ""), delimiter);
  if (cells.length < 3)
    throw new PangenicError(
      /[;|]/.test(line) ? "score-delimiter-unknown" : "score-column-missing",
      /[;|]/.test(line)
        ? "the columns of a scoring file are separated by tabs, commas or blanks"
        : "a scoring file has at least three columns: a variant, an effect allele and a weight",
      place,
    );
  const none: Omit<ScoringColumns, "delimiter" | "count" | "id" | "effectAllele" | "weights" | "names"> = {
    chrom: -1,
    pos: -1,
    isHarmonized: false,
    otherAllele: -1,
    inferredAllele: -1,
    dosages: [],
    effectType: -1,
    flags: [],
    frequency: -1,
    accession: -1,
  };
  if (plain !== null) {
    const last = Math.max(plain.id, plain.allele, ...plain.weights);
    if (last > cells.length)
      throw new PangenicError(
        "score-column-missing",
        `the file has ${cells.length} columns; column ${last} was asked for`,
        place,
      );
    const weights = plain.weights.map((column) => column - 1);
    const isRow = weights.every((column) => isNumberLike(cells[column]!));
    const names = isRow || weights.length === 1 ? [] : weights.map((column) => cells[column]!);
    const columns = {
      ...none,
      delimiter,
      count: cells.length,
      id: plain.id - 1,
      effectAllele: plain.allele - 1,
      weights,
    };
    return {
      columns: { ...columns, names: isRow && weights.length > 1 ? weights.map((c) => `SCORE${c}`) : names },
      isRow,
    };
  }
  const lower = cells.map((cell) => cell.toLowerCase());
  const at = (...names: readonly string[]): number => {
    const name = names.find((one) => lower.includes(one));
    if (name === undefined) return -1;
    const column = lower.indexOf(name);
    if (lower.includes(name, column + 1)) throw duplicated({ ...place, field: name });
    return column;
  };
  const id = at(...idNames);
  const effectAllele = at(...alleleNames);
  const dosages = [0, 1, 2].map((copies) => at(`dosage_${copies}_weight`));
  const hasDosages = dosages.every((column) => column >= 0);
  let weights = [at("effect_weight", "weight", "beta")].filter((column) => column >= 0);
  let names: string[] = [];
  const wide = lower.flatMap((name, column) => (/^effect_weight_./.test(name) ? [column] : []));
  if (weights.length === 0 && wide.length > 0) {
    weights = wide;
    names = wide.map((column) => cells[column]!.slice("effect_weight_".length));
  }
  const hasPositions = at("chr_name", "hm_chr") >= 0;
  if (weights.length === 0 && !hasDosages && id >= 0 && effectAllele >= 0 && !hasPositions && lower[id] !== "rsid") {
    // A table for PLINK: ID, allele, then a column a score, named as its author likes.
    weights = cells.flatMap((_, column) => (column > Math.max(id, effectAllele) ? [column] : []));
    names = weights.map((column) => cells[column]!);
  }
  if (new Set(names).size < names.length) throw duplicated(place);
  if (id < 0 && effectAllele < 0 && !hasPositions && cells.length >= 3 && isNumberLike(cells[2]!)) {
    const columns = { ...none, delimiter, count: cells.length, id: 0, effectAllele: 1, weights: [2], names: [] };
    return { columns, isRow: true };
  }
  const missing = (name: string): never => {
    throw new PangenicError("score-column-missing", `the column ${name} is missing`, { ...place, field: name });
  };
  if (effectAllele < 0) missing("effect_allele");
  if (weights.length === 0 && !hasDosages) missing("effect_weight");
  const harmonized = isHarmonized && at("hm_chr") >= 0 && at("hm_pos") >= 0;
  const chrom = harmonized ? at("hm_chr") : at("chr_name", "chrom", "chromosome");
  const pos = harmonized ? at("hm_pos") : at("chr_position", "pos", "position", "bp");
  if (id < 0 && (chrom < 0 || pos < 0)) missing("chr_position");
  const columns: ScoringColumns = {
    delimiter,
    count: cells.length,
    id,
    chrom,
    pos,
    isHarmonized: harmonized,
    effectAllele,
    otherAllele: at("other_allele", "reference_allele", "a2"),
    inferredAllele: harmonized ? at("hm_inferotherallele") : -1,
    weights,
    names,
    dosages: hasDosages ? dosages : [],
    effectType: at("effect_type"),
    flags: flags.flatMap((means) => (at(`is_${means}`) < 0 ? [] : [{ column: at(`is_${means}`), means }])),
    frequency: at("allelefrequency_effect"),
    accession: at("accession"),
  };
  return { columns, isRow: false };
}

function duplicated(place: Place): PangenicError {
  return new PangenicError("score-column-duplicated", "two columns have the same name", place);
}

/** Does a cell stand where a number would: a number, or one of the words that programs write for none? */
function isNumberLike(cell: string): boolean {
  return decimalIn(cell) !== null || /^[+-]?(?:nan|inf|infinity|na)$/i.test(cell);
}

/** null for everything that is no finite decimal number, the empty cell included. */
export function decimalIn(cell: string): number | null {
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(cell)) return null;
  const value = Number(cell);
  return Number.isFinite(value) ? value : null;
}

/** null where the text names none that is known. */
export function effectTypeNamed(text: string): EffectType | null {
  const name = text.toLowerCase();
  return effectTypes.find((type) => type === name) ?? null;
}
