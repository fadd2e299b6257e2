/** Along which axes do people differ most? Principal components of one cohort. */
import { PangenicError } from "../../base/index.ts";
import type { Cohort } from "../../genome/index.ts";
import { isIndexed } from "../people.ts";
import type { Runner } from "../runner.ts";
import { type Apply, applied, type LeadingEigen, leadingEigen, refined } from "./block-krylov.ts";
import { peopleProduct, type VariantSums, variantSums } from "./directions.ts";
import { relationship } from "./relationship.ts";
import type { Frequencies } from "./standard.ts";

export interface ComponentsOptions {
  readonly count: number;
  /** Of the random start of the search: same seed, same bytes. */
  readonly seed: number;
  /** Null: observed in the cohort. */
  readonly frequencies: Frequencies;
  /** Ends when |Av − λv| ≤ tolerance × λ for every component. */
  readonly tolerance?: number;
}

/**
 * Eigenvalues of the relationship matrix, and of its vectors one row a person. A row times √eigenvalue is a person's place in
 * the space where distances between people are those of the relationship matrix.
 */
export type Components = LeadingEigen;

/** The matrix is at hand and small: the search ends where rounding does. */
const EXACT_TOLERANCE = 1e-10;
/** Measured on two panels: every component of ten within |cos| 0.9999 of the exact one. */
export const TOLERANCE = 1e-3;

/** A search that need not come nearer is made in single precision, and what it finds is put right in double. */
const ROUGH_TOLERANCE = 1e-4;

/**
 * Columns of a search. The fewer, the fewer are applied in all; but each pass reads the cohort again, which costs more than
 * the arithmetic where no block can be read without those before it.
 */
const FEW_COLUMNS = 4;
export const MANY_COLUMNS = 24;

/**
 * From the whole relationship matrix, each pair divided by the variants seen in both, as plink2 `--pca`. Memory grows with
 * the square of the people: for up to a few thousand.
 */
export async function exactComponents(runner: Runner, cohort: Cohort, options: ComponentsOptions): Promise<Components> {
  const { frequencies } = options;
  const n = cohort.people.length;
  const plan = { frequencies, people: numbered(cohort) };
  const solved = relationship.solve(await runner.summary(relationship, cohort, plan), plan);
  if (!("result" in solved)) throw new PangenicError("shape", "one round is enough");
  return leadingEigen(applied(solved.result, n), n, { width: FEW_COLUMNS, tolerance: EXACT_TOLERANCE, ...options });
}

/**
 * From the genotypes block by block, nothing of the size of the people squared: a genotype not seen counts as the mean, as
 * with plink2 `--pca approx`. Memory grows with the people, not with the variants.
 */
export async function iteratedComponents(
  runner: Runner,
  cohort: Cohort,
  options: ComponentsOptions,
): Promise<Components> {
  const { frequencies, tolerance = TOLERANCE } = options;
  const applying =
    (isRough: boolean): Apply =>
    async (directions, width) => {
      const plan = { frequencies, width, directions, isRough };
      const { variants, product } = await runner.summary(peopleProduct, cohort, plan);
      const per = Math.max(variants, 1);
      for (let i = 0; i < product.length; i++) product[i]! /= per;
      return product;
    };
  const size = cohort.people.length;
  const width = isIndexed(cohort) ? FEW_COLUMNS : MANY_COLUMNS;
  const isRough = tolerance >= ROUGH_TOLERANCE;
  const found = await leadingEigen(applying(isRough), size, { ...options, width, tolerance });
  return isRough ? refined(applying(false), size, found) : found;
}

/**
 * Allele weights, block by block: for component k, Σ over people of standardized genotypes × vector / (2 √eigenvalue).
 * A person's place is the mean over both alleles of all variants of weight × standardized copies: √eigenvalue / 2 × their
 * vector (plink2 gives its weights the other sign, so there the projection is −√eigenvalue / 2 × vector).
 * @returns `[variants × count]` per block, of allele 1; allele 2 has the other sign.
 */
export function alleleWeights(
  runner: Runner,
  cohort: Cohort,
  { values, vectors }: Pick<Components, "values" | "vectors">,
  frequencies: Frequencies,
): AsyncIterable<VariantSums> {
  const width = values.length;
  const directions = vectors.map((value, at) => value / (2 * Math.sqrt(values[at % width]!)));
  return runner.results(variantSums, cohort, { frequencies, width, directions });
}

/** People by their place in the cohort. */
export function numbered({ people }: Cohort): Int32Array {
  return Int32Array.from(people.keys());
}
