/** Along which axes does a symmetric matrix stretch, and by how much? */
import { diagonalize } from "./implicit-ql.ts";
import { inverseIteration } from "./inverse-iteration.ts";
import { expectShape, transpose } from "./matrix.ts";
import { reflectBack, tridiagonalize } from "./tridiagonal.ts";

export interface Eigen {
  /** `[n]`, largest first: always all of them. */
  readonly values: Float64Array;
  /** `[n × leading]`, row-major: column j belongs to value j. The element of largest size in a column is positive. */
  readonly vectors: Float64Array;
}

/**
 * Eigenvalues and eigenvectors: Householder reflections to a tridiagonal matrix, then implicit QL.
 * @param matrix `[n × n]`, row-major, symmetric; the lower triangle is read.
 * @param leading how many vectors are wanted, of the largest values. Few of many cost a third of all.
 * @throws PangenicError `shape`; `not-converged`, where an element is not finite.
 * @see Golub and Van Loan, Matrix Computations, 8.3.
 */
export function symmetricEigen(matrix: Float64Array, n: number, leading: number = n): Eigen {
  expectShape(matrix, n, n);
  const { tridiagonal, reflections } = tridiagonalize(Float64Array.from(matrix), n);
  if (leading < n / 4) {
    const values = Float64Array.from(tridiagonal.diagonal);
    diagonalize({ diagonal: values, beside: Float64Array.from(tridiagonal.beside) }, null);
    values.sort().reverse();
    const vectors = inverseIteration(tridiagonal, values.subarray(0, leading));
    reflectBack(reflections, vectors, n, false);
    return ordered(values, transpose(vectors, leading, n), n, leading);
  }
  const identity = new Float64Array(n * n);
  for (let i = 0; i < n; i++) identity[i * n + i] = 1;
  reflectBack(reflections, identity, n, true);
  const basis = transpose(identity, n, n);
  diagonalize(tridiagonal, basis);
  return ordered(tridiagonal.diagonal, basis, n, n);
}

/** Largest value first; the element of largest size in each column positive. @param found `[n]` @param basis `[n × width]` */
function ordered(found: Float64Array, basis: Float64Array, n: number, width: number): Eigen {
  const order = Array.from(found.keys()).sort((a, b) => found[b]! - found[a]! || a - b);
  const vectors = new Float64Array(n * width);
  for (let to = 0; to < width; to++) {
    const from = order[to]!;
    let largest = 0;
    for (let i = 0; i < n; i++) {
      const element = basis[i * width + from]!;
      if (Math.abs(element) > Math.abs(largest)) largest = element;
    }
    const sign = largest < 0 ? -1 : 1;
    for (let i = 0; i < n; i++) vectors[i * width + to] = sign * basis[i * width + from]!;
  }
  return { values: Float64Array.from(order, (i) => found[i]!), vectors };
}
