export { type OpenFile, sourceOf, streamOf } from "./file.ts";
export { type Progress, progressOn } from "./progress.ts";
export { inflateModule } from "./wasm.ts";
