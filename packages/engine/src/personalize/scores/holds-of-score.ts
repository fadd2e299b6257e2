/** Which figures earn a score which level, and why is nothing said where nothing is? */
import type { HoldsOfScore, Level, PopulationReason, PopulationRemedy, Source } from "../../base/index.ts";

export interface ScoreBands {
  /** ISO date these bands were set. */
  readonly date: string;
  /** Lower bound of the expected accuracy, relative to the people a score was best tested in: at least this is `well` … */
  readonly well: number;
  /** … at least this is `partly`; below is `poorly`. */
  readonly partly: number;
  /** Share of the score's variance that was seen: the same two, and below the last nothing is said. */
  readonly massWell: number;
  readonly massPartly: number;
  readonly massNeeded: number;
}

export const scoreBands: ScoreBands = {
  date: "2026-11-22",
  well: 0.8,
  partly: 0.5,
  massWell: 0.95,
  massPartly: 0.85,
  // With a quarter of the variance unseen, the interval of a percentile in the middle is already some 70 points wide.
  massNeeded: 0.75,
};

/** What `Holds` says of accuracy, and the lower bound of what it is relative to the best-tested people. */
export interface AccuracyFigure {
  readonly shown: NonNullable<HoldsOfScore["accuracy"]>;
  readonly relativeLow: number;
}

/** @param mass null where no frequencies are known. @param accuracy null where it is not known. */
export function levelOfScore(mass: number | null, accuracy: AccuracyFigure | null, bands: ScoreBands): Level {
  if (mass === null || accuracy === null) return "poorly";
  if (mass >= bands.massWell && accuracy.relativeLow >= bands.well) return "well";
  return mass >= bands.massPartly && accuracy.relativeLow >= bands.partly ? "partly" : "poorly";
}

/** Everything a score's `Holds` is made of. */
export interface ScoreGrounds {
  readonly weightMass: number | null;
  readonly accuracy: AccuracyFigure | null;
  readonly distance: number | null;
  readonly sources: readonly Source[];
  readonly expires: string;
}

export function holdsOfScore(grounds: ScoreGrounds, bands: ScoreBands = scoreBands): HoldsOfScore {
  const { weightMass, accuracy, distance, sources, expires } = grounds;
  return {
    kind: "score",
    level: levelOfScore(weightMass, accuracy, bands),
    weightMass,
    accuracy: accuracy?.shown ?? null,
    distance,
    sources,
    expires,
    bands: bands.date,
  };
}

const remedies: Readonly<Record<PopulationReason, readonly PopulationRemedy[]>> = {
  "too-few-sites": ["whole-genome-file"],
  "absent-rows-unresolved": ["file-with-reference-blocks"],
  "outside-reference": ["reference-with-people-like-you"],
  "no-fitting-mixture": ["reference-with-people-like-you"],
  "populations-not-told-apart": ["whole-genome-file"],
  "no-score-pack": ["score-pack"],
  "pack-of-another-reference": ["score-pack"],
  "outside-pack-range": ["score-pack", "reference-with-people-like-you"],
  "training-people-unknown": ["newer-knowledge"],
  "accuracy-not-measured": ["studies-with-people-like-you"],
  "weight-mass-too-low": ["whole-genome-file", "score-with-more-matching-sites"],
};

export interface ScoreAbstention {
  readonly kind: "abstention";
  readonly reason: PopulationReason;
  readonly wouldChange: readonly PopulationRemedy[];
}

export function scoreAbstention(reason: PopulationReason): ScoreAbstention {
  return { kind: "abstention", reason, wouldChange: remedies[reason] };
}
