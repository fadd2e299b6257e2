/** Sums over people that a round of logistic regression needs, at the coefficients of the round. */
import { codeAt, type GenotypeBlock } from "../../kernels/index.ts";
import type { Design } from "./design.ts";
import { packedLength } from "./packed-cholesky.ts";

/** People of one place, cases marked. */
export interface CaseDesign extends Design {
  /** `[people]`, 1 for a case. */
  readonly cases: Uint8Array;
  /** `[order − 1]` coefficients of intercept and covariates without a variant: where the rounds begin. All places use the same. */
  readonly start: Float64Array;
}

/** Places of a variant's sums; predictors are intercept, covariates, then the genotype. */
export interface SumPlaces {
  readonly predictors: number;
  /** People, copies of allele 1, their squares, cases, copies in cases. */
  readonly tally: number;
  readonly logLikelihood: number;
  /** `[predictors]`; in a penalty round Firth's part of it instead. */
  readonly score: number;
  /** Packed `[predictors × predictors]`. */
  readonly information: number;
  readonly length: number;
}

export function placesOf(predictors: number): SumPlaces {
  return {
    predictors,
    tally: 0,
    logLikelihood: 5,
    score: 6,
    information: 6 + predictors,
    length: 6 + predictors + packedLength(predictors),
  };
}

/** Below this a product of probabilities is put away as a logarithm; the product of two such numbers is still a double. */
const SMALL = 1e-150;

/**
 * Likelihood, score and information of one variant.
 * @param at of the variant's sums in `sums`, all 0; of its coefficients `variant × predictors`.
 * @param values room for the predictors of a person.
 */
export function addLikelihood(
  design: CaseDesign,
  block: GenotypeBlock,
  variant: number,
  coefficients: Float64Array,
  sums: Float64Array,
  at: number,
  values: Float64Array,
): void {
  const { order, rows, cases, takesPart } = design;
  const places = placesOf(order);
  const own = variant * order;
  const last = order - 1;
  const effect = coefficients[own + last]!;
  const score = at + places.score;
  let [people, copies, squares, ill, copiesInIll] = [0, 0, 0, 0, 0];
  let logs = 0;
  let likelihood = 1;
  for (let person = 0; person < block.people; person++) {
    if (takesPart[person] !== 1) continue;
    const code = codeAt(block, variant, person);
    if (code === 1) continue;
    const dosage = code === 0 ? 2 : code === 2 ? 1 : 0;
    const row = person * last;
    let linear = effect * dosage;
    for (let k = 0; k < last; k++) {
      const value = rows[row + k]!;
      values[k] = value;
      linear += coefficients[own + k]! * value;
    }
    values[last] = dosage;
    const isCase = cases[person]!;
    const odds = Math.exp(-Math.abs(linear));
    const smaller = odds / (1 + odds);
    const probability = linear >= 0 ? 1 - smaller : smaller;
    const weight = smaller * (1 - smaller);
    // Each from the smaller of the two: neither tail loses its digits.
    const complement = linear >= 0 ? smaller : 1 - smaller;
    const residual = isCase === 1 ? complement : -probability;
    const chance = isCase === 1 ? probability : complement;
    if (chance < SMALL) logs -= Math.abs(linear);
    else likelihood *= chance;
    if (likelihood < SMALL) {
      logs += Math.log(likelihood);
      likelihood = 1;
    }
    people++;
    copies += dosage;
    squares += dosage * dosage;
    ill += isCase;
    copiesInIll += isCase * dosage;
    for (let i = 0, out = at + places.information; i < order; i++) {
      const value = values[i]!;
      sums[score + i]! += residual * value;
      const weighted = weight * value;
      for (let j = 0; j <= i; j++) sums[out++]! += weighted * values[j]!;
    }
  }
  sums.set([people, copies, squares, ill, copiesInIll], at + places.tally);
  sums[at + places.logLikelihood] = logs + Math.log(likelihood);
}

/**
 * What the penalty adds to the score: Σ h (½ − p) x, h a person's leverage.
 * @param covariance `[variants × packed]` inverse information at the same coefficients.
 * @see Firth 1993, Biometrika 80:27; Heinze and Schemper 2002, Statistics in Medicine 21:2409.
 */
export function addPenalty(
  design: CaseDesign,
  block: GenotypeBlock,
  variant: number,
  coefficients: Float64Array,
  covariance: Float64Array,
  sums: Float64Array,
  at: number,
  values: Float64Array,
): void {
  const { order, rows, takesPart } = design;
  const own = variant * order;
  const inverse = covariance.subarray(variant * packedLength(order), (variant + 1) * packedLength(order));
  const last = order - 1;
  const score = at + placesOf(order).score;
  for (let person = 0; person < block.people; person++) {
    if (takesPart[person] !== 1) continue;
    const code = codeAt(block, variant, person);
    if (code === 1) continue;
    for (let k = 0; k < last; k++) values[k] = rows[person * last + k]!;
    values[last] = code === 0 ? 2 : code === 2 ? 1 : 0;
    let linear = 0;
    let leverage = 0;
    for (let i = 0, entry = 0; i < order; i++) {
      const value = values[i]!;
      linear += coefficients[own + i]! * value;
      let sum = 0;
      for (let j = 0; j < i; j++) sum += inverse[entry++]! * values[j]!;
      leverage += value * (2 * sum + inverse[entry++]! * value);
    }
    const odds = Math.exp(-Math.abs(linear));
    const smaller = odds / (1 + odds);
    const probability = linear >= 0 ? 1 - smaller : smaller;
    const pull = leverage * smaller * (1 - smaller) * (0.5 - probability);
    for (let i = 0; i < order; i++) sums[score + i]! += pull * values[i]!;
  }
}
