/** Mean and spread of columns over people, in a form that adds and can be taken back. */
import { PangenicError } from "../../base/index.ts";

/** Centered sums of squares, so that nothing is lost where a mean is large against its spread (Chan 1983). */
export interface Moments {
  readonly people: number;
  readonly mean: Float64Array;
  /** Σ (x − mean)². */
  readonly squares: Float64Array;
}

/** @param rows `[people × width]`. @throws PangenicError `shape`, where a value is not finite. */
export function summarizeMoments(rows: Float64Array, width: number): Moments {
  const people = rows.length / width;
  const mean = new Float64Array(width);
  const squares = new Float64Array(width);
  for (let i = 0; i < rows.length; i++) mean[i % width]! += rows[i]! / people;
  for (let i = 0; i < rows.length; i++) squares[i % width]! += (rows[i]! - mean[i % width]!) ** 2;
  if (!squares.every(Number.isFinite)) throw new PangenicError("shape", "a score or a coordinate is not a number");
  return { people, mean, squares };
}

export function mergeMoments(one: Moments, other: Moments): Moments {
  if (one.people === 0 || other.people === 0) return one.people === 0 ? other : one;
  const people = one.people + other.people;
  const difference = one.mean.map((mean, k) => other.mean[k]! - mean);
  return {
    people,
    mean: one.mean.map((mean, k) => mean + (difference[k]! * other.people) / people),
    squares: one.squares.map(
      (squares, k) => squares + other.squares[k]! + (difference[k]! ** 2 * one.people * other.people) / people,
    ),
  };
}

export function subtractMoments(whole: Moments, part: Moments): Moments {
  const people = whole.people - part.people;
  if (people === 0) return { people, mean: whole.mean.map(() => 0), squares: whole.squares.map(() => 0) };
  const mean = whole.mean.map((mean, k) => mean + ((mean - part.mean[k]!) * part.people) / people);
  return {
    people,
    mean,
    squares: whole.squares.map(
      (squares, k) =>
        squares - part.squares[k]! - ((part.mean[k]! - mean[k]!) ** 2 * people * part.people) / whole.people,
    ),
  };
}

/** Divisor n. */
export function deviations({ people, squares }: Moments): Float64Array {
  return squares.map((sum) => Math.sqrt(sum / people));
}
