/** What must be known of a score, besides its weights, before its sum means something for a person? */
import type { Build, Interval, Source } from "../../base/index.ts";
import type { MeanVariance } from "../normalization/mean-variance.ts";
import type { Shape } from "../normalization/shape.ts";
import type { Reach } from "./reach.ts";
import type { PackRows } from "./rows.ts";

/** The score as its own file names it. */
export interface ScoreFacts {
  /** `PGS000018`, or the file's name. */
  readonly id: string;
  readonly trait: string;
  /** `beta`, `log(OR)`…, as the file states it; empty where it does not. */
  readonly weightType: string;
  readonly source: Source;
}

/** The space that positions are told in. A pack speaks in this one alone: components of another mean other things. */
export interface ReferenceSpace {
  readonly name: string;
  /** SHA-256 (hex) of the panel. */
  readonly digest: string;
  readonly components: number;
}

/** Out-of-fold z of people of a label. Labels are for this table alone: the model has never seen them. */
export interface GroupHold {
  readonly code: string;
  readonly people: number;
  readonly mean: number;
  readonly sd: number;
  /** Share of them above the z that 5 % of all people exceed. */
  readonly top: number;
  /** False for groups of fewer than 100 people: too few for a figure that is shown. */
  readonly shown: boolean;
}

/** The same by distance: from the people the weights were made in, else from the center of the cohort. */
export interface DecileHold {
  readonly from: number;
  readonly to: number;
  readonly people: number;
  readonly mean: number;
  readonly sd: number;
  readonly top: number;
}

/** How the model did in people it had not seen. */
export interface CrossFit {
  readonly folds: number;
  /** Standard deviation, in z, of what neighbors have in common that the model does not see; its upper 95 % bound. */
  readonly local: number;
  readonly groups: readonly GroupHold[];
  readonly deciles: readonly DecileHold[];
}

/** People the weights were made in, as the score's publication tells. */
export interface TrainingPeople {
  /** In the publication's words. */
  readonly people: string;
  readonly n: number | null;
  /** All of one group: published decay with distance says nothing of mixed training. */
  readonly single: boolean;
  /** Populations of the reference panel that stand for them. */
  readonly populations: readonly string[];
  readonly source: Source;
}

/** A published test of this score in people of one group. */
export interface PublishedAccuracy {
  /** In the publication's words. */
  readonly group: string;
  /** Populations of the reference panel that stand for them. */
  readonly populations: readonly string[];
  readonly measure: AccuracyMeasure;
  readonly figure: number;
  readonly interval: Interval;
  readonly n: number | null;
  readonly source: Source;
}

/** Measures whose ratio between groups means something. */
export const accuracyMeasures = ["R2", "AUC", "C-index", "odds-ratio-per-sd", "hazard-ratio-per-sd"] as const;

export type AccuracyMeasure = (typeof accuracyMeasures)[number];

export interface ScorePack {
  readonly score: ScoreFacts;
  readonly reference: ReferenceSpace;
  readonly rows: PackRows;
  readonly model: MeanVariance;
  readonly shape: Shape;
  readonly crossFit: CrossFit;
  readonly reach: Reach;
  readonly training: TrainingPeople | null;
  readonly validity: readonly PublishedAccuracy[];
  readonly checks: {
    /** People of the cohort that the model was fitted in. */
    readonly people: number;
    /** Rows of the scoring file; `rows` holds those that the cohort has. */
    readonly rowsInFile: number;
    /** The cohort's build. */
    readonly build: Build;
    /** ISO date. */
    readonly date: string;
  };
}
