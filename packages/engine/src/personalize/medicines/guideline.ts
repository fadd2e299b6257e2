/** What a guideline row states, coded, without its sentences. */
import type { Source } from "../../base/index.ts";

export type Strength = "strong" | "moderate" | "optional";
export type Alternative = string;

/** Lookup value of one gene in a row: a phenotype, an activity score, an allele status, or allele copies. */
export type GeneKey = string | Readonly<Record<string, number>>;

export type Action =
  | "no_change"
  | "reduce_dose"
  | "increase_dose"
  | "avoid"
  | "alternative"
  | "monitor"
  | "test_or_caution"
  | "use_label"
  | "no_recommendation"
  | "not_applicable";

/** One row of `guidance`, as carried. Text columns are key words of the source's statement, not its sentences. */
export interface GuidanceRow {
  readonly keys: Readonly<Record<string, GeneKey>>;
  /** The source's population code, unchanged; "" = none given (DPWG). */
  readonly population: string;
  readonly condition: string;
  /** `none-given`: the source grades nothing (DPWG); `missing`: it grades, but not here; `no-recommendation`: graded as such. */
  readonly strength: Strength | "none-given" | "missing" | "no-recommendation";
  readonly actions: readonly Action[];
  /** Percent change of the dose in `basis`; negative = less; null = open-ended or not stated. */
  readonly percentMin: number | null;
  readonly percentMax: number | null;
  readonly basis: string;
  readonly dose: string;
  readonly alternatives: string;
  readonly monitoring: string;
  readonly titration: string;
  readonly note: string;
  /** A person must read the source before an amount may be shown. */
  readonly partial: boolean;
  /** true: every gene in `keys` has a usable result. */
  readonly allGenesResulted: boolean;
}

export interface Guideline {
  readonly source: "CPIC" | "DPWG";
  readonly id: string;
  readonly url: string;
  readonly pmids: readonly string[];
  readonly version: string;
  readonly license: string;
  readonly rows: readonly GuidanceRow[];
}

/** Whom the evidence behind a drug's guidance comes from. */
export interface Studied {
  /** Reference groups with the strongest evidence. */
  readonly strongestIn: readonly string[];
  /** What the source says does not reach beyond them, as a short note; "" = nothing. */
  readonly limits: string;
  readonly source: Source;
}

export interface DrugFacts {
  readonly drug: string;
  readonly rxnorm: string | null;
  readonly area: string;
  readonly genes: readonly string[];
  readonly guidelines: readonly Guideline[];
  /** In whom the source says its evidence is strongest; absent: the sources at hand do not say. */
  readonly studied?: Studied;
  /** What the source changed after our data: shown with every answer on this drug. */
  readonly newer: readonly { readonly date: string; readonly change: string }[];
}

/* What the rows become. A row that breaks the union is rejected, never repaired. */

export type Dose =
  | {
      readonly kind: "percent";
      readonly min: number | null;
      readonly max: number | null;
      readonly basis: string;
      readonly cap: boolean;
    }
  | { readonly kind: "stated"; readonly text: string; readonly cap: boolean }
  | { readonly kind: "not-stated" };

export interface Adjust {
  readonly direction: "reduce" | "increase";
  readonly dose: Dose;
  /** The row also says avoid or alternative: the amount is for when the drug is used all the same. */
  readonly onlyIfUsed: boolean;
}

export interface Extras {
  readonly monitor: readonly string[];
  readonly caution: boolean;
  /** An amount the row states without changing the dose by it: the dose to keep, the dose to avoid. As stated. */
  readonly stated?: string;
  readonly titration?: string;
  /** When the row applies; branches ("A: …; B: no action") are shown whole. */
  readonly condition?: string;
  /** Further key words of the row, for the prescriber. */
  readonly note?: string;
}

export type Guidance =
  | { readonly kind: "no-change"; readonly strength: Strength | "ungraded"; readonly extras: Extras }
  | {
      readonly kind: "use-label";
      readonly strength: Strength | "ungraded";
      readonly extras: Extras;
      readonly ifNoResponse: readonly Alternative[];
    }
  | {
      readonly kind: "act";
      readonly strength: Strength | "ungraded" | "missing";
      readonly avoid: boolean;
      readonly alternatives: readonly Alternative[] | "none-named" | "not-stated";
      readonly adjust: readonly Adjust[];
      readonly extras: Extras;
      readonly missing: readonly string[];
      /** `partial` rows: the action and the link, no amount. */
      readonly partial: boolean;
    }
  | {
      readonly kind: "care-only";
      readonly strength: Strength | "ungraded" | "missing";
      readonly extras: Extras;
      readonly missing: readonly string[];
    }
  | { readonly kind: "no-guidance"; readonly why: "source-says-none" | "strength-missing" | "no-row" }
  /** Faces say "test before the first dose" where an HLA gene is missing. */
  | { readonly kind: "not-tested"; readonly missing: readonly string[]; readonly testedAlone?: readonly string[] }
  | { readonly kind: "not-applicable" };
