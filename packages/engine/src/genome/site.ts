/** The positions that answers need, in both builds, and the alleles known there. */
import type { Build, Chromosome, OneBased } from "../base/index.ts";

/** How one build spells a position. `alleles[i]` of the site is spelled `spelling[i]` here. */
export interface Placement<B extends Build = Build> {
  readonly pos: OneBased<B>;
  /** What this build's reference sequence carries here. */
  readonly ref: string;
  /** Each allele of the site in this build's spelling; same order as `Site.alleles`, so the reference may stand anywhere. */
  readonly spelling: readonly string[];
  /** false where the reference base is assumed equal to the other build's and was not checked against a sequence. */
  readonly refVerified: boolean;
}

export interface Site {
  readonly chrom: Chromosome;
  readonly rsid: string | null;
  /**
   * Known alleles in GRCh38 spelling (VCF style, indels anchored on the base before).
   * Index 0 is the GRCh38 reference. In GRCh37 the reference may be another index (`ref_swapped`).
   */
  readonly alleles: readonly string[];
  readonly GRCh38: Placement<"GRCh38">;
  readonly GRCh37: Placement<"GRCh37">;
  /** Absence of a row must never be read as reference here, not even in a genome declared complete. */
  readonly neverAssumed: Readonly<Record<Build, boolean>>;
}
