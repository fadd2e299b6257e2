/** The way of one variant to its estimate: Newton's steps, Firth's penalty where it is wanted, and the likelihood ratio. */
import { type NoResult, reasonOf } from "./association-rows.ts";
import { LARGEST_VIF } from "./design.ts";
import { placesOf } from "./logistic-sums.ts";
import { factorPacked, invertedPacked, packedLength } from "./packed-cholesky.ts";

/** What a variant asks of the next round; `null…` holds the genotype's effect at 0, for the likelihood ratio. */
export const phase = { logistic: 0, firth: 1, firthPenalty: 2, null: 3, nullPenalty: 4, done: 5 } as const;

export interface LogisticSettings {
  /** `fallback`, as PLINK 2: where the likelihood has no maximum, or an allele is carried by cases or controls alone. */
  readonly firth: "never" | "fallback" | "always";
  /** Of Firth's results: Wald's test as PLINK 2, or the penalized likelihood ratio as regenie and logistf. */
  readonly test: "wald" | "likelihood-ratio";
}

/** Of some variants that share a design; the same in all places. */
export interface LogisticState {
  readonly phase: Uint8Array;
  readonly round: Uint8Array;
  /** `[variants × predictors]` where the next sums are taken, and the best so far. */
  readonly coefficients: Float64Array;
  readonly best: Float64Array;
  readonly bestLikelihood: Float64Array;
  /** At the best coefficients, `[variants × predictors]`. */
  readonly score: Float64Array;
  /** The inverse information there, `[variants × packed]`, which Firth's penalty needs; empty while no variant does. */
  readonly covariance: Float64Array;
  /** Found so far; what `AssociationRows` calls them. */
  readonly beta: Float64Array;
  readonly standardError: Float64Array;
  readonly fullLikelihood: Float64Array;
  readonly likelihoodRatio: Float64Array;
  readonly reason: Uint8Array;
  readonly people: Uint32Array;
  readonly copies: Uint32Array;
  readonly usedFirth: Uint8Array;
}

export function firstState(variants: number, start: Float64Array, firth: LogisticSettings["firth"]): LogisticState {
  const predictors = start.length + 1;
  const coefficients = new Float64Array(variants * predictors);
  for (let variant = 0; variant < variants; variant++) coefficients.set(start, variant * predictors);
  const numbers = (width = 1) => new Float64Array(variants * width);
  const always = firth === "always" ? 1 : 0;
  return {
    phase: new Uint8Array(variants).fill(always ? phase.firth : phase.logistic),
    round: new Uint8Array(variants),
    coefficients,
    best: coefficients.slice(),
    bestLikelihood: numbers().fill(Number.NEGATIVE_INFINITY),
    score: numbers(predictors),
    covariance: numbers(always * packedLength(predictors)),
    beta: numbers().fill(Number.NaN),
    standardError: numbers().fill(Number.NaN),
    fullLikelihood: numbers().fill(Number.NaN),
    likelihoodRatio: numbers().fill(Number.NaN),
    reason: new Uint8Array(variants),
    people: new Uint32Array(variants),
    copies: new Uint32Array(variants),
    usedFirth: new Uint8Array(variants).fill(always),
  };
}

/** For the next round to change; with room for a covariance where one is needed now. */
export function copiedState(state: LogisticState): LogisticState {
  const columns = Object.entries(state as unknown as Record<string, Float64Array>);
  const copy = Object.fromEntries(columns.map(([name, column]) => [name, column.slice()])) as unknown as LogisticState;
  const { covariance, phase: now, best } = state;
  if (covariance.length > 0 || !now.includes(phase.firth)) return copy;
  const variants = now.length;
  return { ...copy, covariance: new Float64Array(variants * packedLength(best.length / variants)) };
}

/** Newton reaches its end in about five steps; Firth's penalty is left out of the slope, and takes more. */
const ROUNDS = { logistic: 25, firth: 200 } as const;
/** Squared length of the next step, in standard errors, that ends the way: the step is still taken. */
const CLOSE = 1e-18;
/** A likelihood that falls by no more than this has not fallen. */
const ROUNDING = 1e-9;
/** Longest step, as logistf's: far from the maximum a full step may lead away from it. */
const LONGEST = 5;

/** Memory that the variants of a round use one after the other: made anew for each it would pile up. */
export interface RoundRoom {
  readonly factor: Float64Array;
  readonly half: Float64Array;
  readonly inverse: Float64Array;
  readonly score: Float64Array;
  readonly direction: Float64Array;
}

export function roundRoom(predictors: number): RoundRoom {
  const square = () => new Float64Array(packedLength(predictors));
  const column = () => new Float64Array(predictors);
  return { factor: square(), half: square(), inverse: square(), score: column(), direction: column() };
}

/**
 * One round's answer to the sums of one variant; changes `state`.
 * @param at of the variant's sums.
 */
export function advance(
  state: LogisticState,
  variant: number,
  start: Float64Array,
  sums: Float64Array,
  at: number,
  settings: LogisticSettings,
  room: RoundRoom,
): void {
  const { factor, score, direction } = room;
  const predictors = start.length + 1;
  const places = placesOf(predictors);
  const packed = packedLength(predictors);
  const own = variant * predictors;
  const now = state.phase[variant]!;
  if (now === phase.firthPenalty || now === phase.nullPenalty) {
    const isNull = now === phase.nullPenalty;
    for (let i = 0; i < predictors; i++) score[i] = state.score[own + i]! + sums[at + places.score + i]!;
    if (!step(isNull ? predictors - 1 : predictors)) state.phase[variant] = isNull ? phase.null : phase.firth;
    else if (isNull) endNull();
    else endFirth();
    return;
  }

  if (state.round[variant] === 0 && now !== phase.null) {
    const [people, copies, squares, cases, copiesInCases] = Array.from(
      sums.subarray(at + places.tally, at + places.logLikelihood),
    ) as [number, number, number, number, number];
    state.people[variant] = people;
    state.copies[variant] = copies;
    if (people <= predictors) {
      fail("SAMPLE_CT<=PREDICTOR_CT");
      return;
    }
    if (squares * people === copies * copies) {
      fail("CONST_OMITTED_ALLELE");
      return;
    }
    if (cases === 0 || cases === people) {
      fail("CONST_PHENOTYPE");
      return;
    }
    /** An empty cell among alleles in cases and controls. */
    const isOneSided =
      copiesInCases === 0 ||
      copiesInCases === copies ||
      copiesInCases === 2 * cases ||
      copies - copiesInCases === 2 * (people - cases);
    if (now === phase.logistic && settings.firth === "fallback" && isOneSided) {
      beginFirth();
      return;
    }
  }
  if (++state.round[variant]! > (now === phase.logistic ? ROUNDS.logistic : ROUNDS.firth)) {
    noEnd();
    return;
  }

  for (let i = 0; i < packed; i++) factor[i] = sums[at + places.information + i]!;
  if (!factorPacked(factor, predictors)) {
    if (state.round[variant] === 1) fail("RANK_DEFICIENT");
    else halve();
    return;
  }
  let likelihood = sums[at + places.logLikelihood]!;
  if (now !== phase.logistic)
    for (let i = 1; i <= predictors; i++) likelihood += Math.log(factor[packedLength(i) - 1]!);
  if (!(likelihood >= state.bestLikelihood[variant]! - ROUNDING * (1 + Math.abs(likelihood)))) {
    halve();
    return;
  }
  state.bestLikelihood[variant] = likelihood;
  for (let i = 0; i < predictors; i++) {
    state.best[own + i] = state.coefficients[own + i]!;
    score[i] = sums[at + places.score + i]!;
    state.score[own + i] = score[i]!;
  }
  const inverse = invertedPacked(factor, predictors, room.half, room.inverse);
  if (state.round[variant] === 1 && now !== phase.null) {
    // How much of the genotype's information the covariates take away.
    const last = packed - 1;
    const inflation = inverse[last]! * aroundMean(at + places.information);
    if (!(inflation <= LARGEST_VIF)) {
      fail("VIF_TOO_HIGH");
      return;
    }
  }
  if (now !== phase.logistic) state.covariance.set(inverse, variant * packed);
  if (now === phase.logistic) {
    if (step(predictors)) endLogistic();
  } else state.phase[variant] = now === phase.null ? phase.nullPenalty : phase.firthPenalty;

  /** Weighted squares of the genotype around its weighted mean. The intercept is column 0, and the same in everybody. */
  function aroundMean(information: number): number {
    const row = information + packedLength(predictors - 1);
    return sums[row + predictors - 1]! - sums[row]! ** 2 / sums[information]!;
  }

  /** Goes from the best coefficients by the covariance times the score. @returns whether this was the last step. */
  function step(free: number): boolean {
    if (now === phase.logistic) direct(direction, room.inverse, 0, score, free);
    else direct(direction, state.covariance, variant * packed, score, free);
    let squared = 0;
    let longest = 0;
    for (let i = 0; i < free; i++) {
      squared += direction[i]! * score[i]!;
      longest = Math.max(longest, Math.abs(direction[i]!));
    }
    const share = longest > LONGEST ? LONGEST / longest : 1;
    for (let i = 0; i < free; i++) state.coefficients[own + i] = state.best[own + i]! + share * direction[i]!;
    for (let i = free; i < predictors; i++) state.coefficients[own + i] = state.best[own + i]!;
    return squared <= CLOSE;
  }

  function halve(): void {
    for (let i = 0; i < predictors; i++)
      state.coefficients[own + i] = (state.coefficients[own + i]! + state.best[own + i]!) / 2;
  }

  function found(): void {
    state.beta[variant] = state.coefficients[own + predictors - 1]!;
    const variance = now === phase.logistic ? room.inverse[packed - 1]! : state.covariance[(variant + 1) * packed - 1]!;
    state.standardError[variant] = Math.sqrt(variance);
  }

  function endLogistic(): void {
    found();
    state.phase[variant] = phase.done;
  }

  function endFirth(): void {
    found();
    if (settings.test === "wald") {
      state.phase[variant] = phase.done;
      return;
    }
    state.fullLikelihood[variant] = state.bestLikelihood[variant]!;
    state.coefficients[own + predictors - 1] = 0;
    begin(phase.null);
  }

  function endNull(): void {
    state.likelihoodRatio[variant] = Math.max(0, 2 * (state.fullLikelihood[variant]! - state.bestLikelihood[variant]!));
    state.phase[variant] = phase.done;
  }

  function begin(next: number): void {
    state.phase[variant] = next;
    state.round[variant] = 0;
    state.bestLikelihood[variant] = Number.NEGATIVE_INFINITY;
  }

  function beginFirth(): void {
    state.usedFirth[variant] = 1;
    state.coefficients.set(start, own);
    state.coefficients[own + predictors - 1] = 0;
    begin(phase.firth);
  }

  function noEnd(): void {
    if (now === phase.logistic && settings.firth === "fallback") beginFirth();
    else fail(now === phase.logistic ? "LOGISTIC_CONVERGE_FAIL" : "FIRTH_CONVERGE_FAIL");
  }

  function fail(name: NoResult): void {
    state.reason[variant] = reasonOf(name);
    state.phase[variant] = phase.done;
    state.beta[variant] = Number.NaN;
    state.standardError[variant] = Number.NaN;
  }
}

/**
 * Inverse information times the score, of the first `free` coefficients, the last one being held where it is when it is not
 * among them: the inverse of a part of a matrix is that part of the inverse without what the rest explains of it.
 */
function direct(
  direction: Float64Array,
  covariance: Float64Array,
  at: number,
  score: Float64Array,
  free: number,
): void {
  const isHeld = free < score.length;
  const last = at + packedLength(free);
  for (let i = 0; i < free; i++) {
    direction[i] = 0;
    for (let j = 0; j < free; j++) {
      const both = covariance[at + entry(i, j)]!;
      const theirs = isHeld ? both - (covariance[last + i]! * covariance[last + j]!) / covariance[last + free]! : both;
      direction[i]! += theirs * score[j]!;
    }
  }
}

function entry(i: number, j: number): number {
  return i >= j ? packedLength(i) + j : packedLength(j) + i;
}
