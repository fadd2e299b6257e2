/** Do two diplotypes of a gene lead to the same action? What the residual risk asks for every true pair of haplotypes. */
import type { Diplotype } from "../call.ts";
import type { GeneFacts } from "../gene.ts";
import type { DrugFacts, GeneKey, GuidanceRow, Guideline } from "../guideline.ts";
import { type GeneResult, type GeneResults, resultOf } from "./gene-result.ts";
import { find, keyText, type RowGroup, rowGroups } from "./lookup.ts";
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
  const questions = drugs.flatMap((drug) => questionsOf(gene, drug, partners, facts));
  const known = new Map<string, string>();
  const numbers = new Map<string, string>();
  return (diplotype) => {
    const name = `${diplotype.lookup.join("/")} ${diplotype.key}`;
    let signature = known.get(name);
    if (signature === undefined) {
      const result = resultOf(diplotype, facts);
      const whole = questions.map((ask) => ask(result)).join("\n");
      signature = numbers.get(whole) ?? String(numbers.size);
      numbers.set(whole, signature);
      known.set(name, signature);
    }
    return signature;
  };
}

/** The guidelines whose actions are compared. */
export function primaryGuidelines(gene: string, drug: DrugFacts): readonly Guideline[] {
  const withGene = drug.guidelines.filter((one) => one.rows.some((row) => gene in row.keys));
  const cpic = withGene.filter((one) => one.source === "CPIC");
  return cpic.length > 0 ? cpic : withGene;
}

function questionsOf(
  gene: string,
  drug: DrugFacts,
  partners: GeneResults | undefined,
  facts: GeneFacts | undefined,
): Question[] {
  if (drug.drug === "warfarin" && warfarinGenes.has(gene)) return [(result) => warfarinAction(gene, result, facts)];
  const groups = primaryGuidelines(gene, drug).flatMap((one) => rowGroups(one).filter((g) => g.genes.includes(gene)));
  return groups.flatMap((group) =>
    (partners ? [partners] : partnerValues(group, gene)).map(
      (others) => (result: GeneResult) => actionIn(group, new Map(others).set(gene, result)),
    ),
  );
}

/** Every combination of values that the group's rows give the other genes. */
function partnerValues(group: RowGroup, gene: string): GeneResults[] {
  const distinct = new Map<string, GeneResults>();
  for (const row of group.rows) {
    const others = Object.entries(row.keys).filter(([other]) => other !== gene);
    const name = others.map(([other, key]) => `${other}=${keyText(key)}`).join("|");
    if (!distinct.has(name)) distinct.set(name, new Map(others.map(([other, key]) => [other, resultKeyed(key)])));
  }
  return [...distinct.values()];
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
