/**
 * How do mean and spread of a score change along genetic similarity? Newton's rounds as sums over people (`Z_norm2`).
 * A round needs the people's sums alone, so it runs over blocks, on cores or between institutions alike.
 */
import { PangenicError } from "../../base/index.ts";
import { cholesky, choleskyInverse, choleskyOf, choleskySolve } from "../../kernels/index.ts";
import { type MeanVariance, termCount, writeTerms } from "../../models/index.ts";
import type { FitSums } from "./fit-sums.ts";
import { type FitScale, type MeanFit, solveMean, summarizeMean } from "./mean-fit.ts";
import { deviations, type Moments, summarizeMoments } from "./moments.ts";
import { columnsOf, type ScoredPeople } from "./scored-people.ts";

/** What one round asks of the people. */
export interface FitPlan {
  readonly scale: FitScale;
  /** Coefficients of the mean, then of the log variance. */
  readonly parameters: Float64Array;
  /** Where the round's step began; null in the first round. */
  readonly from: {
    readonly parameters: Float64Array;
    readonly objective: number;
    readonly step: Float64Array;
    readonly share: number;
  } | null;
  /** Rounds done. */
  readonly round: number;
}

/** How terms and penalty are chosen. */
export interface FitSettings {
  readonly components: number;
  readonly curved: number;
  readonly ridge: number;
}

const ROUNDS = 200;

/** Largest Newton step of a standardized coefficient that ends the fit; convergence is quadratic, so its square is left. */
const SMALL_STEP = 1e-8;

/** A spread this small a part of its mean is rounding. */
const CONSTANT = 1e-10;

/** The first plan, from what the first round of sums tells. @param moments of the scores and the components. */
export function scaleOf(moments: Moments, { components, curved, ridge }: FitSettings): FitScale {
  const spread = deviations(moments);
  if (!spread.subarray(0, components + 1).every((sd, k) => sd > CONSTANT * Math.abs(moments.mean[k]!)))
    throw new PangenicError("score-fit-failed", "the score, or a component of the reference, is the same in everybody");
  return {
    design: { center: [...moments.mean.subarray(1)], scale: [...spread.subarray(1)], curved },
    score: { center: moments.mean[0]!, scale: spread[0]! },
    ridge,
  };
}

/** Starts at the least-squares mean and one variance for all. */
export function startFit(scale: FitScale, { mean, variance }: MeanFit): FitPlan {
  const parameters = new Float64Array(2 * mean.length);
  parameters.set(mean);
  parameters[mean.length] = Math.log(variance);
  return { scale, parameters, from: null, round: 0 };
}

/**
 * Objective ½ Σ (log σ² + r²/σ²) and its gradient; then the Hessian's parts, each a lower triangle: Σ xxᵀ/σ² (mean),
 * Σ xxᵀ r/σ² (mean and variance), Σ xxᵀ r²/2σ² (variance).
 */
export function summarizeFit(people: ScoredPeople, { scale, parameters }: FitPlan): FitSums {
  const { design, score } = scale;
  const size = termCount(design);
  const triangle = (size * (size + 1)) / 2;
  const sums = new Float64Array(1 + 2 * size + 3 * triangle);
  const terms = new Float64Array(size);
  const mixed = 1 + 2 * size + triangle;
  const spread = mixed + triangle;
  for (let i = 0; i < people.scores.length; i++) {
    writeTerms(design, people.coordinates, i * people.width, terms);
    let rest = (people.scores[i]! - score.center) / score.scale;
    let logVariance = 0;
    for (let j = 0; j < size; j++) {
      rest -= parameters[j]! * terms[j]!;
      logVariance += parameters[size + j]! * terms[j]!;
    }
    const precision = Math.exp(-logVariance);
    const half = (rest * rest * precision) / 2;
    sums[0]! += logVariance / 2 + half;
    let at = 0;
    for (let j = 0; j < size; j++) {
      const term = terms[j]!;
      sums[1 + j]! -= rest * precision * term;
      sums[1 + size + j]! += (0.5 - half) * term;
      for (let k = 0; k <= j; k++, at++) {
        const product = term * terms[k]!;
        sums[1 + 2 * size + at]! += precision * product;
        sums[mixed + at]! += rest * precision * product;
        sums[spread + at]! += half * product;
      }
    }
  }
  return { people: people.scores.length, sums };
}

/** @throws PangenicError `score-fit-failed`, where Newton's rounds do not settle; `matrix-singular`, where the people do not
 * spread along every component. */
export function solveFit(sums: FitSums, plan: FitPlan): { readonly next: FitPlan } | { readonly result: MeanVariance } {
  const { scale, parameters, from, round } = plan;
  const penalty = penaltyOf(scale);
  const objective = sums.sums[0]! + 0.5 * penalty.reduce((sum, weight, i) => sum + weight * parameters[i]! ** 2, 0);
  if (round === ROUNDS) throw new PangenicError("score-fit-failed", "mean and spread of the score did not settle");
  // A step that made things worse is halved; the margin is the rounding of a sum of that size.
  if (from && !(objective <= from.objective + 1e-12 * Math.abs(from.objective))) {
    const share = from.share / 2;
    const next = from.parameters.map((value, i) => value - share * from.step[i]!);
    return { next: { scale, parameters: next, from: { ...from, share }, round: round + 1 } };
  }
  const size = parameters.length;
  const gradient = sums.sums.slice(1, 1 + size).map((slope, i) => slope + penalty[i]! * parameters[i]!);
  const observed = cholesky(hessianOf(sums, size / 2, penalty, true), size);
  // Far from the optimum the Hessian may not be positive definite; without the mixed part it is.
  const factor = observed ?? choleskyOf(hessianOf(sums, size / 2, penalty, false), size, "components of the reference");
  const step = choleskySolve(factor, size, gradient);
  const next = parameters.map((value, i) => value - step[i]!);
  if (observed && step.every((length) => Math.abs(length) <= SMALL_STEP)) {
    const terms = size / 2;
    return {
      result: {
        design: scale.design,
        score: scale.score,
        mean: next.slice(0, terms),
        logVariance: next.slice(terms),
        covariance: choleskyInverse(observed, size),
      },
    };
  }
  return { next: { scale, parameters: next, from: { parameters, objective, step, share: 1 }, round: round + 1 } };
}

function penaltyOf({ design, ridge }: FitScale): Float64Array {
  const size = termCount(design);
  const plane = 1 + design.center.length;
  return Float64Array.from({ length: 2 * size }, (_, i) => (i % size >= plane ? ridge : 0));
}

function hessianOf({ sums }: FitSums, size: number, penalty: Float64Array, mixed: boolean): Float64Array {
  const triangle = (size * (size + 1)) / 2;
  const full = new Float64Array(4 * size * size);
  const set = (row: number, column: number, value: number) => {
    full[row * 2 * size + column] = value;
    full[column * 2 * size + row] = value;
  };
  let at = 1 + 2 * size;
  for (let j = 0; j < size; j++)
    for (let k = 0; k <= j; k++, at++) {
      set(j, k, sums[at]!);
      set(size + j, size + k, sums[at + 2 * triangle]!);
      if (mixed) {
        set(size + j, k, sums[at + triangle]!);
        set(size + k, j, sums[at + triangle]!);
      }
    }
  for (let i = 0; i < 2 * size; i++) full[i * 2 * size + i]! += penalty[i]!;
  return full;
}

/** The whole fit where all people are in one place. */
export function fitMeanVariance(people: ScoredPeople, settings: FitSettings): MeanVariance {
  const scale = scaleOf(summarizeMoments(columnsOf(people, settings.components), settings.components + 1), settings);
  let plan = startFit(scale, solveMean(summarizeMean(people, scale), scale));
  for (;;) {
    const solved = solveFit(summarizeFit(people, plan), plan);
    if ("result" in solved) return solved.result;
    plan = solved.next;
  }
}
