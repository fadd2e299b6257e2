/** People, labels and sites from several files → what a panel is made from. */
import { type Build, chromosomes } from "@pangenic/engine/base";
import type { PanelSites } from "@pangenic/engine/models";
import type { LabeledGenotypes } from "@pangenic/engine/study";

export interface SiteRow {
  readonly rsid: string;
  readonly chrom: string;
  readonly pos: Readonly<Record<Build, number>>;
  readonly counted: string;
  readonly other: string;
  /** The build's own base; null where no source says it. */
  readonly reference: Readonly<Record<Build, string | null>>;
}

export interface LabeledPerson {
  readonly population: string;
  /** Copies of the counted allele at a site by its index; −1 where not seen. */
  copies(site: number): number;
}

export interface PopulationRow {
  readonly code: string;
  readonly group: string;
  /** Part whose alleles are counted with it. */
  readonly part: string;
}

export interface PartRow {
  readonly code: string;
  readonly group: string;
  readonly source: boolean;
}

export function packGenotypes(
  rows: readonly SiteRow[],
  people: readonly LabeledPerson[],
  populations: readonly PopulationRow[],
  parts: readonly PartRow[],
): LabeledGenotypes {
  const order = rows
    .map((row, at) => ({ row, at, chrom: chromosomes.indexOf(row.chrom as (typeof chromosomes)[number]) }))
    .sort((a, b) => a.chrom - b.chrom || a.row.pos.GRCh38 - b.row.pos.GRCh38);
  const stride = Math.ceil(people.length / 4);
  const bytes = new Uint8Array(rows.length * stride);
  for (const [site, { at }] of order.entries())
    for (const [person, one] of people.entries()) {
      const code = [3, 2, 0][one.copies(at)] ?? 1;
      bytes[site * stride + (person >> 2)]! |= code << ((person & 3) * 2);
    }
  const sorted = order.map(({ row }) => row);
  return {
    sites: sitesOf(sorted),
    parts,
    populations: populations.map(({ code, group, part }) => ({
      code,
      group,
      part: parts.findIndex((one) => one.code === part),
    })),
    population: Uint8Array.from(people, (person) => populations.findIndex(({ code }) => code === person.population)),
    genotypes: { variants: rows.length, people: people.length, stride, bytes },
  };
}

function sitesOf(rows: readonly SiteRow[]): PanelSites {
  const reference = (build: Build, otherBuild: Build): Uint8Array =>
    Uint8Array.from(rows, ({ reference, counted, other }) => {
      const own = reference[build];
      return own === null ? (reference[otherBuild] === null ? 0 : 3) : 1 + [counted, other].indexOf(own);
    });
  return {
    count: rows.length,
    chrom: Uint8Array.from(rows, ({ chrom }) => chromosomes.indexOf(chrom as (typeof chromosomes)[number])),
    pos: {
      GRCh37: Int32Array.from(rows, ({ pos }) => pos.GRCh37),
      GRCh38: Int32Array.from(rows, ({ pos }) => pos.GRCh38),
    },
    rsid: Uint32Array.from(rows, ({ rsid }) => Number(/^rs(\d+)$/.exec(rsid)?.[1] ?? 0)),
    counted: rows.map(({ counted }) => counted).join(""),
    other: rows.map(({ other }) => other).join(""),
    reference: { GRCh37: reference("GRCh37", "GRCh38"), GRCh38: reference("GRCh38", "GRCh37") },
  };
}
