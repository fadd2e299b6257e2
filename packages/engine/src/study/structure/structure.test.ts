import { expect, test } from "vitest";
import { madeUpCohort } from "../../../../../tests/made-up-cohort.ts";
import kernelUrl from "../../../wasm/genotypes.wasm?url&inline";
import { PangenicError, randomFrom } from "../../base/index.ts";
import { type Cohort, openPlink } from "../../genome/index.ts";
import { codeAt, GenotypeKernel, symmetricEigen } from "../../kernels/index.ts";
import { frequency } from "../frequency.ts";
import { oneCore } from "../one-core.ts";
import { withPeople } from "../people.ts";
import { malesOf } from "../ploidy.ts";
import { applied, leadingEigen } from "./block-krylov.ts";
import { exactComponents, iteratedComponents } from "./components.ts";
import { peopleProduct, peopleRows, variantSums } from "./directions.ts";
import { fstOf } from "./fst.ts";
import { relationship } from "./relationship.ts";
import { componentsPlace, sharedComponents, vectorsAt } from "./shared-components.ts";

const runner = oneCore(new GenotypeKernel(await WebAssembly.compile(await (await fetch(kernelUrl)).arrayBuffer())));
const people = 61;
const variants = 1_500;
const count = 4;
const made = madeUpCohort({ seed: 11, people, variants, chroms: ["1", "1", "5", "X"] });
const whole = await openPlink(made.files);
/** Blocks of a few variants each. */
const inBlocks = await openPlink(made.files, { blockBytes: 97 * Math.ceil(people / 4) });

const random = randomFrom(3);
const directions = Float64Array.from({ length: people * count }, () => random() - 0.5);
const along = Float64Array.from({ length: variants * count }, () => random() - 0.5);
/** As someone else found them: not those of this cohort, unknown for a few and on X, 0 for one. */
const given = Float64Array.from({ length: variants }, (_, i) => (i % 97 === 5 ? Number.NaN : 0.05 + 0.9 * random()));
given.fill(Number.NaN, (3 * variants) / 4);
given[7] = 0;

const places = (from: number, to: number) => Int32Array.from({ length: to - from }, (_, i) => from + i);
const first = places(0, 26);
const second = places(26, people);
const rowsOf = (matrix: Float64Array, chosen: Int32Array) =>
  Float64Array.from([...chosen].flatMap((i) => [...matrix.subarray(i * count, (i + 1) * count)]));

/** Largest difference, in units of the largest element. */
function difference(one: Float64Array, other: Float64Array): number {
  expect(one.length).toBe(other.length);
  const scale = one.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return one.reduce((most, value, at) => Math.max(most, Math.abs(value - other[at]!)), 0) / scale;
}

/** |cos| of component k. */
function cosine(one: Float64Array, other: Float64Array, k: number, width: number): number {
  let dot = 0;
  for (let at = k; at < one.length; at += width) dot += one[at]! * other[at]!;
  return Math.abs(dot);
}

const peoplePlan = (chosen: Int32Array) => ({
  frequencies: given,
  width: count,
  directions: rowsOf(directions, chosen),
});

test("sums do not depend on how variants are cut into blocks", async () => {
  const everyone = places(0, people);
  for (const frequencies of [null, given]) {
    const plan = { ...peoplePlan(everyone), frequencies };
    const ofVariants = { frequencies, width: count, directions: along, people: everyone };
    const pairs = { frequencies, people: everyone };
    for (const isRough of [false, true])
      expect(
        difference(
          (await runner.summary(peopleProduct, whole, { ...plan, isRough })).product,
          (await runner.summary(peopleProduct, inBlocks, { ...plan, isRough })).product,
        ),
      ).toBeLessThan(1e-14);
    expect(
      difference(
        (await runner.summary(variantSums, whole, plan)).rows,
        (await runner.summary(variantSums, inBlocks, plan)).rows,
      ),
    ).toBe(0);
    expect(
      difference(
        (await runner.summary(peopleRows, whole, ofVariants)).sums,
        (await runner.summary(peopleRows, inBlocks, ofVariants)).sums,
      ),
    ).toBeLessThan(1e-14);
    const one = await runner.summary(relationship, whole, pairs);
    const other = await runner.summary(relationship, inBlocks, pairs);
    expect(difference(one.products, other.products)).toBeLessThan(1e-14);
    expect(one.missingInBoth).toEqual(other.missingInBoth);
    expect(one.variants).toBe(other.variants);
  }
});

test("sums per variant of two places are those of everyone, and taking one place back leaves the other", async () => {
  const [all, one, other] = await Promise.all(
    [places(0, people), first, second].map((chosen) =>
      runner.summary(variantSums, withPeople<Cohort>(whole, chosen), peoplePlan(chosen)),
    ),
  );
  const merged = variantSums.merge(one!, other!);
  expect(difference(all!.rows, merged.rows)).toBeLessThan(1e-14);
  expect(difference(one!.rows, variantSums.subtract(merged, other!).rows)).toBeLessThan(1e-13);
});

test("rows of people come together and leave again, unchanged", async () => {
  const planFor = (chosen: Int32Array) => ({ frequencies: given, width: count, directions: along, people: chosen });
  const [one, other, all] = await Promise.all(
    [first, second, places(0, people)].map((chosen) =>
      runner.summary(peopleRows, withPeople<Cohort>(inBlocks, chosen), planFor(chosen)),
    ),
  );
  expect(difference(peopleRows.merge(one!, other!).sums, all!.sums)).toBeLessThan(1e-14);
  expect(peopleRows.subtract(all!, other!).sums).toEqual(all!.sums.slice(0, first.length * count));
});

test("relationships of those who stay are as if who left had never come", async () => {
  const staying = places(0, people).filter((person) => person % 7 !== 2);
  const leaving = places(0, people).filter((person) => person % 7 === 2);
  const of = (chosen: Int32Array) =>
    runner.summary(relationship, withPeople<Cohort>(whole, chosen), { frequencies: given, people: chosen });
  const left = relationship.subtract(await of(places(0, people)), await of(leaving));
  const never = await of(staying);
  expect(left.people).toEqual(never.people);
  expect(left.missingInBoth).toEqual(never.missingInBoth);
  expect(difference(left.products, never.products)).toBeLessThan(1e-14);
});

test("relationships between people of two places cannot be added", async () => {
  const plan = { frequencies: given, people: places(0, people) };
  const summary = await runner.summary(relationship, whole, plan);
  expect(() => relationship.merge(summary, summary)).toThrow(PangenicError);
});

test("a relationship is the mean product of standardized genotypes over the autosomal variants seen in both", async () => {
  const plan = { frequencies: given, people: places(0, people) };
  const solved = relationship.solve(await runner.summary(relationship, inBlocks, plan), plan);
  if (!("result" in solved)) throw new Error("no result");
  for (const [i, j] of [
    [0, 0],
    [3, 2],
    [60, 17],
    [41, 60],
  ] as const) {
    let [sum, seen] = [0, 0];
    for await (const { genotypes, variants: rows, first: at } of whole.blocks())
      for (const [v, { chrom }] of rows.entries()) {
        const [a, b] = [codeAt(genotypes, v, i), codeAt(genotypes, v, j)];
        const p = given[at + v]!;
        if (chrom === "X" || Number.isNaN(p) || a === 1 || b === 1) continue;
        seen++;
        if (p === 0) continue;
        const z = (code: number) => ([2, 0, 1, 0][code]! - 2 * p) / Math.sqrt(2 * p * (1 - p));
        sum += z(a) * z(b);
      }
    expect(Math.abs(solved.result[i * people + j]! - sum / seen)).toBeLessThan(1e-13);
  }
});

const complete = await openPlink(madeUpCohort({ seed: 5, people, variants, missing: 0 }).files);
const options = { count, seed: 1, frequencies: null, tolerance: 1e-11 };

test("components are the same with and without the relationships written down, where everything was seen", async () => {
  const exact = await exactComponents(runner, complete, options);
  const iterated = await iteratedComponents(runner, complete, options);
  expect(difference(exact.values, iterated.values)).toBeLessThan(1e-12);
  // Both are given with their sign.
  expect(difference(exact.vectors, iterated.vectors)).toBeLessThan(1e-9);
});

test("components do not depend on the seed of the search, nor on the order of people", async () => {
  const one = await iteratedComponents(runner, complete, options);
  const other = await iteratedComponents(runner, complete, { ...options, seed: 77 });
  expect(difference(one.values, other.values)).toBeLessThan(1e-12);
  expect(difference(one.vectors, other.vectors)).toBeLessThan(1e-9);
  const reversed = Int32Array.from(places(0, people).reverse());
  const turned = await iteratedComponents(runner, withPeople<Cohort>(complete, reversed), options);
  expect(difference(rowsOf(turned.vectors, reversed), one.vectors)).toBeLessThan(1e-9);
});

test("the same seed gives the same bytes", async () => {
  const one = await iteratedComponents(runner, whole, options);
  expect(await iteratedComponents(runner, inBlocks, options)).not.toEqual(one);
  expect(await iteratedComponents(runner, whole, options)).toEqual(one);
});

test("three places that never pool their people find the components of the pooled cohort", async () => {
  const frequencies = new Float64Array(variants);
  const plan = { males: malesOf(complete.people), groups: null, groupCount: 1 };
  let at = 0;
  for await (const { counts, variants: rows } of runner.results(frequency, complete, plan))
    for (let v = 0; v < rows.length; v++, at++) {
      const [two, , het, none] = counts.subarray(v * 8);
      frequencies[at] = (2 * two! + het!) / (2 * (two! + het! + none!));
    }
  const cohorts = [places(0, 20), places(20, 23), places(23, people)].map((chosen) => withPeople(complete, chosen));
  const shared = await sharedComponents(
    cohorts.map((cohort) => componentsPlace(runner, cohort, frequencies)),
    { count, seed: 1, tolerance: 1e-11 },
  );
  const pooled = await exactComponents(runner, complete, options);
  expect(difference(pooled.values, shared.values)).toBeLessThan(1e-12);
  const vectors = await Promise.all(cohorts.map((cohort) => vectorsAt(runner, cohort, shared, frequencies)));
  const all = Float64Array.from(vectors.flatMap((rows) => [...rows]));
  for (let k = 0; k < count; k++) expect(cosine(all, pooled.vectors, k, count)).toBeGreaterThan(1 - 1e-12);
});

test("more components than people are refused", async () => {
  const few = withPeople<Cohort>(whole, places(0, 3));
  await expect(exactComponents(runner, few, options)).rejects.toThrow(PangenicError);
});

test("components beyond what varies have the value 0, and vectors of unit length all the same", async () => {
  const frequencies = new Float64Array(variants).fill(Number.NaN).fill(0.4, 100, 103);
  for (const found of [
    await exactComponents(runner, complete, { ...options, count: 12, frequencies }),
    await iteratedComponents(runner, complete, { ...options, count: 12, frequencies }),
  ]) {
    // Three variants, and what their frequencies are off.
    expect(found.values.filter((value) => value > 1e-9)).toHaveLength(3);
    for (let k = 0; k < 12; k++) expect(cosine(found.vectors, found.vectors, k, 12)).toBeCloseTo(1, 12);
  }
});

test("the leading directions of a matrix are those of its full solution, repeated values and all", async () => {
  const size = 70;
  // Three equal values, a wide gap, and a slowly falling rest: turned by reflections.
  const diagonal = Float64Array.from({ length: size }, (_, i) => (i < 3 ? 9 : i < 5 ? 4 - i / 10 : 2 / (1 + i)));
  const axis = Float64Array.from({ length: size }, () => random() - 0.5);
  const length = axis.reduce((sum, x) => sum + x * x, 0);
  const mirror = (i: number, j: number) => Number(i === j) - (2 * axis[i]! * axis[j]!) / length;
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++)
      for (let k = 0; k < size; k++) matrix[i * size + j]! += mirror(i, k) * diagonal[k]! * mirror(j, k);
  const full = symmetricEigen(matrix, size);
  for (const width of [1, 4, 12]) {
    const found = await leadingEigen(applied(matrix, size), size, { count: 6, width, seed: 2, tolerance: 1e-11 });
    // One column at a time cannot tell equal values apart, but for rounding.
    expect(difference(full.values.slice(0, 6), found.values)).toBeLessThan(1e-12);
    for (const k of [3, 4, 5]) {
      const theirs = Float64Array.from({ length: size }, (_, i) => full.vectors[i * size + k]!);
      const ours = Float64Array.from({ length: size }, (_, i) => found.vectors[i * 6 + k]!);
      expect(difference(theirs, ours)).toBeLessThan(1e-9);
    }
  }
});

test("F_ST is 1 between groups without a shared allele, near 0 within one, and unknown where nothing varies", async () => {
  // v1: groups fixed for other alleles; v2: nobody varies.
  const genotypes = { variants: 2, people: 4, stride: 1, bytes: Uint8Array.of(0b11_11_00_00, 0) };
  const variant = { chrom: "1", pos: 1, id: "v", allele1: "A", allele2: "G" };
  const two: Cohort = {
    people: Array.from({ length: 4 }, (_, i) => ({ familyId: "", id: `p${i}`, sex: null, phenotype: null })),
    async *blocks() {
      yield { first: 0, variants: [variant, { ...variant, pos: 2 }], genotypes };
    },
  };
  const plan = { males: new Uint8Array(4), groups: Int32Array.of(0, 0, 1, 1), groupCount: 2 };
  const [apart] = await fstOf(runner.results(frequency, two, plan), 2, 1);
  expect(apart).toEqual({ pair: [0, 1], variants: 1, fst: 1, standardError: Number.NaN });
  const alike = Int32Array.from({ length: people }, (_, i) => i % 2);
  const halves = await fstOf(
    runner.results(frequency, complete, { males: new Uint8Array(people), groups: alike, groupCount: 2 }),
    2,
    50,
  );
  // Two halves of one population: within four standard errors of 0.
  expect(Math.abs(halves[0]!.fst)).toBeLessThan(4 * halves[0]!.standardError);
  const third = { ...plan, groups: Int32Array.of(0, 0, 1, 1), groupCount: 3 };
  const [, ofNobody] = await fstOf(runner.results(frequency, two, third), 3, 1);
  expect(ofNobody).toEqual({ pair: [0, 2], variants: 0, fst: Number.NaN, standardError: Number.NaN });
});
