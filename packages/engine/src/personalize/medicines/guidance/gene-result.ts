/** What does one gene bring to a look-up? Every value a guideline row may be keyed by, for one possible diplotype. */
import type { Diplotype, GeneCall } from "../call.ts";
import type { DpwgReading, GeneFacts } from "../gene.ts";
import { copiesVary } from "../matching/copy-number.ts";
import { unresulted } from "./guidance.ts";

export interface GeneResult {
  /** Phenotype, activity score, allele statuses: a row matches if its key is one of them. */
  readonly keys: readonly string[];
  /** Copies of each named allele; empty where none is named. */
  readonly copies: Readonly<Record<string, number>>;
  /** What DPWG's rows are looked up by, where DPWG reads the alleles in its own way; absent: by `keys`. */
  readonly dpwgKeys?: readonly string[];
}

/** One result per gene; a gene that is not in the map was not tested. */
export type GeneResults = ReadonlyMap<string, GeneResult>;

/** What a gene may be: one result, several candidates, or a range. Empty: not tested. */
export interface GeneCandidates {
  readonly results: readonly GeneResult[];
  /** false: small variants alone; guidance is taken over the whole range, and some medicines are never cleared by it. */
  readonly copyNumberTested: boolean;
}

/** @param facts absent for genes that only a laboratory calls by name (HLA, F5). */
export function candidatesOf(call: GeneCall, facts?: GeneFacts): GeneCandidates {
  const diplotypes = call.possible.length > 0 ? call.possible : call.diplotypes;
  const results = diplotypes.map((diplotype) => resultOf(diplotype, facts, call.statuses));
  if (results.length === 0 && call.statuses.length > 0) results.push({ keys: call.statuses, copies: {} });
  return { results, copyNumberTested: call.from === "outside" || !copiesVary(call.gene) };
}

/** @param statuses presence or absence of single alleles (`*57:01 positive`). */
export function resultOf(
  diplotype: Pick<Diplotype, "lookup" | "phenotype" | "activityScore" | "key" | "isStated">,
  facts?: GeneFacts,
  statuses: readonly string[] = [],
): GeneResult {
  const { phenotype, activityScore, key } = diplotype;
  const lookup = diplotype.isStated ? [] : diplotype.lookup;
  const copies: Record<string, number> = {};
  for (const allele of lookup) copies[allele] = (copies[allele] ?? 0) + 1;
  const keys = [key, phenotype, activityScore].filter((one) => one !== null);
  if (activityScore !== null) keys.push(...dpydKeys(lookup, activityScore, facts));
  const dpwgKeys = facts?.dpwg && lookup.length > 0 ? keysByDpwg(facts.dpwg, lookup) : null;
  return { keys: [...new Set([...keys, ...statuses])], copies, ...(dpwgKeys && { dpwgKeys }) };
}

/** Empty where DPWG assigns one of the alleles nothing. */
function keysByDpwg({ values, rules }: DpwgReading, lookup: readonly string[]): string[] {
  const [first, second = null] = lookup.map((name) => values.get(name));
  const rule = rules.find(
    (one) =>
      (one.first === first && one.second === second) ||
      (second !== null && one.first === second && one.second === first),
  );
  return rule ? [...new Set([rule.key, rule.phenotype, rule.activityScore].filter((key) => key !== null))] : [];
}

/** More than "indeterminate". */
export function isUsable(result: GeneResult): boolean {
  return result.keys.some((key) => !unresulted.has(key));
}

/**
 * DPWG keys DPYD by score and by whether genotype settles the activity: two altered copies that are not both without
 * function must be measured ("Phenotyping"). Where the copies are not known both keys fit, and both rows are shown.
 * @see Lunenburg et al. 2020, Eur J Hum Genet 28:508 (PMC7080718)
 */
function dpydKeys(lookup: readonly string[], score: string, facts: GeneFacts | undefined): string[] {
  if (facts?.gene !== "DPYD") return [];
  const activity = lookup.map((name) => facts.alleles.find((allele) => allele.name === name)?.activity);
  const settled = activity.includes("1.0") || score === "0.0";
  const word =
    score === "0.0" ? "Poor Metabolizer" : score === "2.0" ? "Normal Metabolizer" : "Intermediate Metabolizer";
  const measured = `${score} (Phenotyping)`;
  if (lookup.length < 2) return [`${score} (${word})`, measured];
  return [settled ? `${score} (${word})` : measured];
}
