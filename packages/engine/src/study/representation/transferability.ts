/** How well would a score made from this cohort predict in each group? Published averages over scores; silent where they do not reach. */
import type { Transferability } from "./representation.ts";
import type { Tally } from "./tally.ts";

/** Groups of a publication in whom scores made in one of them were tested. */
export interface PublishedTransfer {
  /** The group that the scores were made in. */
  readonly madeIn: string;
  /** Accuracy in each group relative to `madeIn`, 0–1. */
  readonly figures: ReadonlyMap<string, number>;
  /** Largest error of a group told from the others: half the width of the interval. */
  readonly error: number;
  readonly source: string;
}

/** From this share on a cohort counts as one of a single group; the publication has no other. */
const SINGLE = 0.9;

/**
 * @param names the study's groups under the publication's names: whoever runs the study says which they are.
 * @returns empty where the cohort is not nearly all of the group that the publication's scores were made in.
 */
export function transferabilityOf(
  tally: Tally,
  names: ReadonlyMap<string, string>,
  published: PublishedTransfer,
): ReadonlyMap<string, Transferability> {
  const known = tally.filter((row) => row.group !== null);
  const all = known.reduce((sum, { people }) => sum + people, 0);
  const made = known.reduce((sum, row) => sum + (names.get(row.group!) === published.madeIn ? row.people : 0), 0);
  if (all === 0 || made / all < SINGLE) return new Map();
  return new Map(
    [...names].flatMap(([group, name]) => {
      const figure = published.figures.get(name);
      if (figure === undefined) return [];
      const interval = { low: Math.max(0, figure - published.error), high: Math.min(1, figure + published.error) };
      return [[group, { figure, interval, source: published.source }]];
    }),
  );
}
