/** Who is in this study against the people it is meant for, what is that worth per group, and whom to invite next? */
import { type Interval, PangenicError } from "../../base/index.ts";
import { wilson } from "../../kernels/index.ts";
import { intervalWidth, type Measure, peopleFor } from "./precision.ts";
import type { GroupTally, Tally } from "./tally.ts";

/** How a published score made in one group did in another, relative to its own; see `packages/knowledge`. */
export interface Transferability {
  /** Relative R², 1 where it predicts as well as in the people it was made from. */
  readonly figure: number;
  readonly interval: Interval;
  readonly source: string;
}

export interface RepresentationPlan {
  /** Share of each group in the population the study is meant for, 0–1; sums to at most 1. */
  readonly target: ReadonlyMap<string, number>;
  /** What is to be measured in every group of the target, and how wide its 95 % interval may be. */
  readonly precision: readonly { readonly measure: Measure; readonly width: number }[];
  /** Expected in each group where a score is made from this cohort; groups without a published figure are absent. */
  readonly transferability: ReadonlyMap<string, Transferability>;
}

/** A figure to be measured in one group. */
export interface Recruitment {
  readonly measure: Measure;
  /** Width wanted. */
  readonly width: number;
  /** Width with the people there are; null where they are too few for any interval. */
  readonly widthNow: number | null;
  /** null where no number of people would do. */
  readonly peopleNeeded: number | null;
  readonly morePeople: number | null;
}

export interface GroupRepresentation {
  readonly group: string;
  readonly people: number;
  readonly share: number;
  readonly shareInterval: Interval;
  /** null where the target does not name the group. */
  readonly targetShare: number | null;
  /** Share in the study over share in the target: 1 is representative, 0 is absent. Its interval is that of the study's share. */
  readonly ratio: { readonly value: number; readonly interval: Interval } | null;
  /** People of an evenly split case-control study worth as much, 4 / (1/cases + 1/controls); of other traits, the people. */
  readonly effectiveSize: number;
  readonly transferability: Transferability | null;
  readonly recruitment: readonly Recruitment[];
}

export interface Representation {
  readonly people: number;
  /** Of them, those whose group is not known: in no group below. */
  readonly groupUnknown: number;
  /**
   * Size of a representative sample that would estimate a mean of the target population as precisely as this study
   * weighted to it (Kish); 0 where a group of the target is absent, since nothing stands in for it.
   */
  readonly effectiveSizeForTarget: number;
  /** Part of the target that no one in the study stands for, 0–1. */
  readonly targetAbsent: number;
  /** Groups of the target in its order, then those only the study has. */
  readonly groups: readonly GroupRepresentation[];
}

/**
 * @throws PangenicError `target-invalid`, where shares are not between 0 and 1 or sum to more than 1.
 * @see Kish 1965, Survey Sampling; participation-to-prevalence ratio: Poon et al. 2013, J Womens Health 22:604.
 */
export function representationOf(tally: Tally, plan: RepresentationPlan): Representation {
  const { target } = plan;
  const named = tally.filter((row): row is GroupTally & { group: string } => row.group !== null);
  const known = named.reduce((sum, row) => sum + row.people, 0);
  const sharesSum = [...target.values()].reduce((sum, share) => sum + share, 0);
  if ([...target.values()].some((share) => !(share > 0 && share <= 1)) || sharesSum > 1 + 1e-9)
    throw new PangenicError("target-invalid", "shares of the target must lie between 0 and 1 and sum to at most 1");
  const counts = new Map(named.map((row) => [row.group, row]));
  const all = [...target.keys(), ...named.map((row) => row.group).filter((group) => !target.has(group))];
  const groups = all.map((group) =>
    groupOf(counts.get(group) ?? { group, people: 0, cases: 0, controls: 0 }, known, plan),
  );
  const spread = [...target].reduce((sum, [group, share]) => sum + share ** 2 / (counts.get(group)?.people ?? 0), 0);
  return {
    people: tally.reduce((sum, row) => sum + row.people, 0),
    groupUnknown: tally.find((row) => row.group === null)?.people ?? 0,
    effectiveSizeForTarget: target.size === 0 ? known : sharesSum ** 2 / spread,
    targetAbsent: [...target].reduce((sum, [group, share]) => sum + (counts.has(group) ? 0 : share), 0),
    groups,
  };
}

function groupOf(row: GroupTally & { group: string }, known: number, plan: RepresentationPlan): GroupRepresentation {
  const { group, people, cases, controls } = row;
  const targetShare = plan.target.get(group) ?? null;
  const share = known === 0 ? 0 : people / known;
  const shareInterval = known === 0 ? { low: 0, high: 1 } : wilson(people, known);
  const hasTrait = cases + controls > 0;
  return {
    group,
    people,
    share,
    shareInterval,
    targetShare,
    ratio:
      targetShare === null
        ? null
        : {
            value: share / targetShare,
            interval: { low: shareInterval.low / targetShare, high: shareInterval.high / targetShare },
          },
    effectiveSize: hasTrait ? (cases * controls === 0 ? 0 : 4 / (1 / cases + 1 / controls)) : people,
    transferability: plan.transferability.get(group) ?? null,
    recruitment: plan.precision.map(({ measure, width }) => {
      const now = intervalWidth(measure, people);
      const needed = peopleFor(measure, width);
      return {
        measure,
        width,
        widthNow: Number.isFinite(now) ? now : null,
        peopleNeeded: needed,
        morePeople: needed === null ? null : Math.max(0, needed - people),
      };
    }),
  };
}
