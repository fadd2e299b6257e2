/** A thread of bench/vcf-targets.mjs. */
import { scanPart } from "@pangenic/engine/genome";
import { InflateKernel } from "@pangenic/engine/kernels";
import { inflateModule, serveJobs, sourceOf } from "@pangenic/host-node";

await serveJobs(async ({ path }) => {
  const source = await sourceOf(path);
  const kernel = new InflateKernel(await inflateModule());
  return (request) => scanPart(source, kernel, request);
});
