/** What an association study says of each variant. */
import type { CohortVariant } from "../../genome/index.ts";

/** Why a variant has no result; where PLINK 2 has a name for it, that one. */
export const noResult = [
  ".",
  "SAMPLE_CT<=PREDICTOR_CT",
  "CONST_OMITTED_ALLELE",
  "CONST_PHENOTYPE",
  "VIF_TOO_HIGH",
  "RANK_DEFICIENT",
  "LOGISTIC_CONVERGE_FAIL",
  "FIRTH_CONVERGE_FAIL",
  "INVALID_RESULT",
  "SEX_NOT_KNOWN",
  "CHROMOSOME_UNSUPPORTED",
] as const;

export type NoResult = (typeof noResult)[number];

/** Columns, one entry per variant. */
export interface AssociationRows {
  readonly variants: readonly CohortVariant[];
  /** People in the regression: they take part, and the genotype was seen. */
  readonly people: Uint32Array;
  /** Copies of allele 1 in them. */
  readonly copies: Uint32Array;
  /** Per copy of allele 1: the phenotype's unit, or log odds. NaN where there is no result; so are the next three. */
  readonly beta: Float64Array;
  readonly standardError: Float64Array;
  /** Student's t, or Wald's z. */
  readonly statistic: Float64Array;
  /** Base-10 logarithm of the two-sided P value: far tails would be 0 as P itself. */
  readonly log10P: Float64Array;
  /** Place in `noResult`. */
  readonly reason: Uint8Array;
  /** 1 where the likelihood was penalized (Firth); empty for a quantitative phenotype. */
  readonly firth: Uint8Array;
}

export function emptyRows(variants: readonly CohortVariant[], firth: boolean): AssociationRows {
  const count = variants.length;
  const unknown = () => new Float64Array(count).fill(Number.NaN);
  return {
    variants,
    people: new Uint32Array(count),
    copies: new Uint32Array(count),
    beta: unknown(),
    standardError: unknown(),
    statistic: unknown(),
    log10P: unknown(),
    reason: new Uint8Array(count),
    firth: new Uint8Array(firth ? count : 0),
  };
}

export function joinedRows(parts: readonly AssociationRows[]): AssociationRows {
  if (parts.length === 1) return parts[0]!;
  const variants = parts.flatMap((part) => part.variants);
  const whole = emptyRows(
    variants,
    parts.some(({ firth }) => firth.length > 0),
  );
  let at = 0;
  for (const part of parts) {
    whole.people.set(part.people, at);
    whole.copies.set(part.copies, at);
    whole.beta.set(part.beta, at);
    whole.standardError.set(part.standardError, at);
    whole.statistic.set(part.statistic, at);
    whole.log10P.set(part.log10P, at);
    whole.reason.set(part.reason, at);
    if (whole.firth.length > 0) whole.firth.set(part.firth, at);
    at += part.variants.length;
  }
  return whole;
}

export function reasonOf(name: NoResult): number {
  return noResult.indexOf(name);
}
