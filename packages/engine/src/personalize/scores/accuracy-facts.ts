/** How does the accuracy of polygenic scores fall with genetic distance? Published figures, as averages over many scores. */
import type { Source } from "../../base/index.ts";

/** People of one group in whom scores were tested. */
export interface TestedGroup {
  /** In the publication's words: about its people, never about a reader. */
  readonly group: string;
  /** Populations of the reference that stand for the group; empty where none does. */
  readonly populations: readonly string[];
  readonly n: number | null;
  /** Accuracy relative to the group that the scores were trained in, 0–1. */
  readonly figure: number;
  /** Distance from that group in the publication's own components. */
  readonly distance: number;
  /**
   * What the figure might be off because reference populations stand for the group: their distance against the published one,
   * along the published line. null where none stands for it.
   */
  readonly bridgeError: number | null;
}

export interface PortabilityFacts {
  readonly measure: string;
  /** Scores that a figure is averaged over: of one score nothing is known from it but its likely range. */
  readonly scores: number;
  readonly trainedIn: { readonly group: string; readonly n: number; readonly populations: readonly string[] };
  readonly groups: readonly TestedGroup[];
  /** figure ≈ intercept + slope × distance. */
  readonly line: { readonly intercept: number; readonly slope: number };
  /** Largest error of a group's figure told from the line through the other groups. */
  readonly leftOutError: number;
  readonly source: Source;
  /** ISO date on which the figures were read. */
  readonly date: string;
}
