/** Which rows of each guideline fit these results? Sources stand side by side, and each population is shown. */
import type { DrugFacts, GeneKey, Guidance, GuidanceRow, Guideline } from "../guideline.ts";
import type { DrugGuidance } from "../report.ts";
import { type GeneResult, type GeneResults, isUsable } from "./gene-result.ts";
import { guidanceOf, notTested } from "./guidance.ts";

/** Rows of one guideline that ask for the same genes in the same population: at most one answer comes from each. */
export interface RowGroup {
  readonly source: Guideline["source"];
  readonly genes: readonly string[];
  readonly population: string;
  readonly rows: readonly GuidanceRow[];
}

/** What one group says: matching rows (several only where the results leave a key open), or why none does. */
export type Found =
  | { readonly kind: "rows"; readonly rows: readonly GuidanceRow[] }
  | { readonly kind: "no-row" }
  | { readonly kind: "not-tested"; readonly missing: readonly string[] };

/**
 * Guidance of every source, guideline and population for one set of results.
 * @param results one result per gene; absent genes count as not tested, never as normal.
 * @throws PangenicError `knowledge-broken`, when a matching row breaks the union.
 */
export function adviceFor(drug: DrugFacts, results: GeneResults): DrugGuidance[] {
  return drug.guidelines.flatMap((guideline) => {
    const seen = new Set<string>();
    return groupsFor(guideline, results).flatMap((group) => {
      const found = find(group, results);
      if (found.kind === "rows") return found.rows.map((row) => shown(guideline, group, guidanceOf(row), keysOf(row)));
      // Without a row there is nothing that differs by population: say it once.
      const genes = group.genes.join("+");
      if (seen.has(genes)) return [];
      seen.add(genes);
      return [shown(guideline, { ...group, population: "" }, silence(found, group), askedWith(group, results))];
    });
  });
}

/**
 * The groups of a guideline, those on fewer genes left out where a wider one covers them: with both genes tested, what one
 * of them says alone is not the answer.
 */
function groupsFor(guideline: Guideline, results: GeneResults): RowGroup[] {
  const groups = rowGroups(guideline);
  const answered = groups.filter((group) => find(group, results).kind === "rows");
  return groups.filter(
    (group) =>
      !answered.some((wider) => wider !== group && wider.population === group.population && covers(wider, group)),
  );
}

function covers(wider: RowGroup, group: RowGroup): boolean {
  return wider.genes.length > group.genes.length && group.genes.every((gene) => wider.genes.includes(gene));
}

const grouped = new WeakMap<Guideline, RowGroup[]>();

/** Computed once per guideline. */
export function rowGroups(guideline: Guideline): RowGroup[] {
  const known = grouped.get(guideline);
  if (known) return known;
  const byName = new Map<string, RowGroup & { rows: GuidanceRow[] }>();
  for (const row of guideline.rows) {
    const genes = Object.keys(row.keys).sort();
    const name = `${genes.join("+")}|${row.population}`;
    const group = byName.get(name);
    if (group) group.rows.push(row);
    else byName.set(name, { source: guideline.source, genes, population: row.population, rows: [row] });
  }
  // Keys that are no valid result ("xN combinations") stand in a population of their own: nobody is in it.
  const groups = [...byName.values()].filter(
    ({ rows }) => !rows.every((row) => row.actions.includes("not_applicable")),
  );
  grouped.set(guideline, groups);
  return groups;
}

/** Every gene of a key must match (AND); a row keyed by allele copies beats one keyed by phenotype. */
export function find(group: RowGroup, results: GeneResults): Found {
  const missing = group.genes.filter((gene) => !isTested(group, gene, results.get(gene)));
  const unkeyed = missing.filter((gene) => !hasKey(group, gene, results.get(gene)));
  if (unkeyed.length === group.genes.length) return { kind: "not-tested", missing };
  const rows = group.rows.filter((row) =>
    Object.entries(row.keys).every(([gene, key]) =>
      unkeyed.includes(gene) ? key === "No Result" : matches(key, results.get(gene)!, group.source),
    ),
  );
  if (rows.length === 0) return missing.length > 0 ? { kind: "not-tested", missing } : { kind: "no-row" };
  const specific = Math.max(...rows.map(copyKeys));
  return { kind: "rows", rows: rows.filter((row) => copyKeys(row) === specific) };
}

/** An allele status (`*58:01 negative`) that none of the group's rows asks about tests nothing for this group. */
function isTested(group: RowGroup, gene: string, result: GeneResult | undefined): boolean {
  return result !== undefined && isUsable(result) && testedKey(group, gene, result) !== undefined;
}

/** The result's key that bears on the group: a status of an allele asked about, else its first. */
function testedKey(group: RowGroup, gene: string, { keys }: GeneResult): string | undefined {
  const alleles = new Set(group.rows.map((row) => alleleIn(row.keys[gene]!)));
  alleles.delete(undefined);
  return alleles.size === 0 ? keys[0] : keys.find((key) => alleles.has(alleleIn(key)));
}

/** `*57:01 positive` → `*57:01`. */
function alleleIn(key: GeneKey): string | undefined {
  return typeof key === "string" ? /^(\*\S+) (?:positive|negative)$/.exec(key)?.[1] : undefined;
}

function hasKey(group: RowGroup, gene: string, result: GeneResult | undefined): boolean {
  return result !== undefined && group.rows.some((row) => matches(row.keys[gene]!, result, group.source));
}

function matches(key: GeneKey, result: GeneResult, source: Guideline["source"]): boolean {
  if (typeof key === "string")
    return (source === "DPWG" && result.dpwgKeys ? result.dpwgKeys : result.keys).includes(key);
  const alleles = Object.keys(key);
  return (
    alleles.length === Object.keys(result.copies).length &&
    alleles.every((allele) => key[allele] === result.copies[allele])
  );
}

/** All that these groups can tell about a result of the gene: results with the same text are answered alike. */
export function fitting(gene: string, groups: readonly RowGroup[]): (result: GeneResult) => string {
  const asked = new Map(
    groups.flatMap(({ source, rows }) =>
      rows.map((row) => [`${source} ${keyText(row.keys[gene]!)}`, { source, key: row.keys[gene]! }] as const),
    ),
  );
  return (result) => {
    const fits = [...asked].flatMap(([name, { source, key }]) => (matches(key, result, source) ? [name] : []));
    return JSON.stringify([isUsable(result), fits, result.keys.filter((key) => alleleIn(key))]);
  };
}

function copyKeys(row: GuidanceRow): number {
  return Object.values(row.keys).filter((key) => typeof key !== "string").length;
}

function keysOf(row: GuidanceRow): Record<string, string> {
  return Object.fromEntries(Object.entries(row.keys).map(([gene, key]) => [gene, keyText(key)]));
}

/** What the tested genes were looked up with where no row answers. */
function askedWith(group: RowGroup, results: GeneResults): Record<string, string> {
  return Object.fromEntries(
    group.genes.flatMap((gene) => {
      const result = results.get(gene);
      return result && isTested(group, gene, result) ? [[gene, testedKey(group, gene, result)!]] : [];
    }),
  );
}

/** `{"*1": 1, "*3": 1}` → `*1/*3`. */
export function keyText(key: GeneKey): string {
  if (typeof key === "string") return key;
  return Object.entries(key)
    .flatMap(([allele, copies]) => Array<string>(copies).fill(allele))
    .join("/");
}

function silence(found: Exclude<Found, { kind: "rows" }>, group: RowGroup): Guidance {
  if (found.kind === "no-row") return { kind: "no-guidance", why: "no-row" };
  return notTested(found.missing, group.genes);
}

function shown(
  guideline: Guideline,
  group: RowGroup,
  guidance: Guidance,
  keys: Readonly<Record<string, string>>,
): DrugGuidance {
  const { source, url, pmids, version, license } = guideline;
  return { source, population: group.population, guidance, keys, url, pmids, version, license };
}
