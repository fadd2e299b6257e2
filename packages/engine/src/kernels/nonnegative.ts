/** Mixtures: least squares where no share may be negative, and where the shares make one whole. */
import { PangenicError } from "../base/index.ts";
import { expectShape, multiply, multiplyTransposed } from "./matrix.ts";
import { leastSquares } from "./qr.ts";

/**
 * The x ≥ 0 that makes |matrix x − right| least.
 * @param matrix `[rows × columns]`, row-major. @param right `[rows]`.
 * @returns `[columns]`
 * @throws PangenicError `shape`; `not-converged`, where a number is not finite.
 * @see Lawson and Hanson 1974, Solving Least Squares Problems, chapter 23.
 */
export function nonNegativeLeastSquares(
  matrix: Float64Array,
  right: Float64Array,
  rows: number,
  columns: number,
): Float64Array {
  expectShape(matrix, rows, columns);
  expectShape(right, rows, 1);
  const best = (open: readonly number[]): Float64Array | null =>
    open.length > rows ? null : leastSquares(chosen(matrix, rows, columns, open), right, rows, open.length);
  return activeSet(new Float64Array(columns), [], { matrix, right, rows, columns, best, whole: false });
}

/**
 * The q ≥ 0 with sum 1 that makes |matrix q − right| least: a point as a mixture of sources.
 * @param matrix `[rows × columns]`, row-major: a source in each column, at least one. @param right `[rows]`.
 * @returns `[columns]`
 * @throws PangenicError `shape`; `not-converged`, where a number is not finite.
 */
export function mixture(matrix: Float64Array, right: Float64Array, rows: number, columns: number): Float64Array {
  expectShape(matrix, rows, columns);
  expectShape(right, rows, 1);
  if (columns === 0) throw new PangenicError("shape", "a mixture needs at least one source");
  // With the first open share taken as what the others leave, the rest is free.
  const best = (open: readonly number[]): Float64Array | null => {
    const [base, ...others] = open as [number, ...number[]];
    if (others.length > rows) return null;
    const from = chosen(matrix, rows, columns, [base]);
    const steps = chosen(matrix, rows, columns, others);
    for (let i = 0; i < rows; i++) for (let j = 0; j < others.length; j++) steps[i * others.length + j]! -= from[i]!;
    const shares = leastSquares(
      steps,
      right.map((y, i) => y - from[i]!),
      rows,
      others.length,
    );
    return shares && Float64Array.of(1 - shares.reduce((sum, share) => sum + share, 0), ...shares);
  };
  const nearest = nearestColumn(matrix, right, rows, columns);
  const start = new Float64Array(columns);
  start[nearest] = 1;
  return activeSet(start, [nearest], { matrix, right, rows, columns, best, whole: true });
}

interface Problem {
  readonly matrix: Float64Array;
  readonly right: Float64Array;
  readonly rows: number;
  readonly columns: number;
  /** The best values of the open columns without a bound; null where these columns depend on each other. */
  readonly best: (open: readonly number[]) => Float64Array | null;
  /** Whether the values make 1. */
  readonly whole: boolean;
}

/** Opens the column that helps most, solves without bounds, and steps back to the bound that is met first. */
function activeSet(start: Float64Array, startOpen: readonly number[], problem: Problem): Float64Array {
  const { matrix, right, rows, columns, best, whole } = problem;
  if (![matrix, right].every((numbers) => numbers.every(Number.isFinite)))
    throw new PangenicError("not-converged", "a mixture was asked of numbers that are not finite");
  const x = start;
  let open = [...startOpen];
  const shut = new Set<number>();
  const size = Math.sqrt(matrix.reduce((sum, value) => sum + value * value, 0));
  for (let round = 0; round < 30 * (columns + 1); round++) {
    const left = residual(problem, x);
    const slope = multiplyTransposed(matrix, left, rows, columns, 1);
    const length = Math.sqrt(left.reduce((sum, value) => sum + value * value, 0));
    // The slope tells how fast the fit betters as a value grows. Inside, all open slopes are equal: 0, or the price of a share where the shares make one whole.
    const price = whole ? open.reduce((sum, j) => sum + slope[j]!, 0) / open.length : 0;
    let entering = -1;
    for (let j = 0; j < columns; j++)
      if (!open.includes(j) && !shut.has(j) && slope[j]! - price > 1e-13 * size * length + Number.MIN_VALUE)
        if (entering < 0 || slope[j]! > slope[entering]!) entering = j;
    if (entering < 0) return x;
    open = [...open, entering].sort((a, b) => a - b);
    let first = true;
    for (;;) {
      const values = best(open);
      const at = values && first ? values[open.indexOf(entering)]! : 1;
      // Rounding opened a column that cannot help: leave it shut until something else moved.
      if (!values || at <= 0) {
        open = open.filter((j) => j !== entering);
        shut.add(entering);
        break;
      }
      first = false;
      shut.clear();
      const blocked = open.map((j, i) => (values[i]! > 0 ? 1 : x[j]! > 0 ? x[j]! / (x[j]! - values[i]!) : 0));
      const step = Math.min(1, ...blocked);
      for (const [i, j] of open.entries()) x[j] = step === 1 ? values[i]! : x[j]! + step * (values[i]! - x[j]!);
      if (step === 1) break;
      open = open.filter((j, i) => {
        const stays = blocked[i]! > step && x[j]! > 0;
        if (!stays) x[j] = 0;
        return stays;
      });
    }
  }
  throw new PangenicError("not-converged", "a mixture was not found");
}

function residual({ matrix, right, rows, columns }: Problem, x: Float64Array): Float64Array {
  const fitted = multiply(matrix, x, rows, columns, 1);
  return right.map((y, i) => y - fitted[i]!);
}

function chosen(matrix: Float64Array, rows: number, columns: number, open: readonly number[]): Float64Array {
  const out = new Float64Array(rows * open.length);
  for (let i = 0; i < rows; i++)
    for (const [to, j] of open.entries()) out[i * open.length + to] = matrix[i * columns + j]!;
  return out;
}

function nearestColumn(matrix: Float64Array, right: Float64Array, rows: number, columns: number): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let j = 0; j < columns; j++) {
    let distance = 0;
    for (let i = 0; i < rows; i++) distance += (matrix[i * columns + j]! - right[i]!) ** 2;
    if (distance < least) [best, least] = [j, distance];
  }
  return best;
}
