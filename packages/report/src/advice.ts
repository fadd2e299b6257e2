/** What a person is told to do about a medicine: coded from the guidance rows; nothing is added to what they state. */
import type { DrugAnswer, Guidance } from "@pangenic/engine/personalize";
import type { Page } from "./page.ts";
import { conflictFromLaboratory, isWithdrawn, notReadForSex, unreadFromLaboratory } from "./silence.ts";

/** The one-line gist, in the person's words `patient.gist.*`. */
export type Gist =
  | "other"
  | "other-or-lower"
  | "other-or-higher"
  | "other-or-dose"
  | "lower"
  | "higher"
  | "dose"
  | "checks"
  | "label"
  | "keep"
  | Silence;

/** Why nothing is said, in the order in which the page lists them. */
export const silences = [
  "hla",
  "sex-mismatch",
  "lab-unread",
  "lab-conflict",
  "too-little",
  "warfarin",
  "not-tested",
  "no-guidance",
] as const;
export type Silence = (typeof silences)[number];

export type Who = "cancer" | "surgery" | "prescriber";

/** By when: `dose` before the next or first dose; `surgery` before anesthesia. */
export type When = "dose" | "surgery" | "week" | "visit";

/** Genes whose harm can come with a single dose or course. Editorial, not from a guideline: it orders and dates the advice. */
const firstDose = new Set(["DPYD", "TPMT", "NUDT15", "HLA-A", "HLA-B", "RYR1", "CACNA1S", "G6PD", "MT-RNR1"]);
const anesthesia = new Set(["RYR1", "CACNA1S"]);

export function isUrgent(drug: DrugAnswer): boolean {
  return drug.genes.some((gene) => firstDose.has(gene));
}

export function whoToAsk(drug: DrugAnswer): Who {
  if (drug.genes.some((gene) => anesthesia.has(gene))) return "surgery";
  return drug.area === "oncology" ? "cancer" : "prescriber";
}

export function byWhen(drug: DrugAnswer): When {
  if (drug.genes.some((gene) => anesthesia.has(gene))) return "surgery";
  if (isUrgent(drug)) return "dose";
  return drug.mark === "change" ? "week" : "visit";
}

/** Untested HLA alleles decide before the first dose, whatever else is known of the medicine. */
export function needsHlaTest(drug: DrugAnswer): boolean {
  return drug.missing.some((gene) => gene.startsWith("HLA-"));
}

function silenceOf(page: Page, drug: DrugAnswer): Silence {
  const unread = unreadFromLaboratory(page, drug);
  if (drug.missing.some((gene) => gene.startsWith("HLA-") && !unread.includes(gene))) return "hla";
  if (notReadForSex(page, drug).length > 0) return "sex-mismatch";
  if (unread.length > 0) return "lab-unread";
  if (isWithdrawn(drug) && conflictFromLaboratory(page, drug).length > 0) return "lab-conflict";
  if (isWithdrawn(drug) && drug.missing.length === 0 && (drug.couldSee === null || drug.couldSee.level === "poorly"))
    return "too-little";
  if (drug.warfarin !== undefined) return "warfarin";
  const untested = drug.guidance.some(({ guidance }) => guidance.kind === "not-tested");
  return untested || drug.missing.length > 0 || drug.couldSee === null ? "not-tested" : "no-guidance";
}

function gistOfAction(rows: readonly Guidance[]): Gist {
  const acts = rows.filter((row) => row.kind === "act");
  const isOther = acts.some((row) => row.avoid || row.alternatives !== "not-stated");
  const directions = new Set(acts.flatMap((row) => row.adjust.map((adjust) => adjust.direction)));
  const dose =
    directions.size > 1 ? "dose" : directions.has("reduce") ? "lower" : directions.has("increase") ? "higher" : null;
  if (isOther) return dose === null ? "other" : `other-or-${dose}`;
  if (dose !== null) return dose;
  return rows.some((row) => row.kind === "use-label") ? "label" : "checks";
}

/** One gist per medicine. The mark is the engine's; a row never softens it. */
export function gistOf(page: Page, drug: DrugAnswer): Gist {
  if (drug.mark === "unknown") return silenceOf(page, drug);
  if (drug.mark === "no-change") return "keep";
  return gistOfAction(drug.guidance.map(({ guidance }) => guidance));
}

/** An action waits for the laboratory; where nothing is to be done, there is nothing to wait with but one's trust in it. */
export function confirmKey({ mark }: DrugAnswer): "patient.confirm" | "patient.confirm.rely" {
  return mark === "change" || mark === "adjust" ? "patient.confirm" : "patient.confirm.rely";
}

/** No change, yet a row asks for monitoring or caution: said next to it. */
export function alsoChecks(drug: DrugAnswer): boolean {
  return (
    drug.mark === "no-change" &&
    drug.guidance.some(
      ({ guidance }) => "extras" in guidance && (guidance.extras.caution || guidance.extras.monitor.length > 0),
    )
  );
}

const order = ["change", "adjust", "no-change", "unknown"] as const;

/** By action, then by how soon it matters, then by name: never by fear. */
export function byAction(a: DrugAnswer, b: DrugAnswer): number {
  return (
    order.indexOf(a.mark) - order.indexOf(b.mark) ||
    Number(isUrgent(b)) - Number(isUrgent(a)) ||
    (a.drug < b.drug ? -1 : a.drug > b.drug ? 1 : 0)
  );
}
