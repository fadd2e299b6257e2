/** Are two alleles of a score those of a variant, and which of the variant's is the one that is counted? */

/**
 * How an effect allele (EA) and an other allele (OA) fit a variant's REF and ALT; the higher, the better.
 * The order is that of the PGS Catalog's own calculator, so that its choices can be reproduced.
 */
export const fits = {
  none: 0,
  /** Fits, but is not used: palindromic or of several alleles, under rules that leave those out. */
  excluded: 1,
  /** No OA: EA is ALT, EA is REF. */
  altAlone: 2,
  refAlone: 3,
  /** On the other strand. */
  altRefFlipped: 4,
  refAltFlipped: 5,
  /** EA is ALT and OA is REF. */
  altRef: 6,
  /** EA is REF and OA is ALT. */
  refAlt: 7,
} as const;

export type Fit = (typeof fits)[keyof typeof fits];

const complements: Readonly<Record<string, string>> = { A: "T", C: "G", G: "C", T: "A" };

/** Each base, in the order given: sequences are not turned around. */
export function complementOf(allele: string): string {
  if (allele.length === 1) return complements[allele] ?? allele;
  return Array.from(allele, (base) => complements[base] ?? base).join("");
}

/** A/T and C/G look the same from both strands. */
export function isPalindromic(ref: string, alt: string): boolean {
  return ref.length === 1 && alt.length === 1 && complements[ref] === alt;
}

/**
 * @param other null where the score names none.
 * @param flipsIndels whether sequences are compared base by base on the other strand too; an indel there is anchored on
 * another base, so that such a fit is chance.
 */
export function fitOf(effect: string, other: string | null, ref: string, alt: string, flipsIndels: boolean): Fit {
  if (other === null) return effect === ref ? fits.refAlone : effect === alt ? fits.altAlone : fits.none;
  if (effect === ref && other === alt) return fits.refAlt;
  if (effect === alt && other === ref) return fits.altRef;
  if (!flipsIndels && (effect.length > 1 || other.length > 1)) return fits.none;
  const [flippedEffect, flippedOther] = [complementOf(effect), complementOf(other)];
  if (flippedEffect === ref && flippedOther === alt) return fits.refAltFlipped;
  if (flippedEffect === alt && flippedOther === ref) return fits.altRefFlipped;
  return fits.none;
}

/** Is the counted allele the variant's REF? */
export function countsRef(fit: number): boolean {
  return fit === fits.refAlt || fit === fits.refAltFlipped || fit === fits.refAlone;
}

export function isFlipped(fit: number): boolean {
  return fit === fits.refAltFlipped || fit === fits.altRefFlipped;
}
