/** Every statistic, by its name: a worker that is told a name finds the work here. */
import { PangenicError } from "../base/index.ts";
import { linearTable, logisticTable } from "./association/tabled.ts";
import { frequency } from "./frequency.ts";
import { heterozygosity } from "./heterozygosity.ts";
import { missingness } from "./missingness.ts";
import { scoreRows } from "./prepare/score-rows.ts";
import { scoreSums } from "./prepare/score-sums.ts";
import { kinship } from "./relatedness.ts";
import { score } from "./score.ts";
import type { Statistic } from "./statistic.ts";
import { peopleProduct, peopleRows, variantSums } from "./structure/directions.ts";
import { relationship } from "./structure/relationship.ts";

/** What a statistic is to those who only carry it: plans, summaries and results pass through unread. */
export type AnyStatistic = Statistic<unknown, unknown, unknown>;

/** Append a statistic here, and every runner can run it. */
const statistics: readonly { readonly name: string }[] = [
  linearTable,
  logisticTable,
  frequency,
  heterozygosity,
  kinship,
  missingness,
  peopleProduct,
  peopleRows,
  relationship,
  score,
  variantSums,
  scoreRows,
  scoreSums,
];

const byName: ReadonlyMap<string, AnyStatistic> = new Map(
  statistics.map((statistic) => [statistic.name, statistic as AnyStatistic]),
);

/** @throws PangenicError `shape`, where there is none of this name. */
export function statisticNamed(name: string): AnyStatistic {
  const statistic = byName.get(name);
  if (statistic === undefined) throw new PangenicError("shape", "no statistic has this name", { field: name });
  return statistic;
}
