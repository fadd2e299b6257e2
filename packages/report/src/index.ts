export type { AmongReport, ReferencePlace } from "./among/among-report.ts";
export { renderAmong, renderReport } from "./render.tsx";
export { Report } from "./report.tsx";
export { style } from "./style/style.ts";
