/** Effects that differ between studies: how much they differ, their mean, and where the next population's may lie. */
import { studentLogTwoSided, studentTwoSidedQuantile, Z95 } from "../../kernels/index.ts";
import type { Estimate } from "./effect-sums.ts";

/** Effects and variances (squared standard errors) of the studies of one variant, `[k]` each. */
export interface Effects {
  readonly effects: Float64Array;
  readonly variances: Float64Array;
}

/** Mean of the effects, each study weighted by 1 / (variance + tau2). */
export function randomEffects({ effects, variances }: Effects, tau2: number): Estimate {
  let [weight, sum] = [0, 0];
  for (let i = 0; i < effects.length; i++) {
    const w = 1 / (variances[i]! + tau2);
    weight += w;
    sum += w * effects[i]!;
  }
  return { effect: sum / weight, standardError: 1 / Math.sqrt(weight) };
}

/** Sum of squared distances from the mean, in units of variance + tau2. */
function generalizedQ(studies: Effects, tau2: number): number {
  const mean = randomEffects(studies, tau2).effect;
  return studies.effects.reduce((sum, b, i) => sum + (b - mean) ** 2 / (studies.variances[i]! + tau2), 0);
}

/**
 * Paule and Mandel's variance between studies: the tau2 at which the generalized Q is its expectation, k − 1.
 * @see Paule and Mandel 1982, J Res Natl Bur Stand 87:377.
 */
export function pauleMandel(studies: Effects): number {
  const { effects, variances } = studies;
  const target = effects.length - 1;
  let tau2 = 0;
  if (target < 1 || generalizedQ(studies, 0) <= target) return 0;
  // Q falls and is convex in tau2: Newton from 0 walks up to the root and never over it.
  for (let i = 0; i < 200; i++) {
    const mean = randomEffects(studies, tau2).effect;
    let [q, slope] = [0, 0];
    for (let j = 0; j < effects.length; j++) {
      const [total, square] = [variances[j]! + tau2, (effects[j]! - mean) ** 2];
      q += square / total;
      slope += square / (total * total);
    }
    const next = tau2 + (q - target) / slope;
    if (!(Math.abs(next - tau2) > 1e-15 * next)) return next;
    tau2 = next;
  }
  return tau2;
}

/** Slope of the likelihood in tau2: of the whole, or of what is left when the mean is taken out (restricted). */
function likelihoodSlope({ effects, variances }: Effects, tau2: number, isRestricted: boolean): number {
  let [weight, square, sum] = [0, 0, 0];
  for (let i = 0; i < effects.length; i++) {
    const w = 1 / (variances[i]! + tau2);
    weight += w;
    square += w * w;
    sum += w * effects[i]!;
  }
  const mean = sum / weight;
  let distance = 0;
  for (let i = 0; i < effects.length; i++) distance += ((effects[i]! - mean) / (variances[i]! + tau2)) ** 2;
  return 0.5 * (distance - weight + (isRestricted ? square / weight : 0));
}

function logLikelihood({ effects, variances }: Effects, tau2: number, isRestricted: boolean): number {
  const mean = randomEffects({ effects, variances }, tau2).effect;
  let [sum, weight] = [0, 0];
  for (let i = 0; i < effects.length; i++) {
    const total = variances[i]! + tau2;
    sum += Math.log(total) + (effects[i]! - mean) ** 2 / total;
    weight += 1 / total;
  }
  return -0.5 * (sum + (isRestricted ? Math.log(weight) : 0));
}

/** Places between 0 and the largest tau2 at which the slope's sign is looked at. */
const STEPS = 32;

/**
 * Variance between studies of the greatest likelihood, restricted (REML) or not (ML). The slope is looked at over the whole
 * range, so that of several peaks the highest is found, not the nearest.
 */
export function likeliestVariance(studies: Effects, kind: "ml" | "reml"): number {
  const { effects, variances } = studies;
  if (effects.length < 2) return 0;
  const slope = (tau2: number): number => likelihoodSlope(studies, tau2, kind === "reml");
  let [lowest, largest, smallest] = [effects[0]!, effects[0]!, variances[0]!];
  for (let i = 1; i < effects.length; i++) {
    lowest = Math.min(lowest, effects[i]!);
    largest = Math.max(largest, effects[i]!);
    smallest = Math.min(smallest, variances[i]!);
  }
  // Above twice the squared spread every slope is negative.
  const highest = 2 * (largest - lowest) ** 2;
  if (!(highest > 0)) return 0;
  const first = Math.min(highest, smallest) * 1e-6;
  const growth = (highest / first) ** (1 / STEPS);
  const atZero = slope(0);
  const candidates: number[] = atZero <= 0 ? [0] : [];
  let [low, lowSlope] = [0, atZero];
  for (let step = 0; step <= STEPS; step++) {
    const high = step === STEPS ? highest : first * growth ** step;
    const highSlope = slope(high);
    if (lowSlope > 0 && highSlope <= 0) candidates.push(rootBetween(slope, low, high));
    [low, lowSlope] = [high, highSlope];
  }
  if (candidates.length < 2) return candidates[0] ?? highest;
  const heights = candidates.map((tau2) => logLikelihood(studies, tau2, kind === "reml"));
  return candidates[heights.indexOf(Math.max(...heights))]!;
}

/** Where a falling function crosses 0: secants kept in a bracket (Illinois), halved when they stall. */
function rootBetween(f: (x: number) => number, from: number, to: number): number {
  let [low, high, fLow, fHigh] = [from, to, f(from), f(to)];
  for (let i = 0; i < 200 && high - low > 2e-16 * high; i++) {
    const secant = i % 4 === 3 ? (low + high) / 2 : low + ((high - low) * fLow) / (fLow - fHigh);
    const x = secant > low && secant < high ? secant : (low + high) / 2;
    if (x === low || x === high) break;
    const value = f(x);
    if (value === 0) return x;
    if (value > 0) {
      [low, fLow] = [x, value];
      fHigh /= 2;
    } else {
      [high, fHigh] = [x, value];
      fLow /= 2;
    }
  }
  return (low + high) / 2;
}

/**
 * Knapp and Hartung's standard error of the random-effects mean, which is judged by Student's t with k − 1 degrees.
 * @see Knapp and Hartung 2003, Stat Med 22:2693.
 */
export function knappHartung(
  studies: Effects,
  tau2: number,
): { readonly standardError: number; readonly logP: number } {
  const degrees = studies.effects.length - 1;
  const { effect, standardError } = randomEffects(studies, tau2);
  const error = standardError * Math.sqrt(generalizedQ(studies, tau2) / degrees);
  return { standardError: error, logP: studentLogTwoSided(effect / error, degrees) };
}

/** The half width of a 95 % interval by t, in standard errors: asked for again with every variant, of few degrees. */
const halfWidths = new Map<number, number>();

function halfWidth(degrees: number): number {
  const known = halfWidths.get(degrees) ?? studentTwoSidedQuantile(0.05, degrees);
  halfWidths.set(degrees, known);
  return known;
}

/**
 * Where the effect in one further population may lie, 95 %.
 * @param by `normal`: with the normal quantile, too narrow for few studies; `student`: with t on k − 2 degrees.
 * @see Higgins, Thompson and Spiegelhalter 2009, J R Stat Soc A 172:137.
 */
export function predictionInterval(
  { effect, standardError }: Estimate,
  tau2: number,
  studies: number,
  by: "normal" | "student",
): { readonly low: number; readonly high: number } {
  const quantile = by === "normal" ? Z95 : studies > 2 ? halfWidth(studies - 2) : Number.NaN;
  const half = quantile * Math.sqrt(tau2 + standardError * standardError);
  return { low: effect - half, high: effect + half };
}
