/** From scored people to all that a pack says of their scores, but the weights. */
import { PangenicError } from "../../base/index.ts";
import { type CrossFit, type MeanVariance, type Reach, type Shape, shapeOf } from "../../models/index.ts";
import { cutIntoCells } from "./cells.ts";
import { byFit, cellsOf, fitCalibrated, foldsOf, localDeviation, outOfFold, outOfFoldDistances } from "./cross-fit.ts";
import { decileHolds, groupHolds } from "./holds-report.ts";
import type { FitSettings } from "./mean-variance-fit.ts";
import type { ScoredPeople } from "./scored-people.ts";

/** People a pack needs: below, the spread at the edges rests on a handful. */
export const FEWEST_PEOPLE = 500;

/**
 * Ten components in a plane, bent along the first four, which carry the structure between continents. Of the forms compared
 * on held-out people (evidence/adjustment.json) it kept group means closest to 0; the penalty weighs as ten people.
 */
export const packSettings: FitSettings = { components: 10, curved: 4, ridge: 10 };

const FOLDS = 10;
const SEED = 1;
/** Averages of at least so many stand for the people seen: none of them can be told from it. */
const CELL = 8;
/** Neighbors over which a shared error is looked for. */
const NEIGHBORS = 50;
/** People sent away although the cohort had their like, as a share. */
const FALSE_ALARMS = 0.01;
const QUANTILES = 200;

export interface NormalizationFit {
  readonly model: MeanVariance;
  readonly shape: Shape;
  readonly reach: Reach;
  readonly crossFit: CrossFit;
  /** `[people]`; out of fold. */
  readonly z: Float64Array;
}

/**
 * @param labels one per person, for the table of groups alone; absent: no table. Nothing else changes with them.
 * @param origin where the distances of the deciles begin, in the reference space; absent: the mean of the people.
 * @throws PangenicError `score-people-too-few`, `score-fit-failed`, `matrix-singular`
 */
export function fitNormalization(
  people: ScoredPeople,
  labels: readonly string[] = [],
  origin?: readonly number[],
): NormalizationFit {
  const count = people.scores.length;
  if (count < FEWEST_PEOPLE)
    throw new PangenicError("score-people-too-few", `a score pack needs ${FEWEST_PEOPLE} people, ${count} are there`);
  const folds = foldsOf(count, FOLDS, SEED);
  const model = fitCalibrated(people, packSettings);
  const z = outOfFold(people, folds, byFit(fitCalibrated, packSettings));
  const near = packSettings.components;
  const cells = cellsOf(people, near, CELL);
  const alarms = outOfFoldDistances(people, folds, near, CELL).sort();
  return {
    model,
    shape: shapeOf(z.toSorted(), QUANTILES),
    reach: { cells, threshold: alarms[Math.ceil((1 - FALSE_ALARMS) * count) - 1]!, ...extent(cells) },
    crossFit: {
      folds: FOLDS,
      local: localDeviation(z, cutIntoCells(people.coordinates, people.width, near, NEIGHBORS)),
      groups: labels.length > 0 ? groupHolds(z, labels) : [],
      deciles: decileHolds(z, distancesFrom(people, origin ?? model.design.center)),
    },
    z,
  };
}

function extent(cells: Reach["cells"]): Pick<Reach, "low" | "high"> {
  const along = (pick: (...values: number[]) => number) =>
    cells[0]!.center.map((_, k) => pick(...cells.map(({ center }) => center[k]!)));
  return { low: along(Math.min), high: along(Math.max) };
}

/** Euclidean, over as many components as the origin has. @returns `[people]` */
export function distancesFrom({ scores, coordinates, width }: ScoredPeople, origin: readonly number[]): Float64Array {
  return scores.map((_, person) =>
    Math.sqrt(origin.reduce((sum, value, k) => sum + (coordinates[person * width + k]! - value) ** 2, 0)),
  );
}
