/** How well does a gene's call hold: what could this file have missed, in people like this person? */
import type { GenotypeReason, HoldsOfGenotype } from "../../../base/index.ts";
import type { GeneticSimilarity, Stated } from "../../../collect/index.ts";
import type { Sighting } from "../../../genome/index.ts";
import { BY_RS4149056, type Diplotype, type GeneCall } from "../call.ts";
import type { GeneFacts } from "../gene.ts";
import type { AlleleTable } from "../matching/allele-table.ts";
import { type Strands, strandsOf } from "../matching/strands.ts";
import { type Abstention, abstention } from "./abstention.ts";
import { type HoldsBands, holdsBands } from "./bands.ts";
import { type GroupWeight, groupsFor, mixed } from "./groups.ts";
import { type ActionOf, holdsOfCall, type Question } from "./holds-of-call.ts";
import { namingByOneSite, namingOf } from "./naming.ts";
import { type PanelTable, panelTable } from "./panel-table.ts";
import { calledOnly, type Posterior, posteriorOf } from "./posterior.ts";
import { type IntervalOf, rememberedIntervals } from "./risk.ts";
import { truthFinder } from "./truths.ts";

export interface HoldsInput {
  /** One per site of the gene; empty for a laboratory's call. */
  readonly sightings: readonly Sighting[];
  readonly call: GeneCall;
  readonly similarity: Stated<GeneticSimilarity>;
  /** Over all medicines of the gene, or one: see `Assessment.holdsFor` for others. */
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

export interface Assessment {
  /** Likeliest first: the call, and every other pair of at least 1 % in some group considered. */
  readonly candidates: readonly WeighedDiplotype[];
  /** All candidates have the same phenotype. */
  readonly candidatesAgree: boolean;
  readonly holds: HoldsOfGenotype | Abstention;
  /** The same question for the actions of one medicine. */
  holdsFor(actionOf: ActionOf): HoldsOfGenotype | Abstention;
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
      if (call.from === "outside" || call.kind === "not-called") return assessWithoutFile(call, input.expires);
      const strands = strandsOf(table, sightings);
      const posterior = isEverythingKnown(table, strands, call)
        ? calledOnly(call.diplotypes[0]!, panel)
        : call.notes.includes(BY_RS4149056)
          ? posteriorOf(panel, oneSite, oneSiteFinder, strands, call)
          : posteriorOf(panel, naming, finder, strands, call);
      if (posterior === null) return silent(call, "group-not-measured");
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

/** One person's posterior, ready for the actions of any medicine. */
function weighed(
  { call, similarity, actionOf, expires, bands = holdsBands }: HoldsInput,
  facts: GeneFacts,
  panel: PanelTable,
  posterior: Posterior,
  intervalOf: IntervalOf,
): Assessment {
  const choice = groupsFor(panel, similarity);
  const question = { facts, panel, posterior, choice, shown: shownOf(call, posterior), intervalOf, expires, bands };
  const { holds, groups } = holdsOfCall(question, actionOf);
  const candidates = likelyPairs(question, call, groups);
  return {
    candidates,
    candidatesAgree: new Set(candidates.map(({ diplotype }) => diplotype.phenotype)).size <= 1,
    holds,
    holdsFor: (action) => holdsOfCall(question, action).holds,
  };
}

/** The diplotype the risk is measured against: the call; of tied ones the likeliest over all people measured. */
function shownOf(call: GeneCall, { pairs }: Posterior): Diplotype {
  const likelihood = (d: Diplotype): number =>
    pairs.find((pair) => pair.diplotype.name === d.name)?.probability.at(-1) ?? 0;
  return call.diplotypes.reduce((best, d) => (likelihood(d) > likelihood(best) ? d : best));
}

/** Where similarity is unknown, a pair is kept that is likely enough in any group. Without frequencies: every phasing. */
function likelyPairs(
  { panel, posterior, choice, bands }: Question,
  call: GeneCall,
  groups: readonly GroupWeight[],
): WeighedDiplotype[] {
  const names = new Set(call.diplotypes.map((d) => d.name));
  const looked =
    choice.kind === "worst" ? panel.groups.slice(0, -1).map((_, group) => [{ group, weight: 1 }]) : [groups];
  return posterior.pairs
    .filter(
      ({ diplotype, probability, isPlain }) =>
        names.has(diplotype.name) ||
        (groups.length === 0 ? isPlain : looked.some((at) => mixed(probability, at) >= bands.candidate)),
    )
    .map(({ diplotype, probability }) => ({
      diplotype,
      probability: posterior.pairs.length === 1 ? 1 : groups.length === 0 ? null : mixed(probability, groups),
    }))
    .sort((a, b) => (b.probability ?? 0) - (a.probability ?? 0));
}

/** A laboratory's call, or none: nothing in a file was weighed. Also for genes that no file can show. */
export function assessWithoutFile(call: GeneCall, expires: string): Assessment {
  if (call.from === "file") return silent(call, call.reason ?? "no-matching-alleles");
  const holds: HoldsOfGenotype = { kind: "statement", level: "partly", expires };
  return { ...unweighed(call), holds, holdsFor: () => holds };
}

function silent(call: GeneCall, reason: GenotypeReason): Assessment {
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
