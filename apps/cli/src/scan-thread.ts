/** A thread that scans parts of one file. */
import { type PartRequest, type PartResult, scanPart } from "@pangenic/engine/genome";
import { serveJobs, sourceOf } from "@pangenic/host-node";

export interface ScanThread {
  readonly path: string;
  readonly inflate: WebAssembly.Module;
}

await serveJobs<ScanThread, PartRequest, PartResult>(async ({ path, inflate }) => {
  const source = await sourceOf(path);
  return (request) => scanPart(source, inflate, request);
});
