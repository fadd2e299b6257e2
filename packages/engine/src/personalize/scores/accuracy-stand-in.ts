/** Is a person like the people in whom something was measured? Reference people of named populations stand for them. */
import { betaQuantile } from "../../kernels/index.ts";
import { type Cloud, cloudDistance, cloudOf } from "../../models/index.ts";

/** Reference people as a panel holds them. */
export interface ReferencePeople {
  /** `[people × width]` */
  readonly coordinates: Float64Array;
  readonly width: number;
  /** `[people]`, the panel's codes of populations. */
  readonly populations: readonly string[];
}

/** A cloud of fewer people has no edge that could be told. */
const FEWEST = 40;
/** Share of a group's own further people who are inside its spread. */
const KEPT = 0.99;

/** Nearer to one of two groups than this share of the way, a person who is outside its spread is not between the two. */
const MARGIN = 0.1;

/** null where too few reference people are of these populations. */
export function standInOf(people: ReferencePeople, populations: readonly string[]): Cloud | null {
  const { coordinates, width } = people;
  const members = [...people.populations.keys()].filter((i) => populations.includes(people.populations[i]!));
  if (members.length < FEWEST) return null;
  const points = new Float64Array(members.length * width);
  for (const [i, member] of members.entries())
    points.set(coordinates.subarray(member * width, (member + 1) * width), i * width);
  return cloudOf(points, width, width);
}

/**
 * Squared distance that a share `KEPT` of further people of the group keeps, center and spread being estimates themselves:
 * the F distribution, by way of the beta.
 */
function edgeOf(people: number, components: number): number {
  const x = betaQuantile(KEPT, components / 2, (people - components) / 2);
  return ((people + 1) * x) / (1 - x);
}

/** Squared distance in units of the edge: up to 1 a person is inside the group's spread. */
export function distanceTo(standIn: Pick<Cloud, "people" | "center" | "covariance">, point: Float64Array): number {
  return cloudDistance(standIn, point) / edgeOf(standIn.people, standIn.center.length);
}

/** Straight distance between a center and a point. */
export function lengthBetween({ center }: Cloud, point: Float64Array): number {
  return Math.hypot(...center.map((from, k) => point[k]! - from));
}

/** @returns how far the person is on the way from one to the other, 0–1; null where they are beyond, or off the way. */
export function shareBetween(one: Cloud, other: Cloud, point: Float64Array): number | null {
  let length = 0;
  let along = 0;
  for (const [k, from] of one.center.entries()) {
    length += (other.center[k]! - from) ** 2;
    along += (other.center[k]! - from) * (point[k]! - from);
  }
  const share = along / length;
  if (!(share >= MARGIN && share <= 1 - MARGIN)) return null;
  const mixed = (a: Float64Array, b: Float64Array) => a.map((value, i) => value + share * (b[i]! - value));
  const onTheWay = {
    people: Math.min(one.people, other.people),
    center: mixed(one.center, other.center),
    covariance: mixed(one.covariance, other.covariance),
  };
  return distanceTo(onTheWay, point) <= 1 ? share : null;
}
