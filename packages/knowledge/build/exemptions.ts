/** Exceptions of the reference matcher: loci left out, alleles that cannot be called, fixed winners of unphased ties. */
import { sharedText } from "../../../tests/reference-data.ts";
import type { Row } from "./definitions.ts";
import { indicesWhere } from "./sites.ts";

export interface Exemption {
  readonly ignoredPositions: readonly {
    readonly position: number;
    readonly ref: string;
    readonly alts: readonly string[];
  }[];
  readonly ignoredAlleles: readonly string[];
  readonly unphasedDiplotypePriorities: readonly { readonly list: readonly string[]; readonly pick: string }[];
}

export function readExemptions(): Readonly<Record<string, Exemption>> {
  return JSON.parse(sharedText("data", "pgx", "raw", "alleles", "exemptions.json")) as Record<string, Exemption>;
}

/**
 * A locus is a position *and* its alleles: the two deletions left out at G6PD 154532990 and RYR1 38580126 share their
 * anchor with substitutions that define Chatham and c.14509C>G, which must stay.
 */
export function ignoredSites(positions: readonly Row[], exemption: Exemption | undefined): number[] {
  return (exemption?.ignoredPositions ?? []).flatMap(({ position, ref, alts }) =>
    indicesWhere(
      positions,
      (row) =>
        row["pos_grch38"] === String(position) && row["ref_grch38"] === ref && row["alts_grch38"] === alts.join(","),
    ),
  );
}
