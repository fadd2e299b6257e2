/** How far from the reference people does a point lie, judged by how far they lie from one another there? */
import { mixture } from "../../kernels/index.ts";

/** People whose mean distance is taken. */
const NEAREST = 5;
/** People around whose own spacing is the yardstick. */
const YARDSTICK = 10;
/** People between whom a point may lie without being far. */
const AROUND = 20;

/** Reference people as points. */
export interface PeopleMap {
  readonly count: number;
  readonly dimensions: number;
  /** `[count × dimensions]` */
  readonly points: Float64Array;
  /** `[count]` mean distance of each person to the nearest others. */
  readonly spacing: Float64Array;
  /** Median of `spacing`. */
  readonly typical: number;
}

export interface DistanceStatistics {
  /** Mean distance to the nearest people, in spacings typical of the whole reference. */
  readonly nearest: number;
  /** The same in spacings of the people around the point. */
  readonly local: number;
  /** Distance to the nearest mixture of the people around: who lies between groups is not far for that alone. */
  readonly hull: number;
}

/** @param points `[count × dimensions]` */
export function peopleMap(points: Float64Array, count: number, dimensions: number): PeopleMap {
  const spacing = new Float64Array(count);
  for (let person = 0; person < count; person++) {
    const point = points.subarray(person * dimensions, (person + 1) * dimensions);
    spacing[person] = meanOf(nearestTo(point, points, count, dimensions, NEAREST, person));
  }
  return { count, dimensions, points, spacing, typical: medianOf(spacing) };
}

/**
 * @param withHull the costly part, when the panel's rule asks for it; 0 otherwise.
 * @param except a person of the map to judge by the others, or −1.
 */
export function distanceOf(map: PeopleMap, point: Float64Array, withHull: boolean, except = -1): DistanceStatistics {
  const { points, count, dimensions, spacing } = map;
  const around = nearestTo(point, points, count, dimensions, AROUND, except);
  const mean = meanOf(around.slice(0, NEAREST));
  const yardstick = medianOf(Float64Array.from(around.slice(0, YARDSTICK), ({ person }) => spacing[person]!));
  return {
    nearest: mean / map.typical,
    local: mean / yardstick,
    hull: withHull ? fromMixture(map, point, around) : 0,
  };
}

interface Neighbor {
  readonly person: number;
  readonly distance: number;
}

const meanOf = (neighbors: readonly Neighbor[]): number =>
  neighbors.reduce((sum, { distance }) => sum + distance, 0) / neighbors.length;

function medianOf(values: Float64Array): number {
  const sorted = values.toSorted();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Nearest first. @param except a person not to count, or −1. */
function nearestTo(
  point: Float64Array,
  points: Float64Array,
  count: number,
  dimensions: number,
  wanted: number,
  except: number,
): Neighbor[] {
  const best = new Float64Array(wanted).fill(Number.POSITIVE_INFINITY);
  const who = new Int32Array(wanted).fill(-1);
  for (let person = 0; person < count; person++) {
    if (person === except) continue;
    let square = 0;
    for (let d = 0; d < dimensions; d++) square += (point[d]! - points[person * dimensions + d]!) ** 2;
    if (square >= best[wanted - 1]!) continue;
    let at = wanted - 1;
    for (; at > 0 && best[at - 1]! > square; at--) {
      best[at] = best[at - 1]!;
      who[at] = who[at - 1]!;
    }
    best[at] = square;
    who[at] = person;
  }
  const found = Math.min(wanted, count - (except < 0 ? 0 : 1));
  return Array.from({ length: found }, (_, i) => ({ person: who[i]!, distance: Math.sqrt(best[i]!) }));
}

function fromMixture({ points, dimensions }: PeopleMap, point: Float64Array, around: readonly Neighbor[]): number {
  const sources = new Float64Array(dimensions * around.length);
  for (let d = 0; d < dimensions; d++)
    for (const [column, { person }] of around.entries())
      sources[d * around.length + column] = points[person * dimensions + d]!;
  const shares = mixture(sources, Float64Array.from(point), dimensions, around.length);
  let square = 0;
  for (let d = 0; d < dimensions; d++) {
    let at = 0;
    for (let column = 0; column < around.length; column++) at += sources[d * around.length + column]! * shares[column]!;
    square += (point[d]! - at) ** 2;
  }
  return Math.sqrt(square);
}
