/** Eigenvectors of a tridiagonal matrix whose eigenvalues are known: a few of many. */
import { randomFrom } from "../base/index.ts";
import type { Tridiagonal } from "./tridiagonal.ts";

/** The values are known to rounding, so that two steps suffice; the others cost nothing and serve near neighbors. */
const STEPS = 5;

/**
 * @param values the largest eigenvalues, largest first.
 * @returns `[values × n]`: row j belongs to value j; orthonormal, also where values are equal.
 * @see Golub and Van Loan, Matrix Computations, 7.6.1 and 8.2.2.
 */
export function inverseIteration(matrix: Tridiagonal, values: Float64Array): Float64Array {
  const n = matrix.diagonal.length;
  // Starts that favor no direction; the same for the same matrix.
  const random = randomFrom(1);
  const found: Float64Array[] = [];
  for (const value of values) {
    const solve = factored(matrix, value);
    const x = Float64Array.from({ length: n }, () => random() - 0.5);
    for (let step = 0; step < STEPS; step++) {
      normalize(x);
      solve(x);
      normalize(x);
      for (const other of found) {
        let inner = 0;
        for (let i = 0; i < n; i++) inner += x[i]! * other[i]!;
        for (let i = 0; i < n; i++) x[i]! -= inner * other[i]!;
      }
      normalize(x);
    }
    found.push(x);
  }
  const vectors = new Float64Array(found.length * n);
  for (const [j, x] of found.entries()) vectors.set(x, j * n);
  return vectors;
}

function normalize(x: Float64Array): void {
  let largest = 0;
  for (const element of x) largest = Math.max(largest, Math.abs(element));
  let square = 0;
  for (let i = 0; i < x.length; i++) {
    x[i]! /= largest;
    square += x[i]! * x[i]!;
  }
  const length = Math.sqrt(square);
  for (let i = 0; i < x.length; i++) x[i]! /= length;
}

/** Gaussian elimination of `T − value I` with exchange of neighboring rows. @returns a function that solves in place. */
function factored({ diagonal, beside }: Tridiagonal, value: number): (x: Float64Array) => void {
  const n = diagonal.length;
  const pivot = diagonal.map((d) => d - value);
  const one = Float64Array.from(beside);
  const two = new Float64Array(n);
  const factor = new Float64Array(n);
  const swapped = new Uint8Array(n);
  const scale = diagonal.reduce((most, d, i) => Math.max(most, Math.abs(d) + Math.abs(beside[i]!)), 0);
  const least = scale * Number.EPSILON || Number.MIN_VALUE * 2 ** 100;
  for (let i = 0; i < n - 1; i++) {
    const below = beside[i]!;
    if (Math.abs(below) > Math.abs(pivot[i]!)) {
      // Row i + 1 comes up: (below, pivot, one) over (pivot, one, 0).
      swapped[i] = 1;
      factor[i] = pivot[i]! / below;
      const above = one[i]!;
      pivot[i] = below;
      one[i] = pivot[i + 1]!;
      pivot[i + 1] = above - factor[i]! * one[i]!;
      two[i] = one[i + 1]!;
      one[i + 1] = -factor[i]! * two[i]!;
    } else {
      if (Math.abs(pivot[i]!) < least) pivot[i] = least;
      factor[i] = below / pivot[i]!;
      pivot[i + 1]! -= factor[i]! * one[i]!;
    }
  }
  if (n > 0 && Math.abs(pivot[n - 1]!) < least) pivot[n - 1] = least;
  return (x) => {
    for (let i = 0; i < n - 1; i++) {
      if (swapped[i]) [x[i], x[i + 1]] = [x[i + 1]!, x[i]!];
      x[i + 1]! -= factor[i]! * x[i]!;
    }
    for (let i = n - 1; i >= 0; i--) {
      if (i + 1 < n) x[i]! -= one[i]! * x[i + 1]!;
      if (i + 2 < n) x[i]! -= two[i]! * x[i + 2]!;
      x[i]! /= pivot[i]!;
    }
  };
}
