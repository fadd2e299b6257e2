/** The medicines report as data: what `report.json` holds and every face draws. No sentences here; codes and figures. */
import type { Answer, HoldsOfGenotype, Level } from "../../base/index.ts";
import type { GeneCall } from "./call.ts";
import type { SexComparison } from "./guidance/eligibility.ts";
import type { Guidance } from "./guideline.ts";
import type { Manifest } from "./knowledge.ts";

export interface FileFacts {
  /** `vcf`, `gvcf`, or the vendor of an array: `23andMe`, `AncestryDNA`, … */
  readonly format: string;
  readonly build: "GRCh37" | "GRCh38";
  /** How the build was told: `header`, `rows` or both. */
  readonly buildFrom: readonly string[];
  /** The user declared the file a complete genome: absent rows were taken as reference, and are marked. */
  readonly declaredComplete?: true;
  readonly kind: "genome" | "array";
  readonly phased: "all" | "some" | "none";
  /** Sites of all genes seen and expected. */
  readonly seen: number;
  readonly expected: number;
  readonly sexInFile: "female" | "male" | "unclear";
  /** Problems met while reading, counted by code. */
  readonly problems: readonly { readonly code: string; readonly count: number }[];
}

/** One gene's line: the call, and what this file could have missed in people like this person. */
export interface GeneAnswer {
  readonly gene: string;
  readonly call: GeneCall;
  /** Present for every gene of the knowledge; an abstention where nothing can be said. */
  readonly answer: Answer<{
    readonly diplotype: string;
    readonly phenotype: string | null;
    readonly activityScore: string | null;
  }>;
  readonly seen: number;
  readonly missing: number;
  /** Diplotypes that fit what was seen, with their probability in the group (null: no frequencies); ≥ 1 % only. */
  readonly candidates: readonly Candidate[];
  /** Every candidate has the same phenotype. */
  readonly candidatesAgree: boolean;
  /** Share of people in each group who get no usable answer even from a complete genome, 0–1. */
  readonly withoutAnswer: readonly { readonly group: string; readonly share: number; readonly n: number }[];
}

export interface Candidate {
  readonly diplotype: string;
  readonly phenotype: string | null;
  readonly activityScore: string | null;
  readonly key: string | null;
  readonly probability: number | null;
}

/** What to do about a medicine, most cautious first: the page groups by it. */
export type DrugMark =
  /** ■ change: avoid, another medicine, or a strong dose change. */
  | "change"
  /** ▲ adjust: dose, monitoring, or care. */
  | "adjust"
  /** ● no change. */
  | "no-change"
  /** ○ unknown: not tested, no guidance, abstention. */
  | "unknown";

/** One source's row for this person. Sources stand side by side; none is ranked. */
export interface DrugGuidance {
  readonly source: "CPIC" | "DPWG";
  readonly population: string;
  readonly guidance: Guidance;
  /** The gene values the row was looked up with. */
  readonly keys: Readonly<Record<string, string>>;
  readonly url: string;
  readonly pmids: readonly string[];
  readonly version: string;
  readonly license: string;
}

export interface DrugAnswer {
  readonly drug: string;
  readonly rxnorm: string | null;
  readonly area: string;
  readonly genes: readonly string[];
  readonly taken: boolean;
  readonly mark: DrugMark;
  /** Every matching row, for the most cautious candidate ≥ 1 %. */
  readonly guidance: readonly DrugGuidance[];
  /** All candidates ≥ 1 % lead to the same action. */
  readonly candidatesAgree: boolean;
  /** A variant that must be confirmed in a clinical laboratory before any change; amounts are then hidden. */
  readonly confirm: readonly ("array" | "filter" | "rare" | "two-variant" | "quality")[];
  /** First mark: could this file have shown what matters, in people like this person. null: not tested. */
  readonly couldSee: { readonly level: Level; readonly holds: HoldsOfGenotype } | null;
  /** Second mark: was the advice studied in people like this person. Never hides or softens an action. */
  readonly studied: { readonly level: Level | "not-stated"; readonly note: string };
  /** Genes without a usable result. */
  readonly missing: readonly string[];
  readonly newer: readonly { readonly date: string; readonly change: string }[];
  /** Warfarin only: the computed flow. */
  readonly warfarin?: WarfarinAnswer;
}

export type WarfarinBranch = "not-african" | "african" | "african-american" | "child-european" | "child-not-european";

/** CPIC 2017, Figure 2: for clinicians; a person sees the direction only. */
export interface WarfarinAnswer {
  readonly branches: readonly {
    readonly branch: WarfarinBranch;
    /** `algorithm`: dose by the equations; `clinical`: without genetics; `abstain`: a needed fact is missing. */
    readonly advice: "algorithm" | "clinical" | "abstain";
    readonly steps: readonly {
      readonly code: string;
      readonly percentMin: number | null;
      readonly percentMax: number | null;
      readonly strength: "strong" | "moderate" | "optional";
    }[];
    /** Published equations, mg per week; absent where an input is missing. */
    readonly doses: readonly {
      readonly equation: "iwpc" | "iwpc-clinical" | "gage";
      readonly mgPerWeek: number;
      readonly withRaceTerm: boolean;
    }[];
    readonly missing: readonly string[];
  }[];
  readonly direction: "less" | "usual" | "more" | "unknown";
  readonly considerAnotherDrug: boolean;
}

export interface MedicinesReport {
  readonly schema: "pangenic/medicines-report/1";
  readonly engine: string;
  readonly knowledge: { readonly version: string; readonly expires: string; readonly hash: string };
  /** Given by the host (the engine has no clock); absent by default so that the same input gives the same bytes. */
  readonly date: string | null;
  readonly sample: string | null;
  readonly file: FileFacts | null;
  /** Genetic similarity as stated by `person.json`; null: unknown, ranges over groups are shown. */
  readonly similarity: { readonly group: string; readonly probability: number } | null;
  /** What turned the risk of another action into a level: upper 95 % bounds (0–1) and their date. */
  readonly bands: { readonly date: string; readonly well: number; readonly partly: number };
  /** Stated sex against what chromosomes X and Y show. `differs`: this may be another person's file; nothing is concluded. */
  readonly sexCheck: SexComparison;
  /** Set when the whole report abstains (transplant, sex mismatch for the genes named). */
  readonly abstains: { readonly reason: "transplant" } | null;
  readonly genes: readonly GeneAnswer[];
  readonly drugs: readonly DrugAnswer[];
  /** Medicines the person named that these facts know nothing of; as written by the person. */
  readonly unrecognized: readonly string[];
  readonly gaps: Manifest["gaps"];
  readonly attribution: readonly string[];
}
