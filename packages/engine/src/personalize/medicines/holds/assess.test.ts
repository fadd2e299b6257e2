import fc from "fast-check";
import { expect, test } from "vitest";
import type { HoldsOfCall } from "../../../base/index.ts";
import type { Phase, Sighting } from "../../../genome/index.ts";
import type { GeneFacts, PanelHaplotype } from "../gene.ts";
import { compileGene } from "../matching/call-gene.ts";
import { madeUpGene, madeUpSite } from "../matching/made-up-gene.ts";
import { type Assessment, compileHolds, type HoldsInput } from "./assess.ts";
import { holdsBands } from "./bands.ts";

/*
 * A made-up gene. Sites 0–3 are in the panel, site 4 is not. Alleles by the sites where they differ from the reference:
 * *2: 0, *3: 1, *4: 0 and 1, *5: 2, *6: 4. Site 3 belongs to *7, which has no assigned function.
 */
const alleles = [
  ["*1", [], "Normal function"],
  ["*2", [0], "No function"],
  ["*3", [1], "No function"],
  ["*4", [0, 1], "No function"],
  ["*5", [2], "No function"],
  ["*6", [4], "No function"],
  ["*7", [3], null],
] as const;

const rules = [
  ["Normal function", "Normal function", "Normal"],
  ["No function", "Normal function", "Intermediate"],
  ["No function", "No function", "Poor"],
] as const;

type Haplotype = readonly [sites: readonly number[], counts: readonly number[]];

function gene(haplotypes: readonly Haplotype[], groups: readonly string[] = ["ONE", "TWO"]): GeneFacts {
  const total = groups.map((_, g) => haplotypes.reduce((sum, [, counts]) => sum + counts[g]!, 0));
  return madeUpGene(
    alleles.map(([name, sites, assigned]) => ({
      name,
      requires: Object.fromEntries(sites.map((site) => [site, 1])),
      ...(assigned === null ? {} : { function: assigned }),
    })),
    {
      sites: [100, 200, 300, 400, 500].map((pos) => madeUpSite(`rs${pos}`, pos)),
      rules: rules.map(([first, second, phenotype]) => ({
        by: "function",
        first,
        second,
        phenotype,
        activityScore: null,
        key: phenotype,
      })),
      panel: {
        groups,
        people: total.map((n) => n / 2),
        strands: total,
        observed: [0, 1, 2, 3],
        haplotypes: haplotypes.map(
          ([sites, counts]): PanelHaplotype => ({ bases: sites.map((site) => [site, 1] as const), counts }),
        ),
        source: 0,
      },
      sources: [{ name: "made up", version: "1", license: "CC0-1.0" }],
    },
  );
}

type Cell = readonly [number, number] | null;

function see(cells: readonly Cell[], phase: "fixed" | "free" = "free"): Sighting[] {
  return cells.map((cell) => {
    if (cell === null) return { kind: "not-seen", why: "no-row" };
    const kind: Phase = { kind: cell[0] === cell[1] ? "fixed" : phase };
    return { kind: "seen", alleles: cell, phase: kind, by: "row", doubts: [] };
  });
}

function assess(facts: GeneFacts, sightings: readonly Sighting[], more: Partial<HoldsInput> = {}): Assessment {
  const matcher = compileGene(facts);
  return compileHolds(matcher.table).assess({
    sightings,
    call: more.call ?? matcher.call(sightings),
    similarity: { status: "known", value: { groups: { ONE: 1 }, reference: "made up", date: "2026-01-01" } },
    actionOf: (d) => String(d.key),
    expires: "2027-01-01",
    bands: { ...holdsBands, candidate: 0 },
    ...more,
  });
}

function figures(assessment: Assessment): HoldsOfCall {
  if (assessment.holds.kind !== "call") throw new Error("no figures");
  return assessment.holds;
}

const REF: Cell = [0, 0];
const HET: Cell = [0, 1];

/** Every haplotype that a strand of the made-up gene may be, with at least one copy of each. */
const panels = fc
  .array(fc.integer({ min: 1, max: 400 }), { minLength: 6, maxLength: 6 })
  .map((counts): Haplotype[] => [[], [0], [1], [0, 1], [2], [3]].map((sites, i) => [sites, [counts[i]!, 1]]));

const cells = fc.array(fc.constantFrom<Cell>(null, REF, REF, HET, [1, 0], [1, 1]), { minLength: 4, maxLength: 4 });

/** Every ordered pair of panel haplotypes that shows the cells, by name. */
function byEnumeration(
  haplotypes: readonly Haplotype[],
  shown: readonly Cell[],
  phase: "fixed" | "free",
): Map<string, number> {
  const nameOf = (sites: readonly number[]): string => alleles.find(([, own]) => String(own) === String(sites))![0];
  const weights = new Map<string, number>();
  const has = (sites: readonly number[], site: number): number => Number(sites.includes(site));
  for (const [one, [n]] of haplotypes)
    for (const [other, [m]] of haplotypes) {
      const fits = shown.every((cell, site) => {
        if (cell === null) return true;
        const bases = [has(one, site), has(other, site)];
        const isSame = bases[0] === cell[0] && bases[1] === cell[1];
        return isSame || (phase === "free" && bases[0] === cell[1] && bases[1] === cell[0]);
      });
      const name = [nameOf(one), nameOf(other)].sort().join("/");
      if (fits) weights.set(name, (weights.get(name) ?? 0) + n! * m!);
    }
  const total = [...weights.values()].reduce((sum, w) => sum + w, 0);
  return new Map([...weights].map(([name, w]) => [name, w / total]));
}

test("the posterior is what enumerating every pair of haplotypes gives, phased and not", () => {
  let compared = 0;
  fc.assert(
    fc.property(panels, cells, fc.constantFrom("fixed" as const, "free" as const), (haplotypes, shown, phase) => {
      const expected = byEnumeration(haplotypes, shown, phase);
      const sightings = see([...shown, REF], phase);
      const call = compileGene(gene(haplotypes)).call(sightings);
      fc.pre(call.kind !== "not-called" && call.diplotypes.every(({ name }) => expected.has(name)));
      compared++;
      const { candidates } = assess(gene(haplotypes), sightings);
      const found = new Map(candidates.map(({ diplotype, probability }) => [diplotype.name, probability!]));
      expect([...found.values()].reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9);
      for (const [name, probability] of expected) expect(found.get(name)).toBeCloseTo(probability, 9);
    }),
    { seed: 11, numRuns: 400 },
  );
  expect(compared).toBeGreaterThan(300);
});

test("risks are probabilities inside their intervals, and add up over the candidates", () => {
  fc.assert(
    fc.property(panels, cells, (haplotypes, shown) => {
      const assessment = assess(gene(haplotypes), see([...shown, REF]));
      fc.pre(assessment.holds.kind === "call");
      const { actionRisk, actionInterval, complete } = figures(assessment);
      expect(actionInterval.low).toBeGreaterThanOrEqual(0);
      expect(actionInterval.low).toBeLessThanOrEqual(actionRisk);
      expect(actionRisk).toBeLessThanOrEqual(actionInterval.high);
      expect(actionInterval.high).toBeLessThanOrEqual(1);
      if (complete) expect(actionInterval).toEqual({ low: 0, high: 0 });
    }),
    { seed: 12, numRuns: 200 },
  );
});

test("with every distinguishing site seen and known phase the risk is 0 by completeness, in any group", () => {
  const facts = gene([
    [[], [90, 0]],
    [[0], [10, 0]],
  ]);
  const seen = see([HET, REF, REF, REF, REF], "fixed");
  for (const groups of [{ ONE: 1 }, { NOWHERE: 1 }]) {
    const answer = assess(facts, seen, {
      similarity: { status: "known", value: { groups, reference: "made up", date: "2026-01-01" } },
    });
    expect(answer.holds).toMatchObject({ complete: true, level: "well", n: 0, actionRisk: 0, byGroup: [] });
    expect(answer.candidates).toHaveLength(1);
  }
});

test("one strand that shows a variant has the risk of the other strand alone", () => {
  const facts = gene([
    [[], [80, 80]],
    [[0], [10, 10]],
    [[2], [10, 10]],
  ]);
  const q = 10 / 90;
  const risk = (cell: Cell): number => figures(assess(facts, see([cell, REF, null, REF, REF]))).phenotypeRisk;
  expect(risk(REF)).toBeCloseTo(1 - (1 - q) ** 2, 12);
  expect(risk(HET)).toBeCloseTo(q, 12);
  expect(risk([1, 1])).toBe(0);
});

test("a hidden allele with no copy has its exact bound, never a width of nothing", () => {
  const facts = gene([
    [[], [90, 90]],
    [[0], [10, 10]],
  ]);
  const { actionRisk, actionInterval } = figures(assess(facts, see([HET, REF, null, REF, REF])));
  expect(actionRisk).toBe(0);
  expect((1 - actionInterval.high) ** 90).toBeCloseTo(0.05, 9);
});

test("an allele that neither file nor panel could show is named, and caps the level", () => {
  const facts = gene([
    [[], [100_000, 1]],
    [[2], [1, 1]],
  ]);
  const blind = figures(assess(facts, see([REF, REF, REF, REF, null])));
  expect(blind.unobservable).toEqual(["*6"]);
  expect(blind.actionInterval.high).toBe(0);
  expect(blind.level).toBe("partly");
  expect(figures(assess(facts, see([REF, REF, REF, REF, REF]))).level).toBe("well");
});

test("an allele without function is a share of its own, never normal", () => {
  const facts = gene([
    [[], [90, 90]],
    [[3], [10, 10]],
  ]);
  const answer = figures(assess(facts, see([REF, REF, REF, null, REF])));
  expect(answer.noAssignmentRisk).toBeCloseTo(1 - 0.9 ** 2, 12);
  expect(answer.phenotypeRisk).toBeCloseTo(answer.noAssignmentRisk, 12);
});

test("more copies with the same shares narrow the interval", () => {
  const at = (times: number): number => {
    const facts = gene([
      [[], [80 * times, 1]],
      [[2], [20 * times, 1]],
    ]);
    const { low, high } = figures(assess(facts, see([REF, REF, null, REF, REF]))).actionInterval;
    return high - low;
  };
  expect(at(4)).toBeLessThan(at(1));
  expect(at(16)).toBeLessThan(at(4));
});

test("a strand that the panel never showed keeps its call, and its figure says that nothing was measured", () => {
  const facts = gene([[[], [100, 100]]]);
  const { candidates, holds } = assess(facts, see([HET, REF, null, REF, REF]));
  expect(candidates[0]!.diplotype.name).toBe("*1/*2");
  expect(candidates[0]!.probability).toBeCloseTo(1, 12);
  expect(holds).toMatchObject({ kind: "call", complete: false });
});

test("where no panel ties two sites together, each way round is as likely", () => {
  const facts: GeneFacts = { ...gene([[[], [100, 100]]]), alleles: gene([]).alleles.filter((a) => a.name !== "*6") };
  const { candidates } = assess(facts, see([HET, HET, REF, REF, REF]));
  const found = Object.fromEntries(candidates.map((c) => [c.diplotype.name, c.probability]));
  expect(found["*1/*4"]).toBeCloseTo(found["*2/*3"]!, 9);
});

test("a phase set ties its sites together; two sets turn on their own", () => {
  const facts = gene([
    [[], [60, 60]],
    [[0], [20, 20]],
    [[1], [19, 19]],
    [
      [0, 1],
      [1, 1],
    ],
  ]);
  const inSets = (first: string, second: string): Sighting[] =>
    see([[0, 1], [1, 0], REF, REF, REF]).map((s, site) =>
      s.kind === "seen" && site < 2 ? { ...s, phase: { kind: "set", set: site === 0 ? first : second } } : s,
    );
  const names = (sightings: Sighting[]): string[] => assess(facts, sightings).candidates.map((c) => c.diplotype.name);
  expect(names(inSets("a", "a"))).toEqual(["*2/*3"]);
  expect(names(inSets("a", "b")).sort()).toEqual(["*1/*4", "*2/*3"]);
});

test("a laboratory's call is a statement: no figure is made up for it", () => {
  const facts = gene([[[], [100, 100]]]);
  const call = { ...compileGene(facts).call(see([REF, REF, REF, REF, REF])), from: "outside" as const };
  const { holds, candidates } = assess(facts, [], { call });
  expect(holds).toEqual({ kind: "statement", level: "partly", expires: "2027-01-01" });
  expect(candidates).toHaveLength(1);
});

test("a gene that was not called says why, and what would change that", () => {
  const facts = gene([[[], [100, 100]]]);
  const { holds, candidates } = assess(facts, see([null, null, null, null, null]));
  expect(holds).toMatchObject({ kind: "abstention", reason: "positions-not-seen" });
  expect(candidates).toEqual([]);
});
