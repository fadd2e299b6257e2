/** The posterior of one person turned into figures and a level, for the actions of one medicine or of all. */
import type { HoldsOfCall, HoldsOfGenotype } from "../../../base/index.ts";
import type { Diplotype } from "../call.ts";
import type { GeneFacts } from "../gene.ts";
import { type Abstention, abstention } from "./abstention.ts";
import { type HoldsBands, levelOf } from "./bands.ts";
import { averaged, type GroupChoice, type GroupWeight, groupOf, mixed, readIn } from "./groups.ts";
import type { PanelTable } from "./panel-table.ts";
import type { Posterior } from "./posterior.ts";
import { type IntervalOf, type Risk, riskIn } from "./risk.ts";

/** Equal for two diplotypes exactly where no action or amount differs. */
export type ActionOf = (diplotype: Diplotype) => string;

export interface Question {
  readonly facts: GeneFacts;
  readonly panel: PanelTable;
  readonly posterior: Posterior;
  readonly choice: GroupChoice;
  /** The diplotype the risk is measured against. */
  readonly shown: Diplotype;
  readonly intervalOf: IntervalOf;
  readonly expires: string;
  readonly bands: HoldsBands;
}

const nothingOpen = {
  complete: true,
  level: "well",
  group: { code: "ALL", chosen: "any" },
  n: 0,
  actionRisk: 0,
  actionInterval: { low: 0, high: 0 },
  phenotypeRisk: 0,
  phenotypeInterval: { low: 0, high: 0 },
  noAssignmentRisk: 0,
  byGroup: [],
} as const satisfies Partial<HoldsOfCall>;

/** @returns also the groups that the figures, and the probabilities of candidates, are read in; none: no frequencies. */
export function holdsOfCall(
  { facts, panel, posterior, choice, shown, intervalOf, expires, bands }: Question,
  actionOf: ActionOf,
): { readonly holds: HoldsOfGenotype | Abstention; readonly groups: readonly GroupWeight[] } {
  const { arrangements, pairs } = posterior;
  const shownAction = actionOf(shown);
  const isOtherAction = (d: Diplotype): boolean => actionOf(d) !== shownAction;
  // A gene whose pairs have no phenotype (CYP4F2) is known by the pair alone.
  const isOtherPhenotype = (d: Diplotype): boolean =>
    shown.phenotype === null ? d.name !== shown.name : d.phenotype !== shown.phenotype;
  const isOther = (d: Diplotype): boolean => isOtherPhenotype(d) || isOtherAction(d);
  const risksOf = (isChanged: (diplotype: Diplotype) => boolean): Risk[] => {
    const changed = arrangements.map((one) => Uint8Array.from(one.pairs, (pair) => (isChanged(pair) ? 1 : 0)));
    return panel.groups.map((_, g) => riskIn(arrangements, changed, g, panel.strands[g]!, intervalOf));
  };

  const actions = risksOf(isOtherAction);
  const groups = choice.kind === "not-measured" ? [] : readIn(choice, actions, arrangements);
  const hidden = posterior.unobservable.filter(({ diplotypes }) => diplotypes.some(isOther));
  const common = {
    kind: "call",
    unobservable: hidden.map(({ allele }) => allele),
    expires,
    bands: bands.date,
  } as const;
  if (hidden.length === 0 && !pairs.some(({ diplotype }) => isOther(diplotype)))
    return { holds: { ...common, ...nothingOpen, sources: facts.sources.slice(0, 1) }, groups };
  if (groups.length === 0) return { holds: abstention("group-not-measured"), groups };

  const action = averaged(actions, groups);
  const phenotype = averaged(risksOf(isOtherPhenotype), groups);
  const level = levelOf(action.interval.high, bands);
  const mayHideAction = hidden.some(({ diplotypes }) => diplotypes.some(isOtherAction));
  const holds: HoldsOfCall = {
    ...common,
    // What nobody could have seen is unknown on top of the figure: such a call cannot hold well.
    level: mayHideAction && level === "well" ? "partly" : level,
    complete: false,
    group: groupOf(choice, groups, panel),
    n: groups.reduce((sum, { group }) => sum + panel.people[group]!, 0),
    actionRisk: action.risk,
    actionInterval: action.interval,
    phenotypeRisk: phenotype.risk,
    phenotypeInterval: phenotype.interval,
    noAssignmentRisk: pairs.reduce(
      (sum, { diplotype, probability }) =>
        sum + (diplotype.key === null && shown.key !== null ? mixed(probability, groups) : 0),
      0,
    ),
    byGroup: actions.map(({ risk, interval }, g) => ({
      group: panel.groups[g]!,
      strands: strandsAlike(posterior, g),
      people: panel.people[g]!,
      risk,
      interval,
    })),
    sources: facts.panel === null ? [] : [facts.sources[facts.panel.source]!],
  };
  return { holds, groups };
}

/** Copies in the group that show what one of this person's strands shows, in any arrangement. */
function strandsAlike({ arrangements }: Posterior, group: number): number {
  const looks = new Set(arrangements.flatMap(({ first, second }) => (second === null ? [first] : [first, second])));
  return [...looks].reduce((sum, { total }) => sum + total[group]!, 0);
}
