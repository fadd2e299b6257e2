/** An orthonormal basis of the columns of a tall matrix, and least squares through it. */
import { PangenicError } from "../base/index.ts";
import { expectShape } from "./matrix.ts";

export interface Qr {
  /** `[rows × columns]`, row-major, orthonormal columns. */
  readonly q: Float64Array;
  /** `[columns × columns]`, row-major, upper triangle; the diagonal is not negative. */
  readonly r: Float64Array;
}

/**
 * Thin QR by Householder reflections: Q is orthonormal to rounding whatever the columns are. A column that depends on those
 * before it shows as a diagonal element of `r` near 0.
 * @param matrix `[rows × columns]`, row-major, rows ≥ columns.
 * @throws PangenicError `shape`
 * @see Golub and Van Loan, Matrix Computations, 5.2.
 */
export function thinQr(matrix: Float64Array, rows: number, columns: number): Qr {
  expectShape(matrix, rows, columns);
  if (rows < columns) throw new PangenicError("shape", "a thin QR needs at least as many rows as columns");
  const work = Float64Array.from(matrix);
  const taus = new Float64Array(columns);
  const r = new Float64Array(columns * columns);
  for (let k = 0; k < columns; k++) {
    let square = 0;
    for (let i = k; i < rows; i++) square += work[i * columns + k]! ** 2;
    const head = work[k * columns + k]!;
    const diagonal = head > 0 ? -Math.sqrt(square) : Math.sqrt(square);
    work[k * columns + k] = head - diagonal;
    taus[k] = square > 0 ? 1 / (square - head * diagonal) : 0;
    reflect(work, work, taus[k]!, { rows, columns, k, from: k + 1 });
    for (let j = k + 1; j < columns; j++) r[k * columns + j] = work[k * columns + j]!;
    r[k * columns + k] = diagonal;
  }
  const q = new Float64Array(rows * columns);
  for (let j = 0; j < columns; j++) q[j * columns + j] = 1;
  for (let k = columns - 1; k >= 0; k--) reflect(work, q, taus[k]!, { rows, columns, k, from: k });
  for (let k = 0; k < columns; k++)
    if (r[k * columns + k]! < 0) {
      for (let j = k; j < columns; j++) r[k * columns + j]! *= -1;
      for (let i = 0; i < rows; i++) q[i * columns + k]! *= -1;
    }
  return { q, r };
}

/** `target ← (I − tau v v′) target` in its columns `from …`; v stands in column k of `vectors`, from row k on. */
function reflect(
  vectors: Float64Array,
  target: Float64Array,
  tau: number,
  { rows, columns, k, from }: { rows: number; columns: number; k: number; from: number },
): void {
  if (tau === 0 || from === columns) return;
  const product = new Float64Array(columns);
  for (let i = k; i < rows; i++) {
    const v = vectors[i * columns + k]!;
    for (let j = from; j < columns; j++) product[j]! += v * target[i * columns + j]!;
  }
  for (let i = k; i < rows; i++) {
    const v = tau * vectors[i * columns + k]!;
    for (let j = from; j < columns; j++) target[i * columns + j]! -= v * product[j]!;
  }
}

/** How small a part of a column may stand at right angles to the columns before it, and still count as a direction. */
const NEGLIGIBLE = 1e-12;

/**
 * The x that makes |matrix x − right| least.
 * @param matrix `[rows × columns]`, row-major, rows ≥ columns. @param right `[rows]`.
 * @returns `[columns]`; null where the columns depend on each other.
 * @throws PangenicError `shape`
 */
export function leastSquares(
  matrix: Float64Array,
  right: Float64Array,
  rows: number,
  columns: number,
): Float64Array | null {
  expectShape(right, rows, 1);
  const { q, r } = thinQr(matrix, rows, columns);
  const x = new Float64Array(columns);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) x[j]! += q[i * columns + j]! * right[i]!;
  for (let j = columns - 1; j >= 0; j--) {
    let square = 0;
    for (let i = 0; i <= j; i++) square += r[i * columns + j]! ** 2;
    if (!(r[j * columns + j]! > NEGLIGIBLE * Math.sqrt(square))) return null;
    for (let k = j + 1; k < columns; k++) x[j]! -= r[j * columns + k]! * x[k]!;
    x[j]! /= r[j * columns + j]!;
  }
  return x;
}
