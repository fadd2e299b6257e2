/** What does a polygenic score mean for this person, and how well does it hold? */
import type { HoldsOfScore, Interval, PopulationAnswer, Source } from "../../base/index.ts";

/** What became of the rows of a scoring file: `matched`, `filled` and `missing` add up to `rows`. */
export interface Matched {
  readonly rows: number;
  /** The person's genotype was seen. */
  readonly matched: number;
  /** Of the matched: told by a reference block, or by the user's word that the file is complete. */
  readonly fromBlocks: number;
  /** Not seen; what the panel's or the pack's frequencies lead to expect stands in its place. */
  readonly filled: number;
  /** Not seen, not filled: not in the sum. */
  readonly missing: number;
  /** Share of the score's variance, Σ w² 2p(1−p), that the seen rows carry, 0–1; null where frequencies are unknown. */
  readonly weightMass: number | null;
}

/** The sum itself: weight units of the scoring file, no meaning without a pack. */
export interface ScoreSum {
  readonly sum: number;
  /**
   * 95 %, from the genotypes that were not seen, each by itself: rows that are inherited together and missing together spread
   * the sum more. null where some of them could not be filled: the sum is then of the rest.
   */
  readonly interval: Interval | null;
}

/** Where the sum lies among people of the same genetic similarity: mean and spread of the pack at the person's position. */
export interface AdjustedScore {
  /** Standard deviations from the mean expected at the person's position. */
  readonly z: number;
  readonly zInterval: Interval;
  /** Share of people at this position with a lower score, 0–100. */
  readonly percentile: number;
  readonly percentileInterval: Interval;
  /** The adjustment makes it so: the share above a percentile says nothing about how common a disease is in a group. */
  readonly byConstruction: "equal-in-every-group";
}

/** How well the score predicts in people like this person, relative to the people it was best tested in. */
export interface ExpectedAccuracy {
  /** `published`: this score's own published result in a population; `decay`: the published average over scores at this distance. */
  readonly basis: "published" | "decay";
  /** Relative R², 0–1 (`decay`), or the published figure. */
  readonly figure: number;
  readonly measure: string;
  readonly interval: Interval;
  /** People the figure was measured in; null where the source does not say. */
  readonly n: number | null;
}

export interface PersonScore {
  /** `PGS000018`, or the file's name for a plain table. */
  readonly id: string;
  readonly trait: string;
  readonly matched: Matched;
  readonly sum: PopulationAnswer<ScoreSum, HoldsOfScore>;
  readonly adjusted: PopulationAnswer<AdjustedScore, HoldsOfScore>;
  readonly accuracy: PopulationAnswer<ExpectedAccuracy, HoldsOfScore>;
  readonly sources: readonly Source[];
}
