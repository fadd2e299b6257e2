/** Thresholds from people held out, so that no population of the reference bears the false alarms alone. */
import {
  type Calibration,
  type DistanceRule,
  type PanelPopulation,
  probabilities,
  SURE,
  statisticOf,
} from "../../models/index.ts";
import type { Placement } from "./held-out.ts";

/** Of all people held out, this share is within. */
const OVERALL = 0.99;
/** And of every population this share, where it has so many people. */
const EACH = 0.97;
const ENOUGH_PEOPLE = 40;

interface Told {
  readonly rule: DistanceRule;
  readonly population: Uint8Array;
  readonly populations: readonly Pick<PanelPopulation, "code" | "group">[];
  readonly sources: readonly number[];
}

export function calibrationOf(placements: readonly Placement[], sites: number, told: Told): Calibration {
  const { rule, population, populations, sources } = told;
  const local = quantile(
    placements.map(({ distance }) => distance.local),
    OVERALL,
  );
  const hull = quantile(
    placements.map(({ distance }) => distance.hull),
    OVERALL,
  );
  const codes = (chosen: readonly Placement[]): number[] => chosen.map(({ person }) => population[person]!);
  const sourced = placements.filter(({ person }) => sources.includes(population[person]!));
  const temperature = temperatureOf(placements, told);
  return {
    sites,
    temperature,
    local,
    hull,
    outside: fair(
      placements.map(({ distance }) => statisticOf(rule, distance, { local, hull })),
      codes(placements),
    ),
    mixture: fair(
      sourced.map(({ mixture }) => mixture),
      codes(sourced),
    ),
    ...countRight(placements, temperature, population, populations),
  };
}

/** The quantile over all, or the greatest quantile of a population, whichever is greater. */
function fair(values: readonly number[], population: readonly number[]): number {
  let threshold = quantile(values, OVERALL);
  for (const code of new Set(population)) {
    const own = values.filter((_, i) => population[i] === code);
    if (own.length >= ENOUGH_PEOPLE) threshold = Math.max(threshold, quantile(own, EACH));
  }
  return threshold;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  if (sorted.length === 0) return Number.POSITIVE_INFINITY;
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  return sorted[low]! + (at - low) * ((sorted[low + 1] ?? sorted[low]!) - sorted[low]!);
}

/**
 * The temperature at which the probabilities of the true group and population are greatest in sum, every group counting the
 * same: golden sections over the logarithm.
 */
function temperatureOf(placements: readonly Placement[], { population, populations }: Told): number {
  const group = populations.map((one) => one.group);
  const sizes = new Map<string, number>();
  for (const { person } of placements) {
    const own = group[population[person]!]!;
    sizes.set(own, (sizes.get(own) ?? 0) + 1);
  }
  const loss = (logarithm: number): number => {
    let sum = 0;
    for (const { person, densities } of placements) {
      const own = population[person]!;
      const chances = probabilities(densities, group, Math.exp(logarithm));
      const ofGroup = chances.reduce((all, chance, i) => (group[i] === group[own] ? all + chance : all), 0);
      sum -= (Math.log(Math.max(ofGroup, 1e-9)) + Math.log(Math.max(chances[own]!, 1e-9))) / sizes.get(group[own]!)!;
    }
    return sum;
  };
  let [low, high] = [Math.log(0.5), Math.log(20)];
  const golden = (Math.sqrt(5) - 1) / 2;
  for (let step = 0; step < 24; step++) {
    const [one, other] = [high - golden * (high - low), low + golden * (high - low)];
    if (loss(one) < loss(other)) high = other;
    else low = one;
  }
  return Math.exp((low + high) / 2);
}

function countRight(
  placements: readonly Placement[],
  temperature: number,
  population: Uint8Array,
  populations: Told["populations"],
): Pick<Calibration, "groups" | "populations"> {
  const group = populations.map((one) => one.group);
  const groups = new Map([...new Set(group)].map((code) => [code, { people: 0, right: 0 }]));
  const named = populations.map(() => ({ people: 0, right: 0 }));
  for (const { person, densities } of placements) {
    const own = population[person]!;
    const chances = probabilities(densities, group, temperature);
    const byGroup = groups.get(group[own]!)!;
    byGroup.people++;
    if (likeliestGroup(chances, group) === group[own]) byGroup.right++;
    const likeliest = chances.indexOf(Math.max(...chances));
    if (chances[likeliest]! < SURE) continue;
    named[likeliest]!.people++;
    if (likeliest === own) named[likeliest]!.right++;
  }
  return {
    groups: [...groups].map(([code, counts]) => ({ code, ...counts })),
    populations: populations.map(({ code }, i) => ({ code, ...named[i]! })),
  };
}

function likeliestGroup(chances: Float64Array, group: readonly string[]): string {
  const sums = new Map<string, number>();
  for (const [i, chance] of chances.entries()) sums.set(group[i]!, (sums.get(group[i]!) ?? 0) + chance);
  return [...sums].reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}
