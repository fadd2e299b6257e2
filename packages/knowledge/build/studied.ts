/** Whom a guideline's evidence comes from, where the shared data state it. Read by a person from the source named. */
import type { Studied } from "@pangenic/engine/personalize";

export const studied: Readonly<Record<string, Studied>> = {
  warfarin: {
    strongestIn: ["EUR", "EAS"],
    limits: "findings on African ancestry come mostly from African Americans; loading doses were not validated there",
    source: {
      name: "CPIC guideline for warfarin, notes to its adult flow chart",
      version: "cpic-data v1.56.0",
      license: "CC0-1.0",
      url: "https://cpicpgx.org",
    },
  },
};
