/** In which reference groups is this person's risk read? From stated genetic similarity; never from ethnicity. */
import type { GeneticSimilarity, Stated } from "../../../collect/index.ts";
import type { PanelTable } from "./panel-table.ts";

export type GroupChoice =
  /** Weights of the panel's groups, summing to 1; likeliest first. */
  | { readonly kind: "stated"; readonly weights: readonly { readonly group: number; readonly weight: number }[] }
  /** Similarity unknown, declined or too vague: every measured group is looked at, and the largest risk is shown. */
  | { readonly kind: "worst" }
  /** The person is like people whom no panel measured for this gene. */
  | { readonly kind: "not-measured" };

/** A stated similarity must account for at least this much, and may leave at most the rest to groups without data. */
const ENOUGH = 0.95;

/** The probabilities state which group the person is like, so risks are averaged over them; they are no shares of ancestry. */
export function groupsFor(panel: PanelTable, similarity: Stated<GeneticSimilarity>): GroupChoice {
  const measured = panel.groups.slice(0, -1);
  if (measured.length === 0) return { kind: "not-measured" };
  if (similarity.status !== "known") return { kind: "worst" };
  let inPanel = 0;
  let elsewhere = 0;
  const weights: { group: number; weight: number }[] = [];
  for (const [code, weight] of Object.entries(similarity.value.groups)) {
    const group = measured.indexOf(code);
    if (group < 0 || panel.strands[group] === 0) {
      elsewhere += weight;
    } else if (weight > 0) {
      inPanel += weight;
      weights.push({ group, weight });
    }
  }
  if (elsewhere > 1 - ENOUGH) return { kind: "not-measured" };
  if (inPanel < ENOUGH) return { kind: "worst" };
  return {
    kind: "stated",
    weights: weights
      .map(({ group, weight }) => ({ group, weight: weight / inPanel }))
      .sort((a, b) => b.weight - a.weight || a.group - b.group),
  };
}
