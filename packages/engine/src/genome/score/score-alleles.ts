/** What the alleles of a row are for a site of a score. */

import { isAnyOther, type VcfRow } from "../vcf/vcf-row.ts";
import { complementOf, isPalindromic } from "./allele-fit.ts";

/** Where an allele's number takes two bytes: none. */
export const NO_ALLELE = 0xffff;

/** Of the bytes of the four bases; 0 for every other. */
export const complementByte: Uint8Array = new Uint8Array(256);
for (const [one, other] of ["AT", "CG", "GC", "TA"].map((pair) => [pair.charCodeAt(0), pair.charCodeAt(1)]))
  complementByte[one!] = other!;

const known = new WeakMap<readonly string[], Uint8Array>();

/** Bytes of the alleles that are one base; 0 for longer ones. */
export function lettersOf(alleles: readonly string[]): Uint8Array {
  let letters = known.get(alleles);
  if (letters === undefined) {
    letters = Uint8Array.from(alleles, (allele) => (allele.length === 1 ? allele.charCodeAt(0) : 0));
    known.set(alleles, letters);
  }
  return letters;
}

interface RowMeaning {
  readonly counts: readonly number[];
  /** The row writes out both alleles of the site. */
  readonly isExact: boolean;
  readonly isFlipped: boolean;
}

/**
 * What the alleles of a row are for a site: the row's REF decides the strand, since in a pair that is not palindromic each
 * base belongs to one strand only. null where the row is of other alleles.
 */
export function meaningOf(
  row: Pick<VcfRow, "ref" | "alts" | "isReferenceOnly">,
  effect: string,
  other: string | null,
  settled: boolean,
): RowMeaning | null {
  const { ref, alts } = row;
  if (other === null) {
    if (!settled && alts.some((alt) => isPalindromic(ref, alt))) return null;
    const place = [ref, ...alts].indexOf(effect);
    if (place < 0) return null;
    return { counts: [ref, ...alts].map((_, i) => (i === place ? 1 : 0)), isExact: true, isFlipped: false };
  }
  if (isPalindromic(effect, other) && !settled) return null;
  const isForward = ref === effect || ref === other;
  const [one, two] = isForward ? [effect, other] : [complementOf(effect), complementOf(other)];
  if (!isForward && (effect.length > 1 || other.length > 1 || (ref !== one && ref !== two))) return null;
  const against = ref === one ? two : one;
  const isExact = alts.includes(against);
  // Both alleles must say that the strand is the other; and beside an indel, others may be the same change written differently.
  if (!isExact && !(isForward && (row.isReferenceOnly || isSingleBase(row, effect, other)))) return null;
  const counts = [ref, ...alts].map((allele) => (allele === one ? 1 : allele === two ? 0 : -1));
  return { counts, isExact, isFlipped: !isForward };
}

/** Are row and site about one base, whatever else the row allows for? */
export function isSingleBase(
  { ref, alts }: Pick<VcfRow, "ref" | "alts">,
  effect: string,
  other: string | null,
): boolean {
  return [effect, other ?? effect, ref, ...alts].every((allele) => allele.length === 1 || isAnyOther(allele));
}
