import fc from "fast-check";
import { expect, test } from "vitest";
import { chiSquareLogUpper, chiSquareQuantile, chiSquareUpper } from "./chi-square.ts";
import { normalCdf, normalLogTwoSided, normalLogUpper, normalQuantile, normalUpperQuantile } from "./normal.ts";
import { studentLogTwoSided, studentTwoSided, studentTwoSidedQuantile } from "./student.ts";

// Reference values: R 4.2.2, sprintf("%.17g"); the call stands above each table.

function expectNear(value: number, expected: number, relative: number): void {
  if (expected === 0) expect(value).toBe(0);
  else expect(Math.abs(value / expected - 1)).toBeLessThan(relative);
}

test("the normal distribution agrees with R, far tails as logarithms", () => {
  // pnorm(z); pnorm(z, lower = F, log = T)
  const table = [
    [-8, 6.220960574271785e-16, -6.220960574271787e-16],
    [-1.3, 0.09680048458561034, -0.10181180266765505],
    [-0.3, 0.3820885778110473, -0.48141016158848116],
    [0.1, 0.539827837277029, -0.7761545927302733],
    [2, 0.9772498680518208, -3.7831843336820317],
    [5.6, 0.9999999892824097, -18.35137949590933],
    [20, 1, -203.91715537109727],
    [1000, 1, -500007.82669481216],
    [1e5, 1, -5000000012.431864],
  ] as const;
  for (const [z, lower, logUpper] of table) {
    expectNear(normalCdf(z), lower, 1e-14);
    expectNear(normalLogUpper(z), logUpper, 1e-14);
  }
  // qnorm(p)
  const quantiles = [
    [1e-300, -37.0470962993612],
    [1e-10, -6.361340902404056],
    [0.025, -1.9599639845400538],
    [0.3, -0.5244005127080407],
    [0.4999, -0.0002506628300880075],
    [0.5000001, 2.506628273311649e-7],
    [0.6, 0.2533471031357998],
    [0.975, 1.9599639845400536],
    [1 - 1e-10, 6.361340889697421],
  ] as const;
  for (const [p, z] of quantiles) expectNear(normalQuantile(p), z, 1e-14);
  // qnorm(logp, lower = F, log = T)
  for (const [log, z] of [
    [-0.5, -0.2702880207387358],
    [-1e-3, -3.090380786917045],
  ] as const)
    expectNear(normalUpperQuantile(log), z, 1e-14);
  // Beyond exp(-700) R 4.2 itself is off by up to 1e-6; there the quantile must undo the distribution.
  for (const log of [-700, -1e3, -1e5, -1e9]) expectNear(normalLogUpper(normalUpperQuantile(log)), log, 1e-14);
});

test("what is no number stays none, in every distribution and its inverse", () => {
  for (const of of [normalCdf, normalLogUpper, normalLogTwoSided, normalQuantile, normalUpperQuantile])
    expect(of(Number.NaN)).toBeNaN();
  for (const of of [chiSquareLogUpper, chiSquareQuantile, studentLogTwoSided, studentTwoSidedQuantile])
    expect(of(Number.NaN, 3)).toBeNaN();
});

test("the chi-square distribution agrees with R at every size and number of degrees", () => {
  const places = [0.001, 0.5, 3, 20, 200, 2000];
  // pchisq(x, d, lower = F, log = T)
  const table: Record<string, readonly number[]> = {
    1: [
      -0.025550779355950615, -0.7350111298370844, -2.485732790986078, -11.768564260156873, -102.87988902484487,
      -1004.0267419589519,
    ],
    2: [-0.0005, -0.25, -1.5, -10, -100, -1000],
    3: [
      -8.407954404795738e-6, -0.08458732285189935, -0.937450079608155, -8.681228354799241, -97.57166963966343,
      -996.4248404973332,
    ],
    5: [
      -1.6814877203843298e-9, -0.007907891887427024, -0.3566951786025553, -6.684827300476975, -93.3619654541246,
      -989.9215503273734,
    ],
    10: [
      -2.6030818297031997e-19, -6.611732418488864e-6, -0.018750635779926784, -3.531783809459779, -84.71697591169848,
      -975.5430287171021,
    ],
    100: [0, 0, 0, -1.8547268838697954e-19, -18.256480667091793, -806.0355481184243],
    0.7: [
      -0.08170583923671641, -1.0470394368203753, -2.9670381299356863, -12.489308846665676, -103.93435787977637,
      -1005.4252712994628,
    ],
  };
  for (const [degrees, logs] of Object.entries(table))
    for (const [i, x] of places.entries())
      if (logs[i] !== 0) expectNear(chiSquareLogUpper(x, Number(degrees)), logs[i]!, 1e-13);
  // qchisq(p, d)
  const shares = [1e-6, 0.05, 0.5, 0.95, 0.999999];
  const quantiles: Record<string, readonly number[]> = {
    1: [1.5707963267957164e-12, 0.003932140000019525, 0.45493642311957283, 3.841458820694124, 23.928126976879472],
    2: [2.0000010000006668e-6, 0.10258658877510107, 1.3862943611198906, 5.99146454710798, 27.631021115871036],
    3: [0.0002418104872012428, 0.35184631774927144, 2.3659738843753377, 7.814727903251179, 30.664849706154268],
    0.7: [1.035564559653759e-17, 0.0002759625506983101, 0.21473897172368653, 3.0439167400767113, 22.51047658552576],
    40: [10.7279731723633, 26.509303196693104, 39.33534484661135, 55.75847927888703, 97.65295741497067],
  };
  for (const [degrees, expected] of Object.entries(quantiles))
    for (const [i, p] of shares.entries()) expectNear(chiSquareQuantile(p, Number(degrees)), expected[i]!, 1e-12);
});

test("Student's distribution agrees with R from the center to P below 10^-500000", () => {
  const places = [0.01, 0.7, 2, 5, 40, 1e4];
  // log(2) + pt(t, d, lower = F, log = T); R itself loses about 1e-13 of the smallest.
  const table: Record<string, readonly number[]> = {
    1: [
      -0.0063863348238784035, -0.4923314083230045, -1.220213183944065, -2.0741283506868844, -4.1406704363347195,
      -9.66192308059897,
    ],
    2.5: [
      -0.007262312512178348, -0.6099004852525606, -1.8490189739504372, -3.7528340403512424, -8.85999099196516,
      -22.6621253182409,
    ],
    5: [
      -0.00762094775075528, -0.6632992001056811, -2.2833759866018672, -5.495618727252564, -15.507680172541464,
      -43.10829855065035,
    ],
    30: [
      -0.007943977428047866, -0.714737700444657, -2.9072628024457496, -10.667199462146629, -61.85308746673923,
      -227.22697662937745,
    ],
    2500: [
      -0.008009908582921832, -0.7256860011533229, -3.0876663000266165, -14.304865076741816, -622.0383485102864,
      -13249.96256784769,
    ],
    450000: [
      -0.008010708415859047, -0.7258198331995082, -3.0900239686643465, -14.371476646218262, -802.4946607680697,
      -1216844.4842311074,
    ],
  };
  for (const [degrees, logs] of Object.entries(table))
    for (const [i, t] of places.entries()) {
      expectNear(studentLogTwoSided(t, Number(degrees)), logs[i]!, 1e-12);
      expect(studentLogTwoSided(-t, Number(degrees))).toBe(studentLogTwoSided(t, Number(degrees)));
    }
  // qt(p / 2, d, lower = F)
  const quantiles: Record<string, readonly number[]> = {
    1: [63661977.236758135, 12.706204736174707, 1, 0.15838444032453633],
    2: [9999.999924999998, 4.302652729749464, 0.8164965809277259, 0.1421338109037392],
    5: [71.69350276982087, 2.570581835636315, 0.7266868438004229, 0.13217517523168718],
    30: [7.82026465468127, 2.042272456301238, 0.6827556933212923, 0.1267296131320735],
    2500: [5.750179049421574, 1.9609133447955667, 0.674587896884621, 0.12567411209992732],
  };
  for (const [degrees, expected] of Object.entries(quantiles))
    for (const [i, p] of [1e-8, 0.05, 0.5, 0.9].entries())
      expectNear(studentTwoSidedQuantile(p, Number(degrees)), expected[i]!, 1e-13);
});

test("the three distributions meet where they are one", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 300, noNaN: true }), (z) => {
      expectNear(chiSquareLogUpper(z * z, 1), normalLogTwoSided(z), 1e-12);
      // One degree has a closed form; a great many are the normal distribution.
      expectNear(studentTwoSided(z, 1), (2 / Math.PI) * Math.atan2(1, z), 1e-12);
      expectNear(studentLogTwoSided(Math.min(z, 8), 1e14), normalLogTwoSided(Math.min(z, 8)), 1e-11);
      expectNear(studentLogTwoSided(z, 2), Math.log1p(-z / Math.sqrt(2 + z * z)), 1e-7);
    }),
    { seed: 4 },
  );
});

test("quantiles undo the distributions, and more evidence is never less surprising", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true }),
      fc.double({ min: 0.2, max: 3000, noNaN: true }),
      (p, degrees) => {
        expectNear(1 - chiSquareUpper(chiSquareQuantile(p, degrees), degrees), p, 1e-12 + 1e-15 / p);
        expectNear(studentTwoSided(studentTwoSidedQuantile(p, degrees), degrees), p, 1e-12);
        expectNear(normalCdf(normalQuantile(p)), p, 1e-12);
        const x = chiSquareQuantile(p, degrees);
        expect(chiSquareLogUpper(x * 1.01, degrees)).toBeLessThanOrEqual(chiSquareLogUpper(x, degrees));
      },
    ),
    { seed: 5 },
  );
});

test("the ends of the range give the ends, and what is no number stays none", () => {
  expect(chiSquareUpper(0, 3)).toBe(1);
  expect(studentTwoSided(0, 3)).toBe(1);
  expect(studentLogTwoSided(Number.POSITIVE_INFINITY, 3)).toBe(Number.NEGATIVE_INFINITY);
  expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
  expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
  expect(studentLogTwoSided(Number.NaN, 3)).toBeNaN();
  expect(chiSquareLogUpper(Number.NaN, 3)).toBeNaN();
  expect(chiSquareQuantile(1.5, 3)).toBeNaN();
});
