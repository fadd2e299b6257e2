/** From what a file said to what the genes are asked with: one sample's sightings, gene by gene. */
import type { Reading, Sighting, SightingTable, SiteGroup } from "../../genome/index.ts";
import type { GeneFacts } from "./gene.ts";
import type { GenomeInput } from "./medicines-report.ts";
import type { FileFacts } from "./report.ts";

/** Sites beside the definitions form a group of their own; no gene's name holds a blank. */
const EXTRA = " extra";

/** The sites to read a file for: a group per gene, and one per gene with extra sites. */
export function siteGroups(genes: Iterable<GeneFacts>): SiteGroup[] {
  return [...genes]
    .flatMap(({ gene, sites, extraSites }) => [
      { name: gene, sites },
      { name: gene + EXTRA, sites: extraSites },
    ])
    .filter(({ sites }) => sites.length > 0);
}

/** false: the group holds the extra sites of a gene. */
export function isGene(group: SiteGroup): boolean {
  return !group.name.endsWith(EXTRA);
}

/** @param tables all that were delivered. @param sample index into `reading.samples`. */
export function genomeInput(reading: Reading, tables: readonly SightingTable[], sample: number): GenomeInput {
  const sightings = new Map<string, readonly Sighting[]>();
  const extra = new Map<string, readonly Sighting[]>();
  for (const table of tables)
    if (isGene(table.group)) sightings.set(table.group.name, table.of(sample));
    else extra.set(table.group.name.slice(0, -EXTRA.length), table.of(sample));
  const all = [...sightings.values()].flat();
  return {
    sample: reading.samples[sample]!,
    sightings,
    extra,
    facts: fileFacts(reading, sample, all.filter(({ kind }) => kind === "seen").length, all.length),
  };
}

function fileFacts(reading: Reading, sample: number, seen: number, expected: number): FileFacts {
  const { format, vendor, build, buildFrom, kind, phased, declaredComplete, problems } = reading;
  return {
    format: vendor ?? format,
    build,
    buildFrom: buildFrom.split("-and-"),
    ...(declaredComplete && { declaredComplete }),
    kind,
    phased,
    seen,
    expected,
    sexInFile: reading.sex[sample]?.verdict ?? "unclear",
    problems: problems.map(({ code, count }) => ({ code, count })),
  };
}
