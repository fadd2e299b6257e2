/** Rows of a `.bim`: checked once, then read block by block. */
import { type ByteSource, chromosomeNamed, PangenicError, type Task } from "../../base/index.ts";
import { eachRow, fieldsAt } from "../bytes/text-rows.ts";
import type { CohortVariant } from "./cohort.ts";

/** Where the rows of each block stand in the `.bim`: plain data. */
export interface VariantRows {
  /** Variants in the file. */
  readonly count: number;
  readonly perBlock: number;
  /** `[blocks + 1]`; byte where a block's first row begins, and the end of the last. */
  readonly starts: Float64Array;
}

/** Columns: chromosome, ID, position in cM, position, allele 1, allele 2. PLINK lets the cM column be left out. */
const COLUMNS = 6;

/** Alleles written as numbers are 0 to 4. */
const LAST_ALLELE = 4;

/**
 * @param perBlock variants of a block.
 * @throws PangenicError `plink-line-invalid`, `plink-position-invalid`, and what `eachRow` throws.
 */
export async function indexBim(bim: ByteSource, perBlock: number, task: Task = {}): Promise<VariantRows> {
  const starts: number[] = [];
  const fields = new Int32Array(COLUMNS * 2);
  let count = 0;
  let columns = 0;
  await eachRow(
    bim,
    ".bim",
    (bytes, start, end, line, offset) => {
      const found = fieldsAt(bytes, start, end, fields);
      if (count === 0) columns = found;
      if (found !== columns || found < COLUMNS - 1 || found > COLUMNS)
        throw new PangenicError(
          "plink-line-invalid",
          "a .bim line has six columns, separated by spaces or tabs: chromosome, ID, cM, position, two alleles",
          { line },
        );
      const at = 2 * (found - 3);
      if (!(positionIn(bytes, fields[at]!, fields[at + 1]!) <= 2 ** 31 - 2))
        throw new PangenicError("plink-position-invalid", "a position is a whole number from 0 to 2147483646", {
          line,
          field: "position",
        });
      // Five columns are read as those without cM; where an allele is cut off instead, the position stands in its place.
      if (found < COLUMNS && positionIn(bytes, fields[at + 2]!, fields[at + 3]!) > LAST_ALLELE)
        throw new PangenicError("plink-line-invalid", "of five columns the fourth is an allele: a column was cut off", {
          line,
        });
      if (count % perBlock === 0) starts.push(offset + start);
      count++;
    },
    task,
  );
  if (count === 0) throw new PangenicError("file-empty", "the .bim file has no variant");
  return { count, perBlock, starts: Float64Array.from([...starts, bim.size]) };
}

/** NaN where it is no whole number. */
function positionIn(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) {
    const digit = bytes[i]! - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/**
 * PLINK's numbers for the chromosomes beyond the autosomes. `XY` holds the pseudoautosomal regions of X and Y, where
 * everyone has two copies.
 */
const numbered: Readonly<Record<string, string>> = { "23": "X", "24": "Y", "25": "XY", "26": "MT" };

function chromIn(name: string): string {
  return numbered[name] ?? chromosomeNamed(name) ?? name;
}

const decoder = new TextDecoder();

/** The first `count` rows of a checked text. @throws PangenicError `file-unreadable`, where there are fewer by now. */
export function variantsOf(text: Uint8Array, count: number): CohortVariant[] {
  // Places in the bytes are places in the string as long as every character is one byte; alleles and names nearly always are.
  const string = decoder.decode(text);
  const isPlain = string.length === text.length;
  const read = (from: number, to: number): string =>
    isPlain ? string.slice(from, to) : decoder.decode(text.subarray(from, to));
  const variants: CohortVariant[] = [];
  const fields = new Int32Array(COLUMNS * 2);
  let name = "";
  let chrom = "";
  for (let at = 0; variants.length < count; ) {
    if (at >= text.length) throw new PangenicError("file-unreadable", "the .bim file became another while it was read");
    const stop = text.indexOf(10, at);
    const end = stop < 0 ? text.length : stop;
    const found = fieldsAt(text, at, end, fields);
    at = end + 1;
    if (found === 0) continue;
    const written = read(fields[0]!, fields[1]!);
    if (written !== name) {
      name = written;
      chrom = chromIn(written);
    }
    const place = 2 * (found - 3);
    variants.push({
      chrom,
      pos: positionIn(text, fields[place]!, fields[place + 1]!),
      id: read(fields[2]!, fields[3]!),
      allele1: read(fields[place + 2]!, fields[place + 3]!),
      allele2: read(fields[place + 4]!, fields[place + 5]!),
    });
  }
  return variants;
}
