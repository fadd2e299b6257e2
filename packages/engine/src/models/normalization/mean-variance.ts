/** What mean and spread does a score have among people at a position? */
import { PangenicError } from "../../base/index.ts";
import { type Design, slopeAlong, termCount, writeTerms } from "./design.ts";

/**
 * Mean a·x and log variance c·x of the standardized score, x the terms of the position. Fitted without labels of people.
 * @see Khan et al. 2022, Nat Med 28:1412 (mean and variance along components); the anchors call this `Z_norm2`.
 */
export interface MeanVariance {
  readonly design: Design;
  /** The score is standardized before fitting: (sum − center) / scale. */
  readonly score: { readonly center: number; readonly scale: number };
  readonly mean: Float64Array;
  readonly logVariance: Float64Array;
  /** Of `mean` followed by `logVariance`, row-major: the inverse of the penalized likelihood's Hessian. */
  readonly covariance: Float64Array;
}

/** At one position; the units of the score's sum. */
export interface ExpectedScore {
  readonly mean: number;
  readonly sd: number;
}

/** @throws PangenicError `shape`, where the position has fewer components than the model. */
export function expectedScore(model: MeanVariance, coordinates: ArrayLike<number>, at = 0): ExpectedScore {
  const terms = termsAt(model, coordinates, at);
  return {
    mean: model.score.center + model.score.scale * dot(model.mean, terms),
    sd: model.score.scale * Math.exp(dot(model.logVariance, terms) / 2),
  };
}

/**
 * Variance of (sum − mean) / sd, from the position's errors and the model's own, to first order: errors of a position are small
 * against the components' spread where a position is told at all.
 * @param noise covariance of the position, `[coordinates × coordinates]`.
 */
export function zVariance(
  model: MeanVariance,
  coordinates: ArrayLike<number>,
  noise: Float64Array,
  sum: number,
): { readonly position: number; readonly model: number } {
  const { design } = model;
  const terms = termsAt(model, coordinates, 0);
  const { mean, sd } = expectedScore(model, coordinates);
  const z = (sum - mean) / sd;
  const relative = model.score.scale / sd;
  const along = design.center.map(
    (_, k) =>
      relative * slopeAlong(design, model.mean, terms, k) + (z / 2) * slopeAlong(design, model.logVariance, terms, k),
  );
  // dz = −(scale/sd) x·da − (z/2) x·dc
  const change = [...terms.map((term) => relative * term), ...terms.map((term) => (z / 2) * term)];
  return {
    position: quadratic(along, noise, coordinates.length),
    model: quadratic(change, model.covariance, change.length),
  };
}

/** v′ M v, M with rows of `width`. */
function quadratic(vector: readonly number[], matrix: Float64Array, width: number): number {
  let sum = 0;
  for (const [i, one] of vector.entries())
    for (const [j, other] of vector.entries()) sum += one * other * matrix[i * width + j]!;
  return sum;
}

function termsAt(model: MeanVariance, coordinates: ArrayLike<number>, at: number): Float64Array {
  if (coordinates.length - at < model.design.center.length)
    throw new PangenicError("shape", "the position has fewer components than the model of the score");
  const terms = new Float64Array(termCount(model.design));
  writeTerms(model.design, coordinates, at, terms);
  return terms;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** A position in units of the model's people: what `expectedRow` takes. */
export function standardized({ design }: MeanVariance, coordinates: ArrayLike<number>): Float64Array {
  return Float64Array.from(design.center, (center, k) => (coordinates[k]! - center) / design.scale[k]!);
}
