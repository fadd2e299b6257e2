/** What does each row of a score add, and what is expected of it where a genotype was not seen? */

/**
 * Rows of a scoring file that the cohort has, in columns, by chromosome and position. Sums of a person must run over these
 * rows and no others: mean and spread of the pack belong to them.
 */
export interface PackRows {
  /** `[rows]`, index into `chromosomes`. */
  readonly chrom: Uint8Array;
  /** `[rows]`, counted from 1; 0 where the position in that build is not known. */
  readonly pos37: Int32Array;
  readonly pos38: Int32Array;
  /** `[rows]`, index into `alleles`. */
  readonly effect: Uint16Array;
  readonly other: Uint16Array;
  readonly alleles: readonly string[];
  /**
   * `[rows]`; which of the two the reference sequence carries: 1 effect, 2 other, 0 not known; empty where of none. Without it a
   * block of reference tells nothing of the row.
   */
  readonly reference: Uint8Array;
  /** `[rows]`; what one copy of the effect allele adds over none. */
  readonly weight: Float64Array;
  /** `[rows]`; what two copies add over none. Empty where every row is additive: twice the weight. */
  readonly two: Float64Array;
  /** What all rows add together to a person without any effect allele: 0 where every row counts copies. */
  readonly constant: number;
  /** `[rows]`; of the effect allele in the cohort, 0–1. */
  readonly frequency: Float32Array;
  /** `[rows × slopeSteps.length]`; change of the dosage per standardized component, in steps. */
  readonly slopes: Int8Array;
  /** `[components]`; size of one step. */
  readonly slopeSteps: Float64Array;
}

/** What a row adds, without where it stands. */
export type RowEffects = Pick<PackRows, "weight" | "two" | "frequency" | "slopes" | "slopeSteps">;

/** Mean and variance of what a row adds over no copies, in Hardy–Weinberg proportions. */
export interface ExpectedRow {
  readonly mean: number;
  readonly variance: number;
}

/**
 * What a row adds to the sum of a person at a position, where the genotype was not seen. Frequencies change linearly along the
 * components; filling everybody with one frequency would draw each person toward the middle of the cohort, those far from it most.
 * @param position standardized components, `standardized(model, coordinates)`; null: the cohort's overall frequency.
 * @see Conomos et al. 2016, Am J Hum Genet 98:127 (frequencies of an individual from its components)
 */
export function expectedRow(rows: RowEffects, row: number, position: ArrayLike<number> | null): ExpectedRow {
  const share = expectedFrequency(rows, row, position);
  const one = rows.weight[row]!;
  const two = valueOfTwo(rows, row);
  const het = 2 * share * (1 - share);
  const mean = het * one + share * share * two;
  return { mean, variance: het * one * one + share * share * two * two - mean * mean };
}

/** What two copies of the effect allele add over none. */
export function valueOfTwo({ weight, two }: Pick<RowEffects, "weight" | "two">, row: number): number {
  return two.length > 0 ? two[row]! : 2 * weight[row]!;
}

/** Of the effect allele at the position, 0–1. */
export function expectedFrequency(rows: RowEffects, row: number, position: ArrayLike<number> | null): number {
  let dosage = 2 * rows.frequency[row]!;
  const components = rows.slopeSteps.length;
  if (position)
    for (let k = 0; k < components; k++)
      dosage += rows.slopes[row * components + k]! * rows.slopeSteps[k]! * position[k]!;
  return Math.min(Math.max(dosage / 2, 0), 1);
}
