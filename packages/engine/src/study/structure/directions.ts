/**
 * The relationship matrix applied to directions without being written down: X′X among people, X X′ among variants, X being
 * standardized genotypes `[variants × people]`. Over people it needs one place; over variants it adds up between places.
 */
import { PangenicError } from "../../base/index.ts";
import { addPeople, mergePeople, type PeopleSums, subtractPeople } from "../people-sums.ts";
import type { Statistic } from "../statistic.ts";
import { peopleApart } from "./relationship.ts";
import { columnTotals, type Frequencies, STRIP, standardDot, standardOf, standardScore, strips } from "./standard.ts";

/** Directions among people. */
export interface PeoplePlan {
  readonly frequencies: Frequencies;
  readonly width: number;
  /** `[people × width]` */
  readonly directions: Float64Array;
}

export interface PeopleProduct {
  /** Variants that were not left out. */
  readonly variants: number;
  /** `[people × width]` */
  readonly product: Float64Array;
}

export interface PeopleProductPlan extends PeoplePlan {
  /** Sums over people in single precision, where they are a step of a search. */
  readonly isRough: boolean;
}

/** X′X times directions, in one pass: what one place does alone. Memory does not grow with the variants. */
export const peopleProduct: Statistic<PeopleProductPlan, PeopleProduct, PeopleProduct> = {
  name: "structure people product",
  summarize(block, { frequencies, directions, width, isRough }, kernel) {
    const { genotypes } = block;
    if (directions.length !== genotypes.people * width)
      throw new PangenicError("shape", "the directions are not of these people");
    const standard = standardOf(block, frequencies, kernel);
    const totals = columnTotals(directions, width);
    const product = new Float64Array(directions.length);
    const room = new Float64Array(STRIP * 4 * width);
    const sums = new Float64Array(STRIP * width);
    for (const { from, rows } of strips(genotypes)) {
      const along = standardDot(rows, standard, from, directions, width, totals, kernel, isRough, sums);
      standardScore(rows, standard, from, along, width, product, kernel, room);
    }
    return { variants: standard.counted, product };
  },
  merge: peopleApart,
  subtract: peopleApart,
  join(one, next) {
    const { product } = one;
    // Added where the first stands, which nobody reads by then: every pass over a cohort joins all of its blocks.
    for (let i = 0; i < product.length; i++) product[i]! += next.product[i]!;
    return { variants: one.variants + next.variants, product };
  },
  solve: (summary) => ({ result: summary }),
};

export interface VariantSums {
  /** Place of the first variant in the cohort. */
  readonly first: number;
  readonly width: number;
  /** Variants that were not left out. */
  readonly counted: number;
  /** `[variants × width]` */
  readonly rows: Float64Array;
}

/** X times directions among people: per variant a sum over people. Places add, and what leaves a place are sums. */
export const variantSums: Statistic<PeoplePlan, VariantSums, VariantSums> = {
  name: "structure variant sums",
  summarize(block, { frequencies, directions, width }, kernel) {
    const { genotypes, first } = block;
    if (directions.length !== genotypes.people * width)
      throw new PangenicError("shape", "the directions are not of these people");
    const standard = standardOf(block, frequencies, kernel);
    const totals = columnTotals(directions, width);
    const out = new Float64Array(genotypes.variants * width);
    for (const { from, rows } of strips(genotypes))
      out.set(standardDot(rows, standard, from, directions, width, totals, kernel), from * width);
    return { first, width, counted: standard.counted, rows: out };
  },
  merge: (one, other) => ({ ...sameVariants(one, other), rows: sumOf(one.rows, other.rows) }),
  subtract: (whole, part) => ({
    ...sameVariants(whole, part),
    rows: whole.rows.map((sum, at) => sum - part.rows[at]!),
  }),
  join(one, next) {
    const rows = new Float64Array(one.rows.length + next.rows.length);
    rows.set(one.rows);
    rows.set(next.rows, one.rows.length);
    return { first: one.first, width: one.width, counted: one.counted + next.counted, rows };
  },
  solve: (summary) => ({ result: summary }),
};

function sameVariants(one: VariantSums, other: VariantSums): VariantSums {
  if (one.first !== other.first || one.width !== other.width || one.rows.length !== other.rows.length)
    throw new PangenicError("shape", "the sums are of other variants");
  return one;
}

/** Directions among variants. */
export interface VariantPlan {
  readonly frequencies: Frequencies;
  readonly width: number;
  /** `[variants of the cohort × width]` */
  readonly directions: Float64Array;
  /** `[people]`, each one's number in the caller's own list, so that one can be taken back. */
  readonly people: Int32Array;
}

/** X′ times directions among variants: per person a sum over variants, a row that stays where the person's genotypes are. */
export const peopleRows: Statistic<VariantPlan, PeopleSums, PeopleSums> = {
  name: "structure people rows",
  summarize(block, { frequencies, directions, width, people }, kernel) {
    const { genotypes, first } = block;
    if (people.length !== genotypes.people || directions.length < (first + genotypes.variants) * width)
      throw new PangenicError("shape", "the directions are not of these variants, or numbers of people are missing");
    const standard = standardOf(block, frequencies, kernel);
    const sums = new Float64Array(genotypes.people * width);
    const room = new Float64Array(STRIP * 4 * width);
    for (const { from, rows } of strips(genotypes)) {
      const at = (first + from) * width;
      const along = directions.subarray(at, at + rows.variants * width);
      standardScore(rows, standard, from, along, width, sums, kernel, room);
    }
    return { people, width, sums };
  },
  merge: mergePeople,
  subtract: subtractPeople,
  join: addPeople,
  solve: (summary) => ({ result: summary }),
};

function sumOf(one: Float64Array, other: Float64Array): Float64Array {
  return one.map((value, at) => value + other[at]!);
}
