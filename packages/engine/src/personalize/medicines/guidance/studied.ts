/** The second mark: was the advice studied in people like this person? It never hides or softens an action. */
import type { Person } from "../../../collect/index.ts";
import type { DrugAnswer } from "../report.ts";

export type Studied = DrugAnswer["studied"];

/** Guideline rows carry no populations studied: said as such, not guessed. */
const notStated: Studied = { level: "not-stated", note: "not-in-data" };

/**
 * Warfarin's guideline states it: data are strongest for European and East Asian ancestry, consistent in other populations.
 * @see CPIC 2017, Figure 2, note b
 */
export function studiedIn(drug: string, person: Pick<Person, "geneticSimilarity">): Studied {
  if (drug !== "warfarin") return notStated;
  const { geneticSimilarity: similarity } = person;
  if (similarity.status !== "known") return { level: "partly", note: "warfarin-similarity-unknown" };
  const { EUR = 0, EAS = 0 } = similarity.value.groups;
  return EUR + EAS >= 0.9
    ? { level: "well", note: "warfarin-strongest" }
    : { level: "partly", note: "warfarin-consistent" };
}
