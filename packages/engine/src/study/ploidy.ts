/** How many copies of a chromosome does a person have? PLINK 2's account, from the chromosome's name and the stated sex. */
import type { CohortPerson } from "../genome/index.ts";

/**
 * `diploid`: two in everyone; the pseudoautosomal regions too, where a file names them `XY`, `PAR1` or `PAR2`.
 * `x`: one in males, two in everyone else. `y`: one in males, no one else is counted. `haploid`: one in everyone.
 */
export type Copies = "diploid" | "x" | "y" | "haploid";

export function copiesOf(chrom: string): Copies {
  if (chrom === "X") return "x";
  if (chrom === "Y") return "y";
  return chrom === "MT" ? "haploid" : "diploid";
}

/** 1 for a stated male, else 0. */
export function malesOf(people: readonly CohortPerson[]): Uint8Array {
  return Uint8Array.from(people, ({ sex }) => (sex === "male" ? 1 : 0));
}

/** Places where the flag is `value`. */
export function placesOf(flags: ArrayLike<number>, value: number): Int32Array {
  const places: number[] = [];
  for (let i = 0; i < flags.length; i++) if (flags[i] === value) places.push(i);
  return Int32Array.from(places);
}
