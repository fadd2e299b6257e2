/** What a file shows of the panels' sites, person by person: a genome file, or a cohort of PLINK. */
import { existsSync } from "node:fs";
import { PangenicError } from "@pangenic/engine/base";
import { openPlink, type SightingTable } from "@pangenic/engine/genome";
import type { ReferencePanel } from "@pangenic/engine/models";
import {
  genotypesForPanels,
  type PanelGenotypes,
  panelGenotypes,
  panelSiteGroups,
  similarityBands,
} from "@pangenic/engine/personalize";
import { type FileOptions, read } from "../genome.ts";
import { warn } from "../pgx.ts";
import { plinkFiles } from "../study/cohort.ts";

export interface GenotypesOf {
  readonly sample: string;
  /** One for each panel, in their order. */
  readonly genotypes: readonly PanelGenotypes[];
}

/** @param path a VCF, raw data, `-`, or the prefix of PLINK's files. */
export async function* genotypesIn(
  path: string,
  panels: readonly ReferencePanel[],
  options: FileOptions,
): AsyncGenerator<GenotypesOf> {
  const prefix = path.replace(/\.(?:bed|bim|fam)$/, "");
  if (existsSync(`${prefix}.bed`)) yield* ofPlink(prefix, panels, options);
  else yield* ofGenome(path, panels, options);
}

async function* ofGenome(
  path: string,
  panels: readonly ReferencePanel[],
  options: FileOptions,
): AsyncGenerator<GenotypesOf> {
  const groups = panels.map(panelSiteGroups);
  const tables = new Map<string, SightingTable>();
  const reading = await read(path, groups.flat(), (table) => tables.set(table.group.name, table), options);
  warn(reading);
  for (const [i, sample] of reading.samples.entries())
    yield {
      sample,
      genotypes: panels.map((panel, which) =>
        panelGenotypes(
          panel,
          reading,
          groups[which]!.map(({ name }) => tables.get(name)!),
          i,
          similarityBands,
        ),
      ),
    };
}

async function* ofPlink(
  prefix: string,
  panels: readonly ReferencePanel[],
  options: FileOptions,
): AsyncGenerator<GenotypesOf> {
  if (options.complete === true)
    throw new PangenicError("format-unsupported", "PLINK files cannot be declared complete: they name their variants");
  const { files, close } = await plinkFiles(prefix);
  try {
    const cohort = await openPlink(files);
    const wanted = options.samples === undefined ? null : new Set(options.samples);
    if (wanted !== null && cohort.people.filter(({ id }) => wanted.has(id)).length < wanted.size)
      throw new PangenicError("sample-unknown", "a sample that was asked for is not in the file");
    const found = await genotypesForPanels(panels, cohort);
    const { flipped } = found;
    if (flipped > 0)
      process.stderr.write(`pangenic: the letters of ${flipped} sites are of the other strand and were turned\n`);
    for (const [i, { id }] of cohort.people.entries())
      if (wanted === null || wanted.has(id)) yield { sample: id, genotypes: found.of(i) };
  } finally {
    await close();
  }
}
