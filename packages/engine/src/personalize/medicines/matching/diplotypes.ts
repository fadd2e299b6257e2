/** Which pairs of named alleles explain a person's two strands exactly? */
import { type AlleleTable, bitOf, type TableAllele } from "./allele-table.ts";
import { compareLists, compareNames } from "./name-order.ts";
import { NOT_SEEN, type Strands } from "./strands.ts";

const EITHER = 0b11;

/** An allele that fits at least one strand the person may have. */
export interface Match {
  readonly allele: TableAllele;
  /** For each group the sides on which it fits: bit 0 first, bit 1 second. */
  readonly sides: Uint8Array;
}

export interface ScoredPair {
  /** One allele where haploid. In display order. */
  readonly alleles: readonly [TableAllele] | readonly [TableAllele, TableAllele];
  readonly names: readonly string[];
  readonly score: number;
}

/** Sides on which an allele's bases fit at the sites given; null: on neither side of some site. */
export function sidesFitting(strands: Strands, allele: TableAllele, ...sites: Iterable<number>[]): Uint8Array | null {
  const sides = new Uint8Array(strands.groups).fill(EITHER);
  for (const list of sites)
    for (const site of list) {
      const first = strands.first[site]!;
      if (first === NOT_SEEN) continue;
      const mask = allele.masks[site]!;
      const group = strands.group[site]!;
      const fits = ((mask & bitOf(first)) !== 0 ? 0b01 : 0) | ((mask & bitOf(strands.second[site]!)) !== 0 ? 0b10 : 0);
      // A homozygous site belongs to no group; both of its sides are the same base.
      if (fits === 0) return null;
      if (group < 0) continue;
      sides[group]! &= fits;
      if (sides[group] === 0) return null;
    }
  return sides;
}

/** Named alleles that fit some strand at every seen site. An allele none of whose sites was seen cannot be called. */
export function matchesOf(table: AlleleTable, strands: Strands): Match[] {
  const matches: Match[] = [];
  for (const allele of table.alleles) {
    if (!allele.sites.some((site) => strands.first[site] !== NOT_SEEN)) continue;
    const sides = sidesFitting(strands, allele, strands.variant, allele.isReference ? [] : allele.sites);
    if (sides) matches.push({ allele, sides });
  }
  return matches;
}

/** All pairs that put one allele on each strand, best score first; equal scores in the order of their names. */
export function pairsOf(table: AlleleTable, strands: Strands): ScoredPair[] {
  const matches = matchesOf(table, strands);
  const best = new Map<string, ScoredPair>();
  const keep = (pair: ScoredPair): void => {
    const name = pair.names.join("/");
    if ((best.get(name)?.score ?? -1) < pair.score) best.set(name, pair);
  };
  for (const [i, left] of matches.entries()) {
    const leftScore = scoreOf(left.allele, strands);
    if (strands.haploid) {
      keep({ alleles: [left.allele], names: [left.allele.name], score: leftScore });
      continue;
    }
    for (const right of matches.slice(i)) {
      if (!isPair(left, right)) continue;
      const score = leftScore + scoreOf(right.allele, strands) - wobbleLoss(strands, left, right);
      const ordered = [left.allele, right.allele].sort((a, b) => compareNames(a.name, b.name)) as [
        TableAllele,
        TableAllele,
      ];
      keep({ alleles: ordered, names: ordered.map((a) => a.name), score });
    }
  }
  return [...best.values()].sort((a, b) => b.score - a.score || compareLists(a.names, b.names));
}

/** Some strand fits the one while its opposite fits the other. */
function isPair(left: Match, right: Match): boolean {
  return left.sides.every((sides, group) => (sides & mirrored(right.sides[group]!)) !== 0);
}

function mirrored(sides: number): number {
  return ((sides & 1) << 1) | (sides >> 1);
}

/** Defining sites that were seen, less one where a site allows several bases and both strands carry GRCh38's. */
function scoreOf(allele: TableAllele, strands: Strands): number {
  let score = 0;
  for (const site of allele.sites) if (strands.first[site] !== NOT_SEEN) score++;
  for (const site of allele.wobbles) if (strands.first[site] === 0 && strands.second[site] === 0) score--;
  return score;
}

/** What the pair loses at heterozygous sites that allow several bases, on the split of the groups that loses least. */
function wobbleLoss(strands: Strands, left: Match, right: Match): number {
  if (left.allele.wobbles.length === 0 && right.allele.wobbles.length === 0) return 0;
  let loss = 0;
  for (let group = 0; group < strands.groups; group++) {
    const open = left.sides[group]! & mirrored(right.sides[group]!);
    const onFirst = lossOn(strands, left.allele, group, 0) + lossOn(strands, right.allele, group, 1);
    const onSecond = lossOn(strands, left.allele, group, 1) + lossOn(strands, right.allele, group, 0);
    loss += open === EITHER ? Math.min(onFirst, onSecond) : open === 1 ? onFirst : onSecond;
  }
  return loss;
}

function lossOn(strands: Strands, allele: TableAllele, group: number, side: 0 | 1): number {
  const bases = side === 0 ? strands.first : strands.second;
  return allele.wobbles.filter((site) => strands.group[site] === group && bases[site] === 0).length;
}
