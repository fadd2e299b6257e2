import { expect, test } from "vitest";
import { madeUpCohort } from "../../../../tests/made-up-cohort.ts";
import kernelUrl from "../../wasm/genotypes.wasm?url&inline";
import { PangenicError, randomFrom } from "../base/index.ts";
import { type IndexedCohort, openPlink, type PlinkCohort } from "../genome/index.ts";
import { GenotypeKernel } from "../kernels/index.ts";
import { frequency } from "./frequency.ts";
import { heterozygosity } from "./heterozygosity.ts";
import { missingness } from "./missingness.ts";
import { oneCore } from "./one-core.ts";
import { withPeople } from "./people.ts";
import { malesOf } from "./ploidy.ts";
import { type BlockWorkers, blockWorker, pooled } from "./pool-runner.ts";
import { kinship } from "./relatedness.ts";
import type { Runner } from "./runner.ts";
import type { Statistic } from "./statistic.ts";
import { statisticNamed } from "./statistics.ts";

const module = await WebAssembly.compile(await (await fetch(kernelUrl)).arrayBuffer());
const kernel = new GenotypeKernel(module);
const core = oneCore(kernel);

const PEOPLE = 43;
const VARIANTS = 150;
const made = madeUpCohort({ seed: 7, people: PEOPLE, variants: VARIANTS, chroms: ["1", "2", "X", "Y", "MT"] });
/** Blocks of so many genotype bytes: 1 is a variant each. */
const open = (blockBytes: number): Promise<PlinkCohort> => openPlink(made.files, { blockBytes });
const whole = await open(2 ** 20);

const frequencies = Float64Array.from({ length: VARIANTS }, (_, i) => (i % 11) / 11);
const groups = Int32Array.from({ length: PEOPLE }, (_, i) => (i % 4) - 1);

/** What a statistic is asked of some of the people. */
interface Asked {
  readonly statistic: Statistic<unknown, unknown, unknown>;
  planFor(people: Int32Array): unknown;
  /** Largest difference that rounding may make, of the summary's scale; 0 where sums are exact. */
  readonly rounding: number;
}

const pick = <A extends Int32Array | Uint8Array>(of: A, people: Int32Array): A =>
  (of.constructor as unknown as { from(list: Iterable<number>): A }).from([...people].map((i) => of[i]!));

const everyone = Int32Array.from({ length: PEOPLE }, (_, i) => i);
const males = malesOf(whole.people);
const asked: readonly Asked[] = [
  {
    statistic: frequency as Asked["statistic"],
    planFor: (people) => ({ males: pick(males, people), groups: pick(groups, people), groupCount: 3 }),
    rounding: 0,
  },
  {
    statistic: missingness as Asked["statistic"],
    planFor: (people) => ({ people, males: pick(males, people) }),
    rounding: 0,
  },
  {
    statistic: heterozygosity as Asked["statistic"],
    planFor: (people) => ({ people, frequencies }),
    rounding: 1e-12,
  },
  {
    statistic: kinship as Asked["statistic"],
    planFor: (people) => ({ people, from: 0, to: people.length, least: Number.NEGATIVE_INFINITY }),
    rounding: 0,
  },
];

/** Numbers of a result or summary, people in the order of their numbers; variants' names stay out. */
function numbersOf(value: unknown): number[] {
  const rows = value as { people?: Int32Array; width?: number; sums?: Float64Array; counts?: Uint32Array };
  if (rows.people !== undefined && rows.sums !== undefined)
    return [...rows.people.entries()]
      .sort(([, a], [, b]) => a - b)
      .flatMap(([i, person]) => [person, ...rows.sums!.subarray(i * rows.width!, (i + 1) * rows.width!)]);
  if (rows.counts !== undefined) return [...rows.counts];
  const pairs = value as Record<string, Int32Array>;
  const names = Object.keys(pairs);
  const cells = [...pairs["first"]!.keys()].map((i) => {
    const [first, second, ...rest] = names.map((name) => pairs[name]![i]!) as [number, number, ...number[]];
    return [Math.min(first, second), Math.max(first, second), ...rest];
  });
  return cells.sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!).flat();
}

function sameNumbers(one: unknown, other: unknown, rounding: number): void {
  const [a, b] = [numbersOf(one), numbersOf(other)];
  expect(a.length).toBe(b.length);
  expect(a.length).toBeGreaterThan(0);
  if (rounding === 0) {
    expect(a).toEqual(b);
    return;
  }
  const scale = Math.max(...a.map(Math.abs));
  for (const [i, value] of a.entries()) expect(Math.abs(value - b[i]!)).toBeLessThanOrEqual(rounding * scale);
}

async function summaryOf(each: Asked, people: Int32Array, cohort: IndexedCohort = whole): Promise<unknown> {
  return core.summary(each.statistic, withPeople(cohort, people), each.planFor(people));
}

function solved(each: Asked, summary: unknown, people: Int32Array): unknown {
  const next = each.statistic.solve(summary, each.planFor(people));
  if ("next" in next) throw new Error("one round is expected");
  return next.result;
}

/** People dealt into places. */
function dealt(seed: number, places: number): Int32Array[] {
  const random = randomFrom(seed);
  const of = Array.from(everyone, () => Math.floor(random() * places));
  return Array.from({ length: places }, (_, place) => everyone.filter((person) => of[person] === place));
}

for (const each of asked) {
  const { name } = each.statistic;

  test(`${name}: any sharding by variants gives the same result`, async () => {
    const expected = solved(each, await summaryOf(each, everyone), everyone);
    for (const bytes of [1, 30, 200])
      sameNumbers(solved(each, await summaryOf(each, everyone, await open(bytes)), everyone), expected, each.rounding);
  });

  if (name !== "kinship")
    test(`${name}: any sharding by people, in any order, gives the same result`, async () => {
      const expected = solved(each, await summaryOf(each, everyone), everyone);
      for (const places of [2, 5])
        for (const seed of [1, 2]) {
          const parts = await Promise.all(dealt(seed, places).map((people) => summaryOf(each, people)));
          const merged = seed === 1 ? parts : parts.toReversed();
          const summary = merged.reduce((one, other) => each.statistic.merge(one, other));
          sameNumbers(solved(each, summary, everyone), expected, each.rounding);
        }
    });

  test(`${name}: people who are taken back leave nothing behind`, async () => {
    for (const seed of [3, 4]) {
      const [gone, stay] = dealt(seed, 2) as [Int32Array, Int32Array];
      const all = await summaryOf(each, everyone);
      const before = structuredClone(all);
      const left = each.statistic.subtract(all, await summaryOf(each, gone));
      sameNumbers(solved(each, left, stay), solved(each, await summaryOf(each, stay), stay), each.rounding);
      // What was summed up before is as it was.
      expect(all).toEqual(before);
    }
    const one = everyone.subarray(12, 13);
    const others = everyone.filter((person) => person !== 12);
    const left = each.statistic.subtract(await summaryOf(each, everyone), await summaryOf(each, one));
    sameNumbers(solved(each, left, others), solved(each, await summaryOf(each, others), others), each.rounding);
  });

  test(`${name}: two workers and eight give one core's bytes`, async () => {
    const cohort = await open(100);
    expect(cohort.blockCount).toBeGreaterThan(10);
    const plan = each.planFor(everyone);
    const expected = await told(core, each, cohort, plan);
    for (const count of [1, 2, 8]) expect(await told(pooled(workers(count)), each, cohort, plan)).toEqual(expected);
  });
}

async function told(runner: Runner, each: Asked, cohort: IndexedCohort, plan: unknown): Promise<unknown> {
  const results: unknown[] = [];
  for await (const result of runner.results(each.statistic, cohort, plan)) results.push(result);
  return { results, summary: await runner.summary(each.statistic, cohort, plan) };
}

/** Workers that copy what crosses, as threads do, and answer in another order. */
function workers(count: number, bytes = 100): BlockWorkers {
  const serving = Array.from({ length: count }, async () => blockWorker(await open(bytes), new GenotypeKernel(module)));
  let asked = 0;
  return {
    count,
    async run(request) {
      const number = asked++;
      const serve = await serving[number % count]!;
      const reply = structuredClone(await serve(structuredClone(request)));
      for (let wait = (number * 7) % 5; wait > 0; wait--) await Promise.resolve();
      return reply;
    },
  };
}

test("merging people who are in both is refused", async () => {
  const summary = await core.summary(missingness, whole, { people: everyone, males });
  expect(() => missingness.merge(summary, summary)).toThrow(PangenicError);
  expect(() =>
    missingness.subtract(summary, { ...summary, people: Int32Array.of(99), sums: new Float64Array(2) }),
  ).toThrow("never merged");
});

test("no more blocks are asked for ahead than two for each worker", async () => {
  let [open_, most] = [0, 0];
  const inner = workers(2);
  const counting: BlockWorkers = {
    count: 2,
    async run(request) {
      most = Math.max(most, ++open_);
      return inner.run(request);
    },
  };
  const cohort = await open(100);
  for await (const result of pooled(counting).results(missingness, cohort, { people: everyone, males })) {
    void result;
    open_--;
  }
  expect(most).toBe(4);
});

test("what a worker refuses keeps its code and place", async () => {
  const broken: BlockWorkers = {
    count: 1,
    run: async () => ({
      error: { code: "file-unreadable", message: "the file became shorter", place: { offset: 12 } },
    }),
  };
  const failing = pooled(broken).summary(missingness, whole, { people: everyone, males });
  await expect(failing).rejects.toMatchObject({ code: "file-unreadable", place: { offset: 12 } });
  const serve = blockWorker(whole, kernel);
  expect(await serve({ statistic: "missingness", plan: { people: everyone, males }, block: 99, solve: false })).toEqual(
    {
      error: { code: "shape", message: "there is no block of this number", place: {} },
    },
  );
  expect(await serve({ statistic: "none", plan: {}, block: 0, solve: false })).toMatchObject({
    error: { code: "shape", place: { field: "none" } },
  });
});

test("a cohort that is read only in order is refused by several workers", async () => {
  const inOrder = { people: whole.people, blocks: () => whole.blocks() };
  const failing = pooled(workers(2)).summary(missingness, inOrder, { people: everyone, males });
  await expect(failing).rejects.toMatchObject({ code: "shape" });
});

test("every statistic is found by its name", () => {
  for (const { statistic } of asked) expect(statisticNamed(statistic.name)).toBe(statistic);
});
