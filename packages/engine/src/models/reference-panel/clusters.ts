/** Which populations of the reference does a point fit, allowing for what was not seen? Each is a normal cloud. */
import { cholesky, choleskyLogDeterminant } from "../../kernels/index.ts";

/** A population's own covariance counts as much as so many people of the pooled one. */
const SHRINKAGE = 5;

export interface Clusters {
  readonly dimensions: number;
  /** Per population, `[dimensions]`. */
  readonly means: readonly Float64Array[];
  /** Per population, `[dimensions × dimensions]`. */
  readonly covariances: readonly Float64Array[];
  /** Within populations, all together. */
  readonly pooled: Float64Array;
}

/** @param points `[people × dimensions]`. @param population `[people]`, index below `populations`; each has at least one person. */
export function clustersOf(
  points: Float64Array,
  population: ArrayLike<number>,
  populations: number,
  dimensions: number,
): Clusters {
  const people = population.length;
  const sizes = new Float64Array(populations);
  const means = Array.from({ length: populations }, () => new Float64Array(dimensions));
  for (let person = 0; person < people; person++) {
    const mean = means[population[person]!]!;
    sizes[population[person]!]!++;
    for (let d = 0; d < dimensions; d++) mean[d]! += points[person * dimensions + d]!;
  }
  for (const [index, mean] of means.entries()) for (let d = 0; d < dimensions; d++) mean[d]! /= sizes[index]!;
  const squares = means.map(() => new Float64Array(dimensions * dimensions));
  const off = new Float64Array(dimensions);
  for (let person = 0; person < people; person++) {
    const own = population[person]!;
    for (let d = 0; d < dimensions; d++) off[d] = points[person * dimensions + d]! - means[own]![d]!;
    for (let a = 0; a < dimensions; a++)
      for (let b = 0; b < dimensions; b++) squares[own]![a * dimensions + b]! += off[a]! * off[b]!;
  }
  const pooled = new Float64Array(dimensions * dimensions);
  for (const square of squares)
    for (let i = 0; i < pooled.length; i++) pooled[i]! += square[i]! / (people - populations);
  const covariances = squares.map((square, index) =>
    square.map((value, i) => (value + SHRINKAGE * pooled[i]!) / (sizes[index]! - 1 + SHRINKAGE)),
  );
  return { dimensions, means, covariances, pooled };
}

/**
 * @param noise `[dimensions × dimensions]` of the point, added to every population's own spread.
 * @returns `[populations]` log densities, without the constant they share.
 */
export function logDensities(clusters: Clusters, point: Float64Array, noise: Float64Array): Float64Array {
  const { dimensions, means, covariances } = clusters;
  return Float64Array.from(means, (mean, index) => {
    const lower = cholesky(
      covariances[index]!.map((value, i) => value + noise[i]!),
      dimensions,
    );
    if (lower === null) return Number.NEGATIVE_INFINITY;
    return -(squaredDistance(lower, dimensions, point, mean) + choleskyLogDeterminant(lower, dimensions)) / 2;
  });
}

/** Squared Mahalanobis distance. @param lower Cholesky factor of the covariance. */
export function squaredDistance(lower: Float64Array, n: number, point: Float64Array, from: Float64Array): number {
  return whitened(lower, n, (d) => point[d]! - from[d]!).reduce((sum, value) => sum + value * value, 0);
}

/** Solves `lower x = vector`: in these coordinates the covariance is the identity. */
export function whitened(lower: Float64Array, n: number, vector: (d: number) => number): Float64Array {
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = vector(i);
    for (let j = 0; j < i; j++) sum -= lower[i * n + j]! * out[j]!;
    out[i] = sum / lower[i * n + i]!;
  }
  return out;
}

/**
 * Every group is as likely as any other beforehand, and so is every population within its group: how many people a panel
 * has of a population says nothing of the person.
 * @param group per population, its group. @param temperature from calibration.
 * @returns `[populations]`, sums to 1.
 */
export function probabilities(densities: Float64Array, group: readonly string[], temperature: number): Float64Array {
  const sizes = new Map<string, number>();
  for (const code of group) sizes.set(code, (sizes.get(code) ?? 0) + 1);
  const weighed = densities.map((density, i) => density / temperature - Math.log(sizes.get(group[i]!)!));
  const top = weighed.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const parts = weighed.map((value) => Math.exp(value - top));
  const sum = parts.reduce((a, b) => a + b, 0);
  return parts.map((part) => part / sum);
}
