/** Published accuracy of polygenic scores by group, and how far groups of the reference stand for the groups tested. */
import type { PortabilityFacts } from "@pangenic/engine/personalize";
import { sharedTable, sharedText } from "../../../tests/reference-data.ts";

/**
 * Privé et al. 2022: penalized regressions in 391,124 people of the United Kingdom, tested in nine groups of the same cohort;
 * relative partial R², the squared slope over about 240 traits. People per group: the authors' table of sets; null where it
 * was not seen.
 */
const tested: readonly {
  readonly group: string;
  readonly figure: number;
  readonly n: number | null;
  readonly populations: readonly string[];
}[] = [
  { group: "United Kingdom", figure: 1, n: 20_000, populations: ["GBR"] },
  { group: "Poland", figure: 0.938, n: 4136, populations: [] },
  { group: "Italy", figure: 0.856, n: 6660, populations: ["TSI"] },
  { group: "Iran", figure: 0.722, n: 1200, populations: [] },
  { group: "India", figure: 0.647, n: 6331, populations: ["GIH", "ITU", "STU"] },
  { group: "China", figure: 0.486, n: 1810, populations: ["CHB", "CHS"] },
  { group: "Caribbean", figure: 0.252, n: 2484, populations: ["ACB"] },
  { group: "Nigeria", figure: 0.18, n: 3924, populations: ["YRI", "ESN"] },
  { group: "Ashkenazi", figure: 0.857, n: null, populations: [] },
];

/** Components that the published distances are told in. */
const COMPONENTS = 16;

const round = (value: number): number => Number(value.toFixed(4));

export function portability(): PortabilityFacts {
  const centers = publishedCenters();
  const distance = tested.map(({ group }) => between(centers.get(group)!, centers.get(tested[0]!.group)!));
  const figures = tested.map(({ figure }) => figure);
  const line = lineThrough(distance, figures);
  const leftOut = tested.map(({ figure }, i) => {
    const others = tested.map((_, k) => k).filter((k) => k !== i);
    const { intercept, slope } = lineThrough(
      others.map((k) => distance[k]!),
      others.map((k) => figures[k]!),
    );
    return Math.abs(intercept + slope * distance[i]! - figure);
  });
  const bridge = bridgeErrors(distance);
  return {
    measure: "relative partial R2",
    scores: 245,
    trainedIn: { group: "United Kingdom", n: 391_124, populations: ["GBR"] },
    groups: tested.map(({ group, figure, n, populations }, i) => ({
      group,
      populations,
      n,
      figure,
      distance: round(distance[i]!),
      bridgeError: populations.length > 0 ? round(Math.abs(line.slope) * bridge[i]!) : null,
    })),
    line: { intercept: round(line.intercept), slope: Number(line.slope.toFixed(6)) },
    // The United Kingdom is the ground of the figures, so that its own error is not counted.
    leftOutError: round(Math.max(...leftOut.slice(1))),
    source: {
      name: "Privé et al. 2022, Am J Hum Genet 109:12–23; centers of groups: privefl/UKBB-PGS",
      version: "2022-01-06",
      license: "facts from a publication",
      url: "https://doi.org/10.1016/j.ajhg.2021.11.008",
      pmids: ["34995502"],
    },
    date: "2026-11-22",
  };
}

function publishedCenters(): Map<string, number[]> {
  const [, ...lines] = sharedText("data", "populations", "portability", "ukbb_pop_centers.csv").trim().split(/\r?\n/);
  return new Map(
    lines.map((line) => line.split(",")).map(([name, ...cells]) => [name!.replaceAll('"', ""), cells.map(Number)]),
  );
}

function between(one: readonly number[], other: readonly number[]): number {
  return Math.sqrt(one.reduce((sum, value, k) => sum + (value - other[k]!) ** 2, 0));
}

function lineThrough(x: readonly number[], y: readonly number[]): { intercept: number; slope: number } {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  const slope =
    x.reduce((sum, value, i) => sum + (value - mx) * (y[i]! - my), 0) /
    x.reduce((sum, value) => sum + (value - mx) ** 2, 0);
  return { intercept: my - slope * mx, slope };
}

/**
 * How far off a published distance would be, told from the reference populations that stand for the group: one factor fitted
 * on the other groups, in a space from sequences (akt). 0 where nothing stands for the group.
 */
function bridgeErrors(published: readonly number[]): number[] {
  const populationOf = new Map(
    sharedTable("data", "populations", "labels", "1000g_phase3.panel").map((row) => [row["sample"]!, row["pop"]!]),
  );
  const people = sharedText("data", "populations", "akt", "wgs.1000G.phase3.pca")
    .trimEnd()
    .split("\n")
    .map((line) => line.split(/\s+/))
    .map(([id, ...cells]) => ({ population: populationOf.get(id!)!, place: cells.slice(0, COMPONENTS).map(Number) }));
  const centerOf = (populations: readonly string[]): number[] => {
    const members = people.filter(({ population }) => populations.includes(population));
    return Array.from(
      { length: COMPONENTS },
      (_, k) => members.reduce((sum, { place }) => sum + place[k]!, 0) / members.length,
    );
  };
  const ours = tested.map(({ populations }) =>
    populations.length > 0 ? between(centerOf(populations), centerOf(tested[0]!.populations)) : null,
  );
  return tested.map((_, i) => {
    const own = ours[i];
    if (own === null || own === undefined || i === 0) return 0;
    const others = ours.flatMap((distance, k) =>
      k === i || distance === null ? [] : [[distance, published[k]!] as const],
    );
    const factor = others.reduce((sum, [x, y]) => sum + x * y, 0) / others.reduce((sum, [x]) => sum + x * x, 0);
    return Math.abs(factor * own - published[i]!);
  });
}
