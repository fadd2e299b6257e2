/** Singular values of small matrices, each to nearly its own full precision. */
import { PangenicError } from "../base/index.ts";
import { expectShape } from "./matrix.ts";

export interface Svd {
  /** `[rows × columns]`, row-major: column j belongs to value j; zero where that value is 0. */
  readonly left: Float64Array;
  /** `[columns]`, largest first. */
  readonly values: Float64Array;
  /** `[columns × columns]`, row-major: column j belongs to value j; its element of largest size is positive. */
  readonly right: Float64Array;
}

/**
 * `matrix = left · diag(values) · right′` by one-sided Jacobi rotations: simple and exact, for up to some hundred columns.
 * @param matrix `[rows × columns]`, row-major, rows ≥ columns.
 * @throws PangenicError `shape`; `not-converged`, where an element is not finite.
 * @see Demmel and Veselić 1992, SIAM J Matrix Anal Appl 13:1204.
 */
export function smallSvd(matrix: Float64Array, rows: number, columns: number): Svd {
  expectShape(matrix, rows, columns);
  if (rows < columns) throw new PangenicError("shape", "singular values need at least as many rows as columns");
  // Columns as rows, so that a rotation walks along the memory.
  const turned = Array.from({ length: columns }, (_, j) =>
    Float64Array.from({ length: rows }, (_, i) => matrix[i * columns + j]!),
  );
  const axes = Array.from({ length: columns }, (_, j) => {
    const axis = new Float64Array(columns);
    axis[j] = 1;
    return axis;
  });
  for (let round = 0; !orthogonalize(turned, axes); round++)
    if (round === 60) throw new PangenicError("not-converged", "singular values were not found in 60 rounds");
  const lengths = turned.map((column) => Math.sqrt(dot(column, column)));
  const order = Array.from(lengths.keys()).sort((a, b) => lengths[b]! - lengths[a]! || a - b);
  const left = new Float64Array(rows * columns);
  const right = new Float64Array(columns * columns);
  for (const [to, from] of order.entries()) {
    const [column, axis, length] = [turned[from]!, axes[from]!, lengths[from]!];
    const largest = axis.reduce((best, x) => (Math.abs(x) > Math.abs(best) ? x : best), 0);
    const sign = largest < 0 ? -1 : 1;
    for (let i = 0; i < columns; i++) right[i * columns + to] = sign * axis[i]!;
    if (length > 0) for (let i = 0; i < rows; i++) left[i * columns + to] = (sign * column[i]!) / length;
  }
  return { left, values: Float64Array.from(order, (i) => lengths[i]!), right };
}

/** One round over all pairs of columns. @returns whether all were at right angles already. */
function orthogonalize(columns: readonly Float64Array[], axes: readonly Float64Array[]): boolean {
  let done = true;
  for (let a = 0; a < columns.length; a++)
    for (let b = a + 1; b < columns.length; b++) {
      const [one, other] = [columns[a]!, columns[b]!];
      const [p, q, r] = [dot(one, one), dot(other, other), dot(one, other)];
      if (Math.abs(r) <= Number.EPSILON * Math.sqrt(p * q)) continue;
      done = false;
      const zeta = (q - p) / (2 * r);
      const tangent = (zeta >= 0 ? 1 : -1) / (Math.abs(zeta) + Math.hypot(zeta, 1));
      const cosine = 1 / Math.hypot(tangent, 1);
      turn(one, other, cosine, cosine * tangent);
      turn(axes[a]!, axes[b]!, cosine, cosine * tangent);
    }
  return done;
}

function turn(one: Float64Array, other: Float64Array, cosine: number, sine: number): void {
  for (let i = 0; i < one.length; i++) {
    const [x, y] = [one[i]!, other[i]!];
    one[i] = cosine * x - sine * y;
    other[i] = sine * x + cosine * y;
  }
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += one[i]! * other[i]!;
  return sum;
}
