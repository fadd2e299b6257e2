/** What a file's sightings amount to for one gene: diplotypes and phenotype, or why not. */
import type { GenotypeReason } from "../../../base/index.ts";
import type { Sighting } from "../../../genome/index.ts";
import {
  BY_RS4149056,
  type Diplotype,
  type GeneCall,
  noCall,
  type SiteState,
  type Strand,
  strandNames,
} from "../call.ts";
import type { GeneFacts } from "../gene.ts";
import { type AlleleTable, tableOf } from "./allele-table.ts";
import { readStrand, strandOf } from "./combinations.ts";
import { copiesVary, possibleCopies } from "./copy-number.ts";
import { pairsOf, type ScoredPair } from "./diplotypes.ts";
import { callLowestFunction } from "./lowest-function.ts";
import { compareLists } from "./name-order.ts";
import { diplotypeOf } from "./phenotype.ts";
import { byRs4149056 } from "./rs4149056.ts";
import { NOT_SEEN, opposite, type Strands, splits, strandsOf } from "./strands.ts";
import { priorityAmong } from "./unphased-priority.ts";

export interface MatchOptions {
  /** Every pair that fits, best first, instead of the best-scoring ones. */
  readonly allMatches?: boolean;
  /** Where no pair fits: alleles together on one strand, and left-over variants. DPYD and RYR1 are always read so. */
  readonly combinations?: boolean;
}

/** A gene made ready: called once per person. */
export interface Matcher {
  readonly table: AlleleTable;
  /** @param sightings one per site, in the order of `facts.sites`; more (`extraSites`) are left alone. */
  call(sightings: readonly Sighting[], options?: MatchOptions): GeneCall;
}

/** Combinations are tried for at most this many groups of sites that turn independently. */
const MOST_GROUPS = 6;

/** @throws PangenicError `knowledge-broken`, when the facts hold no reference allele. */
export function compileGene(facts: GeneFacts): Matcher {
  const table = tableOf(facts);
  return { table, call: (sightings, options = {}) => callWith(table, sightings, options) };
}

/** One gene of one person. Compile the gene instead where there are many people. */
export function callGene(facts: GeneFacts, sightings: readonly Sighting[], options: MatchOptions = {}): GeneCall {
  return compileGene(facts).call(sightings, options);
}

function callWith(table: AlleleTable, sightings: readonly Sighting[], options: MatchOptions): GeneCall {
  const { facts } = table;
  const strands = strandsOf(table, sightings);
  const notes: string[] = [];
  if (strands.replaced > 0) notes.push("undocumented-as-reference");
  if (strands.partial) notes.push("half-call");
  if (facts.tier1.some((site) => strands.first[site] === NOT_SEEN)) notes.push("tier1-missing");

  const base: GeneCall = {
    ...noCall(
      facts.gene,
      null,
      facts.sites.map((_, site) => stateOf(site, sightings[site]!)),
    ),
    uncallable: uncallableAlleles(table, strands),
    effectivelyPhased: strands.groups <= 1,
    notes,
  };
  const called = (diplotypes: readonly Diplotype[], ...more: string[]): GeneCall => ({
    ...base,
    kind: diplotypes.length > 1 ? "tied" : "called",
    diplotypes,
    notes: [...notes, ...more],
  });
  const notCalled = (reason: GenotypeReason): GeneCall => {
    const alone = facts.gene === "SLCO1B1" ? byRs4149056(table, strands) : null;
    return alone ? called([alone], BY_RS4149056) : { ...base, reason };
  };

  if (strands.seen === 0) return notCalled("positions-not-seen");
  if (strands.mixedPloidy) return notCalled("conflicting-rows");
  if (facts.required.some((site) => strands.first[site] === NOT_SEEN)) return notCalled("required-position-not-seen");
  if (strands.undocumented) return notCalled("undocumented-variant");

  if (table.lowestFunction) {
    const { diplotypes, listed, notes: more } = callLowestFunction(table, strands);
    return { ...called(diplotypes, ...more), ...(listed.length > 0 ? { kind: "listed", listed } : {}) };
  }
  const pairs = strands.partial ? [] : pairsOf(table, strands);
  if (pairs.length === 0) {
    const combined = options.combinations ? combinationsOf(table, strands) : [];
    if (combined.length > 0) return called(combined);
    return notCalled(strands.partial ? "positions-not-seen" : "no-matching-alleles");
  }
  if (copiesVary(facts.gene)) {
    const possible = possibleCopies(table, strands, pairs);
    const hasFunction = possible.some((d) => d.activityScore !== "0.0");
    if (hasFunction) return { ...base, reason: "copy-number-not-tested", possible };
    notes.push("copy-number-not-tested");
  }
  const winner = base.effectivelyPhased ? null : priorityAmong(facts, pairs);
  const top = pairs.filter((pair) => pair.score === pairs[0]!.score);
  const shown = options.allMatches ? pairs : winner ? [winner] : top;
  return called(
    shown.map((pair) => diplotypeOfPair(table, pair)),
    ...(winner ? ["nat2-priority"] : []),
  );
}

function diplotypeOfPair(table: AlleleTable, pair: ScoredPair): Diplotype {
  return diplotypeOf(
    table,
    pair.names.map((name) => strandOf(table, [name])),
  );
}

/** Every reading of both strands, in the order of their names. */
function combinationsOf(table: AlleleTable, strands: Strands): Diplotype[] {
  if (strands.groups > MOST_GROUPS) return [];
  const byName = new Map<string, Diplotype>();
  const add = (...pair: Strand[]): void => {
    const diplotype = diplotypeOf(table, pair);
    byName.set(diplotype.name, diplotype);
  };
  for (const sides of splits(strands.groups)) {
    for (const one of readStrand(table, strands, sides)) {
      if (strands.haploid) add(one);
      else for (const other of readStrand(table, strands, opposite(sides))) add(one, other);
    }
  }
  return [...byName.values()].sort((a, b) => compareLists(strandNames(a), strandNames(b)));
}

function stateOf(site: number, sighting: Sighting): SiteState {
  if (sighting.kind === "not-seen") return { site, state: "not-seen", why: sighting.why, doubts: [] };
  const state = sighting.alleles.every((allele) => allele === 0) ? "reference" : "variant";
  return { site, state, doubts: sighting.doubts };
}

/** Named alleles with no defining site seen, those of ignored sites and those left out by the source among them. */
function uncallableAlleles(table: AlleleTable, strands: Strands): string[] {
  const callable = new Set(
    table.alleles.filter((a) => a.sites.some((site) => strands.first[site] !== NOT_SEEN)).map((a) => a.name),
  );
  return table.facts.alleles
    .filter((a) => !a.isStructural && a.requires.length + Number(a.isReference) > 0)
    .map((a) => a.core ?? a.name)
    .filter((name, i, names) => !callable.has(name) && names.indexOf(name) === i);
}
