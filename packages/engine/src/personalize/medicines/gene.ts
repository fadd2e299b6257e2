/** What is known of a gene: where its alleles differ, what each allele does, which haplotypes people carry. */
import type { Chromosome, Source } from "../../base/index.ts";
import type { Site } from "../../genome/index.ts";

/** A named allele: the bases it requires. Everything it does not name is reference. */
export interface NamedAllele {
  readonly name: string;
  readonly isReference: boolean;
  /** Copy-number and hybrid arrangements: no small variant can show them. */
  readonly isStructural: boolean;
  /** The allele a sub-allele is shown as (`*45.002` → `*45`). A core allele split into sub-alleles has no `requires` of its own. */
  readonly core?: string;
  /**
   * Required bases: `[site, allele, allele…]`, indices into `GeneFacts.sites` and `Site.alleles`; several alleles where the
   * definition allows any of them (IUPAC code). For the reference allele: only sites whose required base is not GRCh38's.
   * Empty where the allele is known by name only: no small variant in this data defines it, so it is never matched.
   */
  readonly requires: readonly (readonly number[])[];
  /** Clinical function as the source words it; null: not assigned, which is never "normal". */
  readonly function: string | null;
  /** Activity value as the source writes it (`0.5`, `≥3.0`, `n/a`); null where the gene has none. */
  readonly activity: string | null;
  /** Set where the source changed the function after our data and the new one is not at hand: ISO date. */
  readonly supersededOn: string | null;
  /** Index into `GeneFacts.sources`. */
  readonly source: number;
}

/** Two copies' function (or activity) → phenotype. `second` null: one copy. Unordered. */
export interface PhenotypeRule {
  readonly by: "function" | "activity";
  readonly first: string;
  readonly second: string | null;
  readonly phenotype: string;
  readonly activityScore: string | null;
  /** What guideline rows are keyed by. */
  readonly key: string;
}

/**
 * DPWG's own reading of a gene where it differs from ours (CYP2C19, CYP2C9, CYP2D6): its guideline rows are looked up
 * through this. An allele that is not in `values` has no phenotype for DPWG.
 */
export interface DpwgReading {
  /** Allele name → its function, or its activity value, as `rules` ask for. */
  readonly values: ReadonlyMap<string, string>;
  readonly rules: readonly PhenotypeRule[];
  /** Index into `GeneFacts.sources`. */
  readonly source: number;
}

/**
 * Chromosome copies as counted in a reference panel of unrelated people.
 * Only sites the panel observed; a site outside `observed` says nothing, it is not reference.
 */
export interface HaplotypePanel {
  /** Group codes, `ALL` not among them: it is the sum. */
  readonly groups: readonly string[];
  readonly people: readonly number[];
  /** Chromosome copies counted in each group (one per male on X). */
  readonly strands: readonly number[];
  /** Indices into `GeneFacts.sites`, ascending. */
  readonly observed: readonly number[];
  /** Distinct haplotypes over `observed`. */
  readonly haplotypes: readonly PanelHaplotype[];
  readonly source: number;
}

export interface PanelHaplotype {
  /**
   * `[site, allele]` where the base is not GRCh38's reference; allele `UNDOCUMENTED` where the panel saw a base that no
   * definition knows.
   */
  readonly bases: readonly (readonly [number, number])[];
  /** Copies in each group, same order as `HaplotypePanel.groups`. */
  readonly counts: readonly number[];
}

export interface GeneFacts {
  readonly gene: string;
  readonly chrom: Chromosome;
  /** Definition sites, sorted by GRCh38 position. */
  readonly sites: readonly Site[];
  /** Reported next to the call, no part of any allele (CYP2C9 rs12777823). */
  readonly extraSites: readonly Site[];
  readonly alleles: readonly NamedAllele[];
  readonly rules: readonly PhenotypeRule[];
  /** Absent: DPWG's rows are looked up through `alleles` and `rules` like CPIC's. */
  readonly dpwg?: DpwgReading;
  /** Sites without which the gene is not called (NAT2). Indices into `sites`. */
  readonly required: readonly number[];
  /** Sites of the AMP minimum panel (tier 1): missing ones are named in the report. */
  readonly tier1: readonly number[];
  /** Sites to leave out of matching (two G6PD sites), and alleles that cannot be called. */
  readonly ignoredSites: readonly number[];
  readonly ignoredAlleles: readonly string[];
  /** Unphased ambiguity groups with a fixed winner (NAT2). */
  readonly unphasedPriorities: readonly { readonly among: readonly string[]; readonly pick: string }[];
  /** null: no panel at hand measured this gene. */
  readonly panel: HaplotypePanel | null;
  /** Share of people in each group without a usable answer even from a complete genome, 0–1; empty: not measured. */
  readonly withoutAnswer: readonly { readonly group: string; readonly share: number; readonly n: number }[];
  readonly sources: readonly Source[];
  /** Source data date (ISO) and release. */
  readonly version: string;
}
