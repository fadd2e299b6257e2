/** Are the copies of an allele more frequent in cases than in controls, covariates being equal? Logistic regression, and Firth's. */
import { PangenicError } from "../../base/index.ts";
import type { CohortVariant } from "../../genome/index.ts";
import { normalLogTwoSided } from "../../kernels/index.ts";
import { sameVariants } from "../frequency.ts";
import type { Statistic } from "../statistic.ts";
import { type AssociationRows, emptyRows, joinedRows, type NoResult, reasonOf } from "./association-rows.ts";
import { type Design, designOf, type Measurements } from "./design.ts";
import {
  advance,
  copiedState,
  firstState,
  type LogisticSettings,
  type LogisticState,
  phase,
  roundRoom,
} from "./logistic-round.ts";
import { addLikelihood, addPenalty, type CaseDesign, placesOf } from "./logistic-sums.ts";
import { backwardPacked, factorPacked, forwardPacked, packedLength } from "./packed-cholesky.ts";
import { designFor, hidden, partsOf } from "./part.ts";

export interface LogisticPlan extends LogisticSettings {
  readonly twoCopies: CaseDesign;
  /** With sex among the covariates; null where sex is not known. */
  readonly x: CaseDesign | null;
  /** Of each part of the block; null in the first round. */
  readonly states: readonly (LogisticState | null)[] | null;
}

/** Sums over people at the coefficients of the round; all of them add. */
export interface LogisticSums {
  readonly variants: readonly CohortVariant[];
  /** Intercept, covariates and genotype; 0 where these variants have no design, and the reason. */
  readonly predictors: number;
  readonly reason: NoResult;
  /** Where the rounds begin, as in the plan. */
  readonly start: Float64Array;
  /** `[variants × placesOf(predictors).length]` */
  readonly sums: Float64Array;
}

export type LogisticSummary = readonly LogisticSums[];

/**
 * `beta` in log odds per copy of allele 1, in double precision, each variant in the people in whom it was seen.
 * @see Firth 1993, Biometrika 80:27; Heinze and Schemper 2002, Statistics in Medicine 21:2409.
 */
export const logisticAssociation: Statistic<LogisticPlan, LogisticSummary, AssociationRows> = {
  name: "association-logistic",
  summarize: (block, plan) =>
    partsOf(block).map(({ copies, variants, genotypes }, i): LogisticSums => {
      const design = designFor(copies, plan);
      if (typeof design === "string")
        return { variants, predictors: 0, reason: design, start: new Float64Array(), sums: new Float64Array() };
      const { order: predictors, start } = design;
      const state = plan.states?.[i] ?? firstState(variants.length, start, plan.firth);
      const { length } = placesOf(predictors);
      const seen = hidden(genotypes, design);
      const sums = new Float64Array(variants.length * length);
      const values = new Float64Array(predictors);
      for (let variant = 0; variant < variants.length; variant++) {
        const now = state.phase[variant]!;
        const at = variant * length;
        if (now === phase.done) continue;
        if (now === phase.firthPenalty || now === phase.nullPenalty)
          addPenalty(design, seen, variant, state.best, state.covariance, sums, at, values);
        else addLikelihood(design, seen, variant, state.coefficients, sums, at, values);
      }
      return { variants, predictors, reason: ".", start, sums };
    }),
  merge: (one, other) => combined(one, other, 1),
  subtract: (whole, part) => combined(whole, part, -1),
  join: (one, next) => [...one, ...next],
  solve(summary, plan) {
    const states = summary.map(({ variants, predictors, start, sums }, i) => {
      if (predictors === 0) return null;
      const before = plan.states?.[i];
      const state = before ? copiedState(before) : firstState(variants.length, start, plan.firth);
      const { length } = placesOf(predictors);
      const room = roundRoom(predictors);
      for (let variant = 0; variant < variants.length; variant++)
        if (state.phase[variant] !== phase.done) advance(state, variant, start, sums, variant * length, plan, room);
      return state;
    });
    if (states.some((state) => state?.phase.some((now) => now !== phase.done))) return { next: { ...plan, states } };
    return { result: joinedRows(summary.map((sums, i) => rowsOf(sums, states[i]!, plan))) };
  },
};

function combined(one: LogisticSummary, other: LogisticSummary, sign: 1 | -1): LogisticSummary {
  if (one.length !== other.length) throw new PangenicError("shape", "these sums are of other variants");
  return one.map((a, i) => {
    const b = other[i]!;
    if (!sameVariants(a.variants, b.variants) || a.predictors !== b.predictors)
      throw new PangenicError("shape", "these sums are of other variants, or of another design");
    return { ...a, sums: a.sums.map((value, k) => value + sign * b.sums[k]!) };
  });
}

function rowsOf(
  { variants, reason }: LogisticSums,
  state: LogisticState | null,
  { test }: LogisticPlan,
): AssociationRows {
  const rows = emptyRows(variants, true);
  if (state === null) {
    rows.reason.fill(reasonOf(reason));
    return rows;
  }
  for (let variant = 0; variant < variants.length; variant++) {
    if (state.reason[variant] !== 0) continue;
    const beta = state.beta[variant]!;
    const isRatio = test === "likelihood-ratio" && state.usedFirth[variant] === 1;
    const statistic = isRatio
      ? Math.sign(beta) * Math.sqrt(state.likelihoodRatio[variant]!)
      : beta / state.standardError[variant]!;
    rows.beta[variant] = beta;
    rows.standardError[variant] = state.standardError[variant]!;
    rows.statistic[variant] = statistic;
    // A square of a normal value is chi-square with one degree: both tests by one function.
    rows.log10P[variant] = normalLogTwoSided(statistic) / Math.LN10;
  }
  rows.people.set(state.people);
  rows.copies.set(state.copies);
  rows.reason.set(state.reason);
  rows.firth.set(state.usedFirth);
  return rows;
}

/** @param basis of `basisOf`, whose last column, the phenotype's, is left out here. */
export function caseDesignOf(
  measurements: Measurements,
  basis: Parameters<typeof designOf>[1],
  oneCopy: Uint8Array,
): CaseDesign {
  const { order, rows, takesPart, phenotypeUnit }: Design = designOf(measurements, basis, oneCopy);
  const predictors = order - 1;
  const people = takesPart.length;
  const own = new Float64Array(people * predictors);
  const cases = new Uint8Array(people);
  for (let person = 0; person < people; person++) {
    own.set(rows.subarray(person * order, person * order + predictors), person * predictors);
    cases[person] = takesPart[person] === 1 ? measurements.values[(person + 1) * predictors - 1]! : 0;
  }
  const start = withoutVariant(own, cases, takesPart, predictors);
  // The genotype takes the phenotype's column.
  return { order, rows: own, takesPart, phenotypeUnit, oneCopy, cases, start };
}

const START_ROUNDS = 25;

/** Coefficients without a variant. Only where the rounds begin: it need not be the maximum, and need not exist. */
function withoutVariant(rows: Float64Array, cases: Uint8Array, takesPart: Uint8Array, width: number): Float64Array {
  let coefficients = new Float64Array(width);
  for (let round = 0; round < START_ROUNDS; round++) {
    const score = new Float64Array(width);
    const information = new Float64Array(packedLength(width));
    for (let person = 0; person < takesPart.length; person++) {
      if (takesPart[person] !== 1) continue;
      const row = person * width;
      let linear = 0;
      for (let k = 0; k < width; k++) linear += coefficients[k]! * rows[row + k]!;
      const probability = 1 / (1 + Math.exp(-linear));
      for (let i = 0, out = 0; i < width; i++) {
        score[i]! += (cases[person]! - probability) * rows[row + i]!;
        for (let j = 0; j <= i; j++)
          information[out++]! += probability * (1 - probability) * rows[row + i]! * rows[row + j]!;
      }
    }
    if (!factorPacked(information, width)) return new Float64Array(width);
    forwardPacked(information, width, score);
    const squared = score.reduce((sum, value) => sum + value * value, 0);
    backwardPacked(information, width, score);
    coefficients = coefficients.map((value, k) => value + score[k]!);
    if (squared < 1e-12) return coefficients;
  }
  return new Float64Array(width);
}
