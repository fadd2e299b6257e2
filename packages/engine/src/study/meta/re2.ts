/** Is there an effect in any study, the same or not? Han and Eskin's random-effects test, which does not pay for differences. */
import { chiSquareLogUpper, normalLogTwoSided } from "../../kernels/index.ts";
import { type Effects, likeliestVariance, randomEffects } from "./random-effects.ts";

export interface Re2 {
  /** `mean + heterogeneity`. */
  readonly statistic: number;
  /** Squared z of the fixed effect. */
  readonly mean: number;
  readonly heterogeneity: number;
  /** Natural logarithm of P for infinitely many studies: half chi-square with 1 degree, half with 2. */
  readonly logAsymptoticP: number;
  /** Natural logarithm of P for this number of studies: see `re2LogP`. */
  readonly logP: number;
}

/**
 * Likelihood ratio of "no effect anywhere" against effects that vary around a mean, both free.
 * @see Han and Eskin 2011, Am J Hum Genet 88:586.
 */
export function re2(studies: Effects): Re2 {
  const { effects, variances } = studies;
  const tau2 = likeliestVariance(studies, "ml");
  const mu = randomEffects(studies, tau2).effect;
  const fixed = randomEffects(studies, 0);
  const mean = (fixed.effect / fixed.standardError) ** 2;
  let statistic = 0;
  for (let i = 0; i < effects.length; i++) {
    const [v, total] = [variances[i]!, variances[i]! + tau2];
    statistic += Math.log(v / total) + effects[i]! ** 2 / v - (effects[i]! - mu) ** 2 / total;
  }
  if (tau2 === 0 || statistic < mean) statistic = mean;
  return {
    statistic,
    mean,
    heterogeneity: statistic - mean,
    logAsymptoticP: logSum(chiSquareLogUpper(statistic, 1), chiSquareLogUpper(statistic, 2)) - Math.LN2,
    logP: re2LogP(statistic, effects.length),
  };
}

/** log(e^a + e^b) */
function logSum(a: number, b: number): number {
  const high = Math.max(a, b);
  return high === Number.NEGATIVE_INFINITY ? high : high + Math.log1p(Math.exp(Math.min(a, b) - high));
}

/** Tables are spaced in √S, in which log P is smooth; log P between places by a cubic is exact to 1e-8. */
const STEP = 0.01;
const PLACES = 1_200;
const tables = new Map<number, Float64Array>();

/**
 * Natural logarithm of the probability that S is as large where nothing has an effect. Exact for studies of equal variance,
 * by integration; for unequal variances an approximation, as the published tables are.
 *
 * With equal variances S = Z² + h(Q): Z² is chi-square with 1 degree and Q, independent of it, with k − 1. The likeliest tau2
 * is max(0, Q/k − 1) variances, so that h(Q) = Q − k − k log(Q/k) where Q > k, else 0.
 * @param studies k, at least 1.
 */
export function re2LogP(statistic: number, studies: number): number {
  if (!(statistic > 0)) return 0;
  const root = Math.sqrt(statistic);
  if (studies < 2) return normalLogTwoSided(root);
  const at = root / STEP;
  const place = Math.max(Math.floor(at), 1);
  if (at >= PLACES - 2) return logTail(root, studies);
  const table = tables.get(studies) ?? new Float64Array(PLACES).fill(Number.NaN, 1);
  tables.set(studies, table);
  const [a, b, c, d] = [-1, 0, 1, 2].map((step) => {
    const i = place + step;
    if (Number.isNaN(table[i]!)) table[i] = logTail(i * STEP, studies);
    return table[i]!;
  }) as [number, number, number, number];
  const t = at - place;
  return (
    (-a * t * (t - 1) * (t - 2)) / 6 +
    (b * (t + 1) * (t - 1) * (t - 2)) / 2 -
    (c * (t + 1) * t * (t - 2)) / 2 +
    (d * (t + 1) * t * (t - 1)) / 6
  );
}

/** log of 2 Φ(−√s) + ∫ 2 φ(z) P(h(Q) > s − z²) dz over 0 ≤ z ≤ √s, with z = √s cos θ, which leaves nothing sharp. */
function logTail(root: number, studies: number): number {
  const { nodes, weights } = legendre(48);
  const logs = nodes.map((node, i) => {
    const angle = ((node + 1) * Math.PI) / 4;
    const [z, rest] = [root * Math.cos(angle), (root * Math.sin(angle)) ** 2];
    const logDensity = Math.LN2 - 0.5 * z * z - 0.5 * Math.log(2 * Math.PI);
    const logMeasure = Math.log(weights[i]! * (Math.PI / 4) * root * Math.sin(angle));
    return logDensity + logMeasure + chiSquareLogUpper(quadraticOf(rest, studies), studies - 1);
  });
  return Math.min(0, [normalLogTwoSided(root), ...logs].reduce(logSum));
}

/** The Q above k with h(Q) = `rest`. */
function quadraticOf(rest: number, studies: number): number {
  let q = studies + Math.sqrt(2 * studies * rest) + rest;
  // h is convex and the start lies above the root: Newton walks down to it.
  for (let i = 0; i < 100; i++) {
    const excess = q - studies - studies * Math.log(q / studies) - rest;
    const next = q - excess / (1 - studies / q);
    if (!(Math.abs(next - q) > 1e-14 * q)) return next;
    q = next;
  }
  return q;
}

interface Quadrature {
  readonly nodes: readonly number[];
  readonly weights: readonly number[];
}

let quadrature: Quadrature | null = null;

/** Gauss and Legendre's places and weights on −1 to 1. @see DLMF 3.5.15 */
function legendre(n: number): Quadrature {
  if (quadrature) return quadrature;
  const nodes: number[] = [];
  const weights: number[] = [];
  for (let i = 1; i <= n; i++) {
    let x = Math.cos((Math.PI * (i - 0.25)) / (n + 0.5));
    let slope = 1;
    for (let step = 0; step < 8; step++) {
      let [before, value] = [1, x];
      for (let k = 2; k <= n; k++) [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k];
      slope = (n * (x * value - before)) / (x * x - 1);
      x -= value / slope;
    }
    nodes.push(x);
    weights.push(2 / ((1 - x * x) * slope * slope));
  }
  quadrature = { nodes, weights };
  return quadrature;
}
