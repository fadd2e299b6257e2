/** Are an array's letters those of the forward strand? They say so; some are not. */
import { UNDOCUMENTED } from "../sighting.ts";

const complementOf: Readonly<Record<string, string>> = { A: "T", C: "G", G: "C", T: "A" };

/** Sites of the file whose letters fit one strand only. */
export interface StrandTally {
  forward: number;
  flipped: number;
}

/** So many sites fit forward, and none flipped, before letters that fit both strands are believed. */
const ENOUGH_FORWARD = 10;

/**
 * @param spelling one-letter alleles of the site, forward. @param letters one or two.
 * @param counts counted into, where given. @param tally what the whole file shows.
 * @returns indices into `spelling` (or `UNDOCUMENTED`), a letter each; null where the strand cannot be told.
 */
export function lettersAt(
  spelling: readonly string[],
  letters: string,
  counts: StrandTally | null,
  tally: StrandTally | null = null,
): { readonly alleles: readonly number[]; readonly isFlipped: boolean } | null {
  const forward = [...letters].map((letter) => spelling.indexOf(letter));
  const flipped = [...letters].map((letter) => spelling.indexOf(complementOf[letter]!));
  const fitsForward = !forward.includes(-1);
  const fitsFlipped = !flipped.includes(-1);
  if (counts !== null && fitsForward !== fitsFlipped) counts[fitsForward ? "forward" : "flipped"]++;
  if (fitsForward && fitsFlipped) {
    const isForward = tally !== null && tally.flipped === 0 && tally.forward >= ENOUGH_FORWARD;
    return isForward ? { alleles: forward, isFlipped: false } : null;
  }
  if (fitsForward) return { alleles: forward, isFlipped: false };
  if (fitsFlipped) return { alleles: flipped, isFlipped: true };
  return { alleles: forward.map((allele) => (allele < 0 ? UNDOCUMENTED : allele)), isFlipped: false };
}
