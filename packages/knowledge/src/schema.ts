/** How facts lie in a slice: columns and repeated values, so that a slice is small. Decoding gives the engine's types. */
import type { Source } from "@pangenic/engine/base";
import type { DrugFacts, GeneKey, GuidanceRow, Guideline, HaplotypePanel, Studied } from "@pangenic/engine/personalize";

/** Positions of one gene, in columns; same order as `GeneFacts.sites`. */
export interface SiteColumns {
  /** GRCh38, from 1; each entry after the first is the distance from the one before. */
  readonly pos38: readonly number[];
  /** GRCh38 minus GRCh37; each entry after the first is the difference from the one before. */
  readonly shift: readonly number[];
  /** Digits of the rsID; 0: none. */
  readonly rsid: readonly number[];
  /** GRCh38 reference first, then the known alternatives: `G>A,T`. */
  readonly alleles: readonly string[];
  /** `[site, allele]` where GRCh37's reference is another of the alleles. */
  readonly swapped: readonly (readonly [number, number])[];
  /** Sites whose GRCh37 reference is assumed, not checked. */
  readonly assumed: readonly number[];
  /** Sites that must never be taken as reference unseen: in GRCh38, in GRCh37. */
  readonly never38: readonly number[];
  readonly never37: readonly number[];
}

export interface AlleleColumns {
  readonly name: readonly string[];
  /** Indices of the reference, structural and sub-alleles; `[allele, core]` for the last, both indices. */
  readonly reference: readonly number[];
  readonly structural: readonly number[];
  readonly core: readonly (readonly [number, number])[];
  readonly requires: readonly (readonly (readonly number[])[])[];
  /** Distinct functions and activity values, and which of them each allele has; -1: none. */
  readonly functions: readonly string[];
  readonly function: readonly number[];
  readonly activities: readonly string[];
  readonly activity: readonly number[];
  /** Date → the alleles whose function the source changed on it. */
  readonly superseded: Readonly<Record<string, readonly number[]>>;
  /** Index into `sources`, one for all alleles of the gene. */
  readonly source: number;
}

/** `[first, second, phenotype, activity score, key]`; null as in `PhenotypeRule`. */
export type RuleRow = readonly [string, string | null, string, string | null, string];

export interface DpwgColumns {
  /** `[allele, value]`. */
  readonly values: readonly (readonly [string, string])[];
  readonly rules: readonly RuleRow[];
  readonly source: number;
}

export interface PanelColumns extends Omit<HaplotypePanel, "haplotypes"> {
  /** One entry per distinct haplotype: `[site, allele, site, allele…]` where it is not reference. */
  readonly bases: readonly (readonly number[])[];
  /** Copies per group, one row per haplotype. */
  readonly counts: readonly (readonly number[])[];
}

export interface GeneSlice {
  readonly gene: string;
  readonly chrom: string;
  readonly version: string;
  readonly sites: SiteColumns;
  readonly extraSites: SiteColumns;
  readonly alleles: AlleleColumns;
  readonly rulesBy: "function" | "activity";
  readonly rules: readonly RuleRow[];
  /** Values and rules of the same kind as `rulesBy`. */
  readonly dpwg: DpwgColumns | null;
  readonly required: readonly number[];
  readonly tier1: readonly number[];
  readonly ignoredSites: readonly number[];
  readonly ignoredAlleles: readonly string[];
  /** Unphased ambiguity groups, the winner first. */
  readonly unphasedPriorities: readonly (readonly string[])[];
  readonly panel: PanelColumns | null;
  /** `[group, share, people]`. */
  readonly withoutAnswer: readonly (readonly [string, number, number])[];
  readonly sources: readonly Source[];
}

/** All that a row states beside its genes; a field that states nothing is absent. Rows share statements. */
export interface Statement {
  readonly population?: string;
  readonly condition?: string;
  readonly strength: GuidanceRow["strength"];
  /** Joined by `+`. */
  readonly actions: string;
  readonly percentMin?: number;
  readonly percentMax?: number;
  readonly basis?: string;
  readonly dose?: string;
  readonly alternatives?: string;
  readonly monitoring?: string;
  readonly titration?: string;
  readonly note?: string;
  readonly partial?: true;
  /** A gene of the row has no usable result. */
  readonly unresulted?: true;
}

/** One entry per row. */
export interface RowColumns {
  /** Index into `DrugSlice.keys` of the gene; -1: the row does not name it. */
  readonly keys: Readonly<Record<string, readonly number[]>>;
  /** Index into `DrugSlice.statements`. */
  readonly states: readonly number[];
}

export interface GuidelineSlice extends Omit<Guideline, "rows"> {
  readonly rows: RowColumns;
}

export interface DrugSlice extends Omit<DrugFacts, "guidelines" | "studied"> {
  readonly studied: Studied | null;
  /** Each gene's values that some row asks for. */
  readonly keys: Readonly<Record<string, readonly GeneKey[]>>;
  readonly statements: readonly Statement[];
  readonly guidelines: readonly GuidelineSlice[];
}

/** The slice of a drug: names with blanks are written with hyphens. */
export function drugSliceName(drug: string): string {
  return `drug/${drug.replaceAll(" ", "-")}`;
}

export function geneSliceName(gene: string): string {
  return `gene/${gene}`;
}
