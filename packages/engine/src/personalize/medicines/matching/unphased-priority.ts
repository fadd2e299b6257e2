/** Where phase is unknown and the source names one winner of an ambiguity (NAT2), that pair is called. */
import type { GeneFacts } from "../gene.ts";
import type { ScoredPair } from "./diplotypes.ts";

/** The winner among the pairs that fit; null where the source decides nothing. The largest group that applies decides. */
export function priorityAmong(facts: GeneFacts, pairs: readonly ScoredPair[]): ScoredPair | null {
  const byName = new Map(pairs.map((pair) => [pair.names.join("/"), pair]));
  const group = facts.unphasedPriorities
    .filter(({ among }) => among.every((name) => byName.has(name)))
    .sort((a, b) => b.among.length - a.among.length)[0];
  return group ? (byName.get(group.pick) ?? null) : null;
}
