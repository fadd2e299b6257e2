export type { Runner } from "./runner.ts";
export type { Next, Statistic } from "./statistic.ts";
