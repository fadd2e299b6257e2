/** What is learned from many people, so that it can be added, taken back, and computed anywhere. */
import type { CohortBlock } from "../genome/index.ts";
import type { GenotypeKernel } from "../kernels/index.ts";

/**
 * A statistic over genotypes. Plans, summaries and results are plain data (numbers, strings, typed arrays, arrays and
 * objects of them), so that they cross to a worker or another institution. Neither knows where it runs.
 * @template Plan what a round needs to know: covariates, loadings of the round before, settings.
 */
export interface Statistic<Plan, Summary, Result> {
  /** Unique; workers find the statistic by it. */
  readonly name: string;
  /** Of one block of variants in the people of one place. */
  summarize(block: CohortBlock, plan: Plan, kernel: GenotypeKernel): Summary;
  /** Same variants, further people. */
  merge(one: Summary, other: Summary): Summary;
  /** Takes people back that were merged: equal to never having had them. */
  subtract(whole: Summary, part: Summary): Summary;
  /** Same people, further variants; called in file order. */
  join(one: Summary, next: Summary): Summary;
  /** The next round's plan, or what was asked for. */
  solve(summary: Summary, plan: Plan): Next<Plan, Result>;
}

export type Next<Plan, Result> = { readonly next: Plan } | { readonly result: Result };
