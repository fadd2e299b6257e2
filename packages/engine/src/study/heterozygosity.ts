/** How often does a person carry two different alleles, against what the cohort's frequencies lead one to expect? */
import { variantsAt } from "./people.ts";
import { addPeople, mergePeople, type PeopleSums, subtractPeople } from "./people-sums.ts";
import { copiesOf } from "./ploidy.ts";
import type { Statistic } from "./statistic.ts";

export interface HeterozygosityPlan {
  /** `[people]`; their numbers in the caller's list. */
  readonly people: Int32Array;
  /** `[variants of the whole cohort]`; of allele 1, 0–1. Variants with NaN, 0 or 1 tell nothing and are left out. */
  readonly frequencies: Float64Array;
}

/** Per person: homozygous genotypes, how many were expected, genotypes seen. */
export const heterozygosity: Statistic<HeterozygosityPlan, PeopleSums, PeopleSums> = {
  name: "heterozygosity",
  summarize({ first, variants, genotypes }, { people, frequencies }, kernel) {
    const told = variants.flatMap(({ chrom }, i) => {
      const frequency = frequencies[first + i]!;
      return copiesOf(chrom) === "diploid" && frequency > 0 && frequency < 1 ? [i] : [];
    });
    const block = variantsAt(genotypes, Int32Array.from(told));
    const counts = new Uint32Array(4 * people.length);
    kernel.peopleCounts(block, counts);
    const expected = new Float64Array(people.length);
    const values = Float64Array.from(
      told.flatMap((variant) => {
        const frequency = frequencies[first + variant]!;
        const homozygous = 1 - 2 * frequency * (1 - frequency);
        return [homozygous, 0, homozygous, homozygous];
      }),
    );
    kernel.score(block, values, 1, expected);
    const sums = new Float64Array(3 * people.length);
    for (let i = 0; i < people.length; i++) {
      const [two, , het, none] = counts.subarray(4 * i, 4 * i + 4) as unknown as number[];
      sums[3 * i] = two! + none!;
      sums[3 * i + 1] = expected[i]!;
      sums[3 * i + 2] = two! + het! + none!;
    }
    return { people, width: 3, sums };
  },
  merge: mergePeople,
  subtract: subtractPeople,
  join: addPeople,
  solve: (summary) => ({ result: summary }),
};

/** Inbreeding coefficient by the method of moments; NaN where nothing was expected to differ. */
export function inbreeding(homozygous: number, expected: number, seen: number): number {
  return (homozygous - expected) / (seen - expected);
}
