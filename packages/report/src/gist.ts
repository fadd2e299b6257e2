/** The one-line gist of a medicine in a person's words. */
import type { DrugAnswer, WarfarinAnswer } from "@pangenic/engine/personalize";
import { gistOf } from "./advice.ts";
import type { Page } from "./page.ts";

/** Facts about the person that a direction can hang on, and that are asked in the person file. */
const facts = ["age", "height", "weight"] as const;

/** All three branches stand where the question on ancestry is not answered. */
function toAdd({ branches }: WarfarinAnswer, hasDate: boolean): ((typeof facts)[number] | "ancestry")[] {
  const isMissing = (fact: string): boolean => branches.some(({ missing }) => missing.includes(fact));
  return [
    ...facts.filter((fact) => isMissing(fact) && (fact !== "age" || hasDate)),
    ...(branches.length === 3 ? (["ancestry"] as const) : []),
  ];
}

/** The direction; where it cannot be told, what would help to tell it. */
export function warfarinText({ report, words: { say } }: Page, answer: WarfarinAnswer): string {
  const direction = say(`patient.warfarin.${answer.direction}`);
  if (answer.direction !== "unknown") return direction;
  const hasDate = report.date !== null;
  const add = toAdd(answer, hasDate).map((fact) => say(`patient.warfarin.fact.${fact}`));
  return [
    direction,
    ...(add.length > 0 ? [say("patient.warfarin.add", { facts: add.join(", ") })] : []),
    ...(hasDate || !answer.branches.some(({ missing }) => missing.includes("age"))
      ? []
      : [say("patient.warfarin.date")]),
  ].join(" ");
}

/** Warfarin's flow speaks for warfarin, unless too little was read for it to speak. */
export function gistText(page: Page, drug: DrugAnswer): string {
  const { say } = page.words;
  const gist = gistOf(page, drug);
  if (drug.warfarin !== undefined && (drug.mark !== "unknown" || gist === "warfarin"))
    return warfarinText(page, drug.warfarin);
  return gist === "warfarin" ? say("patient.warfarin.unknown") : say(`patient.gist.${gist}`);
}
