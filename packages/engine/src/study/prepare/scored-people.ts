/** People with a score and a position: what a normalization is fitted on. Nothing else of them is known here. */
import { PangenicError } from "../../base/index.ts";

export interface ScoredPeople {
  /** `[people]`; the score's sum, in units of its weights. */
  readonly scores: Float64Array;
  /** `[people × width]`, row-major; coordinates in the reference space. */
  readonly coordinates: Float64Array;
  readonly width: number;
}

/** @throws PangenicError `shape`, where lengths disagree. */
export function scoredPeople(scores: Float64Array, coordinates: Float64Array, width: number): ScoredPeople {
  if (coordinates.length !== scores.length * width)
    throw new PangenicError("shape", "there must be one position for every score");
  return { scores, coordinates, width };
}

/** Those of the people, in the order asked for. */
export function choose({ scores, coordinates, width }: ScoredPeople, people: ArrayLike<number>): ScoredPeople {
  const chosen = new Float64Array(people.length * width);
  for (let i = 0; i < people.length; i++)
    chosen.set(coordinates.subarray(people[i]! * width, (people[i]! + 1) * width), i * width);
  return { scores: Float64Array.from(people, (person) => scores[person]!), coordinates: chosen, width };
}

/** Scores beside the first `components` coordinates: the columns whose moments standardize a fit. */
export function columnsOf({ scores, coordinates, width }: ScoredPeople, components: number): Float64Array {
  const columns = new Float64Array(scores.length * (components + 1));
  for (let i = 0; i < scores.length; i++) {
    columns[i * (components + 1)] = scores[i]!;
    columns.set(coordinates.subarray(i * width, i * width + components), i * (components + 1) + 1);
  }
  return columns;
}
