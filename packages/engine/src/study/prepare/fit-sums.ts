/** Numbers summed over people: what two places add, and what a withdrawal takes back. */

/** Plain sums, each over the same people; places of the numbers are the statistic's own. */
export interface FitSums {
  readonly people: number;
  readonly sums: Float64Array;
}

export function mergeSums(one: FitSums, other: FitSums): FitSums {
  return { people: one.people + other.people, sums: one.sums.map((sum, i) => sum + other.sums[i]!) };
}

/** Equal to never having had them, up to the rounding of the sums. */
export function subtractSums(whole: FitSums, part: FitSums): FitSums {
  return { people: whole.people - part.people, sums: whole.sums.map((sum, i) => sum - part.sums[i]!) };
}
