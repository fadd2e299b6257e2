/** Function pairs, or activity pairs → phenotype. */
import type { RuleRow } from "../src/schema.ts";
import type { Row } from "./definitions.ts";

export function ruleRows(rows: readonly Row[]): RuleRow[] {
  return rows.map((row) => [
    row["key1"]!,
    row["key2"] || null,
    row["phenotype"]!,
    row["activity_score"] || null,
    row["recommendation_key"]!,
  ]);
}

export function rulesBy(rows: readonly Row[]): "function" | "activity" {
  const by = new Set(rows.map((row) => row["lookup_by"]));
  if (by.size > 1) throw new Error(`${rows[0]!["gene"]}: rules by two kinds of value`);
  return by.has("activity_value") ? "activity" : "function";
}
