/** A panel's sites as a genome file is asked for them: a group for each chromosome. */
import { type Build, chromosomes, type OneBased } from "../../base/index.ts";
import type { Placement, Site, SiteGroup } from "../../genome/index.ts";
import type { PanelSites, ReferencePanel } from "../../models/index.ts";

const otherBuild = { GRCh37: "GRCh38", GRCh38: "GRCh37" } as const satisfies Record<Build, Build>;

/** Which allele the build's sequence carries: 1 the counted one, 2 the other, 0 not known. */
export function referenceAt(sites: PanelSites, site: number, build: Build): 0 | 1 | 2 {
  const own = sites.reference[build][site]!;
  return (own === 3 ? sites.reference[otherBuild[build]][site]! : own) as 0 | 1 | 2;
}

/**
 * In the order of the panel's sites. A site that stands where some site stands in the other build tells nothing of the build
 * of a file: its reference counts as not verified.
 */
export function panelSiteGroups({ name, sites }: Pick<ReferencePanel, "name" | "sites">): SiteGroup[] {
  const keyOf = (site: number, build: Build): number => sites.chrom[site]! * 2 ** 32 + sites.pos[build][site]!;
  const places = (build: Build): ReadonlySet<number> =>
    new Set(Array.from({ length: sites.count }, (_, site) => keyOf(site, build)));
  const placed = { GRCh37: places("GRCh37"), GRCh38: places("GRCh38") };
  const tells = (site: number, build: Build): boolean => !placed[otherBuild[build]].has(keyOf(site, build));
  const byChromosome = new Map<number, Site[]>();
  for (let site = 0; site < sites.count; site++) {
    const chrom = sites.chrom[site]!;
    const list = byChromosome.get(chrom) ?? [];
    list.push(siteOf(sites, site, tells));
    byChromosome.set(chrom, list);
  }
  return [...byChromosome].map(([chrom, list]) => ({ name: `${name} ${chromosomes[chrom]!}`, sites: list }));
}

/** Alleles stand as counted, other; turned where the other one is the reference of GRCh38, which comes first. */
function siteOf(sites: PanelSites, site: number, tells: (site: number, build: Build) => boolean): Site {
  const isCounted = referenceAt(sites, site, "GRCh38") === 1;
  const [counted, other] = [sites.counted[site]!, sites.other[site]!];
  const alleles = isCounted ? [counted, other] : [other, counted];
  const placement = <B extends Build>(build: B): Placement<B> => ({
    pos: sites.pos[build][site]! as OneBased<B>,
    // Where no source states the base, the rows' own letters count and nothing is read from their absence.
    ref: referenceAt(sites, site, build) === 1 ? counted : other,
    spelling: alleles,
    refVerified: tells(site, build) && (sites.reference[build][site] === 1 || sites.reference[build][site] === 2),
  });
  const rsid = sites.rsid[site]!;
  return {
    chrom: chromosomes[sites.chrom[site]!]!,
    rsid: rsid === 0 ? null : `rs${rsid}`,
    alleles,
    GRCh38: placement("GRCh38"),
    GRCh37: placement("GRCh37"),
    neverAssumed: {
      GRCh38: referenceAt(sites, site, "GRCh38") === 0,
      GRCh37: referenceAt(sites, site, "GRCh37") === 0,
    },
  };
}
