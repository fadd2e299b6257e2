/** What a gene's sightings amount to: diplotypes, their phenotype, and what could not be told. */

import type { GenotypeReason } from "../../base/index.ts";
import type { Doubt, NotSeen } from "../../genome/index.ts";

/** One strand: a named allele, or several found together on it (`[*6 + *14]`), or an allele with left-over variants. */
export interface Strand {
  /** As shown: `*2`, `[c.498G>A + c.2582A>G]`. */
  readonly name: string;
  /** Named alleles found on this strand; empty where none is. */
  readonly alleles: readonly string[];
}

/** Two strands (one where haploid), in display order: reference first, then natural order of numbers. */
export interface Diplotype {
  readonly strands: readonly [Strand] | readonly [Strand, Strand];
  /** `*1/*2`; for haploid calls one name. */
  readonly name: string;
  /** The two alleles looked up for the phenotype (lowest-function logic, SLCO1B1 fallback). */
  readonly lookup: readonly string[];
  readonly phenotype: string | null;
  /** As the rules write it: `1.5`, `≥3.0`, `n/a`; null where the gene has no score. */
  readonly activityScore: string | null;
  /** What guideline rows are keyed by; null: no rule. */
  readonly key: string | null;
  /** A laboratory stated phenotype or score, and they win over what the alleles would give, for every source. */
  readonly isStated?: true;
}

export type CallKind =
  /** One diplotype. */
  | "called"
  /** Several diplotypes with the same top score: shown, never hidden. */
  | "tied"
  /** Unphased lowest-function gene: alleles found, no diplotype (`diplotypes` holds one entry, the pair looked up). */
  | "listed"
  | "not-called";

export interface SiteState {
  /** Index into `GeneFacts.sites`. */
  readonly site: number;
  readonly state: "reference" | "variant" | "not-seen";
  readonly why?: NotSeen;
  readonly doubts: readonly Doubt[];
}

export interface GeneCall {
  readonly gene: string;
  readonly kind: CallKind;
  readonly from: "file" | "outside";
  /** Best first; ties all here; empty where not called. */
  readonly diplotypes: readonly Diplotype[];
  /** kind `listed`: every allele found, once per strand it must be on. */
  readonly listed: readonly string[];
  /**
   * Where the answer is a range (CYP2D6 without copy number; a laboratory phenotype that several scores share): everything
   * it may be. Guidance is taken over all of these; empty elsewhere.
   */
  readonly possible: readonly Diplotype[];
  /** HLA genes: presence or absence of each allele a guideline asks for (`*57:01 positive`); each is a key of its own. */
  readonly statuses: readonly string[];
  /** Set for not-called. */
  readonly reason: GenotypeReason | null;
  readonly sites: readonly SiteState[];
  /** Named alleles that cannot be called because their sites were not seen. */
  readonly uncallable: readonly string[];
  /** Every heterozygous site fixed, or at most one free: one pair of strands. */
  readonly effectivelyPhased: boolean;
  /** Notes with stable codes: `hapb3-intron-mismatch`, `hapb3-exon-only`, `half-call`, `undocumented-as-reference`, `slco1b1-rs4149056-fallback`, `nat2-priority`, `tier1-missing`, `copy-number-not-tested`, `outside-overrides-file`, `outside-conflict`, `outside-allele-unknown`. */
  readonly notes: readonly string[];
  /** Where an outside call won over the file: what the file said. */
  readonly fileCall?: string;
}

export function strandNames(diplotype: Diplotype): string[] {
  return diplotype.strands.map((strand) => strand.name);
}

/** Note of a call that rests on one genotype of SLCO1B1 and names no star alleles. */
export const BY_RS4149056 = "slco1b1-rs4149056-fallback";

/** `*1/*2`; ties ` OR `; unphased lists ` AND `; `no call` where no alleles are named. */
export function diplotypeText(call: GeneCall): string {
  if (call.kind === "not-called" || call.notes.includes(BY_RS4149056)) return "no call";
  if (call.kind === "listed") return call.listed.join(" AND ");
  return call.diplotypes.map((d) => d.name).join(" OR ");
}

/** Nothing called from the file: what other calls start from. */
export function noCall(gene: string, reason: GenotypeReason | null, sites: readonly SiteState[]): GeneCall {
  return {
    gene,
    kind: "not-called",
    from: "file",
    diplotypes: [],
    listed: [],
    possible: [],
    statuses: [],
    reason,
    sites,
    uncallable: [],
    effectivelyPhased: true,
    notes: [],
  };
}
