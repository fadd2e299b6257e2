/** The runner on several cores: blocks go to whoever is free, results come back in file order. */
import { type ErrorCode, PangenicError, type Place } from "../base/index.ts";
import type { Cohort, IndexedCohort } from "../genome/index.ts";
import { BLOCK_BYTES, type GenotypeKernel } from "../kernels/index.ts";
import { isIndexed } from "./people.ts";
import { joined, type Runner, solved } from "./runner.ts";
import type { Statistic } from "./statistic.ts";
import { statisticNamed } from "./statistics.ts";

/** What is asked of a worker: one block. The blocks are the cohort's own, so a result does not depend on how many work. */
export interface BlockRequest {
  readonly statistic: string;
  readonly plan: unknown;
  readonly block: number;
  /** Through all rounds, or the summary of this one. */
  readonly solve: boolean;
}

/** An error keeps its code and place; a transport would leave the message alone. */
export type BlockReply =
  | { readonly value: unknown }
  | { readonly error: { readonly code: ErrorCode; readonly message: string; readonly place: Place } };

/** Workers, wherever they are; each has opened the same cohort and serves it by `blockWorker`. */
export interface BlockWorkers {
  readonly count: number;
  run(request: BlockRequest): Promise<BlockReply>;
}

/** Blocks asked for and not yet taken, per worker: nobody waits for the one that reads, and memory stays bounded. */
const AHEAD = 2;

/**
 * Equal to `oneCore` bit for bit: the same blocks, joined in the same order.
 * @throws PangenicError `shape` from a run, where the cohort cannot be read in any order; whatever a worker met, with its
 * code and place.
 */
export function pooled(workers: BlockWorkers): Runner {
  async function* each(name: string, cohort: Cohort, plan: unknown, solve: boolean): AsyncGenerator<unknown> {
    if (!isIndexed(cohort))
      throw new PangenicError("shape", "several workers need a cohort whose blocks can be read in any order");
    const shared = sharedPlan(plan);
    const ahead: Promise<BlockReply>[] = [];
    for (let asked = 0, taken = 0; taken < cohort.blockCount; taken++) {
      for (; asked < cohort.blockCount && ahead.length < workers.count * AHEAD; asked++) {
        const reply = workers.run({ statistic: name, plan: shared, block: asked, solve });
        // One that is not taken any more, because another failed, must not end the program.
        reply.catch(() => {});
        ahead.push(reply);
      }
      const reply = await ahead.shift()!;
      if ("error" in reply) throw new PangenicError(reply.error.code, reply.error.message, reply.error.place);
      yield reply.value;
    }
  }
  return {
    results: <Plan, Summary, Result>(statistic: Statistic<Plan, Summary, Result>, cohort: Cohort, plan: Plan) =>
      each(statistic.name, cohort, plan, true) as AsyncGenerator<Result>,
    summary: <Plan, Summary, Result>(statistic: Statistic<Plan, Summary, Result>, cohort: Cohort, plan: Plan) =>
      joined(statistic, each(statistic.name, cohort, plan, false) as AsyncGenerator<Summary>),
  };
}

/**
 * The workers' side.
 * @param opened where it fails to open, every request is answered with the failure.
 * @param kernel of this worker alone.
 */
export function blockWorker(
  opened: IndexedCohort | Promise<IndexedCohort>,
  kernel: GenotypeKernel,
): (request: BlockRequest) => Promise<BlockReply> {
  const area = new Uint8Array(BLOCK_BYTES);
  const answer = async ({ statistic: name, plan, block: index, solve }: BlockRequest): Promise<BlockReply> => {
    try {
      const statistic = statisticNamed(name);
      const block = await (await opened).block(index, area);
      return { value: solve ? solved(statistic, block, plan, kernel) : statistic.summarize(block, plan, kernel) };
    } catch (error) {
      if (!(error instanceof PangenicError)) throw error;
      return { error: { code: error.code, message: error.message, place: error.place } };
    }
  };
  // One after the other: they share the area.
  let before: Promise<unknown> = Promise.resolve();
  return (request) => {
    const reply = before.then(() => answer(request));
    before = reply.catch(() => {});
    return reply;
  };
}

/** The plan with its arrays in memory that all workers see, where the platform has it; else it is copied with every block. */
function sharedPlan(plan: unknown): unknown {
  if (typeof SharedArrayBuffer === "undefined") return plan;
  if (ArrayBuffer.isView(plan)) {
    if (plan.buffer instanceof SharedArrayBuffer) return plan;
    const buffer = new SharedArrayBuffer(plan.byteLength);
    new Uint8Array(buffer).set(new Uint8Array(plan.buffer, plan.byteOffset, plan.byteLength));
    const View = plan.constructor as new (buffer: ArrayBufferLike) => ArrayBufferView;
    return new View(buffer);
  }
  if (Array.isArray(plan)) return plan.map(sharedPlan);
  if (typeof plan === "object" && plan !== null)
    return Object.fromEntries(Object.entries(plan).map(([key, value]) => [key, sharedPlan(value)]));
  return plan;
}
