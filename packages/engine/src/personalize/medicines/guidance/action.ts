/** Do two diplotypes of a gene lead to the same action? What the residual risk asks for every true pair of haplotypes. */
import type { Diplotype } from "../call.ts";
import type { GeneFacts } from "../gene.ts";
import type { DrugFacts, GeneKey, GuidanceRow, Guideline } from "../guideline.ts";
import { type GeneResult, type GeneResults, resultOf } from "./gene-result.ts";
import { find, fitting, keyText, type RowGroup, rowGroups } from "./lookup.ts";
import { warfarinAction, warfarinGenes } from "./warfarin/genotype.ts";

/** Equal for two diplotypes exactly where no action or amount differs. Comparable only within one `ActionSignature`. */
export type ActionSignature = (diplotype: Pick<Diplotype, "lookup" | "phenotype" | "activityScore" | "key">) => string;

type Question = (result: GeneResult) => string;

/** What the signature is about. */
export interface ActionScope {
  readonly gene: string;
  /** Medicines that do not ask for the gene add nothing. */
  readonly drugs: readonly DrugFacts[];
  /** Results of the other genes for this person; absent: every value that a partner gene may have is gone through. */
  readonly partners?: GeneResults;
  /** Facts of the gene: DPWG's own reading of alleles, and the definitions that warfarin's flow reads. */
  readonly facts?: GeneFacts;
}

/**
 * Actions of the primary source of each drug: CPIC where it has rows for drug and gene, else DPWG; for warfarin the CPIC
 * flow. Strength, wording and what to watch do not count; action, amount, alternatives and whether to monitor do.
 * The returned function remembers each diplotype it has seen.
 */
export function actionsOf({ gene, drugs, partners, facts }: ActionScope): ActionSignature {
  const groups = drugs.flatMap((drug) => comparedGroups(gene, drug));
  const questions = groups.flatMap((group) => questionsOf(gene, group, partners));
  const fitOf = fitting(gene, groups);
  const asksWarfarin = warfarinGenes.has(gene) && drugs.some((drug) => drug.drug === "warfarin");
  const byDiplotype = new Map<string, string>();
  const byFit = new Map<string, string>();
  const numbers = new Map<string, string>();
  const signatureOf = (result: GeneResult): string => {
    const flow = asksWarfarin ? warfarinAction(gene, result, facts) : "";
    // Many diplotypes fit the same keys: the questions are asked once for each way of fitting.
    return remembered(byFit, `${flow} ${fitOf(result)}`, () => {
      const whole = [flow, ...questions.map((ask) => ask(result))].join("\n");
      return remembered(numbers, whole, () => String(numbers.size));
    });
  };
  return (diplotype) =>
    remembered(byDiplotype, `${diplotype.lookup.join("/")} ${diplotype.key}`, () =>
      signatureOf(resultOf(diplotype, facts)),
    );
}

function remembered(memory: Map<string, string>, name: string, compute: () => string): string {
  let value = memory.get(name);
  if (value === undefined) {
    value = compute();
    memory.set(name, value);
  }
  return value;
}

/** The guidelines whose actions are compared. */
export function primaryGuidelines(gene: string, drug: DrugFacts): readonly Guideline[] {
  const withGene = drug.guidelines.filter((one) => one.rows.some((row) => gene in row.keys));
  const cpic = withGene.filter((one) => one.source === "CPIC");
  return cpic.length > 0 ? cpic : withGene;
}

/** Warfarin's rows are not compared for the genes of its flow: there the flow is the action. */
function comparedGroups(gene: string, drug: DrugFacts): RowGroup[] {
  if (drug.drug === "warfarin" && warfarinGenes.has(gene)) return [];
  return primaryGuidelines(gene, drug).flatMap((one) => rowGroups(one).filter((group) => group.genes.includes(gene)));
}

/** One question with the person's partner results, or one for each combination of values that the rows give the partners. */
function questionsOf(gene: string, group: RowGroup, partners: GeneResults | undefined): Question[] {
  if (partners) return [(result) => actionIn(group, new Map(partners).set(gene, result))];
  const distinct = new Map<string, { readonly others: GeneResults; readonly rows: GuidanceRow[] }>();
  for (const row of group.rows) {
    const others = Object.entries(row.keys).filter(([other]) => other !== gene);
    const name = others.map(([other, key]) => `${other}=${keyText(key)}`).join("|");
    const same = distinct.get(name);
    if (same) same.rows.push(row);
    else distinct.set(name, { others: new Map(others.map(([other, key]) => [other, resultKeyed(key)])), rows: [row] });
  }
  return [...distinct.values()].map(({ others, rows }) => {
    const narrowed = { ...group, rows };
    return (result) => actionIn(narrowed, new Map(others).set(gene, result));
  });
}

function resultKeyed(key: GeneKey): GeneResult {
  return typeof key === "string" ? { keys: [key], copies: {} } : { keys: [], copies: key };
}

function actionIn(group: RowGroup, results: GeneResults): string {
  const found = find(group, results);
  return found.kind === "rows" ? [...new Set(found.rows.map(actionOf))].sort().join(" or ") : found.kind;
}

/** Amounts as the row holds them, also where a partial row does not show them. */
function actionOf(row: GuidanceRow): string {
  const actions = [...row.actions].sort().join("+");
  const { percentMin, percentMax, basis, dose, alternatives } = row;
  const changes = row.actions.some((one) => one !== "no_change" && one !== "monitor" && one !== "test_or_caution");
  return changes ? JSON.stringify([actions, percentMin, percentMax, basis, dose, alternatives]) : `${actions} ${dose}`;
}
