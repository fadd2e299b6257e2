/** One drug's slice. */
import type { DrugSlice } from "../src/schema.ts";
import type { Row } from "./definitions.ts";
import type { Gap } from "./gaps.ts";
import { guidanceOf } from "./guidance.ts";
import { studied } from "./studied.ts";

/** @param rows the drug's guidance, in the table's order. */
export function drugSlice(area: Row, rows: readonly Row[], gaps: readonly Gap[]): DrugSlice {
  const drug = area["drug"]!;
  return {
    drug,
    rxnorm: area["rxnorm"] || null,
    area: area["area"]!,
    genes: area["genes"]!.split(";"),
    studied: studied[drug] ?? null,
    newer: gaps.filter((gap) => gap.drugs.includes(drug)).map(({ date, change }) => ({ date, change })),
    ...guidanceOf(rows),
  };
}

/** HLA alleles that some row asks about: `*15:02 positive` → `*15:02`. */
export function askedAlleles(gene: string, rows: readonly Row[]): string[] {
  const keys = rows.map((row) => (JSON.parse(row["gene_keys_json"]!) as Record<string, unknown>)[gene]);
  const names = keys.flatMap((key) => (typeof key === "string" ? (key.match(/^\*\d+:\d+/) ?? []) : []));
  return [...new Set(names)].toSorted();
}
