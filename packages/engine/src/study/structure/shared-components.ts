/** Along which axes do the people of several institutions differ most? Components without pooling anyone. */
import { PangenicError } from "../../base/index.ts";
import type { Cohort } from "../../genome/index.ts";
import type { Runner } from "../runner.ts";
import { type Apply, leadingEigen } from "./block-krylov.ts";
import { type ComponentsOptions, MANY_COLUMNS, numbered, TOLERANCE } from "./components.ts";
import { peopleRows, type VariantSums, variantSums } from "./directions.ts";

/** One institution in components over people who are never pooled. */
export interface ComponentsPlace {
  readonly variants: number;
  /** X X′ times directions: `[variants × width]`, sums over the place's people. What else was computed stays there. */
  product(directions: Float64Array, width: number): Promise<VariantSums>;
}

/** @param frequencies of all places together. */
export function componentsPlace(runner: Runner, cohort: Cohort, frequencies: Float64Array): ComponentsPlace {
  const people = numbered(cohort);
  return {
    variants: frequencies.length,
    async product(directions, width) {
      const { sums } = await runner.summary(peopleRows, cohort, { frequencies, width, directions, people });
      return runner.summary(variantSums, cohort, { frequencies, width, directions: sums });
    },
  };
}

export interface SharedComponents {
  readonly values: Float64Array;
  /** `[variants × count]`, columns of unit length, the element of largest size positive. */
  readonly directions: Float64Array;
  /** Variants counted. */
  readonly counted: number;
  readonly passes: number;
}

/** Components over the people of all places, from sums per variant: equal to those of the pooled cohort. */
export async function sharedComponents(
  places: readonly ComponentsPlace[],
  options: Omit<ComponentsOptions, "frequencies">,
): Promise<SharedComponents> {
  const size = places[0]?.variants ?? 0;
  if (size === 0 || places.some(({ variants }) => variants !== size))
    throw new PangenicError("shape", "all places need the same variants in the same order");
  let counted = 0;
  const apply: Apply = async (directions, width) => {
    const sums = await Promise.all(places.map((place) => place.product(directions, width)));
    const whole = sums.reduce((one, other) => variantSums.merge(one, other));
    counted = whole.counted;
    return whole.rows.map((sum) => sum / Math.max(counted, 1));
  };
  const { values, vectors, passes } = await leadingEigen(apply, size, {
    width: MANY_COLUMNS,
    tolerance: TOLERANCE,
    ...options,
  });
  return { values, directions: vectors, counted, passes };
}

/**
 * Where the people of one place stand among all: rows as of `Components.vectors`, computed and kept where the people are.
 * @returns `[people × count]`
 */
export async function vectorsAt(
  runner: Runner,
  cohort: Cohort,
  { values, directions, counted }: SharedComponents,
  frequencies: Float64Array,
): Promise<Float64Array> {
  const width = values.length;
  const plan = { frequencies, width, directions, people: numbered(cohort) };
  const { sums } = await runner.summary(peopleRows, cohort, plan);
  return sums.map((value, at) => value / Math.sqrt(values[at % width]! * counted));
}
