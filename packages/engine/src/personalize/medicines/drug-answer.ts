/** What to do about one medicine, with its two marks: could this file have shown it, and was the advice studied in people like you. */
import type { Holds, Level } from "../../base/index.ts";
import type { Person } from "../../collect/index.ts";
import type { CompiledGene, GeneFinding } from "./gene-answer.ts";
import { actionsOf } from "./guidance/action.ts";
import { adviseOn } from "./guidance/advice.ts";
import type { GeneResults } from "./guidance/gene-result.ts";
import { withoutAmounts } from "./guidance/guidance.ts";
import { studiedIn } from "./guidance/studied.ts";
import { isTaken } from "./guidance/taken.ts";
import type { DrugFacts } from "./guideline.ts";
import type { DrugAnswer } from "./report.ts";

export interface Findings {
  readonly genes: ReadonlyMap<string, CompiledGene>;
  readonly found: ReadonlyMap<string, GeneFinding>;
}

export function answerDrug(drug: DrugFacts, { genes, found }: Findings, person: Person): DrugAnswer {
  const candidates = new Map([...found].map(([gene, finding]) => [gene, finding.candidates]));
  const advice = adviseOn(drug, candidates);
  const visible = couldSee(drug, { genes, found });
  const confirm = [...new Set(drug.genes.flatMap((gene) => found.get(gene)?.confirm ?? []))];
  return {
    drug: drug.drug,
    rxnorm: drug.rxnorm,
    area: drug.area,
    genes: drug.genes,
    taken: person.medicines.status === "known" && isTaken(person.medicines.value, drug.drug),
    mark: advice.mark === "no-change" && !clears(visible, drug, found) ? "unknown" : advice.mark,
    guidance:
      confirm.length > 0
        ? advice.guidance.map((one) => ({ ...one, guidance: withoutAmounts(one.guidance) }))
        : advice.guidance,
    candidatesAgree: advice.candidatesAgree,
    confirm,
    couldSee: visible,
    studied: studiedIn(drug.drug, person),
    missing: advice.missing,
    newer: drug.newer,
  };
}

/** A clearance rests on what was looked at: where too much could hide in places not seen, nothing is cleared. An action always stands. */
function clears(visible: DrugAnswer["couldSee"], drug: DrugFacts, found: Findings["found"]): boolean {
  if (!visible) return false;
  return visible.level !== "poorly" || drug.genes.every((gene) => found.get(gene)?.answer.missing === 0);
}

const order: readonly Level[] = ["well", "partly", "poorly"];

/** The least of what holds for its genes, each asked for this medicine's own actions; null where one gene says nothing. */
function couldSee(drug: DrugFacts, { genes, found }: Findings): DrugAnswer["couldSee"] {
  const results: GeneResults = new Map(
    [...found].flatMap(([gene, { candidates }]) => (candidates.results[0] ? [[gene, candidates.results[0]]] : [])),
  );
  let least: Holds | null = null;
  for (const gene of drug.genes) {
    const compiled = genes.get(gene);
    const finding = found.get(gene);
    if (!compiled || !finding) return null;
    const partners = new Map([...results].filter(([other]) => other !== gene));
    const signature = actionsOf({ gene, drugs: [drug], partners, facts: compiled.facts });
    const holds = finding.assessment.holdsFor(signature);
    if (holds.kind === "abstention") return null;
    if (!least || order.indexOf(holds.level) > order.indexOf(least.level)) least = holds;
  }
  return least && { level: least.level, holds: least };
}
