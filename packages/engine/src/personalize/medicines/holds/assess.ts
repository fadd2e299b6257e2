/** How well does a gene's call hold: what could this file have missed, in people like this person? */
import type { Answer, Group, Holds, HoldsOfCall, Interval, Reason, Remedy } from "../../../base/index.ts";
import type { GeneticSimilarity, Stated } from "../../../collect/index.ts";
import type { Sighting } from "../../../genome/index.ts";
import { BY_RS4149056, type Diplotype, type GeneCall } from "../call.ts";
import type { GeneFacts } from "../gene.ts";
import type { AlleleTable } from "../matching/allele-table.ts";
import { type Strands, strandsOf } from "../matching/strands.ts";
import { type HoldsBands, holdsBands, levelOf } from "./bands.ts";
import { type GroupChoice, groupsFor } from "./groups.ts";
import { namingByOneSite, namingOf } from "./naming.ts";
import { type PanelTable, panelTable } from "./panel-table.ts";
import { calledOnly, type Posterior, posteriorOf } from "./posterior.ts";
import { type IntervalOf, type Risk, rememberedIntervals, riskIn } from "./risk.ts";
import { truthFinder } from "./truths.ts";

/** Equal for two diplotypes exactly where no action or amount differs. */
export type ActionOf = (diplotype: Diplotype) => string;

export interface HoldsInput {
  /** One per site of the gene; empty for a laboratory's call. */
  readonly sightings: readonly Sighting[];
  readonly call: GeneCall;
  readonly similarity: Stated<GeneticSimilarity>;
  /** Over all medicines of the gene, or one: see `Assessment.holds` for others. */
  readonly actionOf: ActionOf;
  /** ISO date: of the knowledge. */
  readonly expires: string;
  readonly bands?: HoldsBands;
}

/** A true pair that fits what was seen. */
export interface WeighedDiplotype {
  readonly diplotype: Diplotype;
  /** In the group of the answer, 0–1; null: no frequencies. */
  readonly probability: number | null;
}

export type Abstention = Extract<Answer<never>, { kind: "abstention" }>;

export interface Assessment {
  /** Likeliest first: the call, and every other pair of at least 1 % in some group considered. */
  readonly candidates: readonly WeighedDiplotype[];
  /** All candidates have the same phenotype. */
  readonly candidatesAgree: boolean;
  readonly holds: Holds | Abstention;
  /** The same question for the actions of one medicine. */
  holdsFor(actionOf: ActionOf): Holds | Abstention;
}

/** A gene made ready once, for any number of people. */
export interface GeneHolds {
  assess(input: HoldsInput): Assessment;
}

/** @param table the matcher's, so that both read the same definitions. */
export function compileHolds(table: AlleleTable): GeneHolds {
  const panel = panelTable(table);
  const naming = namingOf(table);
  const oneSite = namingByOneSite(table, naming);
  const finder = truthFinder(table, panel, naming);
  const oneSiteFinder = truthFinder(table, panel, oneSite);
  const intervalOf = rememberedIntervals();
  return {
    assess(input) {
      const { call, sightings } = input;
      if (call.from === "outside") return stated(input);
      if (call.kind === "not-called") return silent(input, call.reason ?? "no-matching-alleles");
      const strands = strandsOf(table, sightings);
      const posterior = isEverythingKnown(table, strands, call)
        ? calledOnly(call.diplotypes[0]!, panel)
        : call.notes.includes(BY_RS4149056)
          ? posteriorOf(panel, oneSite, oneSiteFinder, strands, call)
          : posteriorOf(panel, naming, finder, strands, call);
      if (posterior === null) return silent(input, "group-not-measured");
      return weighed(input, table.facts, panel, posterior, intervalOf);
    },
  };
}

/** Every site seen, one arrangement, one call: nothing is left to infer. */
function isEverythingKnown(table: AlleleTable, strands: Strands, call: GeneCall): boolean {
  if (strands.groups > 1 || call.kind !== "called" || call.diplotypes.length !== 1) return false;
  return (
    table.used.every((used, site) => used === 0 || strands.first[site]! >= 0) &&
    !table.facts.alleles.some((allele) => allele.isStructural)
  );
}

function weighed(
  { call, similarity, actionOf, expires, bands = holdsBands }: HoldsInput,
  facts: GeneFacts,
  panel: PanelTable,
  posterior: Posterior,
  intervalOf: IntervalOf,
): Assessment {
  const choice = groupsFor(panel, similarity);
  const shown = shownOf(call, posterior, panel);

  // A gene whose pairs have no phenotype (CYP4F2) is known by the pair alone.
  const isOtherPhenotype = (d: Diplotype): boolean =>
    shown.phenotype === null ? d.name !== shown.name : d.phenotype !== shown.phenotype;

  const risksOf = (isChanged: (diplotype: Diplotype) => boolean): Risk[] => {
    const changed = posterior.arrangements.map(({ pairs }) =>
      Uint8Array.from(pairs, (pair) => (isChanged(pair) ? 1 : 0)),
    );
    return panel.groups.map((_, g) => riskIn(posterior.arrangements, changed, g, panel.strands[g]!, intervalOf));
  };

  const holdsFor = (action: ActionOf): Holds | Abstention => {
    const shownAction = action(shown);
    const isOtherAction = (d: Diplotype): boolean => action(d) !== shownAction;
    const isOther = (d: Diplotype): boolean => isOtherPhenotype(d) || isOtherAction(d);
    const unknown = posterior.unobservable.filter(({ diplotypes }) => diplotypes.some(isOther));
    const common = {
      kind: "call",
      unobservable: unknown.map(({ allele }) => allele),
      sources: facts.panel === null ? [] : [facts.sources[facts.panel.source]!],
      expires,
      bands: bands.date,
    } as const;
    if (unknown.length === 0 && !posterior.pairs.some(({ diplotype }) => isOther(diplotype)))
      return { ...common, ...nothingOpen, level: "well", sources: facts.sources.slice(0, 1) };
    if (choice.kind === "not-measured") return abstention("group-not-measured");

    const actions = risksOf(isOtherAction);
    const phenotypes = risksOf(isOtherPhenotype);
    const at = groupsOf(choice, actions, posterior);
    const action95 = averaged(actions, at);
    const bound = levelOf(action95.interval.high, bands);
    const mayHide = unknown.some(({ diplotypes }) => diplotypes.some(isOtherAction));
    const phenotype95 = averaged(phenotypes, at);
    return {
      ...common,
      // What nobody could have seen is unknown on top of the figure: it cannot hold well.
      level: mayHide && bound === "well" ? "partly" : bound,
      complete: false,
      group: groupOf(choice, at, panel),
      n: at.reduce((sum, { group }) => sum + panel.people[group]!, 0),
      actionRisk: action95.risk,
      actionInterval: action95.interval,
      phenotypeRisk: phenotype95.risk,
      phenotypeInterval: phenotype95.interval,
      noAssignmentRisk: shareOf(posterior, at, (d) => d.key === null && shown.key !== null),
      byGroup: actions.map(({ risk, interval }, g) => ({
        group: panel.groups[g]!,
        strands: strandsAlike(posterior, g),
        people: panel.people[g]!,
        risk,
        interval,
      })),
    };
  };

  const holds = holdsFor(actionOf);
  const at =
    choice.kind === "not-measured"
      ? []
      : groupsOf(
          choice,
          risksOf((d) => actionOf(d) !== actionOf(shown)),
        );
  const names = new Set(call.diplotypes.map((d) => d.name));
  const looked = choice.kind === "worst" ? panel.groups.slice(0, -1).map((_, group) => [{ group, weight: 1 }]) : [at];
  const candidates = posterior.pairs
    .filter(
      ({ diplotype, probability }) =>
        names.has(diplotype.name) || looked.some((groups) => mixed(probability, groups) >= bands.candidate),
    )
    .map(({ diplotype, probability }) => ({
      diplotype,
      probability: posterior.pairs.length === 1 ? 1 : at.length === 0 ? null : mixed(probability, at),
    }))
    .sort((a, b) => (b.probability ?? 0) - (a.probability ?? 0));
  return {
    candidates,
    candidatesAgree: new Set(candidates.map(({ diplotype }) => diplotype.phenotype)).size <= 1,
    holds,
    holdsFor,
  };
}

const nothingOpen = {
  complete: true,
  group: { code: "ALL", chosen: "any" },
  n: 0,
  actionRisk: 0,
  actionInterval: { low: 0, high: 0 },
  phenotypeRisk: 0,
  phenotypeInterval: { low: 0, high: 0 },
  noAssignmentRisk: 0,
  byGroup: [],
} as const satisfies Partial<HoldsOfCall>;

interface Weight {
  readonly group: number;
  readonly weight: number;
}

/** The diplotype the risk is measured against: the call; of tied ones the likeliest over all people measured. */
function shownOf(call: GeneCall, { pairs }: Posterior, panel: PanelTable): Diplotype {
  const overall = panel.groups.length - 1;
  const likelihood = (d: Diplotype): number =>
    pairs.find((pair) => pair.diplotype.name === d.name)?.probability[overall] ?? 0;
  return call.diplotypes.reduce((best, d) => (likelihood(d) > likelihood(best) ? d : best));
}

/**
 * The groups a figure is read in: the stated ones, or the single worst. A group whose people showed no such pair of strands
 * measured nothing about this person; it is the worst only where every group is so.
 */
function groupsOf(
  choice: Exclude<GroupChoice, { kind: "not-measured" }>,
  risks: readonly Risk[],
  { arrangements }: Posterior,
): readonly Weight[] {
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

/** Copies in the group that show what one of this person's strands shows, in any arrangement. */
function strandsAlike({ arrangements }: Posterior, group: number): number {
  const looks = new Set(arrangements.flatMap(({ first, second }) => (second === null ? [first] : [first, second])));
  return [...looks].reduce((sum, { total }) => sum + total[group]!, 0);
}

function groupOf(choice: GroupChoice, at: readonly Weight[], panel: PanelTable): Group {
  const named = at.filter(({ weight }, i) => i === 0 || weight >= 0.01);
  return {
    code: named.map(({ group }) => panel.groups[group]!).join("+"),
    chosen: choice.kind === "stated" ? "stated" : "worst",
  };
}

function mixed(values: ArrayLike<number>, at: readonly Weight[]): number {
  return at.reduce((sum, { group, weight }) => sum + weight * values[group]!, 0);
}

function averaged(risks: readonly Risk[], at: readonly Weight[]): Risk {
  const of = (pick: (risk: Risk) => number): number => mixed(risks.map(pick), at);
  const interval: Interval = { low: of((r) => r.interval.low), high: of((r) => r.interval.high) };
  return { risk: of((r) => r.risk), interval };
}

function shareOf({ pairs }: Posterior, at: readonly Weight[], test: (diplotype: Diplotype) => boolean): number {
  return pairs.reduce((sum, { diplotype, probability }) => sum + (test(diplotype) ? mixed(probability, at) : 0), 0);
}

function stated({ call, expires }: HoldsInput): Assessment {
  const holds: Holds = { kind: "statement", level: "partly", expires };
  return { ...unweighed(call), holds, holdsFor: () => holds };
}

function silent({ call }: HoldsInput, reason: Reason): Assessment {
  const holds = abstention(reason);
  return { ...unweighed(call), holds, holdsFor: () => holds };
}

function unweighed(call: GeneCall): Pick<Assessment, "candidates" | "candidatesAgree"> {
  const possible = call.possible.length > 0 ? call.possible : call.diplotypes;
  const only = possible.length === 1 ? 1 : null;
  return {
    candidates: possible.map((diplotype) => ({ diplotype, probability: only })),
    candidatesAgree: new Set(possible.map((d) => d.phenotype)).size <= 1,
  };
}

const remedies: Readonly<Record<Reason, readonly Remedy[]>> = {
  "positions-not-seen": ["whole-genome-file", "clinical-laboratory-test"],
  "required-position-not-seen": ["whole-genome-file", "clinical-laboratory-test"],
  "undocumented-variant": ["clinical-laboratory-test", "newer-knowledge"],
  "no-matching-alleles": ["clinical-laboratory-test", "newer-knowledge"],
  "copy-number-not-tested": ["laboratory-call-with-copy-number"],
  "needs-laboratory-call": ["clinical-laboratory-test"],
  "sex-mismatch": ["right-file"],
  transplant: ["clinical-laboratory-test"],
  "group-not-measured": ["whole-genome-file", "clinical-laboratory-test"],
  "function-not-assigned": ["newer-knowledge"],
  "conflicting-rows": ["right-file", "clinical-laboratory-test"],
};

/** Says nothing, and what would change that. */
export function abstention(reason: Reason): Abstention {
  return { kind: "abstention", reason, wouldChange: remedies[reason] };
}
