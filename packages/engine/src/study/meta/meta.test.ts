import fc from "fast-check";
import { expect, test } from "vitest";
import { randomFrom } from "../../base/index.ts";
import { chiSquareUpper, normalQuantile } from "../../kernels/index.ts";
import {
  ancestryAxes,
  distancesAmong,
  type FrequencyDistances,
  frequencyDistances,
  joinDistances,
} from "./ancestry-axes.ts";
import { ancestryRegression } from "./ancestry-regression.ts";
import {
  type EffectSums,
  effectSums,
  fixedEffect,
  heterogeneity,
  mergeEffects,
  noEffects,
  subtractEffects,
} from "./effect-sums.ts";
import { metaAnalysis } from "./meta-analysis.ts";
import { type Effects, likeliestVariance, pauleMandel, predictionInterval } from "./random-effects.ts";
import { re2, re2LogP } from "./re2.ts";

const study = fc.record({
  effect: fc.double({ min: -1, max: 1, noNaN: true }),
  standardError: fc.double({ min: 0.01, max: 0.5, noNaN: true }),
});
const studies = (minLength: number) => fc.array(study, { minLength, maxLength: 12 });

function sums(list: readonly { readonly effect: number; readonly standardError: number }[]): EffectSums {
  return list.reduce(
    (all, { effect, standardError }) => mergeEffects(all, effectSums(effect, standardError)),
    noEffects,
  );
}

/** 1e-12 of the summary's scale: of the sums of the sizes, since a sum of effects may itself be near 0. */
function expectSame(one: EffectSums, other: EffectSums, scale: EffectSums): void {
  expect(one.studies).toBe(other.studies);
  for (const field of ["weight", "weightSquare", "effectSquare"] as const)
    expect(Math.abs(one[field] - other[field])).toBeLessThanOrEqual(1e-12 * scale[field]);
  expect(Math.abs(one.effect - other.effect)).toBeLessThanOrEqual(1e-12 * scale.weight);
}

function effectsOf(list: readonly { readonly effect: number; readonly standardError: number }[]): Effects {
  return {
    effects: Float64Array.from(list, ({ effect }) => effect),
    variances: Float64Array.from(list, ({ standardError }) => standardError ** 2),
  };
}

test("any grouping and any order of studies gives the same sums and the same results", () => {
  fc.assert(
    fc.property(studies(2), fc.nat(11), (list, at) => {
      const whole = sums(list);
      const cut = 1 + (at % (list.length - 1));
      for (const other of [
        mergeEffects(sums(list.slice(0, cut)), sums(list.slice(cut))),
        mergeEffects(sums(list.slice(cut)), sums(list.slice(0, cut))),
        sums([...list].reverse()),
      ]) {
        expectSame(other, whole, whole);
        const [one, two] = [fixedEffect(other), fixedEffect(whole)];
        expect(Math.abs(one.effect - two.effect)).toBeLessThanOrEqual(1e-9 * two.standardError);
        expect(Math.abs(heterogeneity(other).q - heterogeneity(whole).q)).toBeLessThanOrEqual(
          1e-12 * whole.effectSquare,
        );
      }
    }),
    { seed: 21 },
  );
});

test("withdrawing a study equals never having had it", () => {
  fc.assert(
    fc.property(studies(2), fc.nat(11), (list, at) => {
      const gone = list[at % list.length]!;
      const rest = list.filter((each) => each !== gone);
      expectSame(subtractEffects(sums(list), sums([gone])), sums(rest), sums(list));
    }),
    { seed: 22 },
  );
  const all = sums([{ effect: 0.3, standardError: 0.1 }]);
  expect(subtractEffects(all, all)).toEqual(noEffects);
});

test("no result depends on the order of studies", () => {
  fc.assert(
    fc.property(studies(5), (list) => {
      const result = (order: typeof list) =>
        metaAnalysis(
          { rows: order.map((each, i) => ({ ...each, study: i, frequency: 0.2, people: 10 })) },
          {
            inflation: new Float64Array(order.length).fill(1),
            axes: { width: 1, places: Float64Array.from(order, ({ effect }) => Math.sin(9 * effect)) },
          },
        );
      const [one, other] = [result(list), result([...list].reverse())];
      const { standardError } = one.fixed;
      for (const kind of ["fixed", "random", "reml"] as const)
        expect(Math.abs(one[kind].effect - other[kind].effect)).toBeLessThan(1e-9 * standardError);
      expect(Math.abs(one.re2.statistic - other.re2.statistic)).toBeLessThan(1e-9 * (1 + one.re2.statistic));
      expect(other.ancestry === null).toBe(one.ancestry === null);
      if (one.ancestry && other.ancestry)
        expect(Math.abs(one.ancestry.residual.chiSquare - other.ancestry.residual.chiSquare)).toBeLessThan(
          1e-9 * (1 + one.heterogeneity.q),
        );
    }),
    { seed: 23 },
  );
});

test("one study is its own combination, and says nothing of differences", () => {
  const result = metaAnalysis(
    { rows: [{ study: 1, effect: 0.3, standardError: 0.1, frequency: 0.2, people: 40 }] },
    { inflation: Float64Array.of(1, 2), axes: null },
  );
  expect(result.fixed.effect).toBeCloseTo(0.3, 15);
  // Its standard errors are doubled by genomic control.
  for (const { standardError } of [result.fixed, result.random, result.reml])
    expect(standardError).toBeCloseTo(0.2, 15);
  expect(result.heterogeneity).toEqual({ q: 0, logP: 0, i2: 0, h2: Number.NaN, tau2: 0 });
  expect(result.random.prediction.low).toBeNaN();
  expect(result.random.hartung.standardError).toBeNaN();
  expect(result.re2.logP).toBeCloseTo(result.fixed.logP, 12);
});

test("the likeliest variance is the highest point of the likelihood, restricted or not", () => {
  const height = ({ effects, variances }: Effects, tau2: number, isRestricted: boolean): number => {
    const weights = variances.map((v) => 1 / (v + tau2));
    const whole = weights.reduce((a, b) => a + b, 0);
    const mean = effects.reduce((sum, b, i) => sum + weights[i]! * b, 0) / whole;
    const sum = effects.reduce((all, b, i) => all - Math.log(weights[i]!) + weights[i]! * (b - mean) ** 2, 0);
    return -(sum + (isRestricted ? Math.log(whole) : 0)) / 2;
  };
  fc.assert(
    fc.property(studies(2), fc.constantFrom("ml" as const, "reml" as const), (list, kind) => {
      const effects = effectsOf(list);
      const found = likeliestVariance(effects, kind);
      const best = height(effects, found, kind === "reml");
      for (let tau2 = 1e-6; tau2 < 10; tau2 *= 1.3)
        expect(height(effects, tau2, kind === "reml")).toBeLessThanOrEqual(best + 1e-9);
      expect(height(effects, 0, kind === "reml")).toBeLessThanOrEqual(best + 1e-9);
    }),
    { seed: 24, numRuns: 300 },
  );
});

test("at Paule and Mandel's variance the studies spread as chance would have them", () => {
  fc.assert(
    fc.property(studies(2), (list) => {
      const { effects, variances } = effectsOf(list);
      const tau2 = pauleMandel({ effects, variances });
      const spread = sums(
        list.map(({ effect, standardError }) => ({ effect, standardError: Math.sqrt(standardError ** 2 + tau2) })),
      );
      const { q } = heterogeneity(spread);
      if (tau2 > 0) expect(q).toBeCloseTo(list.length - 1, 7);
      else expect(q).toBeLessThanOrEqual(list.length - 1 + 1e-9);
    }),
    { seed: 25 },
  );
});

test("a prediction interval by t is wider than by the normal distribution, and needs three studies", () => {
  const estimate = { effect: 0.1, standardError: 0.05 };
  for (const k of [3, 5, 20]) {
    const [normal, student] = [
      predictionInterval(estimate, 0.01, k, "normal"),
      predictionInterval(estimate, 0.01, k, "student"),
    ];
    expect(student.low).toBeLessThan(normal.low);
    expect(student.high).toBeGreaterThan(normal.high);
  }
  expect(predictionInterval(estimate, 0.01, 2, "student").low).toBeNaN();
});

test("P of RE2 is the share of made-up null studies that reach the statistic", () => {
  // 30,000 sets of studies without an effect, of equal variance (where P is exact) and of variances 1 to 9 (where it is not).
  const sets = 30_000;
  for (const [k, isEqual] of [
    [2, true],
    [3, true],
    [7, true],
    [5, false],
  ] as const) {
    const random = randomFrom(100 + k);
    const variances = Float64Array.from({ length: k }, (_, i) => (isEqual ? 1 : 1 + (8 * i) / (k - 1)));
    const thresholds = [1, 3, 6, 9];
    const reached = thresholds.map(() => 0);
    for (let set = 0; set < sets; set++) {
      const effects = variances.map((v) => Math.sqrt(v) * normalQuantile(random() || 2 ** -33));
      const { statistic } = re2({ effects, variances });
      for (const [i, threshold] of thresholds.entries()) if (statistic >= threshold) reached[i]!++;
    }
    for (const [i, threshold] of thresholds.entries()) {
      const p = Math.exp(re2LogP(threshold, k));
      const error = Math.sqrt((p * (1 - p)) / sets);
      // Four standard errors of the simulation; of unequal variances 10 % more.
      expect(Math.abs(reached[i]! / sets - p), `k ${k}, S ${threshold}`).toBeLessThan(
        4 * error + (isEqual ? 0 : 0.1 * p),
      );
    }
  }
});

test("P of RE2 falls with the statistic, joins its table to the integral, and nears the asymptotic one", () => {
  for (const k of [2, 5, 50]) {
    let before = 0;
    for (let root = 0.005; root < 30; root += 0.0973) {
      const log = re2LogP(root * root, k);
      expect(log).toBeLessThan(before);
      before = log;
    }
  }
  // The table ends at √S = 11.98, where log P bends as −S / 2 does: no step may show there, nor between its places.
  for (let root = 11.9; root < 12.1; root += 0.003) {
    const [a, b, c] = [root - 0.003, root, root + 0.003].map((x) => re2LogP(x * x, 4)) as [number, number, number];
    expect((a - 2 * b + c) / 0.003 ** 2).toBeCloseTo(-1, 1);
  }
  const asymptotic = (s: number): number => (chiSquareUpper(s, 1) + chiSquareUpper(s, 2)) / 2;
  for (const s of [1, 5, 20]) {
    const [few, many] = [3, 3000].map((k) => Math.exp(re2LogP(s, k)) / asymptotic(s)) as [number, number];
    expect(few).toBeLessThan(many);
    expect(many).toBeGreaterThan(0.9);
    expect(many).toBeLessThan(1.02);
  }
  expect(re2LogP(0, 5)).toBe(0);
  expect(re2LogP(3000, 5)).toBeLessThan(-1490);
});

test("effects that follow an axis are told from effects that merely differ", () => {
  const places = Float64Array.of(-0.2, -0.1, 0, 0.1, 0.2, 0.3);
  const variances = new Float64Array(6).fill(0.01 ** 2);
  const along = ancestryRegression({ effects: places.map((x) => 0.1 + 0.5 * x), variances }, places, 1)!;
  expect(along.coefficients[0]).toBeCloseTo(0.1, 12);
  expect(along.coefficients[1]).toBeCloseTo(0.5, 12);
  expect(along.residual.chiSquare).toBeLessThan(1e-20);
  expect(along.ancestry.logP).toBeLessThan(-50);
  const apart = ancestryRegression({ effects: Float64Array.of(1, -1, 1, 1, -1, 1), variances }, places, 1)!;
  expect(apart.residual.chiSquare).toBeGreaterThan(1000);
  // One axis needs four studies; one place for all gives no axis.
  expect(
    ancestryRegression({ effects: places.subarray(0, 3), variances: variances.subarray(0, 3) }, places, 1),
  ).toBeNull();
  expect(ancestryRegression({ effects: places, variances }, new Float64Array(6).fill(0.3), 1)).toBeNull();
});

test("axes give the distances back, whatever the order and the grouping of variants", () => {
  const random = randomFrom(5);
  const frequencies = Array.from({ length: 300 }, () => Float64Array.from({ length: 6 }, () => random()));
  const joined = (list: readonly Float64Array[]): FrequencyDistances =>
    list.map(frequencyDistances).reduce(joinDistances);
  const whole = joined(frequencies);
  const other = joinDistances(joined(frequencies.slice(200).reverse()), joined(frequencies.slice(0, 200)));
  for (let i = 0; i < 36; i++) expect(Math.abs(other.squares[i]! - whole.squares[i]!)).toBeLessThan(1e-12 * 300);
  // A study that withdraws was never there.
  const without = joined(frequencies.map((f) => f.filter((_, i) => i !== 2)));
  expect(distancesAmong(whole, [0, 1, 3, 4, 5])).toEqual(without);
  // Points of a plane: two axes hold their distances exactly.
  const points = Array.from({ length: 7 }, () => [random(), random()] as const);
  const plane: FrequencyDistances = {
    studies: 7,
    variants: 1,
    squares: Float64Array.from(points.flatMap(([x, y]) => points.map(([u, v]) => (x - u) ** 2 + (y - v) ** 2))),
  };
  const axes = ancestryAxes(plane, 2);
  for (let i = 0; i < 7; i++)
    for (let j = 0; j < 7; j++)
      expect((axes[2 * i]! - axes[2 * j]!) ** 2 + (axes[2 * i + 1]! - axes[2 * j + 1]!) ** 2).toBeCloseTo(
        plane.squares[i * 7 + j]!,
        13,
      );
  expect(() => ancestryAxes(plane, 5)).toThrow("at least 8 studies");
  expect(() => joinDistances(plane, whole)).toThrow("different studies");
});
