/** What does a cohort's people score, as a pack will score a person? */
import type { CohortBlock } from "../../genome/index.ts";
import type { GenotypeKernel } from "../../kernels/index.ts";
import { expectedRow, type PackRows, valueOfTwo } from "../../models/index.ts";
import { variantsAt } from "../people.ts";
import { addPeople, mergePeople, type PeopleSums, subtractPeople } from "../people-sums.ts";
import type { Statistic } from "../statistic.ts";
import { type RowPlaces, rowsIn } from "./score-rows.ts";

export interface ScoreSumsPlan extends RowPlaces {
  /** Same order as `variant`. */
  readonly rows: PackRows;
  /** `[people × components]`, standardized. */
  readonly positions: Float64Array;
  readonly components: number;
  /** `[people]`, the caller's numbers. */
  readonly people: Int32Array;
}

/**
 * Σ over rows of what the copies add; a genotype that was not seen adds what is expected at the person's own position. The rows'
 * constant is not in it.
 */
export const scoreSums: Statistic<ScoreSumsPlan, PeopleSums, PeopleSums> = {
  name: "score-sums",
  summarize: (block, plan, kernel) => ({ people: plan.people, width: 1, sums: sumsOf(block, plan, kernel) }),
  merge: mergePeople,
  subtract: subtractPeople,
  join: addPeople,
  solve: (summary) => ({ result: summary }),
};

function sumsOf(block: CohortBlock, plan: ScoreSumsPlan, kernel: GenotypeKernel): Float64Array {
  const [from, to] = rowsIn(block, plan.variant);
  const chosen = variantsAt(
    block.genotypes,
    plan.variant.slice(from, to).map((variant) => variant - block.first),
  );
  const values = new Float64Array((to - from) * 4);
  for (let row = from; row < to; row++) {
    const one = plan.rows.weight[row]!;
    const two = valueOfTwo(plan.rows, row);
    values.set(plan.second[row] === 1 ? [0, 0, one, two] : [two, 0, one, 0], (row - from) * 4);
  }
  const sums = new Float64Array(chosen.people);
  kernel.score(chosen, values, 1, sums);
  const counts = kernel.counts(chosen);
  for (let row = from; row < to; row++) {
    if (counts[(row - from) * 4 + 1] === 0) continue;
    for (const person of kernel.notSeen(chosen, row - from)) {
      const position = plan.positions.subarray(person * plan.components, (person + 1) * plan.components);
      sums[person]! += expectedRow(plan.rows, row, position).mean;
    }
  }
  return sums;
}
