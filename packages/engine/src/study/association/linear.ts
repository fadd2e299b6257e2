/** Does a quantitative phenotype change with the copies of an allele, covariates being equal? Least squares, variant by variant. */
import { PangenicError } from "../../base/index.ts";
import type { CohortVariant } from "../../genome/index.ts";
import { type GenotypeKernel, studentLogTwoSided } from "../../kernels/index.ts";
import { sameVariants } from "../frequency.ts";
import type { Statistic } from "../statistic.ts";
import { type AssociationRows, emptyRows, joinedRows, type NoResult, reasonOf } from "./association-rows.ts";
import { type Design, LARGEST_VIF } from "./design.ts";
import { addOuter, factorPacked, forwardPacked, packedLength } from "./packed-cholesky.ts";
import { designFor, hidden, type Part, partsOf } from "./part.ts";

export interface LinearPlan {
  readonly twoCopies: Design;
  /** With sex among the covariates; null where sex is not known. */
  readonly x: Design | null;
}

/** Sums over people; all of them add. */
export interface LinearSums {
  readonly variants: readonly CohortVariant[];
  /** Columns of the design; 0 where these variants have none, and the reason. */
  readonly order: number;
  readonly reason: NoResult;
  readonly phenotypeUnit: number;
  /** Products of the design's columns with each other, packed, of everybody. */
  readonly totals: Float64Array;
  /** `[variants × 4]` people per code. */
  readonly counts: Uint32Array;
  /** `[variants × order]` copies of allele 1 times the design's columns. */
  readonly products: Float64Array;
  /** `[variants × packed]` as `totals`, of the people whose genotype was not seen; empty where all were. */
  readonly unseen: Float64Array;
}

/** Sums of neighboring variants that share a design. */
export type LinearSummary = readonly LinearSums[];

/**
 * `beta` in the phenotype's unit per copy of allele 1, exact where genotypes are missing: each variant is regressed in the
 * people in whom it was seen, and loses their degrees of freedom.
 */
export const linearAssociation: Statistic<LinearPlan, LinearSummary, AssociationRows> = {
  name: "association-linear",
  summarize: (block, plan, kernel) => partsOf(block).map((part) => sumsOf(part, plan, kernel)),
  merge: (one, other) => combined(one, other, 1),
  subtract: (whole, part) => combined(whole, part, -1),
  join: (one, next) => [...one, ...next],
  solve: (summary) => ({ result: joinedRows(summary.map(rowsOf)) }),
};

function sumsOf({ copies, variants, genotypes }: Part, plan: LinearPlan, kernel: GenotypeKernel): LinearSums {
  const design = designFor(copies, plan);
  if (typeof design === "string") {
    const none = new Float64Array();
    const counts = new Uint32Array();
    return { variants, order: 0, reason: design, phenotypeUnit: 1, totals: none, counts, products: none, unseen: none };
  }
  const { order, rows, takesPart, phenotypeUnit } = design;
  const block = hidden(genotypes, design);
  const counts = kernel.counts(block);
  const absent = takesPart.reduce((sum, takes) => sum + 1 - takes, 0);
  for (let at = 3; at < counts.length; at += 4) counts[at]! -= absent;
  return {
    variants,
    order,
    reason: ".",
    phenotypeUnit,
    totals: totalsOf(design),
    counts,
    products: kernel.dot(block, rows, order),
    unseen: isSeenInAll(counts) ? new Float64Array() : kernel.unseenProducts(block, rows, order),
  };
}

function isSeenInAll(counts: Uint32Array): boolean {
  for (let at = 1; at < counts.length; at += 4) if (counts[at]! > 0) return false;
  return true;
}

function totalsOf(design: Design): Float64Array {
  const { order, rows, takesPart } = design;
  const totals = new Float64Array(packedLength(order));
  for (let person = 0; person < takesPart.length; person++) addOuter(totals, rows, person * order, order);
  return totals;
}

function combined(one: LinearSummary, other: LinearSummary, sign: 1 | -1): LinearSummary {
  if (one.length !== other.length) throw new PangenicError("shape", "these sums are of other variants");
  return one.map((a, i) => {
    const b = other[i]!;
    if (!sameVariants(a.variants, b.variants) || a.order !== b.order || a.phenotypeUnit !== b.phenotypeUnit)
      throw new PangenicError("shape", "these sums are of other variants, or of another basis");
    const unseen =
      b.unseen.length === 0
        ? a.unseen
        : a.unseen.length === 0
          ? b.unseen.map((value) => sign * value)
          : added(a.unseen, b.unseen);
    return {
      ...a,
      totals: added(a.totals, b.totals),
      counts: a.counts.map((value, k) => value + sign * b.counts[k]!),
      products: added(a.products, b.products),
      unseen,
    };
  });

  function added(a: Float64Array, b: Float64Array): Float64Array {
    return a.map((value, k) => value + sign * b[k]!);
  }
}

/** A smaller share of the phenotype is rounding: the genotype explains all of it, and no error can be told. */
const EXACT = 1e-13;

function rowsOf(sums: LinearSums): AssociationRows {
  const { variants, order, counts, totals, products, unseen, phenotypeUnit } = sums;
  const rows = emptyRows(variants, false);
  if (order === 0) {
    rows.reason.fill(reasonOf(sums.reason));
    return rows;
  }
  const length = packedLength(order);
  /** Intercept and covariates. */
  const predictors = order - 1;
  const whole = totals.slice();
  const wholeIsFull = factorPacked(whole, order);
  const fewer = new Float64Array(length);
  const projected = new Float64Array(order);
  for (let variant = 0; variant < variants.length; variant++) {
    const two = counts[variant * 4]!;
    const one = counts[variant * 4 + 2]!;
    const people = two + one + counts[variant * 4 + 3]!;
    const copies = 2 * two + one;
    const squares = 4 * two + one;
    rows.people[variant] = people;
    rows.copies[variant] = copies;
    const freedom = people - predictors - 1;
    if (freedom <= 0) {
      rows.reason[variant] = reasonOf("SAMPLE_CT<=PREDICTOR_CT");
      continue;
    }
    // Whole numbers: an allele that does not vary is found exactly.
    if (squares * people === copies * copies) {
      rows.reason[variant] = reasonOf("CONST_OMITTED_ALLELE");
      continue;
    }
    let factor = whole;
    let isFull = wholeIsFull;
    if (counts[variant * 4 + 1]! > 0) {
      const from = variant * length;
      for (let i = 0; i < length; i++) fewer[i] = totals[i]! - unseen[from + i]!;
      factor = fewer;
      isFull = factorPacked(fewer, order);
    }
    if (!isFull) {
      rows.reason[variant] = reasonOf("RANK_DEFICIENT");
      continue;
    }
    // The last row of the factor is the phenotype's: what the covariates explain of it, then what is left.
    for (let i = 0; i < order; i++) projected[i] = products[variant * order + i]!;
    forwardPacked(factor, order, projected);
    let own = squares;
    for (let i = 0; i < predictors; i++) own -= projected[i]! * projected[i]!;
    const around = squares - (copies * copies) / people;
    if (!(own * LARGEST_VIF >= around)) {
      rows.reason[variant] = reasonOf("VIF_TOO_HIGH");
      continue;
    }
    const left = factor[length - 1]!;
    const shared = projected[predictors]! * left;
    const beta = shared / own;
    const residual = left * left - shared * beta;
    if (!(residual > EXACT * left * left)) {
      rows.reason[variant] = reasonOf("INVALID_RESULT");
      continue;
    }
    const error = Math.sqrt(residual / freedom / own);
    rows.beta[variant] = beta * phenotypeUnit;
    rows.standardError[variant] = error * phenotypeUnit;
    rows.statistic[variant] = beta / error;
    rows.log10P[variant] = studentLogTwoSided(beta / error, freedom) / Math.LN10;
  }
  return rows;
}
