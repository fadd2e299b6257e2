/** In which reference groups is this person's risk read? From stated genetic similarity; never from ethnicity. */
import type { Group } from "../../../base/index.ts";
import type { GeneticSimilarity, Stated } from "../../../collect/index.ts";
import type { PanelTable } from "./panel-table.ts";
import type { PairedTruths, Risk } from "./risk.ts";

/** A group of the panel and how much it counts; the weights of an answer sum to 1. */
export interface GroupWeight {
  readonly group: number;
  readonly weight: number;
}

export type GroupChoice =
  /** Likeliest first. */
  | { readonly kind: "stated"; readonly weights: readonly GroupWeight[] }
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
  const weights: GroupWeight[] = [];
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

/**
 * The groups a figure is read in: the stated ones, or the single worst. A group whose people showed no such pair of strands
 * measured nothing about this person; it is the worst only where every group is so.
 */
export function readIn(
  choice: Exclude<GroupChoice, { kind: "not-measured" }>,
  risks: readonly Risk[],
  arrangements: readonly PairedTruths[],
): readonly GroupWeight[] {
  if (choice.kind === "stated") return choice.weights;
  const groups = risks.slice(0, -1).map((_, group) => group);
  const holding = groups.filter((g) =>
    arrangements.some(({ first, second }) => first.total[g]! > 0 && (second === null || second.total[g]! > 0)),
  );
  const isWorse = (one: Risk, other: Risk): boolean =>
    one.interval.high > other.interval.high || (one.interval.high === other.interval.high && one.risk > other.risk);
  const worst = (holding.length > 0 ? holding : groups).reduce((w, g) => (isWorse(risks[g]!, risks[w]!) ? g : w));
  return [{ group: worst, weight: 1 }];
}

export function groupOf(choice: GroupChoice, at: readonly GroupWeight[], panel: PanelTable): Group {
  const named = at.filter(({ weight }, i) => i === 0 || weight >= 0.01);
  return {
    code: named.map(({ group }) => panel.groups[group]!).join("+"),
    chosen: choice.kind === "stated" ? "stated" : "worst",
  };
}

/** Mean of a figure over the groups of an answer. @param values one per group of the panel. */
export function mixed(values: ArrayLike<number>, at: readonly GroupWeight[]): number {
  return at.reduce((sum, { group, weight }) => sum + weight * values[group]!, 0);
}

export function averaged(risks: readonly Risk[], at: readonly GroupWeight[]): Risk {
  const of = (pick: (risk: Risk) => number): number => mixed(risks.map(pick), at);
  return { risk: of((r) => r.risk), interval: { low: of((r) => r.interval.low), high: of((r) => r.interval.high) } };
}
