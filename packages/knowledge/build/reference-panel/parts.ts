/** Reference people whose alleles are counted together, and who may stand as a source of a mixture. */
import type { PartRow } from "./pack-genotypes.ts";

/**
 * African Americans, African Caribbeans and Maasai are counted apart: their genomes are in part mixtures of other sources, so that they cannot
 * stand as one.
 */
export const parts: readonly PartRow[] = [
  { code: "AFR", group: "AFR", source: true },
  { code: "AFR-mixed", group: "AFR", source: false },
  { code: "AMR", group: "AMR", source: false },
  { code: "EAS", group: "EAS", source: true },
  { code: "EUR", group: "EUR", source: true },
  { code: "SAS", group: "SAS", source: true },
];
