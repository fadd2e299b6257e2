/** The plain runner: block after block, on the core that asks. */
import type { GenotypeKernel } from "../kernels/index.ts";
import { joined, type Runner, solved } from "./runner.ts";

export function oneCore(kernel: GenotypeKernel): Runner {
  return {
    async *results(statistic, cohort, plan) {
      for await (const block of cohort.blocks()) yield solved(statistic, block, plan, kernel);
    },
    summary: (statistic, cohort, plan) =>
      joined(
        statistic,
        (async function* () {
          for await (const block of cohort.blocks()) yield statistic.summarize(block, plan, kernel);
        })(),
      ),
  };
}
