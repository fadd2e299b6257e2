import { expect, test } from "vitest";
import { logGamma } from "../kernels/index.ts";
import { expectedHet, hardyWeinbergP } from "./hardy-weinberg.ts";

/** The definition, term by term, from logarithms of factorials. */
function plainly(het: number, hom1: number, hom2: number, midP: boolean): number {
  const people = het + hom1 + hom2;
  const rare = 2 * Math.min(hom1, hom2) + het;
  const log = (h: number): number => {
    const homRare = (rare - h) / 2;
    return h * Math.LN2 - logGamma(homRare + 1) - logGamma(h + 1) - logGamma(people - h - homRare + 1);
  };
  const logs: number[] = [];
  for (let h = rare % 2; h <= rare; h += 2) logs.push(log(h));
  const most = Math.max(...logs);
  const total = logs.reduce((sum, each) => sum + Math.exp(each - most), 0);
  const own = log(het);
  let tail = 0;
  for (const each of logs)
    if (Math.abs(each - own) < 1e-9) tail += (midP ? 0.5 : 1) * Math.exp(each - most);
    else if (each < own) tail += Math.exp(each - most);
  return Math.min(1, tail / total);
}

test("the exact test is its definition, for every table of up to 24 people", () => {
  let tables = 0;
  for (let people = 0; people <= 24; people++)
    for (let het = 0; het <= people; het++)
      for (let hom1 = 0; hom1 + het <= people; hom1++)
        for (const midP of [false, true]) {
          const hom2 = people - het - hom1;
          const expected = people === 0 || 2 * Math.min(hom1, hom2) + het === 0 ? 1 : plainly(het, hom1, hom2, midP);
          expect(Math.abs(hardyWeinbergP(het, hom1, hom2, midP) - expected)).toBeLessThanOrEqual(1e-12 * expected);
          tables++;
        }
  expect(tables).toBe(2 * 2925);
});

test("far tails keep their digits", () => {
  for (const [het, hom1, hom2] of [
    [100, 2000, 404],
    [3, 40_000, 9997],
    [25_000, 100, 24_900],
    [2400, 52, 52],
  ] as const) {
    const expected = plainly(het, hom1, hom2, false);
    const p = hardyWeinbergP(het, hom1, hom2);
    if (expected === 0) expect(p).toBe(0);
    // The logarithms of factorials of some 50,000 round to about 1e-10.
    else expect(Math.abs(p / expected - 1)).toBeLessThan(1e-8);
  }
});

test("which homozygote is named first does not matter", () => {
  for (const midP of [false, true]) expect(hardyWeinbergP(30, 60, 9, midP)).toBe(hardyWeinbergP(30, 9, 60, midP));
  expect(expectedHet(30, 60, 9)).toBeCloseTo(expectedHet(30, 9, 60), 15);
});
