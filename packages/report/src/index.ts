export { renderReport } from "./render.tsx";
export { Report } from "./report.tsx";
export { style } from "./style/style.ts";
