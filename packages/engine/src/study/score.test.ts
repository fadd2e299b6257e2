import { expect, test } from "vitest";
// A data: URL is fetched alike in Node and in Chromium, without a file system and without a server.
import kernelUrl from "../../wasm/genotypes.wasm?url&inline";
import { PangenicError, randomFrom } from "../base/index.ts";
import type { CohortBlock, CohortVariant } from "../genome/index.ts";
import { codeAt, GenotypeKernel } from "../kernels/index.ts";
import { peopleOf } from "./people.ts";
import { type CohortScores, type ScorePlan, type ScoreSums, score } from "./score.ts";

const kernel = new GenotypeKernel(await WebAssembly.compile(await (await fetch(kernelUrl)).arrayBuffer()));
const random = randomFrom(11);
const upTo = (most: number) => Math.floor(random() * (most + 1));

const people = 137;
const chroms = ["1", "2", "X", "Y", "MT", "22"];
const variants = Array.from({ length: 90 }, (_, i): CohortVariant => {
  return { chrom: chroms[Math.floor(i / 15)]!, pos: i + 1, id: `v${i}`, allele1: "A", allele2: "G" };
});
const stride = Math.ceil(people / 4);
const whole: CohortBlock = {
  first: 0,
  variants,
  genotypes: {
    variants: variants.length,
    people,
    stride,
    bytes: Uint8Array.from({ length: variants.length * stride }, () => upTo(255)),
  },
};

/** Weights for about two in three variants, of either allele, now and then of both. */
function planOf(settings: Partial<ScorePlan>): ScorePlan {
  const rows = variants.flatMap((_, place) => {
    const draw = upTo(5);
    return draw < 2 ? [] : draw < 5 ? [{ place, named: 1 + (draw % 2) }] : [1, 2].map((named) => ({ place, named }));
  });
  const width = 3;
  return {
    people: Int32Array.from({ length: people }, (_, i) => i),
    males: Uint8Array.from({ length: people }, (_, i) => (i % 3 === 1 ? 1 : 0)),
    variants: Uint32Array.from(rows, ({ place }) => place),
    named: Uint8Array.from(rows, ({ named }) => named),
    width,
    weights: Float64Array.from({ length: rows.length * width }, () => random() - 0.5),
    counted: null,
    frequencies: Float64Array.from(rows, () => 0.05 + 0.9 * random()),
    notSeen: "mean",
    scale: "copies",
    ...settings,
  };
}

function scoresOf(plan: ScorePlan): CohortScores {
  const next = score.solve(score.summarize(whole, plan, kernel), plan);
  if (!("result" in next)) throw new Error("a score has one round");
  return next.result;
}

/** The rows before the first of a chromosome. */
function before(chrom: string, plan: ScorePlan): ScorePlan {
  const count = plan.variants.findIndex((place) => variants[place]!.chrom === chrom);
  expect(count).toBeGreaterThan(0);
  return {
    ...plan,
    variants: plan.variants.slice(0, count),
    named: plan.named.slice(0, count),
    weights: plan.weights.slice(0, count * 3),
    frequencies: plan.frequencies!.slice(0, count),
  };
}

function ofVariants(from: number, to: number): CohortBlock {
  const bytes = whole.genotypes.bytes.subarray(from * stride, to * stride);
  return {
    first: from,
    variants: variants.slice(from, to),
    genotypes: { ...whole.genotypes, variants: to - from, bytes },
  };
}

function ofPeople(plan: ScorePlan, some: Int32Array): [CohortBlock, ScorePlan] {
  return [
    { ...whole, genotypes: peopleOf(whole.genotypes, some) },
    { ...plan, people: some, males: Uint8Array.from(some, (person) => plan.males[person]!) },
  ];
}

/** Sums of a few dozen terms below 2 in another order: no further apart than this many times their scale. */
const ROUNDING = 1e-13;

function near(found: ScoreSums, expected: ScoreSums): void {
  expect(found.people).toEqual(expected.people);
  expect(found.alleles).toEqual(expected.alleles);
  for (const [i, value] of expected.sums.entries()) {
    if (i % found.width < 3) expect(Math.abs(found.sums[i]! - value)).toBeLessThanOrEqual(ROUNDING * 20);
    else expect(found.sums[i]).toBe(value);
  }
}

/** Three scores, and the counts. */
const WIDTH = 4;

/** What the definition says, genotype by genotype, for the first score. */
function plainly(plan: ScorePlan, person: number): { sum: number; named: number; seen: number; notSeen: number } {
  const result = { sum: 0, named: 0, seen: 0, notSeen: 0 };
  for (const [row, place] of plan.variants.entries()) {
    const { chrom } = variants[place]!;
    if (chrom === "Y" && plan.males[person] !== 1) continue;
    const expected = chrom === "Y" || chrom === "MT" ? 1 : 2;
    const code = codeAt(whole.genotypes, place, person);
    const ofAllele1 = [2, 0, 1, 0][code]!;
    const copies = ((plan.named[row] === 1 ? ofAllele1 : 2 - ofAllele1) * expected) / 2;
    const p = plan.frequencies![row]!;
    const isSeen = code !== 1;
    const mean = expected * p;
    const spread = plan.scale === "standardize" ? Math.sqrt(2 * p * (1 - p)) : 1;
    const from = plan.scale === "copies" ? 0 : mean;
    const standIn = { nothing: 0, mean: mean - from, "plink-mean": mean }[plan.notSeen];
    result.sum += (plan.weights[row * plan.width]! * (isSeen ? copies - from : standIn)) / spread;
    if (isSeen) result.named += copies;
    if (plan.variants[row - 1] === place) continue;
    result[isSeen ? "seen" : "notSeen"] += expected;
  }
  return result;
}

const modes = (["mean", "plink-mean", "nothing"] as const).flatMap((notSeen) =>
  (["copies", "center"] as const).map((scale) => ({ notSeen, scale })),
);

test.each(modes)("every chromosome and person is scored as the definition says: $notSeen, $scale", (mode) => {
  const plan = planOf(mode);
  const result = scoresOf(plan);
  for (let person = 0; person < people; person++) {
    const plain = plainly(plan, person);
    expect(Math.abs(result.sums[person * 3]! - plain.sum)).toBeLessThanOrEqual(ROUNDING * 20);
    expect(result.named[person]).toBe(plain.named);
    expect(result.alleles[person]).toBe(plain.seen);
    expect(result.denominators[person]).toBe(plain.seen + (mode.notSeen === "nothing" ? 0 : plain.notSeen));
  }
});

test("standardized genotypes have the frequency's mean and variance taken out", () => {
  const all = planOf({ scale: "standardize" });
  const plan = before("X", all);
  const { sums } = score.summarize(whole, plan, kernel);
  for (let person = 0; person < people; person++)
    expect(Math.abs(sums[person * WIDTH]! - plainly(plan, person).sum)).toBeLessThanOrEqual(ROUNDING * 20);
  expect(() => score.summarize(whole, all, kernel)).toThrow("not defined where one copy");
  const fixed = { ...plan, frequencies: plan.frequencies!.map((value, i) => (i === 3 ? 0 : value)) };
  expect(() => score.summarize(whole, fixed, kernel)).toThrow("frequency of 0 or 1");
});

test("a dominant effect counts the first copy, a recessive one the second, and both make two copies", () => {
  const cut = before("Y", planOf({}));
  const countedAs = (counts: readonly number[]): ScorePlan => ({
    ...cut,
    counted: Float64Array.from({ length: cut.variants.length * 3 }, (_, i) => counts[i % 3]!),
  });
  for (const notSeen of ["mean", "plink-mean", "nothing"] as const) {
    const [both, dominant, recessive] = [cut, countedAs([0, 1, 1]), countedAs([0, 0, 1])].map((plan) =>
      scoresOf({ ...plan, notSeen }),
    );
    for (const [i, value] of both!.sums.entries())
      expect(Math.abs(dominant!.sums[i]! + recessive!.sums[i]! - value)).toBeLessThanOrEqual(ROUNDING * 40);
    for (const [i, value] of both!.named.entries()) expect(dominant!.named[i]! + recessive!.named[i]!).toBe(value);
  }
  const onMt = { ...countedAs([0, 1, 1]), variants: cut.variants.map(() => 60) };
  expect(() => score.summarize(whole, onMt, kernel)).toThrow("not defined where one copy");
});

test("a score does not depend on how the variants are cut into blocks", () => {
  const plan = planOf({});
  const expected = score.summarize(whole, plan, kernel);
  for (let round = 0; round < 20; round++) {
    const cuts = [0, ...Array.from({ length: 5 }, () => upTo(90)), 90].sort((a, b) => a - b);
    const parts = cuts.slice(1).map((to, i) => score.summarize(ofVariants(cuts[i]!, to), plan, kernel));
    near(
      parts.reduce((one, next) => score.join(one, next)),
      expected,
    );
  }
});

test("people scored apart get the very same bits as people scored together, and whoever is taken back leaves no trace", () => {
  const plan = planOf({});
  const together = score.summarize(whole, plan, kernel);
  const numbers = Array.from(plan.people);
  const [some, others] = [numbers.filter((i) => i % 5 < 2), numbers.filter((i) => i % 5 >= 2)].map((list) =>
    score.summarize(...ofPeople(plan, Int32Array.from(list)), kernel),
  );
  const merged = score.merge(others!, some!);
  for (const [i, person] of merged.people.entries())
    expect(merged.sums.subarray(i * WIDTH, (i + 1) * WIDTH)).toEqual(
      together.sums.subarray(person * WIDTH, (person + 1) * WIDTH),
    );
  expect(score.subtract(merged, some!)).toEqual(others);
  expect(score.subtract(merged, others!)).toEqual(some);
  expect(() => score.merge(merged, some!)).toThrow(PangenicError);
  const fewer = score.summarize(
    ...ofPeople({ ...plan, variants: plan.variants.map((place) => place + 9) }, some!.people),
    kernel,
  );
  expect(() => score.merge(others!, fewer)).toThrow("other variants");
});

test("the cohort's own frequencies are those of plink2, X by the sexes, and hold for these people alone", () => {
  const plan = planOf({});
  const own = { ...plan, frequencies: null };
  const frequencies = Float64Array.from(plan.variants, (place, row) => {
    const { chrom } = variants[place]!;
    let [allele1, all] = [0, 0];
    for (let person = 0; person < people; person++) {
      const code = codeAt(whole.genotypes, place, person);
      const isMale = plan.males[person] === 1;
      if (code === 1 || (chrom === "Y" && !isMale)) continue;
      const expected = chrom === "MT" || chrom === "Y" || (chrom === "X" && isMale) ? 1 : 2;
      allele1 += ([2, 0, 1, 0][code]! * expected) / 2;
      all += expected;
    }
    return plan.named[row] === 1 ? allele1 / all : 1 - allele1 / all;
  });
  const found = score.summarize(whole, own, kernel);
  expect(found.sums).toEqual(score.summarize(whole, { ...plan, frequencies }, kernel).sums);
  expect(() => score.merge(found, score.summarize(whole, plan, kernel))).toThrow(PangenicError);
  expect(() => score.subtract(found, found)).toThrow("own frequencies");
  expect(score.summarize(whole, { ...own, notSeen: "nothing" }, kernel).ownFrequencies).toBe(false);
});

test("whoever says that all variants are diploid gets the same scores, without a look at the variants", () => {
  const plan: ScorePlan = { ...before("X", planOf({})), frequencies: null };
  const unread = { first: 0, genotypes: whole.genotypes } as unknown as CohortBlock;
  expect(score.summarize(unread, { ...plan, isDiploid: true }, kernel)).toEqual(score.summarize(whole, plan, kernel));
});

test("a block without a row of the score adds nothing", () => {
  const plan = planOf({});
  const none = { ...plan, variants: plan.variants.map((place) => place + 90) };
  expect(score.summarize(whole, none, kernel).sums).toEqual(new Float64Array(people * WIDTH));
});
