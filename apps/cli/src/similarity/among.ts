/** The person among tested people: found in the same reading of the file, told on a page of its own. */
import { PangenicError } from "@pangenic/engine/base";
import type { Person } from "@pangenic/engine/collect";
import type { Reading, SightingTable, SiteGroup } from "@pangenic/engine/genome";
import type { ReferencePanel } from "@pangenic/engine/models";
import {
  panelGenotypes,
  panelSiteGroups,
  preparePanel,
  type Similarity,
  similarityBands,
  similarityOf,
} from "@pangenic/engine/personalize";
import type { ReferencePlace } from "@pangenic/report";
import { peopleOf, placeOf, type ReferencePlaces } from "../score/place.ts";
import { withFasta } from "../sequence.ts";
import { shippedPanels } from "./panels.ts";
import { statementOf } from "./person-file.ts";

/** Axes that a map shows. */
const DRAWN = 4;

/** What a file is to be read for, to place one person. */
export interface AmongSites {
  readonly panels: readonly ReferencePanel[];
  /** One list of groups for each panel. */
  readonly groups: readonly (readonly SiteGroup[])[];
}

/**
 * Someone who declined to have it known is not placed; nor after a transplant, when the genome may be the giver's.
 * @param fasta tells what reference blocks stand for; null: only the sites whose reference base the panel knows.
 */
export async function amongSites(
  { geneticSimilarity, liverOrStemCellTransplant: transplant }: Person,
  fasta: string | null,
): Promise<AmongSites> {
  const isTransplanted = transplant.status === "known" && transplant.value;
  const isSilent = geneticSimilarity.status === "declined" || isTransplanted;
  const panels = isSilent ? [] : await withFasta(await shippedPanels(), fasta);
  return { panels, groups: panels.map(panelSiteGroups) };
}

export interface Placed {
  readonly similarity: Similarity;
  readonly reference: readonly ReferencePlace[];
  /** In the space of every panel, for the packs that name it. */
  readonly places: ReferencePlaces;
  /** As for person.json; null where no group is named. */
  readonly statement: ReturnType<typeof statementOf>;
}

/**
 * @param tables of all groups asked for, by name. @param sample index into `reading.samples`.
 * @returns null where nobody is to be placed, or the file's alleles are not the panel's: said on standard error.
 */
export function placedAmong(
  { panels, groups }: AmongSites,
  reading: Reading,
  tables: ReadonlyMap<string, SightingTable>,
  sample: number,
  date: string,
): Placed | null {
  if (panels.length === 0) return null;
  try {
    const spaces = panels.map((panel, i) => {
      const own = groups[i]!.map(({ name }) => tables.get(name)!);
      return { space: preparePanel(panel), genotypes: panelGenotypes(panel, reading, own, sample, similarityBands) };
    });
    const similarity = similarityOf(spaces, similarityBands);
    const panel = panels.find(({ digest }) => digest === similarity.panel.digest)!;
    const own = spaces.map(({ space, genotypes }) => [space.panel.digest, placeOf(space, genotypes)] as const);
    const places = {
      of: new Map([[reading.samples[sample]!, new Map(own)]]),
      people: new Map(panels.map((one) => [one.digest, peopleOf(one)])),
    };
    return { similarity, reference: placesOf(panel), places, statement: statementOf(similarity, panel, date) };
  } catch (error) {
    if (!(error instanceof PangenicError) || error.code !== "panel-alleles-differ") throw error;
    process.stderr.write(`pangenic: nobody is placed among tested people: ${error.message} [${error.code}]\n`);
    return null;
  }
}

function placesOf({ components, people, populations }: ReferencePanel): ReferencePlace[] {
  const drawn = Math.min(DRAWN, components.count);
  return Array.from({ length: people.count }, (_, i) => ({
    group: populations[people.population[i]!]!.group,
    coordinates: [...people.coordinates.subarray(i * components.count, i * components.count + drawn)],
  }));
}
