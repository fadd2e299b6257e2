import fc from "fast-check";
import { expect, test } from "vitest";
import { randomFrom } from "../base/index.ts";
import { symmetricEigen } from "./eigen.ts";
import { multiply, multiplyTransposed, transpose } from "./matrix.ts";
import { thinQr } from "./qr.ts";

/** Random, with rank `rank` where that is less than n. */
function symmetric(n: number, seed: number, rank = n + 2): Float64Array {
  const random = randomFrom(seed);
  const tall = Float64Array.from({ length: rank * n }, () => random() - 0.5);
  return multiplyTransposed(tall, tall, rank, n, n);
}

function largestDifference(one: Float64Array, other: Float64Array): number {
  return one.reduce((worst, x, i) => Math.max(worst, Math.abs(x - other[i]!)), 0);
}

function identity(n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) out[i * n + i] = 1;
  return out;
}

function check(matrix: Float64Array, n: number): void {
  const { values, vectors } = symmetricEigen(matrix, n);
  const scale = Math.max(...values.map(Math.abs)) || 1;
  const stretched = vectors.map((x, at) => x * values[at % n]!);
  // Rounding of n steps: 50 units in the last place hold for all sizes here.
  const bound = 50 * Number.EPSILON * Math.max(4, Math.sqrt(n));
  expect(largestDifference(multiply(stretched, transpose(vectors, n, n), n, n, n), matrix)).toBeLessThan(bound * scale);
  expect(largestDifference(multiplyTransposed(vectors, vectors, n, n, n), identity(n))).toBeLessThan(bound);
  for (let j = 1; j < n; j++) expect(values[j - 1]!).toBeGreaterThanOrEqual(values[j]!);
  for (let j = 0; j < n; j++) {
    const column = Array.from({ length: n }, (_, i) => vectors[i * n + j]!);
    expect(Math.max(...column)).toBeGreaterThanOrEqual(-Math.min(...column));
  }
}

test("values and vectors give the matrix back, at every size and rank", () => {
  for (const n of [1, 2, 3, 4, 5, 7, 16, 33, 130]) {
    check(symmetric(n, n), n);
    check(symmetric(n, n, Math.ceil(n / 3)), n);
  }
  check(new Float64Array(25), 5);
  check(identity(6), 6);
  expect(symmetricEigen(new Float64Array(0), 0).values).toHaveLength(0);
});

test("a matrix with known values: the second differences of a string", () => {
  const n = 60;
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    matrix[i * n + i] = 2;
    if (i > 0) matrix[i * n + i - 1] = matrix[(i - 1) * n + i] = -1;
  }
  const { values } = symmetricEigen(matrix, n);
  // 2 − 2 cos(kπ / (n + 1)); absolute, since a backward stable method promises no more for the smallest.
  for (let k = 1; k <= n; k++) {
    const exact = 4 * Math.sin((k * Math.PI) / (2 * (n + 1))) ** 2;
    expect(Math.abs(values[n - k]! - exact)).toBeLessThan(1e-14);
  }
});

test("values many powers of ten apart, and many equal ones, are found", () => {
  const n = 12;
  const { q } = thinQr(Float64Array.from({ length: n * n }, randomFrom(9)), n, n);
  for (const values of [
    Array.from({ length: n }, (_, i) => 10 ** (-i * 1.5)),
    Array.from({ length: n }, (_, i) => (i < 5 ? 3 : i < 9 ? 1 : 0)),
  ]) {
    const stretched = q.map((x, at) => x * values[at % n]!);
    const matrix = multiply(stretched, transpose(q, n, n), n, n, n);
    const found = symmetricEigen(matrix, n).values;
    for (const [i, value] of values.entries()) expect(Math.abs(found[i]! - value)).toBeLessThan(1e-14 * values[0]!);
    check(matrix, n);
  }
});

test("a few vectors of many are the first of all", () => {
  for (const [n, leading, rank] of [
    [40, 3, 42],
    [41, 10, 6],
    [130, 20, 132],
  ] as const) {
    const matrix = symmetric(n, n, rank);
    const all = symmetricEigen(matrix, n);
    const few = symmetricEigen(matrix, n, leading);
    const scale = all.values[0]!;
    expect(largestDifference(few.values, all.values)).toBeLessThan(1e-14 * scale);
    const images = multiply(matrix, few.vectors, n, n, leading);
    expect(
      largestDifference(
        images,
        few.vectors.map((x, at) => x * few.values[at % leading]!),
      ),
    ).toBeLessThan(1e-13 * scale);
    expect(
      largestDifference(multiplyTransposed(few.vectors, few.vectors, n, leading, leading), identity(leading)),
    ).toBeLessThan(1e-14);
    // Vectors of values that stand apart are the same; those of rounding (beyond the rank) need not be.
    for (let j = 0; j < Math.min(leading, rank) - 1; j++)
      for (let i = 0; i < n; i++)
        expect(Math.abs(few.vectors[i * leading + j]! - all.vectors[i * n + j]!)).toBeLessThan(1e-11);
  }
});

test("numbers that are not finite are refused, never looped over", () => {
  for (const bad of [Number.NaN, Number.POSITIVE_INFINITY])
    expect(() => symmetricEigen(Float64Array.of(1, 2, 3, 2, bad, 1, 3, 1, 1), 3)).toThrow("not finite");
  expect(() => symmetricEigen(new Float64Array(5), 2)).toThrow("2 × 2");
});

test("turning the matrix upside down turns the values", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(), (n, seed) => {
      const matrix = symmetric(n, seed);
      const up = symmetricEigen(matrix, n).values;
      const down = symmetricEigen(
        matrix.map((x) => -x),
        n,
      ).values;
      expect(largestDifference(up, down.map((x) => -x).reverse())).toBeLessThan(1e-13 * up[0]!);
    }),
    { seed: 3 },
  );
});
