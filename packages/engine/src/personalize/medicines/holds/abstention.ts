/** Why nothing is said, and what would change that. */
import type { Answer, GenotypeReason, GenotypeRemedy } from "../../../base/index.ts";

export type Abstention = Extract<Answer<never>, { kind: "abstention" }>;

const remedies: Readonly<Record<GenotypeReason, readonly GenotypeRemedy[]>> = {
  "positions-not-seen": ["whole-genome-file", "clinical-laboratory-test"],
  "required-position-not-seen": ["whole-genome-file", "clinical-laboratory-test"],
  "undocumented-variant": ["clinical-laboratory-test", "newer-knowledge"],
  "no-matching-alleles": ["clinical-laboratory-test", "newer-knowledge"],
  "copy-number-not-tested": ["laboratory-call-with-copy-number"],
  "needs-laboratory-call": ["clinical-laboratory-test"],
  "sex-mismatch": ["right-file"],
  transplant: ["clinical-laboratory-test"],
  "group-not-measured": ["whole-genome-file", "clinical-laboratory-test"],
  "function-not-assigned": ["newer-knowledge"],
  "conflicting-rows": ["right-file", "clinical-laboratory-test"],
};

export function abstention(reason: GenotypeReason): Abstention {
  return { kind: "abstention", reason, wouldChange: remedies[reason] };
}
