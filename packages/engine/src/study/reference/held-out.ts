/** Where do people fall who were left out of the axes, and what does the panel say of them? */
import {
  augmented,
  clustersOf,
  type DistanceStatistics,
  distanceFromMixtures,
  distanceOf,
  logDensities,
  type Projection,
  peopleMap,
} from "../../models/index.ts";
import { type Axes, plainOn } from "./relationship.ts";

/** How many parts the people are divided into; each is placed on the axes of the others. */
export const FOLDS = 3;

export interface Placement {
  readonly person: number;
  readonly distance: DistanceStatistics;
  readonly mixture: number;
  /** Log densities of the populations. */
  readonly densities: Float64Array;
}

export interface Reading {
  readonly populations: number;
  readonly population: Uint8Array;
  readonly sources: readonly number[];
  readonly withHull: boolean;
}

/** People taken in turns within each population, so that every part has its share of each. @returns `[people]` of `FOLDS`. */
export function foldsOf(people: Int32Array, population: Uint8Array, folds: number = FOLDS): Uint8Array {
  const next = new Map<number, number>();
  return Uint8Array.from(people, (person) => {
    const turn = next.get(population[person]!) ?? 0;
    next.set(population[person]!, turn + 1);
    return turn % folds;
  });
}

/** Coordinates of the people of the axes: right vector × singular value / √sites. */
export function coordinatesOf({ people, count, singular, vectors }: Axes, sites: number): Float64Array {
  const unit = 1 / Math.sqrt(sites);
  return Float64Array.from({ length: people.length * count }, (_, at) => vectors[at]! * singular[at % count]! * unit);
}

/** Someone outside the axes, with every site seen. */
export function placedOn(
  axes: Axes,
  relationship: Float64Array,
  all: number,
  sites: number,
  person: number,
): Projection {
  const { plain, rest } = plainOn(axes, relationship, all, person);
  const unit = 1 / Math.sqrt(sites);
  return {
    coordinates: augmented(plain, rest, axes.singular).map((value) => value * unit),
    uncorrected: plain.map((value) => value * unit),
    noise: new Float64Array(axes.count ** 2),
    seen: sites,
    effective: sites,
    steady: sites,
  };
}

/** What the people of the axes say of others. Populations without people there fit nobody. */
export function readerOf(
  axes: Axes,
  sites: number,
  { population, populations, sources, withHull }: Reading,
): (person: number, projection: Projection) => Placement {
  const points = coordinatesOf(axes, sites);
  const map = peopleMap(points, axes.people.length, axes.count);
  // Populations that are there, numbered anew.
  const there = [...new Set(Array.from(axes.people, (person) => population[person]!))].sort((a, b) => a - b);
  const clusters = clustersOf(
    points,
    Array.from(axes.people, (person) => there.indexOf(population[person]!)),
    there.length,
    axes.count,
  );
  const from = sources.filter((source) => there.includes(source)).map((source) => there.indexOf(source));
  return (person, { coordinates, uncorrected, noise }) => {
    const found = logDensities(clusters, coordinates, noise);
    const densities = new Float64Array(populations).fill(Number.NEGATIVE_INFINITY);
    for (const [at, index] of there.entries()) densities[index] = found[at]!;
    return {
      person,
      distance: distanceOf(map, uncorrected, withHull),
      mixture: distanceFromMixtures(clusters, from, coordinates, noise),
      densities,
    };
  };
}
