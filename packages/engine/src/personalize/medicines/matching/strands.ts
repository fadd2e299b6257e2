/**
 * What is known of a person's two strands: bases per site, and which heterozygous sites turn together.
 * A strand is a choice of side for every group; the other strand is the opposite choice. Nothing is enumerated.
 */
import { NO_BASE, type Sighting, UNDOCUMENTED } from "../../../genome/index.ts";
import type { AlleleTable } from "./allele-table.ts";

export const NOT_SEEN = -1;
const HOMOZYGOUS = -1;

export interface Strands {
  /** Base of each side, index into `Site.alleles`; `NOT_SEEN`, `UNDOCUMENTED` or `NO_BASE`. */
  readonly first: Int16Array;
  readonly second: Int16Array;
  /** Which group a heterozygous site turns with; −1 elsewhere. */
  readonly group: Int16Array;
  readonly groups: number;
  /** Groups of one unphased site each. */
  readonly freeGroups: number;
  /** Seen sites with a base other than GRCh38's on some strand. */
  readonly variant: readonly number[];
  readonly seen: number;
  readonly haploid: boolean;
  /** One-copy and two-copy rows that cannot both be true. */
  readonly mixedPloidy: boolean;
  /** Sites whose undocumented base was read as reference. */
  readonly replaced: number;
  readonly undocumented: boolean;
  readonly partial: boolean;
}

/** @param sightings one per site of the gene, in the order of `GeneFacts.sites`. */
export function strandsOf(table: AlleleTable, sightings: readonly Sighting[]): Strands {
  const count = table.facts.sites.length;
  const sexOrMitochondrial = ["X", "Y", "MT"].includes(table.facts.chrom);
  const first = new Int16Array(count).fill(NOT_SEEN);
  const second = new Int16Array(count).fill(NOT_SEEN);
  const group = new Int16Array(count).fill(HOMOZYGOUS);
  const sets = new Map<string, number>();
  const variant: number[] = [];
  let [groups, freeGroups, seen, haploidSites, replaced] = [0, 0, 0, 0, 0];
  let [undocumented, partial, heterozygous] = [false, false, false];

  for (let site = 0; site < count; site++) {
    const sighting = sightings[site]!;
    if (sighting.kind === "not-seen" || table.used[site] === 0) continue;
    let a = sighting.alleles[0];
    let b = sighting.alleles[1] ?? a;
    if (sighting.alleles.length === 1) {
      if (sexOrMitochondrial) haploidSites++;
      else if (a === 0)
        continue; // one copy of an autosome says nothing about the other
      else b = NO_BASE;
    }
    if (a === UNDOCUMENTED || b === UNDOCUMENTED) {
      if (table.undocumentedIsReference) {
        replaced++;
        if (a === UNDOCUMENTED) a = 0;
        if (b === UNDOCUMENTED) b = 0;
      } else undocumented = true;
    }
    partial ||= a === NO_BASE || b === NO_BASE;
    first[site] = a;
    second[site] = b;
    seen++;
    if (a !== 0 || b !== 0) variant.push(site);
    if (a === b) continue;
    heterozygous = true;
    const { phase } = sighting;
    if (phase.kind === "free") {
      freeGroups++;
      group[site] = groups++;
    } else {
      const key = phase.kind === "set" ? `set ${phase.set}` : "fixed";
      let index = sets.get(key);
      if (index === undefined) {
        index = groups++;
        sets.set(key, index);
      }
      group[site] = index;
    }
  }
  return {
    first,
    second,
    group,
    groups,
    freeGroups,
    variant,
    seen,
    haploid: haploidSites > 0 && !heterozygous,
    mixedPloidy: haploidSites > 0 && heterozygous,
    replaced,
    undocumented,
    partial,
  };
}

/** The base of one strand. @param sides for each group, which side this strand takes: 0 first, 1 second. */
export function baseOn(strands: Strands, site: number, sides: Uint8Array): number {
  const group = strands.group[site]!;
  return group < 0 || sides[group] === 0 ? strands.first[site]! : strands.second[site]!;
}

export function opposite(sides: Uint8Array): Uint8Array {
  return sides.map((side) => 1 - side);
}

/** Every way to split the person into two strands, one of each mirrored pair: 2^(groups − 1), one where there are none. */
export function* splits(groups: number): Generator<Uint8Array> {
  const ways = 2 ** Math.max(0, groups - 1);
  for (let way = 0; way < ways; way++)
    yield Uint8Array.from({ length: groups }, (_, i) => (i === 0 ? 0 : (way >> (i - 1)) & 1));
}
