/** What to do about one medicine, with its two marks: could this file have shown it, and was the advice studied in people like you. */
import type { HoldsOfGenotype, Level } from "../../base/index.ts";
import type { Person } from "../../collect/index.ts";
import type { CompiledGene, GeneFinding } from "./gene-answer.ts";
import { actionsOf } from "./guidance/action.ts";
import { adviseOn } from "./guidance/advice.ts";
import { type GeneResults, isUsable } from "./guidance/gene-result.ts";
import { withoutAmounts } from "./guidance/guidance.ts";
import { studiedIn } from "./guidance/studied.ts";
import { isTaken } from "./guidance/taken.ts";
import type { DrugFacts } from "./guideline.ts";
import { holdsBands } from "./holds/bands.ts";
import type { Confirmation } from "./holds/confirmations.ts";
import type { DrugAnswer } from "./report.ts";

export interface Findings {
  readonly genes: ReadonlyMap<string, CompiledGene>;
  readonly found: ReadonlyMap<string, GeneFinding>;
}

export function answerDrug(drug: DrugFacts, findings: Findings, person: Person): DrugAnswer {
  const { found } = findings;
  const candidates = new Map([...found].map(([gene, finding]) => [gene, finding.candidates]));
  const advice = adviseOn(drug, candidates);
  const visible = couldSee(drug, findings);
  const own = drug.genes.flatMap((gene) => found.get(gene) ?? []);
  const hidden = visible?.level === "poorly" && own.some(({ answer }) => answer.missing > 0);
  const isOpenRange = !advice.candidatesAgree && own.some(({ candidates: one }) => !one.copyNumberTested);
  const isGuess = (hidden || isOpenRange) && !own.some(({ isAltered }) => isAltered);
  const acts = advice.mark === "change" || advice.mark === "adjust";
  const confirm = confirmationsOf(own, acts);
  const isBare = confirm.length > 0 || isGuess || isOpenRange;
  return {
    drug: drug.drug,
    rxnorm: drug.rxnorm,
    area: drug.area,
    genes: drug.genes,
    taken: person.medicines.status === "known" && isTaken(person.medicines.value, drug.drug),
    mark: acts ? (isGuess ? "unknown" : advice.mark) : clears(visible, hidden, own) ? advice.mark : "unknown",
    guidance: isBare
      ? advice.guidance.map((one) => ({ ...one, guidance: withoutAmounts(one.guidance) }))
      : advice.guidance,
    candidatesAgree: advice.candidatesAgree && !mayDiffer(visible),
    confirm,
    couldSee: visible,
    studied: studiedIn(drug.drug, person),
    missing: advice.missing,
    newer: drug.newer,
  };
}

/**
 * A clearance rests on what was looked at: where too much could hide in places not seen, or a laboratory contradicts itself,
 * nothing is cleared. The same holds for advice that rests on places not seen alone; advice on a variant that was seen stands.
 */
function clears(visible: DrugAnswer["couldSee"], hidden: boolean, own: readonly GeneFinding[]): boolean {
  return visible !== null && !hidden && !own.some(({ answer }) => answer.call.notes.includes("outside-conflict"));
}

/** A consumer's raw file confirms nothing: not even a usual result that would change a medicine. */
function confirmationsOf(own: readonly GeneFinding[], acts: boolean): readonly Confirmation[] {
  const isConsumerFile = own.some(({ answer: { call } }) =>
    call.sites.some(({ doubts }) => call.from === "file" && doubts.includes("consumer-file")),
  );
  return [
    ...new Set([...(acts && isConsumerFile ? (["array"] as const) : []), ...own.flatMap(({ confirm }) => confirm)]),
  ];
}

/** Something else that fits what was seen, and is likely enough to be named, leads to another action. */
function mayDiffer(visible: DrugAnswer["couldSee"]): boolean {
  return visible?.holds.kind === "call" && visible.holds.actionRisk >= holdsBands.candidate;
}

const order: readonly Level[] = ["well", "partly", "poorly"];

/** The least of what holds for its genes, each asked for this medicine's own actions; null where one gene says nothing. */
function couldSee(drug: DrugFacts, { genes, found }: Findings): DrugAnswer["couldSee"] {
  const results: GeneResults = new Map(
    [...found].flatMap(([gene, { candidates }]) => (candidates.results[0] ? [[gene, candidates.results[0]]] : [])),
  );
  let least: HoldsOfGenotype | null = null;
  for (const gene of drug.genes) {
    const compiled = genes.get(gene);
    const finding = found.get(gene);
    if (!compiled || !finding) return null;
    const partners = new Map([...results].filter(([other]) => other !== gene));
    const signature = actionsOf({ gene, drugs: [drug], partners, facts: compiled.facts });
    const holds = finding.assessment.holdsFor(signature);
    const isUnread = finding.answer.call.from === "outside" && !finding.candidates.results.some(isUsable);
    if (holds.kind === "abstention" || isUnread) return null;
    if (!least || order.indexOf(holds.level) > order.indexOf(least.level)) least = holds;
  }
  return least && { level: least.level, holds: least };
}
