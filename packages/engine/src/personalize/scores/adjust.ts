/** Where does a person's score lie among people of the same genetic similarity? */
import type { HoldsOfScore, PopulationAnswer, PopulationReason, Source } from "../../base/index.ts";
import { Z95 } from "../../kernels/index.ts";
import {
  distanceInRadii,
  expectedScore,
  type MeanVariance,
  type ScorePack,
  shareBelow,
  zVariance,
} from "../../models/index.ts";
import { type AccuracyFigure, holdsOfScore, scoreAbstention, scoreBands } from "./holds-of-score.ts";
import type { AdjustedScore } from "./score.ts";

/**
 * A sum over the rows of a pack and no others. Rows whose genotype was not seen are filled with `expectedRow` at the person's
 * own position: the mean of the model then stays right, and only the spread of those rows is missing from the sum.
 */
export interface PlacedSum {
  readonly sum: number;
  /** Σ `expectedRow(…).variance` over the rows that were not seen. */
  readonly missingVariance: number;
  /** The rest of that sum over all rows, as a share of it, 0–1. */
  readonly weightMass: number;
}

/** The person in the reference space. */
export interface PlaceInReference {
  /** Digest of the panel. */
  readonly digest: string;
  readonly coordinates: Float64Array;
  /** Covariance of the coordinates, `[coordinates × coordinates]`, from sites not seen. */
  readonly noise: Float64Array;
  /** The panel itself calls the person outside. */
  readonly outside: boolean;
}

export interface ScoreContext {
  /** ISO date after which the answer must be computed again. */
  readonly expires: string;
  readonly sources: readonly Source[];
  /** What is known of the accuracy for this person; null: nothing. */
  readonly accuracy: AccuracyFigure | null;
  /** Distance to the people that the weights were made in; null where they are not known. */
  readonly distance: number | null;
}

/**
 * @param pack null where there is none for this score.
 * @param place or why there is no position.
 */
export function adjustScore(
  pack: ScorePack | null,
  placed: PlacedSum,
  place: PlaceInReference | PopulationReason,
  context: ScoreContext,
): PopulationAnswer<AdjustedScore, HoldsOfScore> {
  const reason = pack === null ? "no-score-pack" : whyNot(pack, placed, place);
  if (reason !== null) return scoreAbstention(reason);
  return {
    kind: "answer",
    value: adjusted(pack!, placed, place as PlaceInReference),
    holds: holdsOfScore({ ...context, weightMass: placed.weightMass }),
  };
}

function whyNot(
  pack: ScorePack,
  placed: PlacedSum,
  place: PlaceInReference | PopulationReason,
): PopulationReason | null {
  if (typeof place === "string") return place;
  if (place.digest !== pack.reference.digest) return "pack-of-another-reference";
  if (place.outside) return "outside-reference";
  // Asked so that a distance or a mass that is no number is withheld too.
  if (!(distanceInRadii(pack.reach.cells, place.coordinates) <= pack.reach.threshold)) return "outside-pack-range";
  return placed.weightMass >= scoreBands.massNeeded ? null : "weight-mass-too-low";
}

function adjusted(
  pack: ScorePack,
  { sum, missingVariance, weightMass }: PlacedSum,
  place: PlaceInReference,
): AdjustedScore {
  const { mean, sd } = expectedScore(pack.model, place.coordinates);
  const z = (sum - mean) / sd;
  const half = Z95 * Math.sqrt(zSpread(pack, place, sum) + unseenVariance(missingVariance, weightMass, sd));
  const percent = (at: number) => 100 * shareBelow(pack.shape, at);
  return {
    z,
    zInterval: { low: z - half, high: z + half },
    percentile: percent(z),
    percentileInterval: { low: percent(z - half), high: percent(z + half) },
    byConstruction: "equal-in-every-group",
  };
}

/** From the position, from the model, and from what neighbors have in common that the model did not see. */
function zSpread(
  { model, crossFit }: { model: MeanVariance; crossFit: ScorePack["crossFit"] },
  place: PlaceInReference,
  sum: number,
): number {
  const variance = zVariance(model, place.coordinates, place.noise, sum);
  return variance.position + variance.model + crossFit.local ** 2;
}

/**
 * Rows near one another are inherited together, so that the score varies more than its rows would alone; what was not seen is
 * then taken to vary more by as much.
 */
function unseenVariance(missing: number, mass: number, sd: number): number {
  return Math.max(missing / sd ** 2, 1 - mass);
}
