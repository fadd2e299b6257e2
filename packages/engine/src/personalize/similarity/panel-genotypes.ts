/** What did a genome show of a panel's sites: copies of the counted alleles, and how they were come by? */
import type { Build } from "../../base/index.ts";
import { type Reading, type SightingTable, UNDOCUMENTED } from "../../genome/index.ts";
import { frequencies, NOT_SEEN, type ReferencePanel } from "../../models/index.ts";
import type { SimilarityBands } from "./bands.ts";
import { referenceAt } from "./panel-sites.ts";
import type { SitesSeen } from "./similarity.ts";

export interface PanelGenotypes {
  /** `[sites]` 0, 1 or 2 copies of the counted allele, −1 where not seen. */
  readonly copies: Int8Array;
  readonly sites: SitesSeen;
  /** The file lists variants only: what it shows is no fair sample of the sites. */
  readonly variantsOnly: boolean;
}

/**
 * @param tables one for each of `panelSiteGroups`, in their order. @param sample index into `reading.samples`.
 * Where a file speaks by reference blocks or a declaration, only sites whose reference base is known are taken: at the others
 * it would show who carries a variant and hide who does not.
 */
export function panelGenotypes(
  panel: ReferencePanel,
  reading: Pick<Reading, "build" | "format" | "kind" | "declaredComplete">,
  tables: readonly SightingTable[],
  sample: number,
  bands: SimilarityBands,
): PanelGenotypes {
  const { sites } = panel;
  const copies = new Int8Array(sites.count).fill(NOT_SEEN);
  const bySilence = reading.format === "gvcf" || reading.declaredComplete;
  let fromBlocks = 0;
  let mismatched = 0;
  let site = 0;
  for (const table of tables)
    for (let row = 0; row < table.group.sites.length; row++, site++) {
      const sighting = table.at(row, sample);
      if (sighting.kind === "not-seen") {
        if (sighting.why === "ref-mismatch") mismatched++;
        continue;
      }
      if (sighting.alleles.some((allele) => allele === UNDOCUMENTED)) {
        mismatched++;
        continue;
      }
      if (bySilence && referenceAt(sites, site, reading.build) === 0) continue;
      const [first, second] = sighting.alleles;
      if (second === undefined || first > 1 || second > 1) continue;
      const counted = countedIndex(panel, site);
      copies[site] = (first === counted ? 1 : 0) + (second === counted ? 1 : 0);
      if (sighting.by === "block" || sighting.by === "declared") fromBlocks++;
    }
  const seen = copies.reduce((sum, value) => sum + (value === NOT_SEEN ? 0 : 1), 0);
  return {
    copies,
    sites: { panel: sites.count, seen, fromBlocks, mismatched },
    variantsOnly: reading.kind === "genome" && !bySilence && hasVariantsOnly(panel, copies, seen, bands),
  };
}

/** Place of the counted allele in `Site.alleles`. */
function countedIndex({ sites }: ReferencePanel, site: number): 0 | 1 {
  const known: Build = "GRCh38";
  return referenceAt(sites, site, known) === 1 ? 0 : 1;
}

/** Sites seen below which the share of heterozygous ones is left to chance. */
const FEW = 30;

/**
 * People who do not carry a variant are missing from such a file, so that far more of what is left is heterozygous than the
 * panel's people are; in groups taken together fewer are, so that nobody's genome looks like it by itself.
 */
export function hasVariantsOnly(
  panel: ReferencePanel,
  copies: Int8Array,
  seen: number,
  bands: SimilarityBands,
): boolean {
  if (seen === panel.sites.count || seen < FEW) return false;
  const p = frequencies(panel);
  let expected = 0;
  let spread = 0;
  let heterozygous = 0;
  for (const [site, value] of copies.entries()) {
    if (value === NOT_SEEN) continue;
    const chance = 2 * p[site]! * (1 - p[site]!);
    expected += chance;
    spread += chance * (1 - chance);
    if (value === 1) heterozygous++;
  }
  return heterozygous > bands.variantsOnly * expected && heterozygous - expected > 3 * Math.sqrt(spread);
}
