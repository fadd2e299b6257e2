/** What studies found of one variant, as sums: add a study, take one back, and the combined result follows. */
import { chiSquareLogUpper, normalLogTwoSided } from "../../kernels/index.ts";

/** Sums over studies of one variant, w = 1 / se²; each holds what a fixed-effect analysis and DerSimonian–Laird need. */
export interface EffectSums {
  readonly studies: number;
  readonly weight: number;
  readonly weightSquare: number;
  readonly effect: number;
  readonly effectSquare: number;
}

export const noEffects: EffectSums = { studies: 0, weight: 0, weightSquare: 0, effect: 0, effectSquare: 0 };

/** One study. @param standardError above 0. */
export function effectSums(effect: number, standardError: number): EffectSums {
  const weight = 1 / (standardError * standardError);
  return {
    studies: 1,
    weight,
    weightSquare: weight * weight,
    effect: weight * effect,
    effectSquare: weight * effect * effect,
  };
}

/** Studies of further institutions. */
export function mergeEffects(one: EffectSums, other: EffectSums): EffectSums {
  return combined(one, other, 1);
}

/** Takes studies back that were merged. */
export function subtractEffects(whole: EffectSums, part: EffectSums): EffectSums {
  return part.studies === whole.studies ? noEffects : combined(whole, part, -1);
}

function combined(one: EffectSums, other: EffectSums, sign: 1 | -1): EffectSums {
  return {
    studies: one.studies + sign * other.studies,
    weight: one.weight + sign * other.weight,
    weightSquare: one.weightSquare + sign * other.weightSquare,
    effect: one.effect + sign * other.effect,
    effectSquare: one.effectSquare + sign * other.effectSquare,
  };
}

export interface Estimate {
  readonly effect: number;
  readonly standardError: number;
}

/** Natural logarithm of the two-sided P value of an estimate, by the normal distribution. */
export function logPOf({ effect, standardError }: Estimate): number {
  return normalLogTwoSided(effect / standardError);
}

/** One effect in all studies: inverse-variance weights. */
export function fixedEffect({ weight, effect }: EffectSums): Estimate {
  return { effect: effect / weight, standardError: 1 / Math.sqrt(weight) };
}

export interface Heterogeneity {
  /** Cochran's Q, chi-square with `studies − 1` degrees where all effects are one. */
  readonly q: number;
  /** Natural. */
  readonly logP: number;
  /** Share of the variation that is more than chance, 0–1. @see Higgins and Thompson 2002, Stat Med 21:1539 */
  readonly i2: number;
  /** Q per degree; NaN for one study. */
  readonly h2: number;
  /** DerSimonian and Laird's variance of the effects between studies. @see Control Clin Trials 1986, 7:177 */
  readonly tau2: number;
}

export function heterogeneity({ studies, weight, weightSquare, effect, effectSquare }: EffectSums): Heterogeneity {
  const degrees = studies - 1;
  const q = degrees > 0 ? Math.max(0, effectSquare - (effect * effect) / weight) : 0;
  if (degrees < 1) return { q, logP: 0, i2: 0, h2: Number.NaN, tau2: 0 };
  return {
    q,
    logP: chiSquareLogUpper(q, degrees),
    i2: q > degrees ? (q - degrees) / q : 0,
    h2: q / degrees,
    tau2: Math.max(0, (q - degrees) / (weight - weightSquare / weight)),
  };
}
