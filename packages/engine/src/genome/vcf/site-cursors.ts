/** Sites of several scores on one chromosome, and where a walk along the rows of a file has come to. */
import { firstAt } from "../score/placed-rows.ts";
import type { ScoreSites } from "../score/score-sites.ts";

/** Behind every position. */
export const NEVER: number = 2 ** 31 - 1;

export class SiteCursors {
  readonly chrom: number;
  readonly sites: readonly (ScoreSites | null)[];
  /** Per score, the first site at or behind the last row. */
  readonly cursors: Int32Array;
  /** Per score, the position of that site; `NEVER` where there is none. */
  readonly next: Int32Array;
  /** Position of the last row. */
  last = 0;

  /** @param chrom place in `chromosomes`. @param sites one per score. */
  constructor(chrom: number, sites: readonly (ScoreSites | null)[]) {
    this.chrom = chrom;
    this.sites = sites;
    this.cursors = new Int32Array(sites.length);
    this.next = Int32Array.from(sites, (found) => found?.pos[0] ?? NEVER);
  }

  /** Moves to the first sites at or behind a position; backward too. @returns whether one stands there. */
  advance(pos: number): boolean {
    const { next } = this;
    const isBehind = pos < this.last;
    this.last = pos;
    let meets = false;
    for (let score = 0; score < next.length; score++) {
      if (next[score]! < pos || isBehind) this.#move(score, pos, isBehind);
      if (next[score] === pos) meets = true;
    }
    return meets;
  }

  #move(score: number, pos: number, isBehind: boolean): void {
    const found = this.sites[score];
    if (found === null || found === undefined) return;
    const positions = found.pos;
    let cursor = isBehind ? firstAt(positions, pos) : this.cursors[score]!;
    while (cursor < positions.length && positions[cursor]! < pos) cursor++;
    this.cursors[score] = cursor;
    this.next[score] = cursor < positions.length ? positions[cursor]! : NEVER;
  }

  /** Does a site stand between the last row and `end`? */
  reaches(end: number): boolean {
    for (let score = 0; score < this.next.length; score++) if (this.next[score]! <= end) return true;
    return false;
  }
}
