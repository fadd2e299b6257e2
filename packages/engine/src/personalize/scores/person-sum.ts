/** The sum of a score in one person, as an answer: with what was seen of it, or withheld. */
import type { HoldsOfScore, Interval, PopulationAnswer, Source } from "../../base/index.ts";
import { Z95 } from "../../kernels/index.ts";
import { holdsOfScore, scoreAbstention, scoreBands } from "./holds-of-score.ts";
import type { Matched, ScoreSum } from "./score.ts";
import type { ScoreTally } from "./sum.ts";

/**
 * Unseen rows add to the interval: their genotypes vary around what was filled in. Where nothing is known to fill them with
 * the sum is of the rows seen alone, and has no interval.
 * @param rows of the score, those included that no genotype can tell.
 */
export function sumAnswer(
  tally: ScoreTally,
  rows: number,
  { sources, expires }: { readonly sources: readonly Source[]; readonly expires: string },
): PopulationAnswer<ScoreSum, HoldsOfScore> {
  const share = tally.weightMass ?? tally.seen / rows;
  if (!(share >= scoreBands.massNeeded)) return scoreAbstention("weight-mass-too-low");
  return {
    kind: "answer",
    value: { sum: tally.sum, interval: intervalOf(tally, rows) },
    holds: holdsOfScore({ weightMass: tally.weightMass, accuracy: null, distance: null, sources, expires }),
  };
}

function intervalOf({ sum, missingVariance, seen, filled }: ScoreTally, rows: number): Interval | null {
  if (seen + filled < rows) return null;
  const half = Z95 * Math.sqrt(missingVariance);
  return { low: sum - half, high: sum + half };
}

/** What became of the score's rows; counts add up to `rows`. */
export function matchedOf(tally: ScoreTally, rows: number): Matched {
  const { seen, fromBlocks, filled, weightMass } = tally;
  return { rows, matched: seen, fromBlocks, filled, missing: rows - seen - filled, weightMass };
}
