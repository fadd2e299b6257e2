/** A reference panel from labeled people: counts, axes, and what held in people left out of both. */
import { PangenicError } from "../../base/index.ts";
import {
  augmented,
  type Calibration,
  clustersOf,
  frequencies,
  type PanelCard,
  type PanelComponents,
  type PanelPeople,
  type ReferencePanel,
} from "../../models/index.ts";
import { placedWithFew } from "./few-sites.ts";
import { FOLDS, foldsOf, type Placement, readerOf } from "./held-out.ts";
import { countParts, type LabeledGenotypes, standardized } from "./labeled-genotypes.ts";
import { type Axes, axesOf, plainOn, relationshipOf } from "./relationship.ts";
import { calibrationOf } from "./thresholds.ts";

export interface PanelPlan extends Pick<ReferencePanel, "name" | "date" | "expires" | "rule" | "needs"> {
  readonly components: number;
  readonly loadingBits: 8 | 16;
  /** Numbers of sites to calibrate for, besides all. */
  readonly siteCounts: readonly number[];
}

/** Everything that follows from the genotypes once: the pairwise matrix costs most of the time. */
export interface PanelStudy {
  readonly labeled: LabeledGenotypes;
  readonly plan: PanelPlan;
  readonly frequency: Float64Array;
  readonly relationship: Float64Array;
  readonly sources: readonly number[];
}

/** @throws PangenicError `panel-unfit`, where there are too few people or a site does not vary. */
export function studyPanel(labeled: LabeledGenotypes, plan: PanelPlan): PanelStudy {
  const { genotypes, parts, populations, population } = labeled;
  const sizes = populations.map((_, i) => population.reduce((sum, own) => sum + (own === i ? 1 : 0), 0));
  const few = populations.find((_, i) => sizes[i]! < 2 * FOLDS);
  if (few) throw new PangenicError("panel-unfit", `population ${few.code} has fewer than ${2 * FOLDS} people`);
  const counted = { ...labeled, ...countParts(labeled), parts: parts.map((part) => ({ ...part, people: 0 })) };
  const frequency = frequencies(counted);
  const flat = frequency.findIndex((p) => !(p > 0 && p < 1));
  if (flat >= 0) throw new PangenicError("panel-unfit", `site ${flat + 1} of the panel does not vary in its people`);
  return {
    labeled,
    plan,
    frequency,
    relationship: relationshipOf(genotypes.variants, genotypes.people, standardized(genotypes, frequency)),
    sources: populations.flatMap(({ part }, i) => (parts[part]!.source ? [i] : [])),
  };
}

export function buildPanel(study: PanelStudy, card: PanelCard): Omit<ReferencePanel, "digest"> {
  const { labeled, plan } = study;
  const { genotypes, population } = labeled;
  const everyone = Int32Array.from({ length: genotypes.people }, (_, i) => i);
  const axes = axesOf(study.relationship, genotypes.people, everyone, plan.components);
  const { calibrations, stretch } = calibrate(study);
  const count = (isOf: (own: number) => boolean): number =>
    population.reduce((sum, own) => sum + (isOf(own) ? 1 : 0), 0);
  return {
    name: plan.name,
    date: plan.date,
    expires: plan.expires,
    rule: plan.rule,
    needs: plan.needs,
    sites: labeled.sites,
    parts: labeled.parts.map((part, i) => ({ ...part, people: count((own) => labeled.populations[own]!.part === i) })),
    ...countParts(labeled),
    populations: labeled.populations.map((one, i) => ({ ...one, people: count((own) => own === i) })),
    people: peopleOf(axes, genotypes.variants, population),
    components: componentsOf(axes, study, stretch),
    calibrations,
    card,
  };
}

function componentsOf(axes: Axes, { labeled, plan, frequency }: PanelStudy, stretch: Float64Array): PanelComponents {
  const { genotypes } = labeled;
  const { count: k, singular, vectors } = axes;
  const sites = genotypes.variants;
  const exact = new Float64Array(k * sites);
  const fill = standardized(genotypes, frequency);
  const column = new Float64Array(genotypes.people);
  for (let site = 0; site < sites; site++) {
    fill(site, column);
    for (let person = 0; person < genotypes.people; person++)
      for (let a = 0; a < k; a++)
        exact[a * sites + site]! += (column[person]! * vectors[person * k + a]!) / singular[a]!;
  }
  const steps = plan.loadingBits === 8 ? 127 : 32_767;
  const loadingStep = Float64Array.from({ length: k }, (_, a) => {
    let longest = 0;
    for (let site = 0; site < sites; site++) longest = Math.max(longest, Math.abs(exact[a * sites + site]!));
    return longest / steps;
  });
  const rounded = exact.map((value, at) => Math.round(value / loadingStep[Math.floor(at / sites)]!));
  const loadings = plan.loadingBits === 8 ? Int8Array.from(rounded) : Int16Array.from(rounded);
  return { count: k, singular, loadings, loadingStep, stretch, between: betweenOf(axes, labeled) };
}

/** Share of each axis' variance that lies between populations. */
function betweenOf({ count: k, vectors, people }: Axes, { population, populations }: LabeledGenotypes): Float64Array {
  const { pooled } = clustersOf(vectors, population, populations.length, k);
  // The vectors have length 1 and mean 0: their variance is 1 / people.
  return Float64Array.from({ length: k }, (_, a) => Math.max(0, 1 - pooled[a * k + a]! * people.length));
}

function peopleOf({ count, people, singular, vectors }: Axes, sites: number, population: Uint8Array): PanelPeople {
  const unit = 1 / Math.sqrt(sites);
  const order = Array.from(people).sort(
    (a, b) => population[a]! - population[b]! || vectors[a * count]! - vectors[b * count]! || a - b,
  );
  return {
    count: people.length,
    population: Uint8Array.from(order, (person) => population[person]!),
    coordinates: Float64Array.from(
      { length: people.length * count },
      (_, at) => vectors[order[Math.floor(at / count)]! * count + (at % count)]! * singular[at % count]! * unit,
    ),
  };
}

/** People held out in turns, seen at fewer and fewer sites. */
function calibrate({ labeled, plan, frequency, relationship, sources }: PanelStudy): {
  readonly calibrations: readonly Calibration[];
  readonly stretch: Float64Array;
} {
  const { genotypes, population, populations } = labeled;
  const { variants: sites, people } = genotypes;
  const everyone = Int32Array.from({ length: people }, (_, i) => i);
  const folds = foldsOf(everyone, population);
  const counts = [...plan.siteCounts.filter((count) => count < sites), sites];
  const placements: Placement[][] = counts.map(() => []);
  const parts = Array.from({ length: FOLDS }, (_, fold) => ({
    axes: axesOf(
      relationship,
      people,
      everyone.filter((person) => folds[person] !== fold),
      plan.components,
    ),
    out: everyone.filter((person) => folds[person] === fold),
  }));
  const stretch = stretchOf(parts, relationship, people);
  const reading = { population, populations: populations.length, sources, withHull: plan.rule === "local-hull" };
  for (const [fold, { axes, out }] of parts.entries()) {
    const read = readerOf(axes, sites, reading);
    const fill = standardized(genotypes, frequency);
    const found = placedWithFew(axes, sites, people, fill, out, counts, stretch, fold + 1);
    for (const [which, projections] of found.entries())
      for (const [row, projection] of projections.entries())
        if (projection !== null) placements[which]!.push(read(out[row]!, projection));
  }
  return {
    stretch,
    calibrations: counts.map((count, which) =>
      calibrationOf(placements[which]!, count, { rule: plan.rule, population, populations, sources }),
    ),
  };
}

/** How much longer the corrected coordinates of held-out people are than the plain ones, by axis. */
function stretchOf(
  parts: readonly { readonly axes: Axes; readonly out: Int32Array }[],
  relationship: Float64Array,
  all: number,
): Float64Array {
  const k = parts[0]!.axes.count;
  const both = new Float64Array(k);
  const square = new Float64Array(k);
  for (const { axes, out } of parts)
    for (const person of out) {
      const { plain, rest } = plainOn(axes, relationship, all, person);
      const corrected = augmented(plain, rest, axes.singular);
      for (let a = 0; a < k; a++) {
        both[a]! += plain[a]! * corrected[a]!;
        square[a]! += plain[a]! ** 2;
      }
    }
  return both.map((value, a) => value / square[a]!);
}
