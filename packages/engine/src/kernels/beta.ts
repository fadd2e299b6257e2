/** How far can a share of few counts be from the truth? The beta distribution, its quantiles, and exact binomial intervals. */
import type { Interval } from "../base/index.ts";
import { PangenicError } from "../base/index.ts";

/** Lanczos coefficients, g = 7. */
const LANCZOS = [
  0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
] as const;

/**
 * Natural logarithm of the gamma function.
 * @param x above 0.
 * @see Lanczos 1964, SIAM J Numer Anal B 1:86.
 */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  let sum: number = LANCZOS[0];
  for (let i = 1; i < LANCZOS.length; i++) sum += LANCZOS[i]! / (x - 1 + i);
  const t = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

/** Logarithm of 1 / B(a, b): kept apart because a quantile asks for it many times with the same a and b. */
function logInverseBeta(a: number, b: number): number {
  return logGamma(a + b) - logGamma(a) - logGamma(b);
}

/** Lentz's continued fraction of the incomplete beta function; converges fast for x below (a + 1) / (a + b + 2). */
export function continuedFraction(a: number, b: number, x: number): number {
  const tiny = 1e-300;
  let c = 1;
  let d = 1 - ((a + b) * x) / (a + 1);
  d = 1 / (Math.abs(d) < tiny ? tiny : d);
  let fraction = d;
  for (let m = 1; m <= 500; m++) {
    for (const odd of [false, true]) {
      const step = odd
        ? (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
        : (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
      d = 1 + step * d;
      d = 1 / (Math.abs(d) < tiny ? tiny : d);
      c = 1 + step / c;
      if (Math.abs(c) < tiny) c = tiny;
      fraction *= d * c;
      if (odd && Math.abs(d * c - 1) < 1e-15) return fraction;
    }
  }
  return fraction;
}

function incompleteBeta(x: number, a: number, b: number, logScale: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logScale + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2)
    ? (front * continuedFraction(a, b, x)) / a
    : 1 - (front * continuedFraction(b, a, 1 - x)) / b;
}

/**
 * Regularized incomplete beta function I_x(a, b): the probability that a beta(a, b) variable is at most `x`.
 * @param x 0–1. @param a above 0. @param b above 0.
 * @see DLMF 8.17.
 */
export function regularizedIncompleteBeta(x: number, a: number, b: number): number {
  return incompleteBeta(x, a, b, logInverseBeta(a, b));
}

/**
 * The x at which a beta(a, b) variable is at most x with probability `p`.
 * @param p 0–1. @param a at least 1. @param b at least 1.
 * @see Abramowitz and Stegun 26.5.22 for the first guess; then Newton steps kept inside a shrinking bracket.
 */
export function betaQuantile(p: number, a: number, b: number): number {
  if (p <= 0) return 0;
  if (p >= 1) return 1;
  if (b === 1) return p ** (1 / a);
  if (a === 1) return -Math.expm1(Math.log1p(-p) / b);
  const logScale = logInverseBeta(a, b);
  let low = 0;
  let high = 1;
  let x = firstGuess(p, a, b);
  for (let i = 0; i < 200; i++) {
    const error = incompleteBeta(x, a, b, logScale) - p;
    if (error > 0) high = x;
    else low = x;
    const density = Math.exp(logScale + (a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x));
    const newton = x - error / density;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - x) <= 1e-12 * x) return next;
    x = next;
  }
  return x;
}

function firstGuess(p: number, a: number, b: number): number {
  const tail = Math.sqrt(-2 * Math.log(Math.min(p, 1 - p)));
  const normal = (2.30753 + tail * 0.27061) / (1 + tail * (0.99229 + tail * 0.04481)) - tail;
  const z = p < 0.5 ? -normal : normal;
  const curve = (z * z - 3) / 6;
  const [u, v] = [1 / (2 * a - 1), 1 / (2 * b - 1)];
  const h = 2 / (u + v);
  const w = (z * Math.sqrt(Math.max(0, curve + h))) / h - (v - u) * (curve + 5 / 6 - 2 / (3 * h));
  const x = a / (a + b * Math.exp(2 * w));
  return x > 0 && x < 1 ? x : a / (a + b);
}

/**
 * Exact 95 % interval of a share, from `count` of `n` copies.
 * Nothing can lie below a count of zero, nor above a full one: all 5 % then stand on the side that is open, so that
 * zero of n gives `1 − 0.05^(1/n)`. No copies at all: 0 to 1.
 * @throws PangenicError `shape`, when the count is no whole number from 0 to `n`.
 * @see Clopper and Pearson 1934, Biometrika 26:404.
 */
export function clopperPearson(count: number, n: number): Interval {
  if (!(Number.isInteger(count) && Number.isInteger(n) && count >= 0 && count <= n))
    throw new PangenicError("shape", "a count must be a whole number from 0 to the number of copies");
  if (n === 0) return { low: 0, high: 1 };
  return {
    low: count === 0 ? 0 : betaQuantile(count === n ? 0.05 : 0.025, count, n - count + 1),
    high: count === n ? 1 : betaQuantile(count === 0 ? 0.95 : 0.975, count + 1, n - count),
  };
}
