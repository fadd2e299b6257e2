/** Site groups made from the shared position table, for tests of readers alone. */
import type { Chromosome, OneBased } from "../packages/engine/src/base/index.ts";
import type { Site, SiteGroup } from "../packages/engine/src/genome/index.ts";
import { sharedTable } from "./reference-data.ts";

/** Absence is never reference here: the hard stops of the facts, and on GRCh37 the positions whose reference changed. */
const neverAssumed = new Set(["rs3758581", "rs3064744", "rs776746"]);

/** @param role `definition` positions, or all. */
export function sharedGroups(role: "definition" | "all" = "definition"): SiteGroup[] {
  const groups = new Map<string, Site[]>();
  for (const row of sharedTable("data", "pgx", "facts", "positions.tsv")) {
    if (role === "definition" && row["role"] !== "definition") continue;
    const alleles = [row["ref_grch38"]!, ...row["alts_grch38"]!.split(",")];
    const ref37 = row["ref_grch37"]!;
    const rsid = row["rsid"] === "." ? null : row["rsid"]!;
    const swapped = row["ref_swapped_between_builds"] === "yes";
    const site: Site = {
      chrom: row["chrom"]!.slice(3) as Chromosome,
      rsid,
      alleles,
      GRCh38: {
        pos: Number(row["pos_grch38"]) as OneBased<"GRCh38">,
        ref: alleles[0]!,
        spelling: alleles,
        refVerified: true,
      },
      GRCh37: {
        pos: Number(row["pos_grch37"]) as OneBased<"GRCh37">,
        ref: ref37,
        spelling: alleles,
        refVerified: row["grch37_ref_from"] !== "assumed_same_as_GRCh38",
      },
      neverAssumed: {
        GRCh38: rsid !== null && neverAssumed.has(rsid),
        GRCh37: swapped || (rsid !== null && neverAssumed.has(rsid)),
      },
    };
    const sites = groups.get(row["gene"]!) ?? [];
    sites.push(site);
    groups.set(row["gene"]!, sites);
  }
  return [...groups].map(([name, sites]) => ({ name, sites: sites.sort((a, b) => a.GRCh38.pos - b.GRCh38.pos) }));
}
