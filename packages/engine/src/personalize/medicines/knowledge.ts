/** The curated facts an answer is computed from: a parameter, never a global. Slices load on their own. */

import type { GeneFacts } from "./gene.ts";
import type { DrugFacts } from "./guideline.ts";

export interface Manifest {
  readonly schema: 1;
  /** Our own release of the knowledge. */
  readonly version: string;
  /** ISO date after which every answer computed from it must be computed again. */
  readonly expires: string;
  /** SHA-256 (hex) of each slice's bytes, by slice name (`gene/CYP2C9`, `drug/warfarin`). */
  readonly slices: Readonly<Record<string, string>>;
  /** Changes at the sources that this release does not hold yet; shown on every report. */
  readonly gaps: readonly {
    readonly date: string;
    readonly change: string;
    readonly genes: readonly string[];
    readonly drugs: readonly string[];
  }[];
  readonly attribution: readonly string[];
}

export interface Knowledge {
  readonly manifest: Manifest;
  /** SHA-256 (hex) of the manifest's bytes: names this knowledge in a report. */
  readonly hash: string;
  readonly genes: ReadonlyMap<string, GeneFacts>;
  readonly drugs: ReadonlyMap<string, DrugFacts>;
}
