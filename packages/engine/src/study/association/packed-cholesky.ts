/** Small symmetric matrices, thousands of times a second: the lower triangle row by row, factored in place. */

/** Numbers of the lower triangle of a matrix of this order; row i begins at `packedLength(i)`. */
export function packedLength(order: number): number {
  return (order * (order + 1)) / 2;
}

/** A pivot below this share of its diagonal is rounding: the column lies in the span of those before it. */
const RANK = 1e-11;

/**
 * Factors the matrix into L·Lᵗ, L in its place.
 * @param at where the matrix begins in `matrix`.
 * @returns whether the matrix has full rank; where not, what lies there is of no use.
 */
export function factorPacked(matrix: Float64Array, order: number, at = 0): boolean {
  for (let i = 0, row = at; i < order; i++, row += i) {
    const diagonal = matrix[row + i]!;
    for (let j = 0, other = at; j <= i; j++, other += j) {
      let sum = matrix[row + j]!;
      for (let k = 0; k < j; k++) sum -= matrix[row + k]! * matrix[other + k]!;
      if (j < i) matrix[row + j] = sum / matrix[other + j]!;
      else if (sum > RANK * diagonal) matrix[row + i] = Math.sqrt(sum);
      else return false;
    }
  }
  return true;
}

/** Solves L·x = b, x in the place of b. */
export function forwardPacked(factor: Float64Array, order: number, vector: Float64Array, at = 0): void {
  for (let i = 0, row = 0; i < order; i++, row += i) {
    let sum = vector[at + i]!;
    for (let k = 0; k < i; k++) sum -= factor[row + k]! * vector[at + k]!;
    vector[at + i] = sum / factor[row + i]!;
  }
}

/** Solves Lᵗ·x = b, x in the place of b. */
export function backwardPacked(factor: Float64Array, order: number, vector: Float64Array, at = 0): void {
  for (let i = order - 1; i >= 0; i--) {
    let sum = vector[at + i]!;
    for (let k = i + 1; k < order; k++) sum -= factor[packedLength(k) + i]! * vector[at + k]!;
    vector[at + i] = sum / factor[packedLength(i) + i]!;
  }
}

/** The inverse of L, lower triangular as well. */
export function invertedFactor(
  factor: Float64Array,
  order: number,
  inverse: Float64Array = new Float64Array(packedLength(order)),
): Float64Array {
  for (let column = 0; column < order; column++) {
    inverse[packedLength(column) + column] = 1 / factor[packedLength(column) + column]!;
    for (let i = column + 1; i < order; i++) {
      const row = packedLength(i);
      let sum = 0;
      for (let k = column; k < i; k++) sum -= factor[row + k]! * inverse[packedLength(k) + column]!;
      inverse[row + column] = sum / factor[row + i]!;
    }
  }
  return inverse;
}

/**
 * The inverse of L·Lᵗ, packed.
 * @param half room for the inverse of L. @param inverse where to write.
 */
export function invertedPacked(
  factor: Float64Array,
  order: number,
  half: Float64Array = new Float64Array(packedLength(order)),
  inverse: Float64Array = new Float64Array(packedLength(order)),
): Float64Array {
  invertedFactor(factor, order, half);
  for (let i = 0; i < order; i++)
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = i; k < order; k++) sum += half[packedLength(k) + i]! * half[packedLength(k) + j]!;
      inverse[packedLength(i) + j] = sum;
    }
  return inverse;
}

/** Adds `row·rowᵗ`. */
export function addOuter(into: Float64Array, row: Float64Array, from: number, order: number): void {
  let out = 0;
  for (let i = 0; i < order; i++) for (let j = 0; j <= i; j++) into[out++]! += row[from + i]! * row[from + j]!;
}
