/** Where does a score lie among the reference people of one group? What today's tools report; ours needs no group. */
import { PangenicError } from "../../base/index.ts";
import { chiSquareUpper } from "../../kernels/index.ts";
import { type Cloud, cloudDistance } from "../../models/index.ts";

/** Scores of a group's reference people, ascending, with mean and standard deviation (divisor n). */
export interface GroupScores {
  readonly sorted: Float64Array;
  readonly mean: number;
  readonly sd: number;
}

/** @throws PangenicError `shape`, for a group without people. */
export function groupScores(scores: ArrayLike<number>): GroupScores {
  if (scores.length === 0) throw new PangenicError("shape", "a group needs people");
  const sorted = Float64Array.from(scores).sort();
  const mean = sorted.reduce((sum, score) => sum + score, 0) / sorted.length;
  const sd = Math.sqrt(sorted.reduce((sum, score) => sum + (score - mean) ** 2, 0) / sorted.length);
  return { sorted, mean, sd };
}

/** Share of the group below, 0–100, as pgsc_calc counts ties: 50 (below + not above + [ties]) / n. */
export function percentileIn({ sorted }: GroupScores, score: number): number {
  const below = countUnder(sorted, score, false);
  const notAbove = countUnder(sorted, score, true);
  return ((below + notAbove + (notAbove > below ? 1 : 0)) * 50) / sorted.length;
}

export function zIn({ mean, sd }: GroupScores, score: number): number {
  return (score - mean) / sd;
}

function countUnder(sorted: Float64Array, score: number, orEqual: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (orEqual ? sorted[middle]! <= score : sorted[middle]! < score) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Probability of a person of the group lying at least so far out.
 * @param degrees the textbook's are the components; pgsc_calc takes one fewer.
 */
export function cloudProbability(cloud: Cloud, point: Float64Array, degrees: number): number {
  return chiSquareUpper(cloudDistance(cloud, point), degrees);
}
