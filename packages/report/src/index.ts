export type { AmongReport, ReferencePlace } from "./among/among-report.ts";
export { type Forest, type ForestGroup, type ForestTotal, renderForest } from "./figure/forest.tsx";
export { type Manhattan, renderManhattan } from "./figure/manhattan.tsx";
export { type QuantileQuantile, renderQuantileQuantile } from "./figure/quantile-quantile.tsx";
export { renderScatter } from "./figure/scatter.tsx";
export { renderAmong, renderReport } from "./render.tsx";
export { Report } from "./report.tsx";
export { style } from "./style/style.ts";
