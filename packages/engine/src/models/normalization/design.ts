/** Which terms of a position does a score's mean, or its variance, depend on? */

/**
 * A constant, every component, and the products of the first few with each other and themselves. Components are
 * standardized, so that one penalty fits all of them.
 */
export interface Design {
  /** Mean of each component among the people the model was fitted in, in the units of the reference space. */
  readonly center: readonly number[];
  /** Standard deviation of each, divisor n. */
  readonly scale: readonly number[];
  /** Components, from the first, whose squares and products are terms. 0: a plane. */
  readonly curved: number;
}

export function termCount({ center, curved }: Design): number {
  return 1 + center.length + (curved * (curved + 1)) / 2;
}

/**
 * Terms of one person: 1, the standardized components, then products in the order 11, 12, …, 22, 23, …
 * @param coordinates `[people × width]`, `width` at least the number of components; the rest is left out.
 * @param at place of the person's first coordinate.
 * @param terms `[termCount]`, written.
 */
export function writeTerms(
  { center, scale, curved }: Design,
  coordinates: ArrayLike<number>,
  at: number,
  terms: Float64Array,
): void {
  terms[0] = 1;
  for (let k = 0; k < center.length; k++) terms[k + 1] = (coordinates[at + k]! - center[k]!) / scale[k]!;
  let next = center.length + 1;
  for (let i = 1; i <= curved; i++) for (let j = i; j <= curved; j++) terms[next++] = terms[i]! * terms[j]!;
}

/** How a sum of terms changes along one component, per unit of the reference space. @param terms of the person. */
export function slopeAlong(
  { center, scale, curved }: Design,
  coefficients: ArrayLike<number>,
  terms: ArrayLike<number>,
  component: number,
): number {
  let slope = coefficients[component + 1]!;
  let next = center.length + 1;
  for (let i = 1; i <= curved; i++)
    for (let j = i; j <= curved; j++, next++) {
      if (i === component + 1) slope += coefficients[next]! * terms[j]!;
      if (j === component + 1) slope += coefficients[next]! * terms[i]!;
    }
  return slope / scale[component]!;
}
