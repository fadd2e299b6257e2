/** A person's score: what the rows that were seen add, and what is expected of those that were not. */
import {
  BY_BLOCK,
  COPIES,
  type CopyValues,
  DIFFERS,
  FLIPPED,
  NO_CALL,
  RANK,
  THIRD_ALLELE,
  UNSEEN,
} from "../../genome/index.ts";

/** Mean and variance of what a row adds where its genotype is not known. */
export interface ExpectedValue {
  readonly mean: number;
  readonly variance: number;
}

/** One person and score; rows are added in any order, sums are those of the order. */
export class ScoreTally {
  /** Of the rows seen, and of what is expected of the rows filled. */
  sum = 0;
  /** Of the rows filled. */
  missingVariance = 0;
  seen = 0;
  /** Of the seen: told by a reference block, or by the user's word that the file is complete. */
  fromBlocks = 0;
  filled = 0;
  /** Not seen, and nothing is known to fill them with. */
  unfilled = 0;
  /** Of the unseen: a row of the file stands there, but of other alleles, or without a usable genotype. */
  differing = 0;
  noCall = 0;
  /** Of the seen. */
  flipped = 0;
  thirdAllele = 0;
  /** Copies of the counted alleles, in the rows seen. */
  copies = 0;
  #seenMass = 0;
  #mass = 0;
  #isMassKnown = true;

  /**
   * @param state of the site, see `ScoreSites`. @param values for 0, 1 and 2 copies.
   * @param expected null where no frequency is known.
   */
  add(state: number, values: CopyValues, expected: ExpectedValue | null): void {
    const copies = state & COPIES;
    if (expected === null) this.#isMassKnown = false;
    else this.#mass += expected.variance;
    if (copies !== UNSEEN) {
      this.sum += values[copies]!;
      this.copies += copies;
      this.seen++;
      if ((state & RANK) === BY_BLOCK) this.fromBlocks++;
      if ((state & FLIPPED) !== 0) this.flipped++;
      if ((state & THIRD_ALLELE) !== 0) this.thirdAllele++;
      if (expected !== null) this.#seenMass += expected.variance;
      return;
    }
    if ((state & NO_CALL) !== 0) this.noCall++;
    else if ((state & DIFFERS) !== 0) this.differing++;
    if (expected === null) {
      this.unfilled++;
      return;
    }
    this.sum += expected.mean;
    this.missingVariance += expected.variance;
    this.filled++;
  }

  /** A row of the score that is never read: it counts among the rows, and in the mass where its frequency is known. */
  leaveOut(expected: ExpectedValue | null): void {
    if (expected === null) this.#isMassKnown = false;
    else this.#mass += expected.variance;
  }

  /** Share of the score's variance in the rows seen, 0–1; null where a row's frequency is not known. */
  get weightMass(): number | null {
    return this.#isMassKnown && this.#mass > 0 ? Math.min(this.#seenMass / this.#mass, 1) : null;
  }
}
