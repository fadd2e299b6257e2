import { expect, test } from "vitest";
import { randomFrom } from "../../base/index.ts";
import { highBytes, joinBytes, lowBytes, stepsFrom, sumsOf } from "./byte-planes.ts";
import { distanceOf, peopleMap } from "./distance.ts";
import { mixtureOf } from "./mixture.ts";
import { augmented, NOT_SEEN } from "./projection.ts";

const random = randomFrom(7);

test("numbers come back from their bytes and their steps", () => {
  const numbers = Int32Array.from({ length: 500 }, () => Math.floor((random() - 0.5) * 2 ** 32));
  expect(joinBytes(lowBytes(numbers), highBytes(numbers))).toEqual(numbers);
  const chrom = Uint8Array.from({ length: 500 }, (_, i) => Math.floor(i / 40));
  expect(sumsOf(stepsFrom(numbers, chrom), chrom)).toEqual(numbers);
});

test("a person without anything new stands where the plain projection puts them; noise makes it longer", () => {
  const singular = Float64Array.of(90, 50, 30);
  // Weak beside the axes: the added person hardly turns them.
  const plain = Float64Array.of(0.01, -0.02, 0.005);
  const same = augmented(plain, 0, singular);
  for (let axis = 0; axis < 3; axis++) expect(same[axis]!).toBeCloseTo(plain[axis]!, 6);
  const longer = augmented(plain, 25 ** 2, singular);
  for (let axis = 0; axis < 3; axis++) expect(longer[axis]! / plain[axis]!).toBeGreaterThan(1);
  // A weaker axis falls shorter: its correction is greater.
  expect(longer[2]! / plain[2]!).toBeGreaterThan(longer[0]! / plain[0]!);
});

test("the sign of an axis and the order of people do not matter for a distance", () => {
  const people = 60;
  const points = Float64Array.from({ length: 2 * people }, () => random());
  const turned = points.map((value, i) => (i % 2 === 1 ? -value : value));
  const backward = Float64Array.from({ length: 2 * people }, (_, i) => points[2 * (people - 1 - (i >> 1)) + (i & 1)]!);
  const at = Float64Array.of(1.4, 0.3);
  const one = distanceOf(peopleMap(points, people, 2), at, true);
  for (const [map, point] of [
    [peopleMap(turned, people, 2), Float64Array.of(1.4, -0.3)],
    [peopleMap(backward, people, 2), at],
  ] as const)
    for (const name of ["nearest", "local", "hull"] as const)
      expect(distanceOf(map, point, true)[name]).toBeCloseTo(one[name], 12);
  expect(distanceOf(peopleMap(points, people, 2), Float64Array.of(0.5, 0.5), true).hull).toBeLessThan(0.05);
});

test("shares are those with the greatest likelihood, whatever the order of sites and with some not seen", () => {
  const count = 600;
  const frequency = [0, 1, 2].map(() => Float64Array.from({ length: count }, () => 0.05 + 0.9 * random()));
  const truth = [0.6, 0.4, 0];
  const copies = Int8Array.from({ length: count }, (_, site) => {
    if (site % 10 === 0) return NOT_SEEN;
    const p = truth.reduce((sum, share, k) => sum + share * frequency[k]![site]!, 0);
    return (random() < p ? 1 : 0) + (random() < p ? 1 : 0);
  });
  const part = (code: string) => ({ code, group: code, source: true, people: 500 });
  const sites = {
    count,
    chrom: Uint8Array.from({ length: count }, (_, i) => i % 22),
    pos: { GRCh37: new Int32Array(count), GRCh38: new Int32Array(count) },
    rsid: new Uint32Array(count),
    counted: "A".repeat(count),
    other: "C".repeat(count),
    reference: { GRCh37: new Uint8Array(count), GRCh38: new Uint8Array(count) },
  };
  const panel = {
    parts: ["A", "B", "C"].map(part),
    copies: Uint16Array.from(frequency.flatMap((values) => [...values].map((p) => Math.round(1000 * p)))),
    seen: new Uint16Array(3 * count).fill(500),
    sites,
  };
  const found = mixtureOf(panel, copies);
  expect(found.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
  const height = (shares: readonly number[]): number =>
    copies.reduce((sum, counted, site) => {
      if (counted === NOT_SEEN) return sum;
      const p = shares.reduce((all, share, k) => all + (share * (panel.copies[k * count + site]! + 0.5)) / 1001, 0);
      return sum + counted * Math.log(p) + (2 - counted) * Math.log(1 - p);
    }, 0);
  const best = height(found.map(({ share }) => share));
  for (let from = 0; from < 3; from++)
    for (let to = 0; to < 3; to++) {
      const moved = found.map(({ share }, k) => share + (k === to ? 0.005 : 0) - (k === from ? 0.005 : 0));
      if (from !== to && moved.every((share) => share >= 0)) expect(height(moved)).toBeLessThan(best);
    }
  for (const [k, { share, standardError }] of found.entries())
    expect(Math.abs(share - truth[k]!)).toBeLessThan(4 * standardError);
});
