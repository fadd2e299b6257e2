import fc from "fast-check";
import { expect, test } from "vitest";
import { randomFrom } from "../base/index.ts";
import { cholesky, choleskyInverse, choleskyLogDeterminant, choleskyOf, choleskySolve } from "./cholesky.ts";
import { multiply, multiplyTransposed, transpose } from "./matrix.ts";
import { mixture, nonNegativeLeastSquares } from "./nonnegative.ts";
import { leastSquares, thinQr } from "./qr.ts";
import { smallSvd } from "./singular.ts";

function random(length: number, seed: number): Float64Array {
  const next = randomFrom(seed);
  return Float64Array.from({ length }, () => next() - 0.5);
}

function expectClose(one: Float64Array, other: Float64Array, bound: number): void {
  expect(one).toHaveLength(other.length);
  for (let i = 0; i < one.length; i++) expect(Math.abs(one[i]! - other[i]!)).toBeLessThanOrEqual(bound);
}

function identity(n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) out[i * n + i] = 1;
  return out;
}

const shapes = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 30 }), fc.nat());

test("Cholesky's triangle gives the matrix back, its solution and its inverse", () => {
  fc.assert(
    fc.property(shapes, ([n, extra, seed]) => {
      const tall = random((n + extra + 3) * n, seed);
      const matrix = multiplyTransposed(tall, tall, n + extra + 3, n, n).map(
        (x, at) => x + (at % (n + 1) === 0 ? 1 : 0),
      );
      const lower = cholesky(matrix, n)!;
      expectClose(multiply(lower, transpose(lower, n, n), n, n, n), matrix, 1e-14 * n);
      const right = random(n, seed + 1);
      expectClose(multiply(matrix, choleskySolve(lower, n, right), n, n, 1), right, 1e-13);
      expectClose(multiply(matrix, choleskyInverse(lower, n), n, n, n), identity(n), 1e-13);
    }),
    { seed: 6 },
  );
  expect(choleskyLogDeterminant(cholesky(Float64Array.of(4, 2, 2, 10), 2)!, 2)).toBeCloseTo(Math.log(36), 14);
});

test("a column that is the sum of others is found, whatever its scale", () => {
  for (const scale of [1e-6, 1, 1e6]) {
    const rows = 40;
    const matrix = random(rows * 4, 7);
    for (let i = 0; i < rows; i++) matrix[i * 4 + 3] = scale * (matrix[i * 4]! + 2 * matrix[i * 4 + 1]!);
    const square = multiplyTransposed(matrix, matrix, rows, 4, 4);
    expect(cholesky(square, 4)).toBeNull();
    expect(() => choleskyOf(square, 4, "covariates")).toThrow("covariates: one column");
    expect(leastSquares(matrix, random(rows, 8), rows, 4)).toBeNull();
  }
  expect(cholesky(Float64Array.of(1, 2, 2, 1), 2)).toBeNull();
  expect(cholesky(Float64Array.of(Number.NaN), 1)).toBeNull();
});

test("Q is orthonormal, R is triangular with a diagonal that is not negative, and Q R is the matrix", () => {
  fc.assert(
    fc.property(shapes, fc.boolean(), ([columns, extra, seed], isDeficient) => {
      const rows = columns + extra;
      const matrix = random(rows * columns, seed);
      if (isDeficient) for (let i = 0; i < rows; i++) matrix[i * columns + columns - 1] = matrix[i * columns]!;
      const { q, r } = thinQr(matrix, rows, columns);
      expectClose(multiply(q, r, rows, columns, columns), matrix, 1e-14);
      expectClose(multiplyTransposed(q, q, rows, columns, columns), identity(columns), 1e-14);
      for (let i = 0; i < columns; i++) {
        expect(r[i * columns + i]!).toBeGreaterThanOrEqual(0);
        for (let j = 0; j < i; j++) expect(r[i * columns + j]).toBe(0);
      }
    }),
    { seed: 9 },
  );
});

test("least squares leaves a residual at right angles to every column", () => {
  fc.assert(
    fc.property(shapes, ([columns, extra, seed]) => {
      const rows = columns + extra + 2;
      const matrix = random(rows * columns, seed);
      const right = random(rows, seed + 1);
      const x = leastSquares(matrix, right, rows, columns)!;
      const fitted = multiply(matrix, x, rows, columns, 1);
      const left = right.map((y, i) => y - fitted[i]!);
      expectClose(multiplyTransposed(matrix, left, rows, columns, 1), new Float64Array(columns), 1e-12);
    }),
    { seed: 10 },
  );
});

test("singular values and vectors give the matrix back, up to 60 columns and at any rank", () => {
  for (const [rows, columns, rank] of [
    [1, 1, 1],
    [5, 3, 3],
    [9, 9, 4],
    [60, 60, 60],
    [61, 60, 20],
  ] as const) {
    const matrix = multiply(random(rows * rank, rows), random(rank * columns, columns), rows, rank, columns);
    const { left, values, right } = smallSvd(matrix, rows, columns);
    const stretched = left.map((x, at) => x * values[at % columns]!);
    expectClose(
      multiply(stretched, transpose(right, columns, columns), rows, columns, columns),
      matrix,
      1e-14 * columns,
    );
    expectClose(multiplyTransposed(right, right, columns, columns, columns), identity(columns), 1e-13);
    for (let j = 1; j < columns; j++) expect(values[j]!).toBeLessThanOrEqual(values[j - 1]!);
    expect(values.filter((value) => value > 1e-12 * values[0]!)).toHaveLength(rank);
  }
  expect(() => smallSvd(Float64Array.of(Number.NaN, 1, 1, 1), 2, 2)).toThrow("not found");
});

test("singular values of a graded matrix keep their own digits", () => {
  // R 4.2.2: the matrix is [[1, 1], [0, 1e-150]]: values √2 and 1e-150 / √2, which a squared matrix could not hold.
  const { values } = smallSvd(Float64Array.of(1, 1, 0, 1e-150), 2, 2);
  expect(values[0]! / Math.SQRT2).toBeCloseTo(1, 15);
  expect((values[1]! * Math.SQRT2) / 1e-150).toBeCloseTo(1, 14);
});

test("a product in blocks is the plain product, and turning twice turns back", () => {
  const [rows, inner, columns] = [7, 150, 5];
  const [left, right] = [random(rows * inner, 11), random(inner * columns, 12)];
  const plain = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++)
    for (let k = 0; k < inner; k++)
      for (let j = 0; j < columns; j++) plain[i * columns + j]! += left[i * inner + k]! * right[k * columns + j]!;
  expect(multiply(left, right, rows, inner, columns)).toEqual(plain);
  expect(multiplyTransposed(transpose(left, rows, inner), right, inner, rows, columns)).toEqual(plain);
  expect(transpose(transpose(left, rows, inner), inner, rows)).toEqual(left);
  expect(() => multiply(left, right, rows, inner, columns + 1)).toThrow("150 × 6");
});

test("non-negative least squares meets its conditions: no slope pulls a value up, none is left at a positive value", () => {
  fc.assert(
    fc.property(shapes, ([columns, extra, seed]) => {
      const rows = Math.max(2, extra);
      const matrix = random(rows * columns, seed);
      const right = random(rows, seed + 1);
      const x = nonNegativeLeastSquares(matrix, right, rows, columns);
      const fitted = multiply(matrix, x, rows, columns, 1);
      const slope = multiplyTransposed(
        matrix,
        right.map((y, i) => y - fitted[i]!),
        rows,
        columns,
        1,
      );
      for (let j = 0; j < columns; j++) {
        expect(x[j]!).toBeGreaterThanOrEqual(0);
        if (x[j]! > 0) expect(Math.abs(slope[j]!)).toBeLessThan(1e-10);
        else expect(slope[j]!).toBeLessThan(1e-10);
      }
    }),
    { seed: 13, numRuns: 500 },
  );
});

test("a mixture of sources is found exactly, and no other mixture lies nearer", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 2, max: 12 }), fc.nat(), (columns, rows, seed) => {
      const matrix = random(rows * columns, seed);
      const target = random(rows, seed + 1);
      const shares = mixture(matrix, target, rows, columns);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
      const fitted = multiply(matrix, shares, rows, columns, 1);
      const slope = multiplyTransposed(
        matrix,
        target.map((y, i) => y - fitted[i]!),
        rows,
        columns,
        1,
      );
      const price = shares.reduce((sum, share, j) => sum + share * slope[j]!, 0);
      for (let j = 0; j < columns; j++) {
        expect(shares[j]!).toBeGreaterThanOrEqual(0);
        expect(slope[j]! - price).toBeLessThan(1e-10);
      }
      // A point inside is met exactly.
      const inside = random(columns, seed + 2).map((x) => x + 0.6);
      const whole = inside.reduce((sum, x) => sum + x, 0);
      const point = multiply(
        matrix,
        inside.map((x) => x / whole),
        rows,
        columns,
        1,
      );
      expectClose(multiply(matrix, mixture(matrix, point, rows, columns), rows, columns, 1), point, 1e-10);
    }),
    { seed: 14, numRuns: 500 },
  );
  expect(() => mixture(Float64Array.of(Number.NaN, 1), Float64Array.of(1), 1, 2)).toThrow("not finite");
  expect(() => mixture(new Float64Array(0), Float64Array.of(1), 1, 0)).toThrow("at least one source");
});

test("mixtures do not depend on the order of the sources", () => {
  const matrix = random(6 * 4, 15);
  const target = random(6, 16);
  const turned = Float64Array.from(matrix, (_, at) => matrix[at - (at % 4) + (3 - (at % 4))]!);
  expectClose(mixture(turned, target, 6, 4).reverse(), mixture(matrix, target, 6, 4), 1e-13);
});
