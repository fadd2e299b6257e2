/** How does the mean of a score change along genetic similarity? Least squares as sums over people (`Z_norm1`). */
import { choleskyOf, choleskySolve } from "../../kernels/index.ts";
import { type Design, termCount, writeTerms } from "../../models/index.ts";
import type { FitSums } from "./fit-sums.ts";
import type { ScoredPeople } from "./scored-people.ts";

/** One scale for everybody; made from moments of all people, so that summaries of two places can be added. */
export interface FitScale {
  readonly design: Design;
  readonly score: { readonly center: number; readonly scale: number };
  /** Penalty on half the squared coefficient of each product term, in standardized units; constant and plane are free. */
  readonly ridge: number;
}

/** Σ xxᵀ (lower triangle, row by row), Σ xy, Σ y². */
export function summarizeMean(people: ScoredPeople, scale: FitScale): FitSums {
  const size = termCount(scale.design);
  const sums = new Float64Array((size * (size + 1)) / 2 + size + 1);
  const terms = new Float64Array(size);
  for (let i = 0; i < people.scores.length; i++) {
    const y = (people.scores[i]! - scale.score.center) / scale.score.scale;
    writeTerms(scale.design, people.coordinates, i * people.width, terms);
    let at = 0;
    for (let j = 0; j < size; j++) for (let k = 0; k <= j; k++) sums[at++]! += terms[j]! * terms[k]!;
    for (let j = 0; j < size; j++) sums[at++]! += terms[j]! * y;
    sums[at]! += y * y;
  }
  return { people: people.scores.length, sums };
}

export interface MeanFit {
  /** Per term, of the standardized score. */
  readonly mean: Float64Array;
  /** Of the residuals of the standardized score, divisor n. */
  readonly variance: number;
}

/** @throws PangenicError `matrix-singular`, where the people do not span the components. */
export function solveMean({ people, sums }: FitSums, { design, ridge }: FitScale): MeanFit {
  const size = termCount(design);
  const square = new Float64Array(size * size);
  let at = 0;
  for (let j = 0; j < size; j++)
    for (let k = 0; k <= j; k++) {
      square[j * size + k] = sums[at]!;
      square[k * size + j] = sums[at++]!;
    }
  const products = sums.slice(at, at + size);
  const penalized = square.slice();
  for (let j = design.center.length + 1; j < size; j++) penalized[j * size + j]! += ridge;
  const mean = choleskySolve(choleskyOf(penalized, size, "components of the reference"), size, products);
  // Σ (y − a·x)² from the sums, in an order that keeps the small difference of large numbers to one subtraction.
  let explained = 0;
  for (let j = 0; j < size; j++) {
    let row = -2 * products[j]!;
    for (let k = 0; k < size; k++) row += square[j * size + k]! * mean[k]!;
    explained += row * mean[j]!;
  }
  return { mean, variance: (sums[at + size]! + explained) / people };
}
