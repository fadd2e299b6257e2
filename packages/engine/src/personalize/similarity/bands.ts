/** Which figures earn which level: dated configuration, shown with every answer. */
import type { Level } from "../../base/index.ts";

export interface SimilarityBands {
  /** ISO date these bands were set. */
  readonly date: string;
  /** Lower 95 % bound of the share of held-out people placed right: at least this is `well` … */
  readonly well: number;
  /** … at least this is `partly`; below is `poorly`. */
  readonly partly: number;
  /** A position from at least so many sites is `well`, or `partly`. */
  readonly sites: { readonly well: number; readonly partly: number };
  /** Sites from which the larger space is asked first. */
  readonly larger: number;
  /** A population is told apart when of so many held-out people named for it … */
  readonly named: number;
  /** … the lower 95 % bound of the share named right is at least this. */
  readonly namedRight: number;
  /** No mixture is shown where a group without a source of its own is likelier than this. */
  readonly unsourced: number;
  /** Share of sites with other alleles than the panel's above which a file is refused. */
  readonly mismatched: number;
  /** Heterozygous genotypes, as a multiple of what the panel's frequencies give, above which rows are of variants only. */
  readonly variantsOnly: number;
}

export const similarityBands: SimilarityBands = {
  date: "2026-11-22",
  well: 0.95,
  partly: 0.85,
  sites: { well: 3000, partly: 300 },
  larger: 1500,
  named: 20,
  namedRight: 0.85,
  unsourced: 0.1,
  mismatched: 0.1,
  variantsOnly: 1.3,
};

/** @param bound lower 95 % bound of the share placed right. */
export function levelOfShare(bound: number, bands: SimilarityBands): Level {
  if (bound >= bands.well) return "well";
  return bound >= bands.partly ? "partly" : "poorly";
}

export function levelOfSites(sites: number, { sites: bands }: SimilarityBands): Level {
  if (sites >= bands.well) return "well";
  return sites >= bands.partly ? "partly" : "poorly";
}
