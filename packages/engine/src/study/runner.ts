/** Where a statistic is computed: here, or on all cores. A runner knows nothing of statistics. */
import { PangenicError } from "../base/index.ts";
import type { Cohort, CohortBlock } from "../genome/index.ts";
import type { GenotypeKernel } from "../kernels/index.ts";
import type { Statistic } from "./statistic.ts";

export interface Runner {
  /**
   * For statistics local to variants: every block is solved where it was read, through all its rounds.
   * @returns results of the blocks, in file order.
   */
  results<Plan, Summary, Result>(
    statistic: Statistic<Plan, Summary, Result>,
    cohort: Cohort,
    plan: Plan,
  ): AsyncIterable<Result>;
  /** One round over the whole cohort: the blocks' summaries joined in file order, whatever order they were computed in. */
  summary<Plan, Summary, Result>(
    statistic: Statistic<Plan, Summary, Result>,
    cohort: Cohort,
    plan: Plan,
  ): Promise<Summary>;
}

/** One block through all rounds. */
export function solved<Plan, Summary, Result>(
  statistic: Statistic<Plan, Summary, Result>,
  block: CohortBlock,
  plan: Plan,
  kernel: GenotypeKernel,
): Result {
  for (let round = plan; ; ) {
    const next = statistic.solve(statistic.summarize(block, round, kernel), round);
    if ("result" in next) return next.result;
    round = next.next;
  }
}

/** Summaries of blocks, in file order, as one. @throws PangenicError `file-empty`, where there is none. */
export async function joined<Summary>(
  statistic: Pick<Statistic<unknown, Summary, unknown>, "join">,
  summaries: AsyncIterable<Summary>,
): Promise<Summary> {
  let whole: { readonly of: Summary } | null = null;
  for await (const summary of summaries) whole = { of: whole === null ? summary : statistic.join(whole.of, summary) };
  if (whole === null) throw new PangenicError("file-empty", "the cohort has no variant");
  return whole.of;
}
