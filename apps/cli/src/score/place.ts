/** Where the people of a genome file stand among the reference people that score packs speak of. */
import type { PopulationReason } from "@pangenic/engine/base";
import type { ReferencePanel } from "@pangenic/engine/models";
import {
  type PlaceInReference,
  type PreparedPanel,
  preparePanel,
  type ReferencePeople,
  similarityBands,
  similarityOf,
} from "@pangenic/engine/personalize";
import type { FileOptions } from "../genome.ts";
import { withFasta } from "../sequence.ts";
import { genotypesIn } from "../similarity/genotypes.ts";
import { panelFrom, shippedPanels } from "../similarity/panels.ts";

/** A person in the spaces of the panels, by digest; or why they have no place there. */
export type Places = ReadonlyMap<string, PlaceInReference | PopulationReason>;

export interface ReferencePlaces {
  readonly of: ReadonlyMap<string, Places>;
  /** Reference people of each panel, by digest. */
  readonly people: ReadonlyMap<string, ReferencePeople>;
}

/**
 * @param digests of the panels that the packs name; others are not looked at. @param reference a panel of the user's own.
 * @param fasta tells what reference blocks stand for.
 * @throws PangenicError whatever the readers refuse.
 */
export async function placesIn(
  path: string,
  digests: ReadonlySet<string>,
  reference: string | undefined,
  fasta: string | null,
  options: FileOptions,
): Promise<ReferencePlaces> {
  const known = reference === undefined ? await shippedPanels() : [await panelFrom(reference)];
  const named = known.filter(({ digest }) => digests.has(digest));
  const spaces = (await withFasta(named, fasta)).map(preparePanel);
  const people = new Map(spaces.map(({ panel }) => [panel.digest, peopleOf(panel)]));
  const of = new Map<string, Places>();
  if (spaces.length === 0) return { of, people };
  const panels = spaces.map(({ panel }) => panel);
  for await (const { sample, genotypes } of genotypesIn(path, panels, options))
    of.set(sample, new Map(spaces.map((space, i) => [space.panel.digest, placeOf(space, genotypes[i]!)])));
  return { of, people };
}

/** In one space; or why not there. */
export function placeOf(
  space: PreparedPanel,
  genotypes: Parameters<typeof similarityOf>[0][number]["genotypes"],
): PlaceInReference | PopulationReason {
  const { distance } = similarityOf([{ space, genotypes }], similarityBands);
  if (distance.kind === "abstention") return distance.reason;
  const projection = space.projector.project(genotypes.copies);
  if (projection === null) return "too-few-sites";
  const { coordinates, noise } = projection;
  return { digest: space.panel.digest, coordinates, noise, outside: distance.value.outside };
}

export function peopleOf({ people, components, populations }: ReferencePanel): ReferencePeople {
  return {
    coordinates: people.coordinates,
    width: components.count,
    populations: Array.from(people.population, (number) => populations[number]!.code),
  };
}
