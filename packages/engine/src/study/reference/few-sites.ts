/** The same people with fewer sites: how much worse does everything hold? */
import { randomFrom, shuffled } from "../../base/index.ts";
import { type Projection, placed } from "../../models/index.ts";
import type { Axes } from "./relationship.ts";

/**
 * Projects people who are not of the axes, each from a random choice of sites that all of them share.
 * @param fill standardized genotypes of a site in everyone.
 * @param counts how many sites, once each. @param seed of the choice.
 * @returns per count, per person.
 */
export function placedWithFew(
  axes: Axes,
  sites: number,
  everyone: number,
  fill: (site: number, into: Float64Array) => void,
  people: Int32Array,
  counts: readonly number[],
  stretch: Float64Array,
  seed: number,
): readonly (readonly (Projection | null)[])[] {
  const { count: k, singular, vectors } = axes;
  const everyAxis = new Float64Array(k).fill(1);
  const order = shuffled(sites, randomFrom(seed));
  const rank = new Int32Array(sites);
  for (const [place, site] of order.entries()) rank[site] = place;
  const sums = counts.map(() => ({
    normal: new Float64Array(k * k),
    right: new Float64Array(people.length * k),
    square: new Float64Array(people.length),
  }));
  const column = new Float64Array(everyone);
  const loading = new Float64Array(k);
  for (let site = 0; site < sites; site++) {
    fill(site, column);
    let mean = 0;
    for (const person of axes.people) mean += column[person]! / axes.people.length;
    loading.fill(0);
    for (const [row, person] of axes.people.entries()) {
      const z = column[person]! - mean;
      for (let a = 0; a < k; a++) loading[a]! += z * vectors[row * k + a]!;
    }
    for (let a = 0; a < k; a++) loading[a]! /= singular[a]!;
    for (const [which, count] of counts.entries()) {
      if (rank[site]! >= count) continue;
      const { normal, right, square } = sums[which]!;
      for (let a = 0; a < k; a++) for (let b = 0; b < k; b++) normal[a * k + b]! += loading[a]! * loading[b]!;
      for (const [row, person] of people.entries()) {
        const z = column[person]! - mean;
        square[row]! += z * z;
        for (let a = 0; a < k; a++) right[row * k + a]! += loading[a]! * z;
      }
    }
  }
  return sums.map(({ normal, right, square }, which) =>
    Array.from(people, (_, row) =>
      placed(
        {
          normal,
          right: right.subarray(row * k, (row + 1) * k),
          square: square[row]!,
          seen: Math.min(counts[which]!, sites),
          total: sites,
        },
        { count: k, singular, stretch, between: everyAxis },
      ),
    ),
  );
}
