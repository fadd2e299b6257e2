import { expect, test } from "vitest";
import { peopleMap } from "./distance.ts";
import { distanceInReference } from "./outside.ts";
import type { Calibration } from "./panel.ts";

// A line of 60 people, one apart.
const map = peopleMap(
  Float64Array.from({ length: 60 }, (_, i) => i),
  60,
  1,
);
const at = (sites: number, outside: number): Calibration => ({
  sites,
  temperature: 1,
  local: 1,
  hull: 1,
  outside,
  mixture: 1,
  groups: [],
  populations: [],
});
const panel = { rule: "local", calibrations: [at(100, 8), at(10_000, 2)] } as const;
const place = (coordinate: number, steady = 10_000) =>
  distanceInReference(panel, map, { uncorrected: Float64Array.of(coordinate), steady });

test("people among the others are inside, people far from all of them outside", () => {
  expect(place(30).outside).toBe(false);
  expect(place(30).ratio).toBeLessThan(1);
  expect(place(80).outside).toBe(true);
});

test("the limit is that of as many sites: with fewer a person must lie farther out", () => {
  expect(place(66, 10_000).outside).toBe(true);
  expect(place(66, 100).outside).toBe(false);
});

test("a place that is no number is outside, never let in", () => {
  expect(place(Number.NaN).outside).toBe(true);
  expect(
    distanceInReference({ ...panel, calibrations: [at(100, Number.NaN)] }, map, {
      uncorrected: Float64Array.of(30),
      steady: 100,
    }).outside,
  ).toBe(true);
});
