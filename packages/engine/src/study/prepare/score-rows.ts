/** How common is each effect allele of a score in a cohort, and how does that change along genetic similarity? */
import { PangenicError } from "../../base/index.ts";
import type { CohortBlock, CohortVariant } from "../../genome/index.ts";
import { choleskyOf, choleskySolve, type GenotypeKernel } from "../../kernels/index.ts";
import { sameVariants } from "../frequency.ts";
import { variantsAt } from "../people.ts";
import type { Statistic } from "../statistic.ts";

/** Which variants of the cohort the rows of a score are. */
export interface RowPlaces {
  /** `[rows]`, ascending; number of the variant in the file. */
  readonly variant: Int32Array;
  /** `[rows]`; 1 where the effect allele is allele 2. */
  readonly second: Uint8Array;
}

export interface RowPlan extends RowPlaces {
  /** `[people × components]`, standardized. */
  readonly positions: Float64Array;
  readonly components: number;
}

/** All of it adds over people. */
export interface RowSums {
  readonly people: number;
  readonly components: number;
  /** `[rows]` */
  readonly variants: readonly CohortVariant[];
  /** Σ z z′ over people, `[components × components]`. */
  readonly spread: Float64Array;
  /** Per row: people seen, copies of the effect allele, Σ copies × z, Σ z over the people seen. */
  readonly sums: Float64Array;
}

export interface RowFacts {
  /** `[rows]` */
  readonly variants: readonly CohortVariant[];
  /** `[rows]`; of the effect allele. NaN where nobody was seen. */
  readonly frequency: Float64Array;
  /** `[rows × components]`; change of the dosage per standardized component. */
  readonly slopes: Float64Array;
  /** `[rows]`; share of people seen. */
  readonly seen: Float64Array;
}

export const scoreRows: Statistic<RowPlan, RowSums, RowFacts> = {
  name: "score-rows",
  summarize(block, plan, kernel) {
    return {
      people: block.genotypes.people,
      components: plan.components,
      variants: variantsIn(block, plan),
      spread: spreadOf(plan),
      sums: sumsOf(block, plan, kernel),
    };
  },
  merge: (one, other) => combined(one, other, 1),
  subtract: (whole, part) => combined(whole, part, -1),
  join(one, next) {
    const sums = new Float64Array(one.sums.length + next.sums.length);
    sums.set(one.sums);
    sums.set(next.sums, one.sums.length);
    return { ...one, variants: [...one.variants, ...next.variants], sums };
  },
  solve: (summary) => ({ result: factsOf(summary) }),
};

/** Rows of a score whose variants lie in a block: from, to. */
export function rowsIn({ first, genotypes }: CohortBlock, variant: Int32Array): readonly [number, number] {
  const firstFrom = (from: number): number => {
    let low = 0;
    let high = variant.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (variant[middle]! < from) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return [firstFrom(first), firstFrom(first + genotypes.variants)];
}

function variantsIn(block: CohortBlock, { variant }: RowPlan): CohortVariant[] {
  const [from, to] = rowsIn(block, variant);
  return Array.from(variant.subarray(from, to), (at) => block.variants[at - block.first]!);
}

function spreadOf({ positions, components }: RowPlan): Float64Array {
  const spread = new Float64Array(components * components);
  for (let at = 0; at < positions.length; at += components)
    for (let j = 0; j < components; j++)
      for (let k = 0; k < components; k++) spread[j * components + k]! += positions[at + j]! * positions[at + k]!;
  return spread;
}

function sumsOf(block: CohortBlock, plan: RowPlan, kernel: GenotypeKernel): Float64Array {
  const { positions, components } = plan;
  const [from, to] = rowsIn(block, plan.variant);
  const chosen = variantsAt(
    block.genotypes,
    plan.variant.slice(from, to).map((variant) => variant - block.first),
  );
  const counts = kernel.counts(chosen);
  const dots = kernel.dot(chosen, positions, components);
  const all = new Float64Array(components);
  for (let i = 0; i < positions.length; i++) all[i % components]! += positions[i]!;
  const width = 2 + 2 * components;
  const sums = new Float64Array((to - from) * width);
  for (let row = 0; row < to - from; row++) {
    const [two, missing, het, none] = counts.subarray(row * 4, row * 4 + 4) as unknown as readonly number[];
    const seen = two! + het! + none!;
    const copies = 2 * two! + het!;
    const at = row * width;
    sums[at] = seen;
    sums.set(dots.subarray(row * components, (row + 1) * components), at + 2);
    sums.set(all, at + 2 + components);
    if (missing! > 0)
      for (const person of kernel.notSeen(chosen, row))
        for (let k = 0; k < components; k++) sums[at + 2 + components + k]! -= positions[person * components + k]!;
    sums[at + 1] = copies;
    if (plan.second[from + row] === 0) continue;
    sums[at + 1] = 2 * seen - copies;
    for (let k = 0; k < components; k++) sums[at + 2 + k] = 2 * sums[at + 2 + components + k]! - sums[at + 2 + k]!;
  }
  return sums;
}

function combined(one: RowSums, other: RowSums, sign: 1 | -1): RowSums {
  if (!sameVariants(one.variants, other.variants) || one.components !== other.components)
    throw new PangenicError("shape", "sums of other rows cannot be merged");
  return {
    people: one.people + sign * other.people,
    components: one.components,
    variants: one.variants,
    spread: one.spread.map((sum, i) => sum + sign * other.spread[i]!),
    sums: one.sums.map((sum, i) => sum + sign * other.sums[i]!),
  };
}

/** Least squares of the dosage on the position; who was not seen is taken to be spread like everybody. */
function factsOf({ people, components, variants, spread, sums }: RowSums): RowFacts {
  const width = 2 + 2 * components;
  const rows = sums.length / width;
  const lower = choleskyOf(spread, components, "components of the reference");
  const slopes = new Float64Array(rows * components);
  const frequency = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const of = sums.subarray(row * width, (row + 1) * width);
    const mean = of[1]! / of[0]!;
    frequency[row] = mean / 2;
    if (!(of[0]! > 0)) continue;
    const products = Float64Array.from({ length: components }, (_, k) => of[2 + k]! - mean * of[2 + components + k]!);
    const share = people / of[0]!;
    slopes.set(
      choleskySolve(lower, components, products).map((slope) => slope * share),
      row * components,
    );
  }
  return {
    variants,
    frequency,
    slopes,
    seen: Float64Array.from({ length: rows }, (_, row) => sums[row * width]! / people),
  };
}
