/** Which counts may leave the institution? Small cells are hidden, and so is what would give them away. */
import type { GroupRepresentation, Representation } from "./representation.ts";

/** A group whose figures are not shown: it has 1 to `fewerThan` − 1 people, or hides one that has. */
export interface HiddenGroup {
  readonly group: string;
  readonly targetShare: number | null;
  readonly hidden: true;
}

export interface DisclosedRepresentation extends Omit<Representation, "groups" | "groupUnknown" | "people"> {
  readonly fewerThan: number;
  /** null where it would give away how many have no group. */
  readonly people: number | null;
  /** null where hidden. */
  readonly groupUnknown: number | null;
  readonly groups: readonly (GroupRepresentation | HiddenGroup)[];
}

/**
 * Hides groups of 1 to `fewerThan` − 1 people, also those whose cases or controls are as few. A single hidden group could be
 * computed from the others' shares, so the next smallest is hidden with it. The effective size for the target is rounded
 * down to a multiple of `fewerThan` then, for it depends on every count.
 * @param cases cases and controls of each group; groups without a case-control trait are absent or have zeros.
 * @param fewerThan 20 is what All of Us asks of its researchers (Data and Statistics Dissemination Policy); 0 hides nothing.
 */
export function disclosed(
  whole: Representation,
  cases: ReadonlyMap<string, readonly number[]>,
  fewerThan: number,
): DisclosedRepresentation {
  const isSmall = (count: number): boolean => count > 0 && count < fewerThan;
  const hidden = new Set(
    whole.groups
      .filter(({ group, people }) => [people, ...(cases.get(group) ?? [])].some(isSmall))
      .map((row) => row.group),
  );
  if (hidden.size === 1) {
    const others = whole.groups.filter(({ group, people }) => !hidden.has(group) && people > 0);
    const next = others.sort((a, b) => a.people - b.people)[0];
    if (next) hidden.add(next.group);
  }
  const hidesUnknown = isSmall(whole.groupUnknown);
  const size = whole.effectiveSizeForTarget;
  return {
    fewerThan,
    people: hidesUnknown ? null : whole.people,
    groupUnknown: hidesUnknown ? null : whole.groupUnknown,
    effectiveSizeForTarget: hidden.size === 0 ? size : Math.floor(size / fewerThan) * fewerThan,
    targetAbsent: whole.targetAbsent,
    groups: whole.groups.map((row) =>
      hidden.has(row.group) ? { group: row.group, targetShare: row.targetShare, hidden: true } : row,
    ),
  };
}
