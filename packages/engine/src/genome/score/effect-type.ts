/** What a row of a score adds for each number of copies of its effect allele. */

/** `dosage`: a weight for each number of copies (columns `dosage_0_weight` … of the PGS Catalog). */
export const effectTypes = ["additive", "dominant", "recessive", "dosage"] as const;

export type EffectType = (typeof effectTypes)[number];

const shapes = { additive: [0, 1, 2], dominant: [0, 1, 1], recessive: [0, 0, 1] } as const;

/** One value for 0, 1 and 2 copies. */
export type CopyValues = readonly [number, number, number];

/**
 * @param weight of the row; not read where the type is `dosage`.
 * @param byDosage the three weights of a `dosage` row.
 * @see https://www.pgscatalog.org/downloads/: additive d, dominant min(d, 1), recessive max(d − 1, 0).
 */
export function valuesOf(type: EffectType, weight: number, byDosage: CopyValues | null): CopyValues {
  if (type === "dosage") return byDosage ?? [0, 0, 0];
  const [none, one, two] = shapes[type];
  return [none * weight, one * weight, two * weight];
}

/** Mean and variance of a row's value in people with Hardy–Weinberg proportions. */
export interface Expected {
  readonly mean: number;
  readonly variance: number;
}

/** @param frequency of the effect allele, 0–1. */
export function expectedOf([none, one, two]: CopyValues, frequency: number): Expected {
  const other = 1 - frequency;
  const [a, b, c] = [other * other, 2 * frequency * other, frequency * frequency];
  const mean = a * none + b * one + c * two;
  return { mean, variance: a * (none - mean) ** 2 + b * (one - mean) ** 2 + c * (two - mean) ** 2 };
}
