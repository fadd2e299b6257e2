/** A thread that scans parts of one file, with one kernel for all of them. */
import { type PartRequest, type PartResult, scanPart } from "@pangenic/engine/genome";
import { InflateKernel } from "@pangenic/engine/kernels";
import { serveJobs, sourceOf } from "@pangenic/host-node";

export interface ScanThread {
  readonly path: string;
  readonly inflate: WebAssembly.Module;
}

await serveJobs<ScanThread, PartRequest, PartResult>(async ({ path, inflate }) => {
  const source = await sourceOf(path);
  const kernel = new InflateKernel(inflate);
  return (request) => scanPart(source, kernel, request);
});
