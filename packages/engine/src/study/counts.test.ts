import { expect, test } from "vitest";
import { madeUpCohort } from "../../../../tests/made-up-cohort.ts";
import kernelUrl from "../../wasm/genotypes.wasm?url&inline";
import { openPlink } from "../genome/index.ts";
import { GenotypeKernel } from "../kernels/index.ts";
import { allelesSeen, COUNTS, frequency, peopleNotSeen } from "./frequency.ts";
import { heterozygosity, inbreeding } from "./heterozygosity.ts";
import { missingness } from "./missingness.ts";
import { oneCore } from "./one-core.ts";
import { withPeople } from "./people.ts";
import { malesOf } from "./ploidy.ts";
import { kinship } from "./relatedness.ts";

const kernel = new GenotypeKernel(await WebAssembly.compile(await (await fetch(kernelUrl)).arrayBuffer()));
const core = oneCore(kernel);
const PEOPLE = 50;
const VARIANTS = 100;
const made = madeUpCohort({
  seed: 21,
  people: PEOPLE,
  variants: VARIANTS,
  chroms: ["3", "X", "Y", "MT", "XY"],
  missing: 0.1,
});
const cohort = await openPlink(made.files);
const males = malesOf(cohort.people);
const everyone = Int32Array.from({ length: PEOPLE }, (_, i) => i);
const chromOf = (variant: number): string => ["3", "X", "Y", "MT", "XY"][Math.floor(variant / 20)]!;

/** Copies expected of a person at a variant. */
function expectedCopies(variant: number, person: number): number {
  const chrom = chromOf(variant);
  if (chrom === "Y") return males[person] === 1 ? 1 : 0;
  return chrom === "MT" || (chrom === "X" && males[person] === 1) ? 1 : 2;
}

test("alleles are counted by the copies that each person has", async () => {
  const { counts } = await core.summary(frequency, cohort, { males, groups: null, groupCount: 1 });
  for (let variant = 0; variant < VARIANTS; variant++) {
    let [allele1, both, notSeen, people] = [0, 0, 0, 0];
    for (let person = 0; person < PEOPLE; person++) {
      const copies = expectedCopies(variant, person);
      const code = made.codes[variant]![person]!;
      people += copies === 0 ? 0 : 1;
      if (code === 1) notSeen += copies === 0 ? 0 : 1;
      else {
        allele1 += copies * [1, 0, 0.5, 0][code]!;
        both += copies;
      }
    }
    expect(allelesSeen(counts, variant * COUNTS)).toEqual({ allele1, both });
    expect(peopleNotSeen(counts, variant * COUNTS)).toEqual({ notSeen, people });
  }
});

test("a person's missing genotypes leave Y out where there is none", async () => {
  const { sums } = await core.summary(missingness, cohort, { people: everyone, males });
  for (let person = 0; person < PEOPLE; person++) {
    const asked = made.codes.filter((_, variant) => expectedCopies(variant, person) > 0);
    expect(sums[2 * person]).toBe(asked.filter((row) => row[person] === 1).length);
    expect(sums[2 * person + 1]).toBe(asked.length);
  }
});

test("heterozygosity is of autosomes that vary, against what their frequencies lead to", async () => {
  const frequencies = Float64Array.from({ length: VARIANTS }, (_, i) => [0.3, 0.5, 0, 1, Number.NaN, 0.07][i % 6]!);
  const { sums } = await core.summary(heterozygosity, cohort, { people: everyone, frequencies });
  for (let person = 0; person < PEOPLE; person++) {
    let [homozygous, expected, seen] = [0, 0, 0];
    for (const [variant, row] of made.codes.entries()) {
      const p = frequencies[variant]!;
      if (!["3", "XY"].includes(chromOf(variant)) || !(p > 0 && p < 1) || row[person] === 1) continue;
      homozygous += row[person] === 2 ? 0 : 1;
      expected += p * p + (1 - p) * (1 - p);
      seen++;
    }
    expect(sums[3 * person]).toBe(homozygous);
    // Sums of a hundred numbers of at most 1.
    expect(Math.abs(sums[3 * person + 1]! - expected)).toBeLessThan(1e-12);
    expect(sums[3 * person + 2]).toBe(seen);
    const f = inbreeding(homozygous, expected, seen);
    expect(f <= 1).toBe(true);
    expect(1 - f).toBeCloseTo((seen - homozygous) / (seen - expected), 12);
  }
});

test("kinship of two places is of the pairs within each; nobody is set beside people elsewhere", async () => {
  const places = [everyone.subarray(0, 20), everyone.subarray(20)];
  const summaries = await Promise.all(
    places.map((people) =>
      core.summary(kinship, withPeople(cohort, people), { people, from: 0, to: people.length, least: -1 }),
    ),
  );
  const least = Number.NEGATIVE_INFINITY;
  const plan = { people: everyone, from: 0, to: PEOPLE, least };
  const merged = kinship.solve(kinship.merge(summaries[0]!, summaries[1]!), plan);
  const whole = kinship.solve(await core.summary(kinship, cohort, plan), plan);
  if ("next" in merged || "next" in whole) throw new Error("one round is expected");
  const key = (result: typeof whole.result, row: number): string =>
    [result.first, result.second, result.seen, result.kinship].map((column) => column[row]).join();
  const all = new Set(Array.from(whole.result.first.keys(), (row) => key(whole.result, row)));
  expect(merged.result.first.length).toBe(190 + 435);
  for (const row of merged.result.first.keys()) expect(all.has(key(merged.result, row))).toBe(true);
  const left = kinship.solve(kinship.subtract(kinship.merge(summaries[0]!, summaries[1]!), summaries[1]!), plan);
  expect(left).toEqual(kinship.solve(summaries[0]!, plan));
});

test("someone set beside themselves is a twin, and a stranger shares less", async () => {
  const twice = withPeople(cohort, Int32Array.of(4, 4, 9));
  const plan = { people: Int32Array.of(0, 1, 2), from: 0, to: 3, least: Number.NEGATIVE_INFINITY };
  const next = kinship.solve(await core.summary(kinship, twice, plan), plan);
  if ("next" in next) throw new Error("one round is expected");
  expect(next.result.kinship[0]).toBe(0.5);
  expect(next.result.kinship[1]).toBe(next.result.kinship[2]);
  expect(next.result.kinship[1]).toBeLessThan(0.25);
});
