/**
 * What may reach a person: a value together with how well it holds for people like them, or an abstention.
 * No face can show a value without its `Holds`; the type makes it impossible.
 */

/** *Not tested* is no level: it is an abstention, and shows no number. */
export type Level = "well" | "partly" | "poorly";

/** A two-sided 95 % interval, both ends included. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Where a fact was read: enough for a reader to find it again. */
export interface Source {
  readonly name: string;
  /** The source's own version or date, as it states it. */
  readonly version: string;
  readonly license: string;
  readonly url?: string;
  readonly pmids?: readonly string[];
}

/** The reference group a figure was measured in; a statement about a panel, never about a person's identity. */
export interface Group {
  /**
   * `AFR`, `AMR`, `EAS`, `EUR`, `SAS` (1000 Genomes reference groups) or `ALL`; where the stated similarity is spread, the
   * groups it names, likeliest first: `EUR+AFR`.
   */
  readonly code: string;
  /**
   * `stated`: from the person's genetic similarity; `worst`: similarity unknown, the group with the largest upper bound among
   * those whose people show such strands;
   * `any`: the answer rests on no group (`HoldsOfCall.complete`), `code` is then `ALL`.
   */
  readonly chosen: "stated" | "worst" | "any";
}

/** A probability of being wrong, measured in one reference group. */
export interface MeasuredRisk {
  readonly group: string;
  /** Chromosome copies the figure rests on: those that show what this person's strands show. */
  readonly strands: number;
  readonly people: number;
  readonly risk: number;
  readonly interval: Interval;
}

/**
 * How well a genotype call holds: what this file could have missed in people like this person.
 * The measured figure is the probability that the action shown for some medicine is really another.
 */
export interface HoldsOfCall {
  readonly kind: "call";
  readonly level: Level;
  /** Everything that could change the call was seen, and phase cannot: risks are 0 because nothing is inferred; `n` is then 0. */
  readonly complete: boolean;
  readonly group: Group;
  /** People measured in the group. */
  readonly n: number;
  /** Probability that an action is really another, 0–1. */
  readonly actionRisk: number;
  readonly actionInterval: Interval;
  /** Probability that the phenotype (of a gene without phenotypes: the diplotype) is really another, 0–1. */
  readonly phenotypeRisk: number;
  readonly phenotypeInterval: Interval;
  /** Part of `phenotypeRisk`: probability that an allele without assigned function is there, 0–1. Never counted as normal. */
  readonly noAssignmentRisk: number;
  /** The same action risk in every measured group: shown as a range where similarity is unknown. */
  readonly byGroup: readonly MeasuredRisk[];
  /**
   * Alleles that would change the answer, and that neither this file nor the panel could have shown. Unknown on top of the
   * risk, never zero: where one would change the action, the level is at most `partly`.
   */
  readonly unobservable: readonly string[];
  readonly sources: readonly Source[];
  /** Date (ISO) after which the answer must be computed again. */
  readonly expires: string;
  /** Date of the bands that turned the figure into a level. */
  readonly bands: string;
}

/**
 * A call that a laboratory stated. Nothing was inferred from a panel; which alleles the laboratory looked for is not in the
 * statement, so no figure is shown.
 */
export interface HoldsOfStatement {
  readonly kind: "statement";
  readonly level: "partly";
  readonly expires: string;
}

/** A union by the kind of answer, because what "holds" means differs. More kinds come with their rooms. */
export type Holds = HoldsOfCall | HoldsOfStatement;

/** Why the engine says nothing: a code; the words are made by the faces. */
export type Reason =
  | "positions-not-seen"
  | "required-position-not-seen"
  | "undocumented-variant"
  | "no-matching-alleles"
  | "copy-number-not-tested"
  | "needs-laboratory-call"
  | "sex-mismatch"
  | "transplant"
  | "group-not-measured"
  | "function-not-assigned"
  | "conflicting-rows";

/** What would change an abstention into an answer. */
export type Remedy =
  | "whole-genome-file"
  | "clinical-laboratory-test"
  | "laboratory-call-with-copy-number"
  | "genetic-similarity"
  | "right-file"
  | "newer-knowledge";

export type Answer<T> =
  | { readonly kind: "answer"; readonly value: T; readonly holds: Holds }
  | { readonly kind: "abstention"; readonly reason: Reason; readonly wouldChange: readonly Remedy[] };
