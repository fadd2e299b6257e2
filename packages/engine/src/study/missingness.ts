/** How many genotypes of each person were not seen? */
import type { GenotypeBlock, GenotypeKernel } from "../kernels/index.ts";
import { variantsAt } from "./people.ts";
import { addPeople, mergePeople, type PeopleSums, subtractPeople } from "./people-sums.ts";
import { copiesOf } from "./ploidy.ts";
import type { Statistic } from "./statistic.ts";

export interface MissingnessPlan {
  /** `[people]`; their numbers in the caller's list. */
  readonly people: Int32Array;
  /** `[people]`; 1 for a stated male, else 0: the variants of Y are his alone. */
  readonly males: Uint8Array;
}

/** Per person: genotypes not seen, and variants that could have been. */
export const missingness: Statistic<MissingnessPlan, PeopleSums, PeopleSums> = {
  name: "missingness",
  summarize({ variants, genotypes }, { people, males }, kernel) {
    const onY = variants.flatMap(({ chrom }, i) => (copiesOf(chrom) === "y" ? [i] : []));
    const all = notSeenByPerson(genotypes, kernel);
    const ofY = onY.length === 0 ? null : notSeenByPerson(variantsAt(genotypes, Int32Array.from(onY)), kernel);
    const sums = new Float64Array(2 * people.length);
    for (let i = 0; i < people.length; i++) {
      const isCounted = males[i] === 1 || ofY === null;
      sums[2 * i] = all[i]! - (isCounted ? 0 : ofY[i]!);
      sums[2 * i + 1] = variants.length - (isCounted ? 0 : onY.length);
    }
    return { people, width: 2, sums };
  },
  merge: mergePeople,
  subtract: subtractPeople,
  join: addPeople,
  solve: (summary) => ({ result: summary }),
};

function notSeenByPerson(block: GenotypeBlock, kernel: GenotypeKernel): Uint32Array {
  const counts = new Uint32Array(block.people * 4);
  kernel.peopleCounts(block, counts);
  return Uint32Array.from({ length: block.people }, (_, person) => counts[person * 4 + 1]!);
}
