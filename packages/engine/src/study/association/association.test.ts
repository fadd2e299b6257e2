import { expect, test } from "vitest";
// A data: URL is fetched alike in Node and in Chromium, without a file system and without a server.
import genotypesUrl from "../../../wasm/genotypes.wasm?url&inline";
import { PangenicError, randomFrom } from "../../base/index.ts";
import type { Cohort, CohortBlock, CohortPerson, CohortVariant } from "../../genome/index.ts";
import { codeAt, GenotypeKernel, leastSquares } from "../../kernels/index.ts";
import { oneCore } from "../one-core.ts";
import { peopleOf } from "../people.ts";
import { solved } from "../runner.ts";
import type { Statistic } from "../statistic.ts";
import { linearPlan, logisticPlan } from "./association.ts";
import { type AssociationRows, noResult } from "./association-rows.ts";
import { basisOf, designOf, type Measurements, measurementProducts } from "./design.ts";
import { type LinearSummary, linearAssociation } from "./linear.ts";
import { caseDesignOf, type LogisticPlan, type LogisticSummary, logisticAssociation } from "./logistic.ts";

const kernel = new GenotypeKernel(await WebAssembly.compile(await (await fetch(genotypesUrl)).arrayBuffer()));

const PEOPLE = 211;
const VARIANTS = 37;
const COVARIATES = 4;
const random = randomFrom(20);
const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

const people: CohortPerson[] = Array.from({ length: PEOPLE }, (_, i) => ({
  familyId: "",
  id: `p${i}`,
  sex: i % 7 === 0 ? null : i % 2 === 0 ? "female" : "male",
  phenotype: null,
  isFounder: true,
}));

/** Codes 0–3 of every variant and person; the chromosome decides how. */
function madeUp(chrom: string, variants = VARIANTS): CohortBlock {
  const stride = Math.ceil(PEOPLE / 4);
  const bytes = new Uint8Array(variants * stride).fill(0xff);
  for (let variant = 0; variant < variants; variant++) {
    const frequency = 0.05 + 0.9 * random();
    for (let person = 0; person < PEOPLE; person++) {
      const copies = Number(random() < frequency) + Number(random() < frequency);
      // Every third variant is seen in everybody.
      const code = variant % 3 > 0 && random() < 0.06 ? 1 : [3, 2, 0][copies]!;
      const at = variant * stride + (person >> 2);
      bytes[at] = (bytes[at]! & ~(3 << ((person & 3) * 2))) | (code << ((person & 3) * 2));
    }
  }
  const named: CohortVariant[] = Array.from({ length: variants }, (_, i) => ({
    chrom,
    pos: i + 1,
    id: `v${i}`,
    allele1: "A",
    allele2: "G",
  }));
  return { first: 0, variants: named, genotypes: { variants, people: PEOPLE, stride, bytes } };
}

/** Covariates far from zero and of very different sizes, as a year of birth beside a principal component. */
function measurementsOf(kind: Measurements["phenotype"]): Measurements {
  const values = new Float64Array(PEOPLE * (COVARIATES + 1));
  for (let person = 0; person < PEOPLE; person++) {
    const covariates = [1970 + 12 * normal(), 1e-3 * normal(), 40 * normal(), normal()];
    const trait = 0.02 * covariates[0]! + 0.3 * covariates[3]! + normal();
    values.set([...covariates, kind === "quantitative" ? trait : Number(trait > 39.2)], person * (COVARIATES + 1));
  }
  const takesPart = Uint8Array.from(people, (_, i) => Number(i % 23 !== 5));
  return { phenotype: kind, names: ["BORN", "PC1", "BMI", "PC2"], values, takesPart };
}

const autosomes = madeUp("1");
const quantitative = measurementsOf("quantitative");
const status = measurementsOf("case-control");
const plan = linearPlan(people, quantitative);
const whole = solved(linearAssociation, autosomes, plan, kernel);

function variantsFrom({ variants, genotypes }: CohortBlock, from: number, to: number): CohortBlock {
  const { stride, bytes } = genotypes;
  return {
    first: from,
    variants: variants.slice(from, to),
    genotypes: { ...genotypes, variants: to - from, bytes: bytes.subarray(from * stride, to * stride) },
  };
}

function peopleFrom(block: CohortBlock, places: Int32Array): CohortBlock {
  return { ...block, genotypes: peopleOf(block.genotypes, places) };
}

function measuredAt(of: Measurements, places: Int32Array): Measurements {
  const width = of.names.length + 1;
  return {
    ...of,
    values: rowsAt(of.values, width, places),
    takesPart: Uint8Array.from(places, (place) => of.takesPart[place]!),
  };
}

function rowsAt(values: Float64Array, width: number, places: Int32Array): Float64Array {
  const rows = new Float64Array(places.length * width);
  for (const [i, place] of places.entries()) rows.set(values.subarray(place * width, (place + 1) * width), i * width);
  return rows;
}

/** The largest distance of two summaries, in units of the largest number of their column. */
function distance(one: LinearSummary, other: LinearSummary): number {
  let worst = 0;
  for (const [i, a] of one.entries())
    for (const name of ["totals", "products", "unseen"] as const) {
      const b = other[i]![name];
      expect(b.length).toBe(a[name].length);
      const scale = a[name].reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      for (const [k, value] of a[name].entries()) worst = Math.max(worst, Math.abs(value - b[k]!) / scale);
    }
  return worst;
}

/** The largest difference of effects, in standard errors, and of errors, relative. */
function apart(one: AssociationRows, other: AssociationRows): number {
  expect(other.reason).toEqual(one.reason);
  let worst = 0;
  for (const [i, error] of one.standardError.entries())
    if (one.reason[i] === 0)
      worst = Math.max(
        worst,
        Math.abs(one.beta[i]! - other.beta[i]!) / error,
        Math.abs(error - other.standardError[i]!) / error,
      );
  return worst;
}

const places = (keep: (i: number) => boolean): Int32Array => Int32Array.from(people.keys()).filter(keep);
const shards = [places((i) => i % 3 === 0), places((i) => i % 3 === 1), places((i) => i % 3 === 2)];

/** The complete cases of one variant, by plain least squares. */
function byHand(
  block: CohortBlock,
  variant: number,
  of: Measurements,
): { beta: number; error: number; people: number } {
  const width = of.names.length + 2;
  const rows: number[] = [];
  const right: number[] = [];
  for (let person = 0; person < PEOPLE; person++) {
    const code = codeAt(block.genotypes, variant, person);
    if (code === 1 || of.takesPart[person] !== 1) continue;
    const own = of.values.subarray(person * (width - 1), (person + 1) * (width - 1));
    rows.push(
      [2, 0, 1, 0][code]!,
      1,
      ...own.subarray(0, -1).map((value, k) => (value - [1970, 0, 0, 0][k]!) / [10, 1e-3, 40, 1][k]!),
    );
    right.push(own.at(-1)!);
  }
  const solution = leastSquares(Float64Array.from(rows), Float64Array.from(right), right.length, width)!;
  const residuals = right.map((y, i) => y - solution.reduce((sum, b, k) => sum + b * rows[i * width + k]!, 0));
  const squares = residuals.reduce((sum, value) => sum + value * value, 0);
  // What of the genotype the other columns leave.
  const others = Float64Array.from(rows.filter((_, i) => i % width > 0));
  const own = Float64Array.from(rows.filter((_, i) => i % width === 0));
  const explained = leastSquares(others, own, right.length, width - 1)!;
  const left = own.reduce((sum, g, i) => {
    const fit = explained.reduce((total, b, k) => total + b * others[i * (width - 1) + k]!, 0);
    return sum + (g - fit) ** 2;
  }, 0);
  return { beta: solution[0]!, error: Math.sqrt(squares / (right.length - width) / left), people: right.length };
}

test("a linear effect is that of the people in whom the variant was seen, to rounding", () => {
  for (let variant = 0; variant < VARIANTS; variant++) {
    const { beta, error, people: seen } = byHand(autosomes, variant, quantitative);
    expect(whole.people[variant]).toBe(seen);
    expect(Math.abs(whole.beta[variant]! - beta)).toBeLessThan(1e-10 * error);
    expect(Math.abs(whole.standardError[variant]! - error)).toBeLessThan(1e-10 * error);
  }
});

test("sums of several places add to those of one, in any order", () => {
  const basis = basisOf(
    shards
      .map((shard) => measurementProducts(measuredAt(quantitative, shard)))
      .reduce((one, other) => one.map((value, i) => value + other[i]!)),
    quantitative.names,
  );
  const planAt = (shard: Int32Array) => ({
    twoCopies: designOf(measuredAt(quantitative, shard), basis, new Uint8Array()),
    x: null,
  });
  const everybody = linearAssociation.summarize(autosomes, planAt(places(() => true)), kernel);
  const parts = shards.map((shard) => linearAssociation.summarize(peopleFrom(autosomes, shard), planAt(shard), kernel));
  const forward = parts.reduce((one, next) => linearAssociation.merge(one, next));
  const backward = [...parts].reverse().reduce((one, next) => linearAssociation.merge(one, next));
  expect(distance(everybody, forward)).toBeLessThan(1e-12);
  expect(distance(everybody, backward)).toBeLessThan(1e-12);
  expect(forward[0]!.counts).toEqual(everybody[0]!.counts);
  expect(apart(whole, resultOf(linearAssociation, forward, plan))).toBeLessThan(1e-9);
  const without = linearAssociation.subtract(forward, parts[1]!);
  const never = linearAssociation.merge(parts[2]!, parts[0]!);
  expect(distance(never, without)).toBeLessThan(1e-12);
  expect(apart(resultOf(linearAssociation, never, plan), resultOf(linearAssociation, without, plan))).toBeLessThan(
    1e-9,
  );
});

function resultOf<Plan, Summary>(
  statistic: Statistic<Plan, Summary, AssociationRows>,
  summary: Summary,
  of: Plan,
): AssociationRows {
  const next = statistic.solve(summary, of);
  if (!("result" in next)) throw new Error("another round is wanted");
  return next.result;
}

test("results do not depend on how variants are cut into blocks", async () => {
  const cuts = [0, 1, 12, 30, VARIANTS];
  const cohort: Cohort = {
    people,
    async *blocks() {
      for (let i = 1; i < cuts.length; i++) yield variantsFrom(autosomes, cuts[i - 1]!, cuts[i]!);
    },
  };
  let at = 0;
  for await (const rows of oneCore(kernel).results(linearAssociation, cohort, plan)) {
    for (const [i, beta] of rows.beta.entries()) expect(beta).toBe(whole.beta[at + i]);
    at += rows.variants.length;
  }
  expect(at).toBe(VARIANTS);
  const joined = cuts
    .slice(1)
    .map((to, i) => linearAssociation.summarize(variantsFrom(autosomes, cuts[i]!, to), plan, kernel))
    .reduce((one, next) => linearAssociation.join(one, next));
  expect(resultOf(linearAssociation, joined, plan)).toEqual(whole);
});

const fits = { firth: "never", test: "wald" } as const;

/** Rounds with the sums of several places, as an institution that holds none of the people would run them. */
function together(plans: readonly LogisticPlan[], blocks: readonly CohortBlock[]): AssociationRows {
  for (let states: LogisticPlan["states"] = null; ; ) {
    const summary = plans
      .map((own, i): LogisticSummary => logisticAssociation.summarize(blocks[i]!, { ...own, states }, kernel))
      .reduce((one, next) => logisticAssociation.merge(one, next));
    const next = logisticAssociation.solve(summary, { ...plans[0]!, states });
    if ("result" in next) return next.result;
    states = next.next.states;
  }
}

test.each([
  ["logistic regression", fits],
  ["Firth's regression", { firth: "always", test: "wald" }],
  ["Firth's likelihood ratio", { firth: "always", test: "likelihood-ratio" }],
] as const)("%s of several places equals that of one, round by round", (_, settings) => {
  const few = variantsFrom(autosomes, 0, 12);
  const own = logisticPlan(people, status, settings);
  const basis = basisOf(measurementProducts(status), status.names);
  const plans = shards.map(
    (shard): LogisticPlan => ({
      ...settings,
      twoCopies: { ...caseDesignOf(measuredAt(status, shard), basis, new Uint8Array()), start: own.twoCopies.start },
      x: null,
      states: null,
    }),
  );
  const apartPlaces = together(
    plans,
    shards.map((shard) => peopleFrom(few, shard)),
  );
  const onePlace = solved(logisticAssociation, few, own, kernel);
  expect(onePlace.reason.every((reason) => reason === 0)).toBe(true);
  expect(apart(onePlace, apartPlaces)).toBeLessThan(1e-9);
  for (const [i, log10P] of onePlace.log10P.entries()) expect(apartPlaces.log10P[i]).toBeCloseTo(log10P, 9);
  expect([...apartPlaces.people]).toEqual([...onePlace.people]);
});

test("a place that is taken back from logistic sums was never there", () => {
  const few = variantsFrom(autosomes, 0, 6);
  const basis = basisOf(measurementProducts(status), status.names);
  const start = new Float64Array(COVARIATES + 1);
  const sums = shards.map((shard) =>
    logisticAssociation.summarize(
      peopleFrom(few, shard),
      {
        ...fits,
        twoCopies: { ...caseDesignOf(measuredAt(status, shard), basis, new Uint8Array()), start },
        x: null,
        states: null,
      },
      kernel,
    ),
  );
  const all = sums.reduce((one, next) => logisticAssociation.merge(one, next));
  const without = logisticAssociation.subtract(all, sums[2]!)[0]!.sums;
  const never = logisticAssociation.merge(sums[0]!, sums[1]!)[0]!.sums;
  const scale = never.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  for (const [i, value] of never.entries()) expect(Math.abs(without[i]! - value)).toBeLessThan(1e-12 * scale);
});

test("logistic estimates do not depend on where the rounds begin", () => {
  const own = logisticPlan(people, status, fits);
  const rows = solved(logisticAssociation, autosomes, own, kernel);
  expect(rows.reason.every((reason) => reason === 0)).toBe(true);
  const zeros = { ...own.twoCopies, start: new Float64Array(COVARIATES + 1) };
  expect(apart(rows, solved(logisticAssociation, autosomes, { ...own, twoCopies: zeros }, kernel))).toBeLessThan(1e-9);
});

test("on X a man's copy counts twice, sex is a covariate, and two copies in a man are not seen", () => {
  const x = madeUp("X", 9);
  const rows = solved(linearAssociation, x, plan, kernel);
  const men = Uint8Array.from(people, ({ sex }) => Number(sex === "male"));
  const bytes = x.genotypes.bytes.slice();
  for (let variant = 0; variant < 9; variant++)
    for (let person = 0; person < PEOPLE; person++)
      if (men[person] === 1 && codeAt(x.genotypes, variant, person) === 2) {
        const at = variant * x.genotypes.stride + (person >> 2);
        bytes[at] = (bytes[at]! & ~(3 << ((person & 3) * 2))) | (1 << ((person & 3) * 2));
      }
  const width = COVARIATES + 2;
  const values = new Float64Array(PEOPLE * width);
  for (let person = 0; person < PEOPLE; person++) {
    const own = quantitative.values.subarray(person * (width - 1), (person + 1) * (width - 1));
    values.set([...own.subarray(0, -1), men[person]!, own.at(-1)!], person * width);
  }
  const withSex: Measurements = {
    phenotype: "quantitative",
    names: [...quantitative.names, "SEX"],
    values,
    takesPart: quantitative.takesPart.map((takes, i) => (people[i]!.sex === null ? 0 : takes)),
  };
  const plain = {
    ...x,
    variants: x.variants.map((variant) => ({ ...variant, chrom: "1" })),
    genotypes: { ...x.genotypes, bytes },
  };
  const expected = solved(linearAssociation, plain, linearPlan(people, withSex), kernel);
  expect([...rows.people]).toEqual([...expected.people]);
  expect(apart(expected, rows)).toBeLessThan(1e-9);
});

test("X without known sex, Y and the mitochondrion have no result, and say why", () => {
  const unsexed = people.map((person) => ({ ...person, sex: null }));
  const reasonOn = (chrom: string, of: readonly CohortPerson[]): Set<string> => {
    const { reason } = solved(linearAssociation, madeUp(chrom, 3), linearPlan(of, quantitative), kernel);
    return new Set([...reason].map((place) => noResult[place]!));
  };
  expect(reasonOn("X", unsexed)).toEqual(new Set(["SEX_NOT_KNOWN"]));
  expect(reasonOn("Y", people)).toEqual(new Set(["CHROMOSOME_UNSUPPORTED"]));
  expect(reasonOn("MT", people)).toEqual(new Set(["CHROMOSOME_UNSUPPORTED"]));
  expect(reasonOn("XY", people)).toEqual(new Set(["."]));
});

/** Everybody has the code that is told. */
function coded(code: (person: number) => number): CohortBlock {
  const block = madeUp("1", 1);
  block.genotypes.bytes.fill(0);
  for (let person = 0; person < PEOPLE; person++)
    block.genotypes.bytes[person >> 2]! |= code(person) << ((person & 3) * 2);
  return block;
}

function reasonsOf(block: CohortBlock): readonly string[] {
  const linear = solved(linearAssociation, block, plan, kernel);
  const logistic = solved(logisticAssociation, block, logisticPlan(people, status, fits), kernel);
  return [linear, logistic].map(({ reason }) => noResult[reason[0]!]!);
}

test("a variant that cannot be tested has no result, and says why", () => {
  expect(reasonsOf(coded(() => 2))).toEqual(["CONST_OMITTED_ALLELE", "CONST_OMITTED_ALLELE"]);
  expect(reasonsOf(coded(() => 0))).toEqual(["CONST_OMITTED_ALLELE", "CONST_OMITTED_ALLELE"]);
  expect(reasonsOf(coded(() => 1))).toEqual(["SAMPLE_CT<=PREDICTOR_CT", "SAMPLE_CT<=PREDICTOR_CT"]);
  expect(reasonsOf(coded((person) => (person < 5 ? 2 : 1)))).toEqual([
    "SAMPLE_CT<=PREDICTOR_CT",
    "SAMPLE_CT<=PREDICTOR_CT",
  ]);
  const ofControls = coded((person) =>
    status.values[(person + 1) * (COVARIATES + 1) - 1] === 1 ? 1 : person % 2 === 0 ? 2 : 3,
  );
  expect(reasonsOf(ofControls)).toEqual([".", "CONST_PHENOTYPE"]);
  const isBorn = (person: number) => status.values[person * (COVARIATES + 1)]! > 1970;
  const followed: Measurements = { ...quantitative, values: quantitative.values.slice() };
  for (let person = 0; person < PEOPLE; person++) followed.values[person * (COVARIATES + 1)] = isBorn(person) ? 1 : 0;
  const rows = solved(
    linearAssociation,
    coded((person) => (isBorn(person) ? 2 : 3)),
    linearPlan(people, followed),
    kernel,
  );
  expect(noResult[rows.reason[0]!]).toBe("VIF_TOO_HIGH");
  const exact: Measurements = { ...quantitative, values: quantitative.values.slice() };
  for (let person = 0; person < PEOPLE; person++)
    exact.values[(person + 1) * (COVARIATES + 1) - 1] = 3 - 2 * (person % 3);
  const explained = solved(
    linearAssociation,
    coded((person) => [3, 2, 0][person % 3]!),
    linearPlan(people, exact),
    kernel,
  );
  expect(noResult[explained.reason[0]!]).toBe("INVALID_RESULT");
});

test("where cases alone carry an allele, the plain likelihood has no maximum, and Firth's has", () => {
  const block = coded((person) =>
    status.values[(person + 1) * (COVARIATES + 1) - 1] === 1 && person % 5 === 0 ? 2 : 3,
  );
  const never = solved(logisticAssociation, block, logisticPlan(people, status, fits), kernel);
  expect(noResult[never.reason[0]!]).toBe("LOGISTIC_CONVERGE_FAIL");
  const fallback = solved(
    logisticAssociation,
    block,
    logisticPlan(people, status, { ...fits, firth: "fallback" }),
    kernel,
  );
  expect(fallback.reason[0]).toBe(0);
  expect(fallback.firth[0]).toBe(1);
  expect(fallback.beta[0]).toBeGreaterThan(1);
  expect(fallback.standardError[0]).toBeLessThan(5);
});

test("broken measurements are refused by name", () => {
  const changed = (of: Measurements, column: number, value: (person: number) => number): Measurements => {
    const values = of.values.slice();
    for (let person = 0; person < PEOPLE; person++) values[person * (COVARIATES + 1) + column] = value(person);
    return { ...of, values };
  };
  const codeOf = (of: Measurements): string => {
    try {
      linearPlan(people, of);
    } catch (error) {
      if (error instanceof PangenicError) return error.code;
    }
    return "none";
  };
  expect(codeOf(changed(quantitative, COVARIATES, () => 4))).toBe("phenotype-constant");
  expect(codeOf(changed(quantitative, COVARIATES, (i) => 3 * quantitative.values[i * (COVARIATES + 1)]!))).toBe(
    "phenotype-constant",
  );
  expect(codeOf(changed(quantitative, 1, () => 1980))).toBe("covariate-constant");
  expect(codeOf(changed(quantitative, 2, (i) => quantitative.values[i * (COVARIATES + 1)]! - 1900))).toBe(
    "covariates-collinear",
  );
  expect(codeOf({ ...quantitative, takesPart: quantitative.takesPart.map((_, i) => Number(i < 6)) })).toBe(
    "people-too-few",
  );
  expect(codeOf(quantitative)).toBe("none");
});

test("products of the people in whom a variant was not seen are their plain sums, for every shape", () => {
  for (const [width, count] of [
    [1, 1],
    [2, 5],
    [5, 64],
    [12, PEOPLE],
  ] as const) {
    const block = peopleOf(
      autosomes.genotypes,
      places((i) => i < count),
    );
    const matrix = Float64Array.from({ length: count * width }, normal);
    const products = kernel.unseenProducts(block, matrix, width);
    const length = (width * (width + 1)) / 2;
    expect(products.length).toBe(VARIANTS * length);
    for (let variant = 0; variant < VARIANTS; variant++)
      for (let i = 0; i < width; i++)
        for (let j = 0; j <= i; j++) {
          let sum = 0;
          for (const person of kernel.notSeen(block, variant))
            sum += matrix[person * width + i]! * matrix[person * width + j]!;
          expect(Math.abs(products[variant * length + (i * (i + 1)) / 2 + j]! - sum)).toBeLessThan(
            1e-13 * (1 + Math.abs(sum)),
          );
        }
  }
});
