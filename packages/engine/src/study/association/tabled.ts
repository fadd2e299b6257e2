/** Results as rows of a table, made where the block was read: what is printed need not travel as numbers and names. */
import type { Statistic } from "../statistic.ts";
import type { AssociationRows } from "./association-rows.ts";
import { gwasSsfRows } from "./gwas-ssf.ts";
import { type LinearPlan, type LinearSummary, linearAssociation } from "./linear.ts";
import { type LogisticPlan, type LogisticSummary, logisticAssociation } from "./logistic.ts";
import { type CountedAllele, type PlinkKind, plinkRows } from "./plink-table.ts";
import { skylineGrain } from "./skyline.ts";

export interface TableChoice {
  readonly format: PlinkKind | "gwas-ssf";
  readonly counted: CountedAllele;
}

export interface TabledRows {
  /** UTF-8, every row with its line end. */
  readonly text: Uint8Array;
  readonly log10P: Float64Array;
  /** Place in `noResult`. */
  readonly reason: Uint8Array;
  /** Neighboring variants on one chromosome: from which on. */
  readonly runs: readonly { readonly chrom: string; readonly from: number }[];
  readonly pos: Int32Array;
  /** Names of variants with a small P value (`skylineGrain.keptFrom`), by their place. */
  readonly named: readonly { readonly at: number; readonly id: string }[];
}

export const linearTable: Statistic<LinearPlan & TableChoice, LinearSummary, TabledRows> = tabled(
  "association-linear-table",
  linearAssociation,
);

export const logisticTable: Statistic<LogisticPlan & TableChoice, LogisticSummary, TabledRows> = tabled(
  "association-logistic-table",
  logisticAssociation,
);

function tabled<Plan, Summary>(
  name: string,
  statistic: Statistic<Plan, Summary, AssociationRows>,
): Statistic<Plan & TableChoice, Summary, TabledRows> {
  return {
    ...statistic,
    name,
    solve(summary, plan) {
      const next = statistic.solve(summary, plan);
      if ("result" in next) return { result: rowsOf(next.result, plan) };
      return { next: { ...next.next, format: plan.format, counted: plan.counted } };
    },
  };
}

function rowsOf(rows: AssociationRows, { format, counted }: TableChoice): TabledRows {
  const { variants, log10P, reason } = rows;
  const runs: { chrom: string; from: number }[] = [];
  const pos = new Int32Array(variants.length);
  const named: { at: number; id: string }[] = [];
  for (let at = 0; at < variants.length; at++) {
    const variant = variants[at]!;
    pos[at] = variant.pos;
    if (runs.at(-1)?.chrom !== variant.chrom) runs.push({ chrom: variant.chrom, from: at });
    if (log10P[at]! <= -skylineGrain.keptFrom) named.push({ at, id: variant.id });
  }
  const text = format === "gwas-ssf" ? gwasSsfRows(rows, counted) : plinkRows(rows, format, counted);
  return { text, log10P, reason, runs, pos, named };
}
