/** How many people of which group are in this study? Counts alone: they add between institutions, and people can be taken back. */
import { PangenicError } from "../../base/index.ts";

/** One person, as far as representation needs to know. */
export interface Participant {
  /** The study's own name of the group; null where the person's group is not known. */
  readonly group: string | null;
  /** null where the trait is no case-control trait, or not known. */
  readonly isCase: boolean | null;
}

export interface GroupTally {
  /** null: people whose group is not known; counted, never spread over the others. */
  readonly group: string | null;
  readonly people: number;
  readonly cases: number;
  readonly controls: number;
}

/** Sorted by group, the unknown last; groups of nobody are not listed. */
export type Tally = readonly GroupTally[];

export function tallyOf(participants: Iterable<Participant>): Tally {
  const tally = new Map<string | null, { people: number; cases: number; controls: number }>();
  for (const { group, isCase } of participants) {
    const counts = tally.get(group) ?? { people: 0, cases: 0, controls: 0 };
    counts.people++;
    if (isCase === true) counts.cases++;
    if (isCase === false) counts.controls++;
    tally.set(group, counts);
  }
  return sorted(tally);
}

/** Further people. */
export function mergeTallies(one: Tally, other: Tally): Tally {
  return combined(one, other, 1);
}

/**
 * Takes people back: equal to never having counted them.
 * @throws PangenicError `shape`, where the part was never in the whole.
 */
export function subtractTally(whole: Tally, part: Tally): Tally {
  return combined(whole, part, -1);
}

function combined(one: Tally, other: Tally, sign: 1 | -1): Tally {
  const sum = new Map(one.map((row) => [row.group, { ...row }]));
  for (const row of other) {
    const counts = sum.get(row.group) ?? { people: 0, cases: 0, controls: 0 };
    counts.people += sign * row.people;
    counts.cases += sign * row.cases;
    counts.controls += sign * row.controls;
    if (Math.min(counts.people, counts.cases, counts.controls) < 0)
      throw new PangenicError("shape", "people are taken back who were never counted");
    sum.set(row.group, { ...counts, group: row.group });
  }
  return sorted(sum);
}

function sorted(tally: ReadonlyMap<string | null, { people: number; cases: number; controls: number }>): Tally {
  return [...tally]
    .map(([group, { people, cases, controls }]) => ({ group, people, cases, controls }))
    .filter(({ people }) => people > 0)
    .sort((a, b) => (a.group === null ? 1 : b.group === null ? -1 : a.group < b.group ? -1 : 1));
}
