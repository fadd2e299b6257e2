/** What does a reference panel hold? Sites, counts, axes and where the reference people stand on them; nobody's name. */
import type { Build, Source } from "../../base/index.ts";

/** Columns, one entry per site; sorted by chromosome and GRCh38 position. */
export interface PanelSites {
  readonly count: number;
  /** Index into `chromosomes`. */
  readonly chrom: Uint8Array;
  readonly pos: Readonly<Record<Build, Int32Array>>;
  /** Number of the rsID; 0 where there is none. */
  readonly rsid: Uint32Array;
  /** Letters of the forward strand, the same in both builds: copies of `counted` are what is counted. */
  readonly counted: string;
  readonly other: string;
  /** Which allele the build's sequence carries: 0 not known, 1 the counted one, 2 the other, 3 taken to be as in the other build. */
  readonly reference: Readonly<Record<Build, Uint8Array>>;
}

/** Reference people whose alleles are counted together. */
export interface PanelPart {
  readonly code: string;
  /** The group shown to people; several parts may belong to one. */
  readonly group: string;
  /** May stand as a source of a mixture: its people are no mixture of other sources. */
  readonly source: boolean;
  readonly people: number;
}

export interface PanelPopulation {
  /** The panel's own code: a label of the reference people, never of anyone else. */
  readonly code: string;
  readonly group: string;
  /** Index of the part whose counts its people are in. */
  readonly part: number;
  readonly people: number;
}

/** Axes along which the reference people differ most. Standardized genotypes: (copies − 2p) / √(2p(1−p)). */
export interface PanelComponents {
  readonly count: number;
  /** `[count]` singular values of the standardized `sites × people` matrix. */
  readonly singular: Float64Array;
  /** `[count × sites]`, steps of `loadingStep`. */
  readonly loadings: Int8Array | Int16Array;
  /** `[count]` */
  readonly loadingStep: Float64Array;
  /** `[count]` how much an axis must be stretched for people outside the reference; measured in people held out. */
  readonly stretch: Float64Array;
  /** `[count]` share of an axis' variance that lies between populations, 0–1. */
  readonly between: Float64Array;
}

/** Rows in the order of population and first coordinate: nothing leads back to a sample. */
export interface PanelPeople {
  readonly count: number;
  /** Index into `populations`. */
  readonly population: Uint8Array;
  /** `[people × components]`, right singular vector × singular value / √sites. */
  readonly coordinates: Float64Array;
}

/** Of `people` held out, `right` were placed right. */
export interface HeldOutCount {
  readonly code: string;
  readonly people: number;
  readonly right: number;
}

/** Everything that depends on how many sites a file shows; measured in people held out of the axes. */
export interface Calibration {
  readonly sites: number;
  /** Divides the log-likelihoods of the populations, so that a stated probability is kept. */
  readonly temperature: number;
  /** 99 % quantiles of the two statistics of distance, and the threshold on the rule made of them. */
  readonly local: number;
  readonly hull: number;
  readonly outside: number;
  /** Threshold on the distance from every mixture of the source populations. */
  readonly mixture: number;
  /** By group: likeliest group is the own one. */
  readonly groups: readonly HeldOutCount[];
  /** By population: of those whose likeliest population it was with at least `SURE`, how many were its people. */
  readonly populations: readonly HeldOutCount[];
}

/** `local-hull`: the greater of both statistics, each in units of its quantile; `local`: that one alone. */
export type DistanceRule = "local-hull" | "local";

/** One row of what the panel's card says of a group or population; shares rest on people held out. */
export interface PanelCardRow {
  readonly code: string;
  readonly people: number;
  /** Mean over sites of the expected share of heterozygous people. */
  readonly heterozygosity: number;
  /** Held-out people called outside, of `people`. */
  readonly falseAlarms: number;
  /** People called outside when all people of this row were left out of the reference; null where not measured. */
  readonly detected: number | null;
  /** People to whom a mixture of the sources was shown. */
  readonly mixtures: number;
}

export interface PanelCard {
  readonly populations: readonly PanelCardRow[];
  readonly groups: readonly PanelCardRow[];
  /** Whom the panel lacks, in plain words. */
  readonly lacks: readonly string[];
  readonly sources: readonly Source[];
}

/** Sites needed to say something; null where the panel never says it. */
export interface PanelNeeds {
  readonly groups: number;
  readonly mixtures: number | null;
  readonly populations: number | null;
}

export interface ReferencePanel {
  readonly name: string;
  /** ISO date on which it was decided what the panel is made from. */
  readonly date: string;
  /** ISO date after which what was said with it must be said again. */
  readonly expires: string;
  /** SHA-256 of the panel's bytes, unpacked. */
  readonly digest: string;
  readonly rule: DistanceRule;
  readonly needs: PanelNeeds;
  readonly sites: PanelSites;
  readonly parts: readonly PanelPart[];
  /** Copies of the counted allele and people seen, `[parts × sites]`. */
  readonly copies: Uint16Array;
  readonly seen: Uint16Array;
  readonly populations: readonly PanelPopulation[];
  readonly people: PanelPeople;
  readonly components: PanelComponents;
  /** By number of sites, ascending. */
  readonly calibrations: readonly Calibration[];
  readonly card: PanelCard;
}

/** From this probability on a population is named. */
export const SURE = 0.9;

/** Frequency of the counted allele over all reference people, `[sites]`. */
export function frequencies({
  parts,
  copies,
  seen,
  sites,
}: Pick<ReferencePanel, "parts" | "copies" | "seen" | "sites">): Float64Array {
  const counted = new Float64Array(sites.count);
  const people = new Float64Array(sites.count);
  for (let part = 0; part < parts.length; part++)
    for (let site = 0; site < sites.count; site++) {
      counted[site]! += copies[part * sites.count + site]!;
      people[site]! += seen[part * sites.count + site]!;
    }
  return counted.map((count, site) => count / (2 * people[site]!));
}

/** Groups in the order of the parts, each once. */
export function groupsOf({ parts }: Pick<ReferencePanel, "parts">): readonly string[] {
  return [...new Set(parts.map(({ group }) => group))];
}
