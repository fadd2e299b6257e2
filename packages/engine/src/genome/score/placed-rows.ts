/** Rows of a score by chromosome and position: which of them stand at a place? */
import { chromosomes } from "../../base/index.ts";
import type { ScoreRows } from "./score-table.ts";

/** Rows of one chromosome, by position; rows of the same position in the order of the file. */
export interface PlacedRows {
  readonly pos: Int32Array;
  /** Row of the score. */
  readonly row: Int32Array;
}

/** A position takes 28 bits, so that so many rows of a chromosome are told apart within the 53 bits of a number. */
const ROWS = 2 ** 25;

/** @returns one entry per chromosome of `chromosomes`; rows that cannot be scored or have no position are left out. */
export function placedRows(rows: ScoreRows): PlacedRows[] {
  const counts = new Int32Array(chromosomes.length + 1);
  const isPlaced = (row: number): boolean => rows.refusal[row] === 0 && rows.pos[row]! > 0 && rows.chrom[row]! > 0;
  for (let row = 0; row < rows.length; row++) if (isPlaced(row)) counts[rows.chrom[row]!]!++;
  const keys = Array.from(counts, (count) => new Float64Array(count));
  const own = Array.from(counts, (count) => new Int32Array(count));
  const filled = new Int32Array(counts.length);
  for (let row = 0; row < rows.length; row++) {
    if (!isPlaced(row)) continue;
    const chrom = rows.chrom[row]!;
    const at = filled[chrom]!++;
    keys[chrom]![at] = rows.pos[row]! * ROWS + at;
    own[chrom]![at] = row;
  }
  return chromosomes.map((_, i) => {
    const sorted = keys[i + 1]!.sort();
    const mine = own[i + 1]!;
    return {
      pos: Int32Array.from(sorted, (key) => Math.floor(key / ROWS)),
      row: Int32Array.from(sorted, (key) => mine[key % ROWS]!),
    };
  });
}

/** The first place whose position is `pos` or greater. */
export function firstAt(positions: Int32Array, pos: number): number {
  let low = 0;
  let high = positions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (positions[middle]! < pos) low = middle + 1;
    else high = middle;
  }
  return low;
}
