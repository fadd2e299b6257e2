/** Guidance rows: held to the rules that make a row usable, then laid so that repeated statements stand once. */
import type { GeneKey, GuidanceRow } from "@pangenic/engine/personalize";
import type { DrugSlice, GuidelineSlice, Statement } from "../src/schema.ts";
import { grouped, type Row } from "./definitions.ts";
import { release } from "./release.ts";
import { guidelineLicense } from "./sources.ts";

/** Rows that break a rule, each known and left out: `source drug keys` → why. */
const rejected: ReadonlyMap<string, string> = new Map([
  ['CPIC nortriptyline {"CYP2D6": "n/a"}', "asks for monitoring and recommends nothing: a contradiction in one row"],
]);

const actionCodes = new Set([
  "no_change",
  "reduce_dose",
  "increase_dose",
  "avoid",
  "alternative",
  "monitor",
  "test_or_caution",
  "use_label",
  "no_recommendation",
  "not_applicable",
]);

/** Rows that may be carried. @throws Error, when a row breaks a rule and is not among the known ones. */
export function usableRows(rows: readonly Row[]): Row[] {
  const met = new Set<string>();
  const usable = rows.filter((row) => {
    const broken = brokenRule(row);
    if (broken === null) return true;
    const key = `${row["source"]} ${row["drug"]} ${row["gene_keys_json"]}`;
    if (!rejected.has(key)) throw new Error(`guidance ${key}: ${broken}`);
    met.add(key);
    return false;
  });
  if (met.size !== rejected.size) throw new Error("a row listed as rejected is no longer there");
  return usable;
}

/** What a row may not say; null: nothing broken. */
export function brokenRule(row: Row): string | null {
  const actions = row["action"]!.split("+");
  const does = (...codes: string[]): boolean => codes.some((code) => actions.includes(code));
  const unknown = actions.find((code) => !actionCodes.has(code));
  const hasPercent = row["dose_change_min_pct"] !== "" || row["dose_change_max_pct"] !== "";
  const strength = strengthCode(row);
  if (unknown !== undefined) return `unknown action ${unknown}`;
  if (does("no_change")) {
    if (row["all_genes_resulted_required"] !== "true") return "no change, but a gene has no result";
    if (strength === "missing" || strength === "no-recommendation") return "no change without a strength";
    if (does("reduce_dose", "increase_dose", "avoid", "alternative")) return "no change and a change";
  }
  if (does("no_recommendation", "not_applicable") && actions.length > 1) return "no recommendation and an action";
  if (hasPercent && !does("reduce_dose", "increase_dose")) return "a percentage without a direction";
  if (row["alternatives"] !== "" && !does("alternative", "avoid", "use_label"))
    return "an alternative without the action";
  return null;
}

/** DPWG grades nothing (`N/A`); CPIC grades, so that its `N/A` and its blanks are missing grades. */
function strengthCode(row: Row): GuidanceRow["strength"] {
  switch (row["strength"]) {
    case "Strong":
      return "strong";
    case "Moderate":
      return "moderate";
    case "Optional":
      return "optional";
    case "No recommendation":
      return "no-recommendation";
    case "N/A":
      return row["source"] === "DPWG" ? "none-given" : "missing";
    case "":
      return "missing";
    default:
      throw new Error(`guidance ${row["drug"]}: unknown strength`);
  }
}

/** Things once each, and where they stand. */
class Distinct<T> {
  readonly list: T[] = [];
  readonly #places = new Map<string, number>();
  placeOf(thing: T): number {
    const key = JSON.stringify(thing);
    const place = this.#places.get(key);
    if (place !== undefined) return place;
    this.#places.set(key, this.list.length);
    return this.list.push(thing) - 1;
  }
}

/** @param rows one drug's, in the table's order. */
export function guidanceOf(rows: readonly Row[]): Pick<DrugSlice, "keys" | "statements" | "guidelines"> {
  const keys: Record<string, Distinct<GeneKey>> = {};
  const statements = new Distinct<Statement>();
  const guidelines = grouped(rows, (row) => `${row["source"]} ${row["guideline_id"]}`);
  const slices = [...guidelines.values()].map((group) => guidelineSlice(group, keys, statements));
  return {
    keys: Object.fromEntries(Object.entries(keys).map(([gene, values]) => [gene, values.list])),
    statements: statements.list,
    guidelines: slices,
  };
}

function guidelineSlice(
  rows: readonly Row[],
  keys: Record<string, Distinct<GeneKey>>,
  statements: Distinct<Statement>,
): GuidelineSlice {
  const source = rows[0]!["source"] as "CPIC" | "DPWG";
  const asked = rows.map((row) => JSON.parse(row["gene_keys_json"]!) as Record<string, GeneKey>);
  const genes = [...new Set(asked.flatMap((key) => Object.keys(key)))].toSorted();
  const column = (gene: string): number[] => {
    keys[gene] ??= new Distinct();
    return asked.map((key) => (key[gene] === undefined ? -1 : keys[gene]!.placeOf(key[gene])));
  };
  return {
    source,
    id: one(rows, "guideline_id"),
    url: one(rows, "guideline_url"),
    pmids: one(rows, "pmids").split(";").filter(Boolean),
    version: release.guidanceOn,
    license: guidelineLicense[source],
    rows: {
      keys: Object.fromEntries(genes.map((gene) => [gene, column(gene)])),
      states: rows.map((row) => statements.placeOf(statement(row))),
    },
  };
}

function statement(row: Row): Statement {
  const text = <K extends string>(field: K, name: string): { readonly [F in K]?: string } =>
    (row[name] === "" ? {} : { [field]: row[name] }) as { readonly [F in K]?: string };
  return {
    ...text("population", "population"),
    ...text("condition", "indication_or_condition"),
    strength: strengthCode(row),
    actions: row["action"]!,
    ...(row["dose_change_min_pct"] !== "" && { percentMin: Number(row["dose_change_min_pct"]) }),
    ...(row["dose_change_max_pct"] !== "" && { percentMax: Number(row["dose_change_max_pct"]) }),
    ...text("basis", "dose_basis"),
    ...text("dose", "dose_absolute"),
    ...text("alternatives", "alternatives"),
    ...text("monitoring", "monitoring"),
    ...text("titration", "titration"),
    ...text("note", "activity_or_phenotype_note"),
    ...(row["coded_confidence"] === "partial" && { partial: true }),
    ...(row["all_genes_resulted_required"] !== "true" && { unresulted: true }),
  };
}

function one(rows: readonly Row[], name: string): string {
  const told = new Set(rows.map((row) => row[name]!));
  if (told.size !== 1) throw new Error(`guideline ${rows[0]!["guideline_id"]}: several ${name}`);
  return [...told][0]!;
}
