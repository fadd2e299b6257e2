/** The few largest eigenvalues of a large symmetric matrix, as exact as all of them would be. */
import { randomFrom } from "../../base/index.ts";
import { symmetricEigen } from "../../kernels/index.ts";

/** Steps of the iteration, at most; the matrices here need some hundred. */
const MOST_STEPS = 600;
const CHECK_EVERY = 40;

/**
 * The largest eigenvalues of a symmetric matrix, by Lanczos steps with full orthogonalization; exact to rounding.
 * @returns `values [count]`, `vectors [n × count]`; the element of largest size in a column is positive.
 */
export function leading(
  matrix: Float64Array,
  n: number,
  count: number,
): { values: Float64Array; vectors: Float64Array } {
  const random = randomFrom(1);
  const basis: Float64Array[] = [];
  const diagonal: number[] = [];
  const beside: number[] = [];
  let next = unit(Float64Array.from({ length: n }, () => random() - 0.5));
  for (;;) {
    const vector = next;
    basis.push(vector);
    const image = times(matrix, n, vector);
    diagonal.push(dot(image, vector));
    // Twice is enough.
    for (let again = 0; again < 2; again++)
      for (const older of basis) {
        const along = dot(image, older);
        for (let i = 0; i < n; i++) image[i]! -= along * older[i]!;
      }
    const length = Math.sqrt(dot(image, image));
    const steps = basis.length;
    const isDone = steps >= Math.min(n, MOST_STEPS) || length < 1e-12 * Math.abs(diagonal[0]!);
    if (isDone || (steps % CHECK_EVERY === 0 && steps > 2 * count)) {
      const small = new Float64Array(steps * steps);
      for (let i = 0; i < steps; i++) {
        small[i * steps + i] = diagonal[i]!;
        if (i > 0) {
          small[i * steps + i - 1] = beside[i - 1]!;
          small[(i - 1) * steps + i] = beside[i - 1]!;
        }
      }
      const found = symmetricEigen(small, steps);
      let worst = 0;
      for (let a = 0; a < count; a++)
        worst = Math.max(worst, Math.abs(length * found.vectors[(steps - 1) * steps + a]!));
      if (isDone || worst < 1e-10 * found.values[0]!) return back(basis, found.values, found.vectors, n, count);
    }
    beside.push(length);
    next = image.map((value) => value / length);
  }
}

function back(
  basis: readonly Float64Array[],
  found: Float64Array,
  small: Float64Array,
  n: number,
  count: number,
): { values: Float64Array; vectors: Float64Array } {
  const steps = basis.length;
  const vectors = new Float64Array(n * count);
  for (let a = 0; a < count; a++) {
    const column = new Float64Array(n);
    for (const [step, vector] of basis.entries()) {
      const factor = small[step * steps + a]!;
      for (let i = 0; i < n; i++) column[i]! += factor * vector[i]!;
    }
    const largest = column.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
    for (let i = 0; i < n; i++) vectors[i * count + a] = largest < 0 ? -column[i]! : column[i]!;
  }
  return { values: found.slice(0, count), vectors };
}

function times(matrix: Float64Array, n: number, vector: Float64Array): Float64Array {
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    const at = i * n;
    for (let j = 0; j < n; j++) sum += matrix[at + j]! * vector[j]!;
    out[i] = sum;
  }
  return out;
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += one[i]! * other[i]!;
  return sum;
}

function unit(vector: Float64Array): Float64Array {
  const length = Math.sqrt(dot(vector, vector));
  return vector.map((value) => value / length);
}
