/** Everything that is said of one person's similarity to the reference people, each part with how well it holds or not at all. */
import {
  type HoldsOfSimilarity,
  type Level,
  PangenicError,
  type PopulationAnswer,
  type PopulationReason,
  type PopulationRemedy,
} from "../../base/index.ts";
import { wilson } from "../../kernels/index.ts";
import {
  type Calibration,
  type Clusters,
  clustersOf,
  distanceFromMixtures,
  distanceInReference,
  groupsOf,
  heldOutAt,
  logDensities,
  mixtureOf,
  type PeopleMap,
  type Projection,
  type Projector,
  peopleMap,
  probabilities,
  projectorOf,
  type ReferencePanel,
  SURE,
  sourcePopulations,
  thresholdsAt,
} from "../../models/index.ts";
import { levelOfShare, levelOfSites, type SimilarityBands } from "./bands.ts";
import type { PanelGenotypes } from "./panel-genotypes.ts";
import type { AdmixtureShare, Distance, GroupSimilarity, Position, Similarity } from "./similarity.ts";

/** A panel with everything that is worked out once for all people. */
export interface PreparedPanel {
  readonly panel: ReferencePanel;
  readonly projector: Projector;
  readonly map: PeopleMap;
  readonly clusters: Clusters;
}

export function preparePanel(panel: ReferencePanel): PreparedPanel {
  const { people, components, populations } = panel;
  return {
    panel,
    projector: projectorOf(panel),
    map: peopleMap(people.coordinates, people.count, components.count),
    clusters: clustersOf(people.coordinates, people.population, populations.length, components.count),
  };
}

/** A space, what a genome showed of its sites, and where that places the person. */
interface Placed {
  readonly space: PreparedPanel;
  readonly genotypes: PanelGenotypes;
  readonly projection: Projection | null;
}

type Said<T> = PopulationAnswer<T, HoldsOfSimilarity>;

/**
 * @param spaces largest first, with what the person's file showed of each.
 * @throws PangenicError `panel-alleles-differ`, where too many sites carry other alleles than the panel's: another build, or
 * strands that cannot be told.
 */
export function similarityOf(
  spaces: readonly { readonly space: PreparedPanel; readonly genotypes: PanelGenotypes }[],
  bands: SimilarityBands,
): Similarity {
  for (const { genotypes } of spaces) refuseOthers(genotypes, bands);
  const placed = spaces.map(({ space, genotypes }): Placed => {
    const projection = genotypes.variantsOnly ? null : space.projector.project(genotypes.copies);
    return { space, genotypes, projection };
  });
  const speaks = ({ space, projection }: Placed, least: number): boolean =>
    projection !== null && projection.effective >= Math.max(least, space.panel.needs.groups);
  const chosen =
    placed.find((one, i) => speaks(one, i < placed.length - 1 ? bands.larger : 0)) ??
    placed.find((one) => speaks(one, 0));
  if (chosen?.projection) return answers(chosen.space, chosen.genotypes, chosen.projection, bands);
  // The space of which most was seen tells why.
  const fullest = placed.reduce((best, one) => (one.genotypes.sites.seen > best.genotypes.sites.seen ? one : best));
  return silence(fullest.space, fullest.genotypes);
}

/** Sites too few to refuse a file for. */
const FEW = 20;

function refuseOthers({ sites: { seen, mismatched } }: PanelGenotypes, bands: SimilarityBands): void {
  if (seen + mismatched >= FEW && mismatched > bands.mismatched * (seen + mismatched))
    throw new PangenicError(
      "panel-alleles-differ",
      "too many of the file's alleles are not those of the reference panel: another genome build, or letters of the other strand",
      { field: "alleles" },
    );
}

function answers(
  space: PreparedPanel,
  genotypes: PanelGenotypes,
  projection: Projection,
  bands: SimilarityBands,
): Similarity {
  const { panel, map, clusters } = space;
  const { coordinates, noise, effective } = projection;
  const limits = thresholdsAt(panel.calibrations, effective);
  const heldOut = heldOutAt(panel.calibrations, effective);
  const distance: Distance = distanceInReference(panel, map, projection);
  const { outside } = distance;
  const holds = (level: Level, group: string | null): HoldsOfSimilarity => ({
    kind: "similarity",
    level,
    sites: genotypes.sites.seen,
    n: panel.people.count,
    distance: distance.ratio,
    heldOut: group === null ? null : heldOutOf(heldOut, group),
    sources: panel.card.sources,
    expires: panel.expires,
    bands: bands.date,
  });
  const bySites = holds(levelOfSites(effective, bands), null);
  const chances = probabilities(
    logDensities(clusters, coordinates, noise),
    panel.populations.map(({ group }) => group),
    limits.temperature,
  );
  const groups = groupsOf(panel)
    .map((code) => ({
      code,
      probability: rounded(sumOf(chances, (i) => panel.populations[i]!.group === code)),
    }))
    .sort((a, b) => b.probability - a.probability);
  const likeliest = groups[0]!.code;
  // Someone between two groups is less sure than the held-out people of either.
  const heldOutLevel = levelOfShare(heldOutOf(heldOut, likeliest).interval.low, bands);
  const isSure = groups[0]!.probability >= SURE;
  const byGroup = holds(heldOutLevel === "well" && !isSure ? "partly" : heldOutLevel, likeliest);
  const unless = <T>(answer: () => Said<T>): Said<T> =>
    outside ? abstention("outside-reference", "reference-with-people-like-you") : answer();
  return {
    panel: { name: panel.name, digest: panel.digest, date: panel.date },
    sites: genotypes.sites,
    position: { kind: "answer", value: positionOf(coordinates, noise), holds: bySites },
    distance: { kind: "answer", value: distance, holds: bySites },
    groups: unless(() => ({ kind: "answer", value: groups, holds: byGroup })),
    populations: unless(() => populationsOf(panel, heldOut, chances, effective, bands, byGroup)),
    admixture: unless((): Said<readonly AdmixtureShare[]> => {
      if (panel.needs.mixtures === null || effective < panel.needs.mixtures)
        return abstention("too-few-sites", "whole-genome-file");
      const unlike = distanceFromMixtures(clusters, sourcePopulations(panel), coordinates, noise);
      // A group without a source of its own is a mixture of which some part is lacking.
      const unsourced = groups.filter(({ code }) => !panel.parts.some((part) => part.group === code && part.source));
      const lacking = unsourced.reduce((sum, { probability }) => sum + probability, 0);
      if (!(unlike <= limits.mixture) || lacking > bands.unsourced)
        return abstention("no-fitting-mixture", "reference-with-people-like-you");
      return { kind: "answer", value: mixtureOf(panel, genotypes.copies), holds: byGroup };
    }),
    sources: panel.card.sources,
  };
}

function populationsOf(
  panel: ReferencePanel,
  heldOut: Calibration,
  chances: Float64Array,
  effective: number,
  bands: SimilarityBands,
  holds: HoldsOfSimilarity,
): Said<readonly GroupSimilarity[]> {
  if (panel.needs.populations === null) return abstention("populations-not-told-apart", "whole-genome-file");
  if (effective < panel.needs.populations) return abstention("too-few-sites", "whole-genome-file");
  const value = panel.populations
    .map(({ code }, i) => ({ code, probability: rounded(chances[i]!) }))
    .sort((a, b) => b.probability - a.probability);
  const first = value[0]!;
  const named = heldOut.populations.find(({ code }) => code === first.code)!;
  const interval = wilson(named.right, Math.max(1, named.people));
  if (first.probability < SURE || named.people < bands.named || interval.low < bands.namedRight)
    return abstention("populations-not-told-apart", "reference-with-people-like-you");
  return {
    kind: "answer",
    value,
    holds: {
      ...holds,
      level: levelOfShare(interval.low, bands),
      heldOut: { group: first.code, n: named.people, share: named.right / named.people, interval },
    },
  };
}

function heldOutOf(calibration: Calibration, code: string): NonNullable<HoldsOfSimilarity["heldOut"]> {
  const { people, right } = calibration.groups.find((row) => row.code === code)!;
  return { group: code, n: people, share: right / people, interval: wilson(right, people) };
}

function positionOf(coordinates: Float64Array, noise: Float64Array): Position {
  const k = coordinates.length;
  return {
    coordinates: [...coordinates],
    standardErrors: Array.from({ length: k }, (_, a) => Math.sqrt(Math.max(0, noise[a * k + a]!))),
  };
}

function silence({ panel }: PreparedPanel, { sites, variantsOnly }: PanelGenotypes): Similarity {
  const said = variantsOnly
    ? abstention("absent-rows-unresolved", "file-with-reference-blocks")
    : abstention("too-few-sites", "whole-genome-file");
  return {
    panel: { name: panel.name, digest: panel.digest, date: panel.date },
    sites,
    position: said,
    distance: said,
    groups: said,
    populations: said,
    admixture: said,
    sources: panel.card.sources,
  };
}

function abstention(
  reason: PopulationReason,
  ...wouldChange: readonly PopulationRemedy[]
): Extract<Said<never>, { kind: "abstention" }> {
  return { kind: "abstention", reason, wouldChange };
}

function sumOf(values: Float64Array, counts: (i: number) => boolean): number {
  return values.reduce((sum, value, i) => (counts(i) ? sum + value : sum), 0);
}

/** Six places: what is beyond them rests on the shape of a cloud's far tail. */
function rounded(probability: number): number {
  return Math.round(probability * 1e6) / 1e6;
}
