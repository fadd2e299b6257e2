/** Which reference people is this genome most like, and how far from them does it lie? */
import type { HoldsOfSimilarity, PopulationAnswer, Source } from "../../base/index.ts";
import type { DistanceInReference } from "../../models/index.ts";

/** A reference group by its panel's own name: about the panel's people, never about a person's identity. */
export interface GroupSimilarity {
  readonly code: string;
  /** Probability that the person is like this group rather than the other groups of the panel, 0–1. */
  readonly probability: number;
}

/** Part of the genome that is best explained by one reference group, with its standard error. */
export interface AdmixtureShare {
  readonly code: string;
  readonly share: number;
  readonly standardError: number;
}

/** Where the person stands among the reference people, for a map; axes are the panel's. */
export interface Position {
  readonly coordinates: readonly number[];
  /** Spread of the coordinates from sites not seen, one per axis. */
  readonly standardErrors: readonly number[];
}

export type Distance = DistanceInReference;

/** What was seen of the panel's sites; the three states. */
export interface SitesSeen {
  readonly panel: number;
  readonly seen: number;
  /** Of the seen: known as reference from blocks or a declaration, without a row. */
  readonly fromBlocks: number;
  /** Rows whose alleles do not fit the panel's. */
  readonly mismatched: number;
}

/** Everything that `pangenic similarity` says of one person. Parts abstain on their own. */
export interface Similarity {
  /** Which space answered: `main`, or `small` for files with few sites; with the digest of the panel. */
  readonly panel: { readonly name: string; readonly digest: string; readonly date: string };
  readonly sites: SitesSeen;
  readonly position: PopulationAnswer<Position, HoldsOfSimilarity>;
  readonly distance: PopulationAnswer<Distance, HoldsOfSimilarity>;
  /** Likeliest first. */
  readonly groups: PopulationAnswer<readonly GroupSimilarity[], HoldsOfSimilarity>;
  /** Populations of the panel, where the panel tells them apart in people held out. */
  readonly populations: PopulationAnswer<readonly GroupSimilarity[], HoldsOfSimilarity>;
  readonly admixture: PopulationAnswer<readonly AdmixtureShare[], HoldsOfSimilarity>;
  readonly sources: readonly Source[];
}
