/**
 * What one file says about one site of one sample: *seen as reference*, *seen as variant* or *not seen*.
 * A missing row is *not seen*; nothing in the engine turns that into reference.
 */

/** A base that stands in the file but in no definition. */
export const UNDOCUMENTED = 62;
/** One strand without a base: a half call. */
export const NO_BASE = 63;

/** Why a site was not seen. */
export const notSeenReasons = [
  "no-row",
  "no-call",
  /** One strand missing, the other reference. */
  "half-call",
  "ref-mismatch",
  "symbolic-allele",
  "spanning-deletion",
  /** Heterozygous, but the reads (AD) support one allele only. */
  "reads-contradict",
  /** The indel cannot be placed within the sequence the definitions give. */
  "not-anchorable",
  "indel-code",
  "strand-ambiguous",
  "contradictory-rows",
  "low-quality-block",
  /** More than two different alleles, or one where two are due. */
  "ploidy",
] as const;

export type NotSeen = (typeof notSeenReasons)[number];

/** Why a seen genotype should be confirmed before anyone acts on it. */
export const doubtKinds = [
  "filter",
  "depth",
  "quality",
  "allele-balance",
  "array",
  "consumer-file",
  "declared-complete",
] as const;

export type Doubt = (typeof doubtKinds)[number];

/** Which strand is which: `fixed` against every other fixed site, `set` only within its phase set, `free` not at all. */
export type Phase =
  | { readonly kind: "fixed" }
  | { readonly kind: "free" }
  | { readonly kind: "set"; readonly set: string };

/** `row`: a variant row; `block`: a reference block of a gVCF; `array`: a genotyping array; `declared`: the user declared the file complete. */
export const sightedBy = ["row", "block", "array", "declared"] as const;

export type SightedBy = (typeof sightedBy)[number];

export type Sighting =
  | {
      readonly kind: "seen";
      /** Indices into `Site.alleles`, `UNDOCUMENTED` or `NO_BASE`; one entry where haploid, two where diploid. */
      readonly alleles: readonly [number] | readonly [number, number];
      /** Homozygous and haploid sightings are `fixed`. */
      readonly phase: Phase;
      readonly by: SightedBy;
      readonly doubts: readonly Doubt[];
    }
  | { readonly kind: "not-seen"; readonly why: NotSeen };
