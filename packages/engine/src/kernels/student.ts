/** How surprising is an estimate whose error was estimated too? Student's t distribution, its far tail as a logarithm. */
import { continuedFraction } from "./beta.ts";
import { normalLogTwoSided, normalQuantile } from "./normal.ts";
import { logBetaFront, stirlingRest } from "./stirling.ts";

/**
 * Natural logarithm of the two-sided P value: of |T| ≥ |t|. Divided by `Math.LN10` it is log10 P, without end.
 * @param degrees of freedom, above 0; need not be whole.
 */
export function studentLogTwoSided(t: number, degrees: number): number {
  const square = t * t;
  if (!(square > 0)) return Number.isNaN(t) ? Number.NaN : 0;
  if (degrees >= 40 && square < 0.4 * degrees) return logNearNormal(square, degrees);
  const [a, b] = [degrees / 2, 0.5];
  // x = degrees / (degrees + t²) and y = 1 − x, neither from the other.
  const ratio = square / degrees;
  const [x, y] = [1 / (1 + ratio), ratio === Number.POSITIVE_INFINITY ? 1 : ratio / (1 + ratio)];
  if (x < (a + 1) / (a + b + 2)) return logBetaFront(a, b, x, y) + Math.log(continuedFraction(a, b, x));
  return Math.log1p(-Math.exp(logBetaFront(b, a, y, x)) * continuedFraction(b, a, y));
}

/** Coefficients p_n of DiDonato and Morris for b = ½. */
const SERIES: readonly number[] = (() => {
  const found = [1];
  const factorial = [1];
  for (let n = 1; n <= 24; n++) factorial[n] = factorial[n - 1]! * n;
  for (let n = 1; n < 12; n++) {
    let sum = 0;
    for (let m = 1; m < n; m++) sum += ((m / 2 - n) / factorial[2 * m + 1]!) * found[n - m]!;
    found[n] = -0.5 / factorial[2 * n + 1]! + sum / n;
  }
  return found;
})();

/**
 * Many degrees: the normal distribution at a stretched z, with corrections in powers of 1 / degrees². The continued fraction
 * would lose digits there, since every term of it is nearly 1.
 * @see DiDonato and Morris 1992, ACM Trans Math Softw 18:360, section 9 (BGRAT).
 */
function logNearNormal(square: number, degrees: number): number {
  const a = degrees / 2;
  const t = a - 0.25;
  const logX = -Math.log1p(square / degrees);
  const u = -t * logX;
  const logFront = -u + 0.5 * Math.log(u / Math.PI);
  const logGammaRatio =
    a * Math.log1p(0.5 / a) - 0.5 + stirlingRest(a + 0.5) - stirlingRest(a) - 0.5 * Math.log1p(-0.25 / a);
  const shrink = 1 / (4 * t * t);
  const quarter = (logX / 2) ** 2;
  let term = Math.exp(normalLogTwoSided(Math.sqrt(2 * u)) - logFront);
  let power = 1;
  let sum = term;
  for (let n = 0; n + 1 < SERIES.length; n++) {
    term = shrink * ((2 * n + 0.5) * (2 * n + 1.5) * term + (u + 2 * n + 1.5) * power);
    power *= quarter;
    const next = sum + SERIES[n + 1]! * term;
    if (next === sum) break;
    sum = next;
  }
  return Math.min(0, logFront + logGammaRatio + Math.log(sum));
}

/** Two-sided P value: probability of |T| ≥ |t|. @param degrees of freedom, above 0. */
export function studentTwoSided(t: number, degrees: number): number {
  return Math.exp(studentLogTwoSided(t, degrees));
}

/**
 * The t that |T| exceeds with probability `p`: 0.05 gives the half width of a 95 % interval, in standard errors.
 * @param p 0–1, both tails together. @param degrees of freedom, above 0.
 */
export function studentTwoSidedQuantile(p: number, degrees: number): number {
  if (!(p > 0)) return p === 0 ? Number.POSITIVE_INFINITY : Number.NaN;
  if (!(p < 1)) return p === 1 ? 0 : Number.NaN;
  const target = Math.log(p);
  let t = Math.max(-normalQuantile(p / 2), 1e-3);
  let [low, high] = [0, Number.POSITIVE_INFINITY];
  for (let i = 0; i < 2_000; i++) {
    const log = studentLogTwoSided(t, degrees);
    if (log > target) low = t;
    else high = t;
    // Against log t: far out the logarithm of P is a straight line in it. The slope comes from the density.
    const ratio = (t * t) / degrees;
    const density = Math.exp(logBetaFront(0.5, degrees / 2, ratio / (1 + ratio), 1 / (1 + ratio)));
    const slope = -density / Math.exp(log);
    const newton = t * Math.exp(-(log - target) / slope);
    const next = newton > low && newton < high ? newton : high < Number.POSITIVE_INFINITY ? (low + high) / 2 : 2 * t;
    if (Math.abs(next - t) <= 4e-16 * t) return next;
    t = next;
  }
  return t;
}
