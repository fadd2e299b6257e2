/** How well does a normalization hold for people it has not seen? */
import { randomFrom, shuffled } from "../../base/index.ts";
import { type Cell, distanceInRadii, expectedScore, type MeanVariance } from "../../models/index.ts";
import { cellOf, cutIntoCells } from "./cells.ts";
import { type FitSettings, fitMeanVariance } from "./mean-variance-fit.ts";
import { choose, type ScoredPeople } from "./scored-people.ts";

/** People by fold, indices ascending. Shuffled, since files come sorted by population; the seed makes it repeatable. */
export function foldsOf(people: number, folds: number, seed: number): readonly Int32Array[] {
  const order = shuffled(people, randomFrom(seed));
  return Array.from({ length: folds }, (_, fold) => order.filter((_, i) => i % folds === fold).sort());
}

/** The people of all folds but one. */
function others(folds: readonly Int32Array[], fold: number): Int32Array {
  return Int32Array.from(folds.flatMap((people, i) => (i === fold ? [] : [...people]))).sort();
}

/** Learns from some people, and gives the z of one person of others. */
export type Standardize = (training: ScoredPeople) => (tested: ScoredPeople, person: number) => number;

/** Each person's z from a model fitted on the other folds. @returns `[people]` */
export function outOfFold(people: ScoredPeople, folds: readonly Int32Array[], standardize: Standardize): Float64Array {
  const z = new Float64Array(people.scores.length);
  for (const [fold, tested] of folds.entries()) {
    const of = standardize(choose(people, others(folds, fold)));
    for (const person of tested) z[person] = of(people, person);
  }
  return z;
}

/** Folds inside the people a model is fitted in. */
const INNER = 5;
const INNER_SEED = 2;

/**
 * A fit by likelihood sees its own people too close: by as much as people left out of it stand farther, its spread is widened,
 * for all alike.
 */
export function fitCalibrated(people: ScoredPeople, settings: FitSettings): MeanVariance {
  const model = fitMeanVariance(people, settings);
  const z = outOfFold(people, foldsOf(people.scores.length, INNER, INNER_SEED), byFit(fitMeanVariance, settings));
  const logVariance = model.logVariance.slice();
  logVariance[0]! += Math.log(z.reduce((sum, value) => sum + value * value, 0) / z.length);
  return { ...model, logVariance };
}

/** @param fit `fitCalibrated`, as our packs are made, or `fitMeanVariance` alone. */
export function byFit(
  fit: (people: ScoredPeople, settings: FitSettings) => MeanVariance,
  settings: FitSettings,
): Standardize {
  return (training) => {
    const model = fit(training, settings);
    return ({ scores, coordinates, width }, person) => {
      const { mean, sd } = expectedScore(model, coordinates, person * width);
      return (scores[person]! - mean) / sd;
    };
  };
}

/** Distance of each person, in radii, to cells made of the other folds. @returns `[people]` */
export function outOfFoldDistances(
  { coordinates, width, scores }: ScoredPeople,
  folds: readonly Int32Array[],
  components: number,
  smallest: number,
): Float64Array {
  const distances = new Float64Array(scores.length);
  for (const [fold, tested] of folds.entries()) {
    const training = choose({ scores, coordinates, width }, others(folds, fold));
    const cells = cellsOf(training, components, smallest);
    for (const person of tested) distances[person] = distanceInRadii(cells, coordinates, person * width);
  }
  return distances;
}

export function cellsOf({ coordinates, width }: ScoredPeople, components: number, smallest: number): Cell[] {
  return cutIntoCells(coordinates, width, components, smallest).map((people) =>
    cellOf(coordinates, width, components, people),
  );
}

/** One-sided 95 %. */
const UPPER = 1.645;

/**
 * Standard deviation, in z, of what neighbors have in common that the model does not see: a whole population may be off by it.
 * From means over cells, less what chance gives; its upper bound, since a few dozen cells tell it only roughly. No label is needed.
 */
export function localDeviation(z: Float64Array, cells: readonly Int32Array[]): number {
  let excess = 0;
  let error = 0;
  for (const cell of cells) {
    const people = cell.length;
    const mean = cell.reduce((sum, person) => sum + z[person]!, 0) / people;
    const chance = cell.reduce((sum, person) => sum + (z[person]! - mean) ** 2, 0) / (people * (people - 1));
    excess += (mean ** 2 - chance) * people;
    error += 2 * (chance * people) ** 2;
  }
  return Math.sqrt(Math.max(0, excess) / z.length + (UPPER * Math.sqrt(error)) / z.length);
}
