/** The reference groups that the page's figures rest on, and how many people each holds. */
import type { HoldsOfCall } from "@pangenic/engine/base";
import type { MedicinesReport } from "@pangenic/engine/personalize";

export interface TestGroup {
  readonly code: string;
  readonly people: number;
}

function holdsIn(report: MedicinesReport): readonly HoldsOfCall[] {
  return [
    ...report.genes.flatMap(({ answer }) => (answer.kind === "answer" ? [answer.holds] : [])),
    ...report.drugs.flatMap(({ couldSee }) => (couldSee === null ? [] : [couldSee.holds])),
  ].filter((holds) => holds.kind === "call");
}

/** The most people counted in each group by any gene; groups in alphabetical order, without the sum of all. */
export function testGroups(report: MedicinesReport): readonly TestGroup[] {
  const most = new Map<string, number>();
  for (const holds of holdsIn(report))
    for (const { group, people } of holds.byGroup)
      if (group !== "ALL") most.set(group, Math.max(people, most.get(group) ?? 0));
  return [...most].map(([code, people]) => ({ code, people })).sort((a, b) => (a.code < b.code ? -1 : 1));
}
