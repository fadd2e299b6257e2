/** Solving with symmetric positive definite matrices: the normal equations of every regression here. */
import { PangenicError } from "../base/index.ts";
import { expectShape } from "./matrix.ts";

/**
 * A pivot that is this small a part of its own diagonal element is rounding: the column is a combination of those before it.
 * 2⁻⁵² per step adds up to about this over the widths used here (≤ 100 columns).
 */
const NEGLIGIBLE = 1e-13;

/**
 * The lower triangle L of `matrix = L L′`.
 * @param matrix `[n × n]`, row-major; the lower triangle is read.
 * @returns `[n × n]`, zero above the diagonal; null where a column depends on those before it, or the matrix is not positive definite.
 * @throws PangenicError `shape`
 */
export function cholesky(matrix: Float64Array, n: number): Float64Array | null {
  expectShape(matrix, n, n);
  const lower = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= lower[i * n + k]! * lower[j * n + k]!;
      if (i > j) lower[i * n + j] = sum / lower[j * n + j]!;
      else if (sum > NEGLIGIBLE * matrix[i * n + i]!) lower[i * n + i] = Math.sqrt(sum);
      else return null;
    }
  return lower;
}

/**
 * The x of `L L′ x = right`.
 * @param lower from `cholesky`. @param right `[n]`.
 * @returns `[n]`
 */
export function choleskySolve(lower: Float64Array, n: number, right: Float64Array): Float64Array {
  const x = Float64Array.from(right);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i]! -= lower[i * n + k]! * x[k]!;
    x[i]! /= lower[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i]! -= lower[k * n + i]! * x[k]!;
    x[i]! /= lower[i * n + i]!;
  }
  return x;
}

/** `(L L′)⁻¹`. @param lower from `cholesky`. @returns `[n × n]`, row-major, exactly symmetric. */
export function choleskyInverse(lower: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    const unit = new Float64Array(n);
    unit[j] = 1;
    const column = choleskySolve(lower, n, unit);
    for (let i = j; i < n; i++) inverse[i * n + j] = inverse[j * n + i] = column[i]!;
  }
  return inverse;
}

/** Logarithm of the determinant of `L L′`. */
export function choleskyLogDeterminant(lower: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += Math.log(lower[i * n + i]!);
  return 2 * sum;
}

/** As `cholesky`, for callers to whom dependence is broken input. @throws PangenicError `matrix-singular` */
export function choleskyOf(matrix: Float64Array, n: number, what: string): Float64Array {
  const lower = cholesky(matrix, n);
  if (!lower)
    throw new PangenicError("matrix-singular", `${what}: one column is a combination of the others, or constant`);
  return lower;
}
