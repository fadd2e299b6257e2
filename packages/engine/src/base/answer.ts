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

/** How well a statement of genetic similarity holds: how near the reference people are, and how often the panel was right. */
export interface HoldsOfSimilarity {
  readonly kind: "similarity";
  readonly level: Level;
  /** Sites of the panel that this file shows. */
  readonly sites: number;
  /** Reference people of the panel. */
  readonly n: number;
  /** Distance to the reference, in thresholds of the out-of-reference rule: above 1 nothing is said of groups. */
  readonly distance: number;
  /** Held-out people of the likeliest group that the panel placed right, measured with about as many sites; null for a position alone. */
  readonly heldOut: {
    readonly group: string;
    readonly n: number;
    readonly share: number;
    readonly interval: Interval;
  } | null;
  readonly sources: readonly Source[];
  /** Date (ISO) after which the answer must be computed again. */
  readonly expires: string;
  /** Date of the bands that turned the figures into a level. */
  readonly bands: string;
}

/** How well a polygenic score holds: what of it was seen, and how well it predicts at this distance. */
export interface HoldsOfScore {
  readonly kind: "score";
  readonly level: Level;
  /** Share of the score's variance that was seen, 0–1; null where no frequencies are known. */
  readonly weightMass: number | null;
  /** Accuracy expected for people like this person relative to the people the score was made from; null: not known, level is then `poorly`. */
  readonly accuracy: {
    readonly figure: number;
    readonly interval: Interval;
    readonly group: string;
    readonly n: number | null;
  } | null;
  /** Distance to the people the score was made from; null where they are not known. */
  readonly distance: number | null;
  readonly sources: readonly Source[];
  readonly expires: string;
  readonly bands: string;
}

/** How well an answer about a person's own genotypes holds. */
export type HoldsOfGenotype = HoldsOfCall | HoldsOfStatement;

/** A union by the kind of answer, because what "holds" means differs. More kinds come with their rooms. */
export type Holds = HoldsOfGenotype | HoldsOfSimilarity | HoldsOfScore;

/** Why the engine says nothing of a genotype: a code; the words are made by the faces. */
export type GenotypeReason =
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

/** Why the engine says nothing of a person among others: their similarity or their scores. */
export type PopulationReason =
  | "too-few-sites"
  | "absent-rows-unresolved"
  | "outside-reference"
  | "no-fitting-mixture"
  | "populations-not-told-apart"
  | "no-score-pack"
  | "pack-of-another-reference"
  | "outside-pack-range"
  | "training-people-unknown"
  | "accuracy-not-measured"
  | "weight-mass-too-low";

export type Reason = GenotypeReason | PopulationReason;

/** What would change an abstention of a genotype into an answer. */
export type GenotypeRemedy =
  | "whole-genome-file"
  | "clinical-laboratory-test"
  | "laboratory-call-with-copy-number"
  | "genetic-similarity"
  | "right-file"
  | "newer-knowledge";

/** The same for similarity and scores. */
export type PopulationRemedy =
  | "whole-genome-file"
  | "file-with-reference-blocks"
  | "right-file"
  | "reference-with-people-like-you"
  | "score-pack"
  | "studies-with-people-like-you"
  | "score-with-more-matching-sites"
  | "newer-knowledge";

export type Remedy = GenotypeRemedy | PopulationRemedy;

/** A value with how well it holds, or why there is none and what would change that. */
export type AnswerOf<T, H extends Holds, Why extends Reason, Change extends Remedy> =
  | { readonly kind: "answer"; readonly value: T; readonly holds: H }
  | { readonly kind: "abstention"; readonly reason: Why; readonly wouldChange: readonly Change[] };

/** Of a person's genotypes. */
export type Answer<T> = AnswerOf<T, HoldsOfGenotype, GenotypeReason, GenotypeRemedy>;

/** Of a person among others: similarity, scores. */
export type PopulationAnswer<T, H extends HoldsOfSimilarity | HoldsOfScore> = AnswerOf<
  T,
  H,
  PopulationReason,
  PopulationRemedy
>;
