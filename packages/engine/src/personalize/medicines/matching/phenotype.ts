/** From two alleles to what they do: function or activity, phenotype, score, and the key of guideline rows. */
import type { Diplotype, Strand } from "../call.ts";
import type { GeneFacts, PhenotypeRule } from "../gene.ts";
import type { AlleleTable } from "./allele-table.ts";
import { compareLists, compareNames } from "./name-order.ts";

type Outcome = Pick<Diplotype, "phenotype" | "activityScore" | "key">;

const NO_RULE: Outcome = { phenotype: null, activityScore: null, key: null };

/** A diplotype with its look-up and phenotype; an allele without function gives no phenotype, never a normal one. */
export function diplotypeOf(table: AlleleTable, given: readonly Strand[]): Diplotype {
  const strands = [...given].sort((a, b) => compareNames(a.name, b.name));
  const lookup = strands.map((strand) => lookupOf(table, strand)).filter((name) => name !== null);
  return {
    strands: strands as unknown as Diplotype["strands"],
    name: strands.map((strand) => strand.name).join("/"),
    lookup: lookup.sort(compareNames),
    ...(lookup.length === strands.length ? outcomeOf(table, lookup) : NO_RULE),
  };
}

/** What one strand is looked up as: its allele; of several the least functional; null where that cannot be said. */
function lookupOf(table: AlleleTable, strand: Strand): string | null {
  if (table.lowestFunction) return [...strand.alleles].sort(leastFunctionFirst(table))[0] ?? null;
  return strand.alleles.length === 1 && strand.name === strand.alleles[0] ? strand.name : null;
}

/** Sorts allele names; equals by name. */
export function leastFunctionFirst(table: AlleleTable): (a: string, b: string) => number {
  return (a, b) => rankOf(table, a) - rankOf(table, b) || compareNames(a, b);
}

/** Of several diplotypes of a lowest-function gene the one with the least function: what its guidance is looked up with. */
export function leastFunctional(table: AlleleTable, diplotypes: readonly Diplotype[]): Diplotype | undefined {
  const rank = (d: Diplotype): number => d.lookup.reduce((sum, name) => sum + rankOf(table, name), 0);
  return [...diplotypes].sort((a, b) => rank(a) - rank(b) || compareLists(a.lookup, b.lookup))[0];
}

/** For RYR1 malignant hyperthermia goes first; elsewhere the activity value, and an allele without one goes last. */
function rankOf(table: AlleleTable, name: string): number {
  const allele = table.byName.get(name);
  if (table.facts.gene === "RYR1") return allele?.function?.startsWith("Malignant Hyperthermia") ? 0 : 1;
  return allele?.activity ? activityNumber(allele.activity) : 2;
}

/** `≥3.0` → 3; NaN for `n/a`. */
export function activityNumber(activity: string): number {
  return Number.parseFloat(activity.replace("≥", ""));
}

function outcomeOf(table: AlleleTable, names: readonly string[]): Outcome {
  const alleles = names.map((name) => table.byName.get(name));
  for (const by of ["activity", "function"] as const) {
    const values = alleles.map((allele) => allele?.[by] ?? null);
    const [first, second = null] = values;
    if (values.includes(null)) continue;
    const rule = table.facts.rules.find((r) => r.by === by && fits(r, first!, second));
    if (rule) return { phenotype: rule.phenotype, activityScore: rule.activityScore, key: rule.key };
  }
  return NO_RULE;
}

function fits(rule: PhenotypeRule, first: string, second: string | null): boolean {
  return (rule.first === first && rule.second === second) || (rule.first === second && rule.second === first);
}

/** Distinct outcomes of a gene's rules that satisfy a test: what a laboratory's phenotype or score may stand for. */
export function outcomesWhere(facts: GeneFacts, test: (rule: PhenotypeRule) => boolean): Outcome[] {
  const byKey = new Map<string, Outcome>();
  for (const rule of facts.rules)
    if (test(rule) && !byKey.has(rule.key))
      byKey.set(rule.key, { phenotype: rule.phenotype, activityScore: rule.activityScore, key: rule.key });
  return [...byKey.values()];
}
