/** How surprising is a sum of squares? The chi-square distribution, its far tail as a logarithm. */
import { normalLogUpper, normalQuantile } from "./normal.ts";
import { logPoisson } from "./stirling.ts";

/**
 * Natural logarithm of the probability that a chi-square value is above `x`.
 * @param degrees of freedom, above 0; need not be whole.
 */
export function chiSquareLogUpper(x: number, degrees: number): number {
  if (!(x > 0)) return Number.isNaN(x) ? Number.NaN : 0;
  if (degrees === 1) return Math.LN2 + normalLogUpper(Math.sqrt(x));
  if (degrees === 2) return -x / 2;
  const [a, half] = [degrees / 2, x / 2];
  return half < a + 1 ? Math.log1p(-Math.exp(logLowerSeries(a, half))) : logUpperFraction(a, half);
}

/** Probability that a chi-square value is above `x`. @param degrees of freedom, above 0. */
export function chiSquareUpper(x: number, degrees: number): number {
  return Math.exp(chiSquareLogUpper(x, degrees));
}

/**
 * The x below which a chi-square value lies with probability `p`.
 * @param p 0–1. @param degrees of freedom, above 0.
 * @see Wilson and Hilferty 1931, PNAS 17:684, for the first guess; then Newton steps inside a shrinking bracket.
 */
export function chiSquareQuantile(p: number, degrees: number): number {
  if (!(p > 0)) return p === 0 ? 0 : Number.NaN;
  if (!(p < 1)) return p === 1 ? Number.POSITIVE_INFINITY : Number.NaN;
  const a = degrees / 2;
  const spread = 2 / (9 * degrees);
  const guess = degrees * (1 - spread + normalQuantile(p) * Math.sqrt(spread)) ** 3;
  // Near 0 the distribution is a power of x: p = (x/2)^a / Γ(a + 1), to which the front gives the constant.
  const small = 2 * Math.exp((Math.log(p) - logPoisson(a, 1) - 1) / a);
  let x = guess > 0.1 * degrees ? guess : Math.min(small, degrees);
  let [low, high] = [0, Number.POSITIVE_INFINITY];
  const upper = Math.log1p(-p);
  for (let i = 0; i < 200; i++) {
    // The smaller tail, as a logarithm: no digits are lost in it.
    const isLower = p < 0.5;
    const log = isLower ? chiSquareLogLower(x, degrees) : chiSquareLogUpper(x, degrees);
    const error = log - (isLower ? Math.log(p) : upper);
    if (isLower === error > 0) high = x;
    else low = x;
    const slope = Math.exp(logPoisson(a, x / 2) + Math.log(degrees / (2 * x)) - log);
    const newton = x - (isLower ? error : -error) / slope;
    const next = newton > low && newton < high ? newton : high < Number.POSITIVE_INFINITY ? (low + high) / 2 : 2 * x;
    if (Math.abs(next - x) <= 4e-16 * x) return next;
    x = next;
  }
  return x;
}

function chiSquareLogLower(x: number, degrees: number): number {
  const [a, half] = [degrees / 2, x / 2];
  return half < a + 1 ? logLowerSeries(a, half) : Math.log1p(-Math.exp(logUpperFraction(a, half)));
}

/** log P(a, x) of the incomplete gamma function. @see DLMF 8.11.4 */
function logLowerSeries(a: number, x: number): number {
  let sum = 1;
  let term = 1;
  for (let n = 1; term > 1e-17 * sum; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return logPoisson(a, x) + Math.log(sum);
}

/** log Q(a, x), by Lentz's continued fraction. @see DLMF 8.9.2 */
function logUpperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let fraction = d;
  for (let i = 1; i < 100_000; i++) {
    const numerator = -i * (i - a);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    const factor = d * c;
    fraction *= factor;
    if (Math.abs(factor - 1) < 2e-16) break;
  }
  return logPoisson(a, x) + Math.log(a * fraction);
}
