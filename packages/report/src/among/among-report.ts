/** What the page about a person among tested people is made from: plain data. */
import type { PersonScore, Similarity } from "@pangenic/engine/personalize";

/** Where a panel's reference people stand, for a map; no person of the panel is named. */
export interface ReferencePlace {
  /** The panel's group. */
  readonly group: string;
  /** On the panel's axes, at least two. */
  readonly coordinates: readonly number[];
}

export interface AmongReport {
  readonly engine: string;
  readonly sample: string | null;
  /** ISO date to print; null where none is to be printed. */
  readonly date: string | null;
  readonly similarity: Similarity;
  readonly scores: readonly PersonScore[];
  /** Of the panel that answered; empty where the position is not known. */
  readonly reference: readonly ReferencePlace[];
}
