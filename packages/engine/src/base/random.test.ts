import { expect, test } from "vitest";
import { draw, randomFrom, shuffled } from "./random.ts";

test("the same seed gives the same sequence, another seed another", () => {
  const first = Array.from({ length: 5 }, randomFrom(7));
  expect(Array.from({ length: 5 }, randomFrom(7))).toEqual(first);
  expect(Array.from({ length: 5 }, randomFrom(8))).not.toEqual(first);
});

test("the sequence is fixed for ever", () => {
  expect(Array.from({ length: 4 }, randomFrom(1)).map((x) => Math.floor(x * 2 ** 32))).toMatchInlineSnapshot(`
    [
      3063500945,
      52107484,
      3520520,
      3760476048,
    ]
  `);
});

test("100,000 draws of 100,000 indices hit about 63,212 distinct ones", () => {
  const random = randomFrom(3);
  const distinct = new Set(Array.from({ length: 100_000 }, () => Math.floor(random() * 100_000))).size;
  expect(Math.abs(distinct - 63_212)).toBeLessThan(500);
});

test("256 cells are filled evenly (chi-square within 5 standard deviations)", () => {
  const random = randomFrom(11);
  const cells = new Float64Array(256);
  const n = 256_000;
  for (let i = 0; i < n; i++) cells[Math.floor(random() * 256)]!++;
  const chi = cells.reduce((sum, count) => sum + (count - n / 256) ** 2 / (n / 256), 0);
  expect(Math.abs(chi - 255)).toBeLessThan(5 * Math.sqrt(2 * 255));
});

test("a draw follows its weights and never takes a zero", () => {
  const random = randomFrom(5);
  const counts = [0, 0, 0, 0];
  for (let i = 0; i < 40_000; i++) counts[draw(random, [1, 0, 3, 0])]!++;
  expect(counts[1]! + counts[3]!).toBe(0);
  expect(counts[2]! / counts[0]!).toBeCloseTo(3, 0);
});

test("a shuffle keeps every number once, and each of the orders of three comes as often", () => {
  const random = randomFrom(5);
  expect(shuffled(1000, random).toSorted()).toEqual(Int32Array.from({ length: 1000 }, (_, i) => i));
  const orders = new Map<string, number>();
  for (let i = 0; i < 6000; i++) {
    const order = shuffled(3, random).join("");
    orders.set(order, (orders.get(order) ?? 0) + 1);
  }
  // 1,000 each; the standard deviation is 29.
  expect(orders.size).toBe(6);
  for (const count of orders.values()) expect(Math.abs(count - 1000)).toBeLessThan(5 * 29);
});
