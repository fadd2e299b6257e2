/**
 * Which true pairs of haplotypes stand behind what this file shows? Seen bases are kept; bases not seen come from the
 * reference panel's haplotypes that show the same; strands are taken as independent (Hardy–Weinberg).
 */
import type { Diplotype, GeneCall } from "../call.ts";
import type { Strands } from "../matching/strands.ts";
import { arranged, type Genotype, genotypeOf, type Look } from "./look.ts";
import { remembered } from "./memory.ts";
import { keyOf, type Naming, UNNAMED } from "./naming.ts";
import { type Arrangement, arrangements, type PanelTable } from "./panel-table.ts";
import { type PairedTruths, probabilities, weights } from "./risk.ts";
import type { TruthFinder, Truths } from "./truths.ts";

export interface TruePair {
  readonly diplotype: Diplotype;
  /** What was seen, in some arrangement, with nothing hidden. */
  readonly isPlain: boolean;
  /** In each group of the panel. */
  readonly probability: Float64Array;
}

export interface Posterior {
  readonly arrangements: readonly PairedTruths[];
  readonly pairs: readonly TruePair[];
  /** What the call would become with each allele that neither file nor panel could have shown. */
  readonly unobservable: readonly { readonly allele: string; readonly diplotypes: readonly Diplotype[] }[];
}

/** @returns null where more bases than can be weighed have no known strand. */
export function posteriorOf(
  panel: PanelTable,
  naming: Naming,
  finder: TruthFinder,
  strands: Strands,
  call: GeneCall,
): Posterior | null {
  const copies = call.diplotypes[0]!.strands.length === 1 ? 1 : 2;
  const genotype = genotypeOf(strands, copies);
  const possible = arrangements(panel, genotype);
  if (possible === null) return null;

  // A listed call pairs the least functional alleles for the look-up; it does not claim that they stand so.
  const stated = call.kind === "listed" ? [] : call.diplotypes;
  const called = new Set(stated.flatMap((d) => d.strands.map((s) => s.name)));
  const names = new Set(stated.map((d) => d.name));
  const all = inOneOrder(genotype, possible).map(([first, second]) => {
    const truths = finder.truthsOf(first.look, first.members, called);
    if (second === null) return pairUp(naming, truths, null, names);
    if (second.key === first.key) return pairUp(naming, truths, truths, names);
    return pairUp(naming, truths, finder.truthsOf(second.look, second.members, called), names);
  });
  // A strand that fits no definition, and that nobody measured carries, is no truth to reckon with: the matcher knows none.
  const known = all.filter(({ first, second }) => !isUnheardOf(first) && (second === null || !isUnheardOf(second)));
  const paired = known.length > 0 ? known : all;
  for (const diplotype of stated)
    if (!paired.some((one) => one.pairs.some((pair) => pair.name === diplotype.name)))
      paired.push(asCalled(diplotype, panel.groups.length));
  return {
    arrangements: paired,
    pairs: pairsOf(paired, panel.groups.length),
    unobservable: unobservableIn(naming, paired),
  };
}

/** Everything was seen and stands in one way only: the call is the truth. */
export function calledOnly(diplotype: Diplotype, panel: PanelTable): Posterior {
  const paired = [asCalled(diplotype, panel.groups.length)];
  return { arrangements: paired, pairs: pairsOf(paired, panel.groups.length), unobservable: [] };
}

function isUnheardOf({ total, possible }: Truths): boolean {
  return total.every((copies) => copies === 0) && possible.every(({ strand }) => strand === UNNAMED);
}

interface ShownStrand {
  readonly key: string;
  readonly look: Look;
  readonly members: readonly number[];
}

/** The same strands give the same sums to the last bit, whichever a file writes first. */
function inOneOrder(
  genotype: Genotype,
  possible: readonly Arrangement[],
): readonly (readonly [ShownStrand, ShownStrand | null])[] {
  const shown = (look: Look, members: readonly number[]): ShownStrand => ({ key: keyOf(look), look, members });
  const compare = (a: ShownStrand, b: ShownStrand): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
  return possible
    .map(({ turned, first, second }): [ShownStrand, ShownStrand | null] => {
      const [a, b] = arranged(genotype, turned);
      if (b === null) return [shown(a, first), null];
      return [shown(a, first), shown(b, second)].sort(compare) as [ShownStrand, ShownStrand];
    })
    .sort(([a], [b]) => compare(a, b));
}

function pairUp(naming: Naming, first: Truths, second: Truths | null, called: ReadonlySet<string>): PairedTruths {
  const others = second === null ? [null] : second.possible;
  const pairs = first.possible.flatMap((a) => others.map((b) => naming.diplotype(a.strand, b?.strand ?? null)));
  return { first, second, pairs, isCalled: pairs.some((pair) => called.has(pair.name)) };
}

/** A called pair that no haplotype of the panel leads to: possible all the same, with half a copy for each strand. */
function asCalled(diplotype: Diplotype, groups: number): PairedTruths {
  const [first, second = null] = diplotype.strands.map((strand) => ({
    total: new Float64Array(groups),
    expected: new Float64Array(groups).fill(0.5),
    possible: [{ strand, counts: new Float64Array(groups), isCalled: true }],
    unobservable: [],
  }));
  return { first: first!, second, pairs: [diplotype], isCalled: true };
}

/** Every true pair, by name. */
function pairsOf(paired: readonly PairedTruths[], groups: number): TruePair[] {
  const plain = new Set<string>();
  const byName = new Map<string, TruePair>();
  for (const { first, second, pairs } of paired) {
    const others = second === null ? [true] : second.possible.map((truth) => truth.isCalled);
    const isPlain = first.possible.flatMap((truth) => others.map((other) => truth.isCalled && other));
    for (const [at, { name }] of pairs.entries()) if (isPlain[at]) plain.add(name);
  }
  for (const { pairs } of paired)
    for (const diplotype of pairs)
      remembered(byName, diplotype.name, () => ({
        diplotype,
        isPlain: plain.has(diplotype.name),
        probability: new Float64Array(groups),
      }));
  for (let g = 0; g < groups; g++) {
    const weight = weights(paired, g);
    const total = weight.reduce((sum, w) => sum + w, 0);
    for (const [k, { first, second, pairs }] of paired.entries()) {
      if (weight[k] === 0) continue;
      const p = probabilities(first, g);
      const q = second === null ? [1] : probabilities(second, g);
      for (let i = 0, at = 0; i < p.length; i++)
        for (let j = 0; j < q.length; j++, at++)
          byName.get(pairs[at]!.name)!.probability[g]! += (weight[k]! / total) * p[i]! * q[j]!;
    }
  }
  return [...byName.values()];
}

/** Each allele on the strands that leave room for it, beside what the other strand is called. */
function unobservableIn(naming: Naming, paired: readonly PairedTruths[]): Posterior["unobservable"] {
  const byName = new Map<string, Map<string, Diplotype>>();
  const add = (own: Truths, other: Truths | null): void => {
    const beside = other === null ? [null] : other.possible.filter((truth) => truth.isCalled);
    for (const { allele, strand } of own.unobservable) {
      const found = remembered(byName, allele, () => new Map<string, Diplotype>());
      for (const truth of beside) {
        const diplotype = naming.diplotype(strand, truth?.strand ?? null);
        found.set(diplotype.name, diplotype);
      }
    }
  };
  for (const { first, second } of paired) {
    add(first, second);
    if (second !== null && second !== first) add(second, first);
  }
  return [...byName].map(([allele, diplotypes]) => ({ allele, diplotypes: [...diplotypes.values()] }));
}
