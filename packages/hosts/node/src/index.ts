export { type OpenFile, sourceOf, streamOf } from "./file.ts";
export { type Pool, poolOf, serveJobs } from "./pool.ts";
export { type Progress, progressOn } from "./progress.ts";
export { genotypesModule, inflateModule } from "./wasm.ts";
