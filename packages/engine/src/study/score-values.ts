/** What does each genotype of a variant add to a score, the one that was not seen too? */
import { PangenicError } from "../base/index.ts";
import type { Copies } from "./ploidy.ts";
import type { ScorePlan } from "./score.ts";

export interface ScoreRows {
  /** `[rows]`; their numbers in the plan. */
  readonly at: Int32Array;
  /** null: all are diploid. */
  readonly copies: readonly Copies[] | null;
  /** `[rows]`; of the named allele, NaN where it is not known or not needed. */
  readonly frequencies: Float64Array;
  /** For messages: chromosome and position. */
  readonly siteAt: (row: number) => string;
}

/** The last column holds two counts in one number, exactly: alleles not seen, and this many times twice the named copies. */
export const PACKED: number = 2 ** 26;

const NOT_SEEN = 1;

/**
 * @param countsOf people with each code, of the variant of a row.
 * @returns values `[rows × 4 × (width + 1)]`, by code, for `GenotypeKernel.score`; and how many alleles the rows' variants have
 * in a person who is counted.
 */
export function rowValues(
  rows: ScoreRows,
  plan: ScorePlan,
  countsOf: (row: number) => Uint32Array,
): { readonly values: Float64Array; readonly alleles: number } {
  const { width, weights } = plan;
  const columns = width + 1;
  const values = new Float64Array(rows.at.length * 4 * columns);
  const unit = new Float64Array(4);
  const counted = new Float64Array(4);
  let alleles = 0;
  for (let row = 0, to = 0; row < rows.at.length; row++, to += 4 * columns) {
    const at = rows.at[row]!;
    const size = sizeOf(rows, row);
    setUnits(rows, row, plan, countsOf, counted, unit);
    for (let code = 0, base = to; code < 4; code++, base += columns) {
      const each = unit[code]!;
      for (let k = 0, from = at * width; k < width; k++, from++) values[base + k] = weights[from]! * each;
      values[base + width] = 2 * PACKED * counted[code]!;
    }
    // Rows of one variant stand together: its alleles are counted with the first.
    const isFirst = row === 0 || plan.variants[at] !== plan.variants[rows.at[row - 1]!];
    values[to + NOT_SEEN * columns + width] = isFirst ? size : 0;
    if (isFirst) alleles += size;
  }
  return { values, alleles };
}

/** Alleles that are expected of a person who is counted. */
function sizeOf({ copies }: ScoreRows, row: number): 1 | 2 {
  const of = copies?.[row] ?? "diploid";
  return of === "diploid" || of === "x" ? 2 : 1;
}

/**
 * What each code of a row adds for a weight of 1, and how many named copies it is.
 * @param counted `[4]`, written. @param unit `[4]`, written.
 */
function setUnits(
  rows: ScoreRows,
  row: number,
  { named, counted: shapes, notSeen, scale }: ScorePlan,
  countsOf: (row: number) => Uint32Array,
  counted: Float64Array,
  unit: Float64Array,
): void {
  const at = rows.at[row]!;
  const size = sizeOf(rows, row);
  let none = 0;
  let one = 1;
  let two = 2;
  if (shapes !== null) {
    none = shapes[3 * at]!;
    one = shapes[3 * at + 1]!;
    two = shapes[3 * at + 2]!;
    if (size === 1 && !(none === 0 && one === 1 && two === 2)) refuseHaploid(rows, row, "effects other than by copies");
  }
  if (size === 1) {
    one = 0.5;
    two = 1;
  }
  const first = named[at] === 1 ? two : none;
  const last = named[at] === 1 ? none : two;
  counted[0] = first - none;
  counted[2] = one - none;
  counted[3] = last - none;
  unit[0] = first;
  unit[1] = 0;
  unit[2] = one;
  unit[3] = last;

  const frequency = rows.frequencies[row]!;
  // Where nobody was seen there is nothing to subtract and nothing to expect.
  if (Number.isNaN(frequency)) return;
  const other = 1 - frequency;
  // By copies, under Hardy–Weinberg proportions too, mean and variance are 2p and 2p(1 − p); written so, they are exact.
  let mean = size * frequency;
  let variance = size * frequency * other;
  if (size === 2 && !(none === 0 && one === 1 && two === 2)) {
    const [a, b, c] = [other * other, 2 * frequency * other, frequency * frequency];
    mean = a * none + b * one + c * two;
    variance = a * (none - mean) ** 2 + b * (one - mean) ** 2 + c * (two - mean) ** 2;
  }
  const standIn = notSeen === "mean" ? mean : notSeen === "plink-mean" ? none + frequency * (two - none) : 0;
  if (scale === "copies") {
    unit[NOT_SEEN] = standIn;
    return;
  }
  let per = 1;
  if (scale === "standardize") {
    if (rows.copies !== null && rows.copies[row] !== "diploid") refuseHaploid(rows, row, "standardized genotypes");
    if (!(variance > 0)) refuseFixed(rows, row, unit, mean, countsOf);
    per = variance > 0 ? 1 / Math.sqrt(variance) : 0;
  }
  for (const code of [0, 2, 3]) unit[code] = (unit[code]! - mean) * per;
  // A centered mean is 0; only PLINK 2 adds it as it was.
  unit[NOT_SEEN] = notSeen === "plink-mean" ? standIn * per : 0;
}

function refuseFixed(
  rows: ScoreRows,
  row: number,
  unit: Float64Array,
  mean: number,
  countsOf: (row: number) => Uint32Array,
): void {
  const counts = countsOf(row);
  if ([0, 2, 3].some((code) => unit[code] !== mean && counts[code]! > 0))
    throw new PangenicError(
      "score-frequency-fixed",
      "an allele is to be standardized by a frequency of 0 or 1, and people carry both alleles",
      { site: rows.siteAt(row) },
    );
}

function refuseHaploid(rows: ScoreRows, row: number, what: string): never {
  throw new PangenicError("score-haploid", `${what} are not defined where one copy is expected`, {
    site: rows.siteAt(row),
  });
}
