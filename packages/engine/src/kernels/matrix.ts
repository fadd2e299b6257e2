/** Products of matrices kept as rows, one after the other. */
import { PangenicError } from "../base/index.ts";

/** Rows of the right matrix that stay in the cache while a block of the left is worked through. */
const BLOCK = 64;

/**
 * @param left `[rows × inner]`, row-major. @param right `[inner × columns]`, row-major.
 * @returns `[rows × columns]`, row-major; every element summed over `inner` in ascending order.
 * @throws PangenicError `shape`
 */
export function multiply(
  left: Float64Array,
  right: Float64Array,
  rows: number,
  inner: number,
  columns: number,
): Float64Array {
  expectShape(left, rows, inner);
  expectShape(right, inner, columns);
  const out = new Float64Array(rows * columns);
  for (let from = 0; from < inner; from += BLOCK) {
    const to = Math.min(inner, from + BLOCK);
    for (let i = 0; i < rows; i++) {
      const row = out.subarray(i * columns, (i + 1) * columns);
      for (let k = from; k < to; k++) {
        const factor = left[i * inner + k]!;
        if (factor === 0) continue;
        const at = k * columns;
        for (let j = 0; j < columns; j++) row[j]! += factor * right[at + j]!;
      }
    }
  }
  return out;
}

/**
 * `left′ right`: of two tall matrices with the same rows, without turning one of them.
 * @param left `[rows × a]`, row-major. @param right `[rows × b]`, row-major.
 * @returns `[a × b]`, row-major.
 * @throws PangenicError `shape`
 */
export function multiplyTransposed(
  left: Float64Array,
  right: Float64Array,
  rows: number,
  a: number,
  b: number,
): Float64Array {
  expectShape(left, rows, a);
  expectShape(right, rows, b);
  const out = new Float64Array(a * b);
  for (let k = 0; k < rows; k++)
    for (let i = 0; i < a; i++) {
      const factor = left[k * a + i]!;
      if (factor === 0) continue;
      for (let j = 0; j < b; j++) out[i * b + j]! += factor * right[k * b + j]!;
    }
  return out;
}

/** @returns `[columns × rows]` of a `[rows × columns]`, both row-major. @throws PangenicError `shape` */
export function transpose(matrix: Float64Array, rows: number, columns: number): Float64Array {
  expectShape(matrix, rows, columns);
  const out = new Float64Array(matrix.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j * rows + i] = matrix[i * columns + j]!;
  return out;
}

/** @throws PangenicError `shape`, where a matrix has not `rows × columns` elements. */
export function expectShape(matrix: Float64Array, rows: number, columns: number): void {
  if (!(rows >= 0 && columns >= 0) || matrix.length !== rows * columns)
    throw new PangenicError(
      "shape",
      `a matrix of ${rows} × ${columns} is expected, ${matrix.length} numbers were given`,
    );
}
