/** Is a person near enough to people that a score's model has seen? */
import { PangenicError } from "../../base/index.ts";

/** Neighbors averaged: no person's position is kept. */
export interface Cell {
  readonly center: readonly number[];
  /** Root mean square distance of its people from the center. */
  readonly radius: number;
  readonly people: number;
}

export interface Reach {
  readonly cells: readonly Cell[];
  /** Statistic above which a person is out of reach: its 99 % quantile in people left out of the cells. */
  readonly threshold: number;
  /** Where the cohort's people lie along each component of the model, lowest and highest cell. */
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** Cells between which a person may lie. */
const NEIGHBORS = 8;

/**
 * Distance to the nearest of the lines between the eight nearest cells, in the radii of the cells it joins. A cell is judged by
 * its own spread, and people between two cells are near: else sparse and admixed people would be sent away for being so.
 * @throws PangenicError `shape`, where the position has fewer components than the cells.
 */
export function distanceInRadii(cells: readonly Cell[], coordinates: ArrayLike<number>, at = 0): number {
  const components = cells[0]!.center.length;
  if (coordinates.length - at < components)
    throw new PangenicError("shape", "the position has fewer components than the score's reach");
  const person = Float64Array.from({ length: components }, (_, k) => coordinates[at + k]!);
  const near = nearest(cells, person);
  let least = Infinity;
  for (const [i, one] of near.entries())
    for (const other of near.slice(0, i + 1)) least = Math.min(least, distanceToLine(one, other, person));
  return least;
}

/** Nearest first. */
function nearest(cells: readonly Cell[], person: Float64Array): Cell[] {
  const found: { cell: Cell; square: number }[] = [];
  for (const cell of cells) {
    const square = squareBetween(cell.center, person);
    if (found.length === NEIGHBORS && square >= found[NEIGHBORS - 1]!.square) continue;
    if (found.length === NEIGHBORS) found.pop();
    const place = found.findIndex((other) => other.square > square);
    found.splice(place < 0 ? found.length : place, 0, { cell, square });
  }
  return found.map(({ cell }) => cell);
}

function squareBetween(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let square = 0;
  for (let k = 0; k < one.length; k++) square += (one[k]! - other[k]!) ** 2;
  return square;
}

function distanceToLine(one: Cell, other: Cell, person: Float64Array): number {
  const length = squareBetween(one.center, other.center);
  const along = one.center.reduce((sum, from, k) => sum + (other.center[k]! - from) * (person[k]! - from), 0);
  const share = length > 0 ? Math.min(Math.max(along / length, 0), 1) : 0;
  const foot = one.center.map((from, k) => from + share * (other.center[k]! - from));
  return Math.sqrt(squareBetween(foot, person)) / (one.radius * (1 - share) + other.radius * share);
}
