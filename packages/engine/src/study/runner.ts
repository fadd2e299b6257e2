/** Where a statistic is computed: here, or on all cores. A runner knows nothing of statistics. */
import type { Cohort } from "../genome/index.ts";
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
