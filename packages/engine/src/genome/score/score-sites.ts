/** The sites of a score, chromosome by chromosome, and what one person's file shows of each. */
import { type Build, chromosomes } from "../../base/index.ts";
import { NONE } from "../vcf/genotype.ts";

/** Sites of one score on one chromosome, by position; a position may stand twice. */
export interface ScoreSites {
  /** Counted from 1, ascending. */
  readonly pos: Int32Array;
  /** Places in `alleles`; −1 where the other allele is not known. */
  readonly effect: Int32Array | Uint16Array;
  readonly other: Int32Array | Uint16Array;
  readonly alleles: readonly string[];
  /**
   * Which of the two the reference sequence carries: 1 effect, 2 other, 0 not known. Without it the absence of a variant
   * cannot be read as copies. null: known at no site.
   */
  readonly reference: Uint8Array | null;
  /** Palindromic sites whose strand has been settled; elsewhere they are not read. null: settled everywhere. */
  readonly settled: Uint8Array | null;
}

/** Where the sites of a score come from: a pack read piece by piece, or a scoring file in memory. */
export interface SiteSource {
  readonly builds: readonly Build[];
  /** What an earlier call gave may be gone. @param chrom place in `chromosomes`. @returns null where the score has no site there. */
  sites(chrom: number, build: Build): Promise<ScoreSites | null>;
}

/**
 * One byte a site and person. Low two bits: copies of the effect allele; 3 where they are not known.
 * A higher `RANK` was seen better: rows that write the site's own alleles outweigh other rows, these outweigh reference blocks.
 */
export const COPIES = 0b11;
export const UNSEEN = 0b11;
export const RANK = 0b1100;
export const BY_BLOCK = 0b0100;
export const BY_OTHER_ROW = 0b1000;
export const BY_ROW = 0b1100;
/** The row is written from the other strand. */
export const FLIPPED = 0b1_0000;
/** One strand carries neither of the two alleles. */
export const THIRD_ALLELE = 0b10_0000;
/** A row stands here, of other alleles. */
export const DIFFERS = 0b100_0000;
/** A row stands here, without a genotype that can be used: no call, half a call, too few reads. */
export const NO_CALL = 0b1000_0000;

/** States of one score in one person: per chromosome of `chromosomes` a byte a site; null where there are no sites. */
export type SiteStates = readonly (Uint8Array | null)[];

/** Copies that stand in place of absent rows, where the reference allele is known. @returns 3 where it is not. */
export function referenceCopies(sites: ScoreSites, site: number): number {
  const which = sites.reference === null ? 0 : sites.reference[site];
  return which === 1 ? 2 : which === 2 ? 0 : UNSEEN;
}

const X = chromosomes.indexOf("X");

/**
 * Copies of the effect allele as PLINK counts them: one strand of X counts as two alike, Y and MT have one strand.
 * @param one per strand: 1 the effect allele, 0 the other, −1 neither. @param two `NONE` where there is no second strand.
 * @returns 3 where the number of strands is not the chromosome's, with `THIRD_ALLELE` where one carries neither.
 */
export function copiesIn(chrom: number, one: number, two: number): number {
  const third = one === -1 || two === -1 ? THIRD_ALLELE : 0;
  const a = one > 0 ? 1 : 0;
  const b = two > 0 ? 1 : 0;
  if (chrom > X) return two === NONE || one === two ? a | third : UNSEEN;
  if (two !== NONE) return (a + b) | third;
  return chrom === X ? (2 * a) | third : UNSEEN;
}
