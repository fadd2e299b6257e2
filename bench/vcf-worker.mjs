/** A thread of bench/vcf-targets.mjs. */
import { scanPart } from "@pangenic/engine/genome";
import { serveJobs, sourceOf } from "@pangenic/host-node";

await serveJobs(async ({ path, inflate }) => {
  const source = await sourceOf(path);
  return (request) => scanPart(source, inflate, request);
});
