/** A thread that works on the blocks of one cohort, with one kernel for all of them. */
import { type IndexedCohort, openPlink, type PlinkCohort } from "@pangenic/engine/genome";
import { GenotypeKernel } from "@pangenic/engine/kernels";
import { type BlockReply, type BlockRequest, blockWorker, withPeople } from "@pangenic/engine/study";
import { serveJobs } from "@pangenic/host-node";
import { plinkFiles } from "./cohort.ts";

export interface StudyThread {
  readonly prefix: string;
  readonly rows: PlinkCohort["rows"];
  /** Places of those who take part; null: everyone. */
  readonly people: Int32Array | null;
  readonly module: WebAssembly.Module;
}

await serveJobs<StudyThread, BlockRequest, BlockReply>(async ({ prefix, rows, people, module }) => {
  const opened = plinkFiles(prefix)
    .then(({ files }) => openPlink(files, { rows }))
    .then((whole): IndexedCohort => (people === null ? whole : withPeople(whole, people)));
  // The first request is told of a failure.
  opened.catch(() => {});
  return blockWorker(opened, new GenotypeKernel(module));
}, true);
