/** What is regressed on what, person by person: an intercept, covariates and the phenotype, put on one well-conditioned scale. */
import { PangenicError } from "../../base/index.ts";
import { addOuter, factorPacked, invertedFactor, invertedPacked, packedLength } from "./packed-cholesky.ts";

/** Phenotype and covariates as measured, of the people of one place. */
export interface Measurements {
  readonly phenotype: "quantitative" | "case-control";
  /** Of the covariates, in the order of the columns. */
  readonly names: readonly string[];
  /** `[people × (covariates + 1)]`, the phenotype last (a case is 1, a control 0); anything where a person takes no part. */
  readonly values: Float64Array;
  /** `[people]`, 1 where a person takes part: everything was measured. */
  readonly takesPart: Uint8Array;
}

/** Sums over people that decide the scale; sums of several places add. Packed products of `[1, covariates, phenotype]`. */
export function measurementProducts({ names, values, takesPart }: Measurements): Float64Array {
  const order = names.length + 2;
  const sums = new Float64Array(packedLength(order));
  const row = new Float64Array(order);
  row[0] = 1;
  for (let person = 0; person < takesPart.length; person++) {
    if (takesPart[person] !== 1) continue;
    row.set(values.subarray(person * (order - 1), (person + 1) * (order - 1)), 1);
    addOuter(sums, row, 0, order);
  }
  return sums;
}

/**
 * A linear map of `[1, covariates, phenotype]` to columns of mean square 1 that are uncorrelated, the phenotype without
 * what the covariates explain of it. Results do not depend on it; their rounding does. All places use the same one.
 */
export interface Basis {
  readonly order: number;
  /** Packed lower triangle: each new column is a sum of the columns up to its own. */
  readonly map: Float64Array;
}

/** As PLINK 2: a predictor whose variance the others explain to more than 1 − 1/50 cannot be told apart from them. */
export const LARGEST_VIF = 50;

/**
 * @param products of everybody, see `measurementProducts`.
 * @throws PangenicError `phenotype-constant`, `covariate-constant`, `covariates-collinear`, `people-too-few`.
 */
export function basisOf(products: Float64Array, names: readonly string[]): Basis {
  const order = names.length + 2;
  const people = products[0]!;
  if (people <= order)
    throw new PangenicError("people-too-few", "fewer people with all measurements than the regression has predictors");
  /** Sum of squares around the mean. */
  const spread = (column: number): number =>
    products[packedLength(column) + column]! - products[packedLength(column)]! ** 2 / people;
  const isConstant = (column: number): boolean => spread(column) <= 1e-13 * products[packedLength(column) + column]!;
  for (const [i, name] of names.entries())
    if (isConstant(i + 1))
      throw new PangenicError("covariate-constant", "a covariate is the same in all people who take part", {
        field: name,
      });
  if (isConstant(order - 1))
    throw new PangenicError("phenotype-constant", "the phenotype is the same in all people who take part");
  const predictors = products.slice(0, packedLength(order - 1));
  const whole = factorPacked(predictors, order - 1);
  const inverse = whole ? invertedPacked(predictors, order - 1) : null;
  const inflation = (column: number) =>
    inverse === null ? Number.POSITIVE_INFINITY : inverse[packedLength(column) + column]! * spread(column);
  const worst = names.findIndex((_, i) => inflation(i + 1) > LARGEST_VIF);
  if (worst >= 0)
    throw new PangenicError(
      "covariates-collinear",
      `a covariate follows from the others: its variance inflation is above ${LARGEST_VIF}; leave one of them out`,
      inverse === null ? {} : { field: names[worst]! },
    );
  const factor = products.slice();
  if (!factorPacked(factor, order))
    throw new PangenicError("phenotype-constant", "the covariates explain the phenotype completely");
  return { order, map: invertedFactor(factor, order).map((value) => value * Math.sqrt(people)) };
}

/** The people of one place, ready for any variant. */
export interface Design {
  /** Columns of `rows`: intercept and covariates, then the phenotype. */
  readonly order: number;
  /** `[people × order]` in the basis; zeros where a person takes no part. */
  readonly rows: Float64Array;
  readonly takesPart: Uint8Array;
  /** One unit of the last column, in the phenotype's own unit. */
  readonly phenotypeUnit: number;
  /** `[people]`, 1 for men where they have one copy of the chromosome; empty where all have two. */
  readonly oneCopy: Uint8Array;
}

export function designOf(measurements: Measurements, { order, map }: Basis, oneCopy: Uint8Array): Design {
  const { values, takesPart } = measurements;
  const rows = new Float64Array(takesPart.length * order);
  for (let person = 0; person < takesPart.length; person++) {
    if (takesPart[person] !== 1) continue;
    for (let i = 0; i < order; i++) {
      const row = packedLength(i);
      let sum = map[row]!;
      for (let k = 1; k <= i; k++) sum += map[row + k]! * values[person * (order - 1) + k - 1]!;
      rows[person * order + i] = sum;
    }
  }
  return { order, rows, takesPart, phenotypeUnit: 1 / map[packedLength(order) - 1]!, oneCopy };
}
