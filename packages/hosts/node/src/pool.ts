/** Worker threads that take jobs; both sides of the transport. What a job is, its caller knows. */
import { parentPort, Worker, workerData } from "node:worker_threads";

/** A thread's heap for what is young: jobs keep what is large in typed arrays, and a small heap gives their memory back soon. */
const YOUNG_MB = 2;

/** Runs jobs, each on the first thread that is free. */
export interface Pool<Request, Result> {
  readonly count: number;
  /** Rejects when the job fails or its thread dies. */
  run(request: Request): Promise<Result>;
  close(): Promise<void>;
}

interface Job<Request, Result> {
  readonly request: Request;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: Error) => void;
}

type Reply<Result> = { readonly result: Result } | { readonly failed: true };

/**
 * @param script a module that calls `serveJobs`.
 * @param data given to every thread when it starts.
 */
export function poolOf<Request, Result>(count: number, script: URL, data: unknown): Pool<Request, Result> {
  const jobs: Job<Request, Result>[] = [];
  const idle: Worker[] = [];
  const running = new Map<Worker, Job<Request, Result>>();
  let failure: Error | null = null;

  const next = (): void => {
    while (idle.length > 0 && jobs.length > 0) {
      const [worker, job] = [idle.pop()!, jobs.shift()!];
      running.set(worker, job);
      worker.postMessage(job.request);
    }
  };
  const start = (): Worker => {
    const worker = new Worker(script, { workerData: data, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
    worker.on("message", (reply: Reply<Result>) => {
      const job = running.get(worker);
      running.delete(worker);
      idle.push(worker);
      if ("result" in reply) job?.resolve(reply.result);
      else job?.reject(new Error("the job failed"));
      next();
    });
    // A thread that cannot start or dies: no job may wait for ever.
    worker.on("error", (error) => {
      failure = error instanceof Error ? error : new Error("a thread died");
      for (const job of [...running.values(), ...jobs.splice(0)]) job.reject(failure);
      running.clear();
    });
    idle.push(worker);
    return worker;
  };
  const workers = Array.from({ length: count }, start);
  return {
    count,
    run: (request) =>
      new Promise((resolve, reject) => {
        if (failure !== null) return reject(failure);
        jobs.push({ request, resolve, reject });
        next();
      }),
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

/**
 * The thread's side.
 * @param start gets the pool's `data`; what it returns runs each job. Jobs wait until it is there.
 * @param isGivenAway The thread keeps nothing of a result: its arrays are handed over rather than copied.
 */
export async function serveJobs<Data, Request, Result>(
  start: (data: Data) => Promise<(request: Request) => Promise<Result>>,
  isGivenAway = false,
): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error("serveJobs runs in a worker thread");
  const run = await start(workerData as Data);
  port.on("message", (request: Request) => {
    run(request).then(
      (result) => port.postMessage({ result } satisfies Reply<Result>, isGivenAway ? buffersIn(result) : []),
      () => port.postMessage({ failed: true } satisfies Reply<Result>),
    );
  });
}

/** Memory of the arrays in plain data, each once; parts of a larger memory and memory that is shared stay where they are. */
function buffersIn(data: unknown, found: Set<ArrayBuffer> = new Set()): ArrayBuffer[] {
  if (ArrayBuffer.isView(data)) {
    if (data.buffer instanceof ArrayBuffer && data.byteLength === data.buffer.byteLength) found.add(data.buffer);
  } else if (typeof data === "object" && data !== null && !isRecords(data))
    for (const each of Object.values(data)) buffersIn(each, found);
  return [...found];
}

/** Thousands of small objects hold no arrays worth looking for. */
function isRecords(data: object): boolean {
  return Array.isArray(data) && data.length > 0 && !ArrayBuffer.isView(data[0]);
}
