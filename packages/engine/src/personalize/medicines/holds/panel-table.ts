/** The reference panel of a gene as arrays, and which of its chromosome copies could stand behind what a file shows. */
import { UNDOCUMENTED } from "../../../genome/index.ts";
import type { AlleleTable } from "../matching/allele-table.ts";
import { type Genotype, UNSEEN } from "./look.ts";
import { remembered } from "./memory.ts";

export interface PanelTable {
  /** Measured groups in the panel's order, then `ALL`, their sum. */
  readonly groups: readonly string[];
  /** People and chromosome copies in each group. */
  readonly people: readonly number[];
  readonly strands: readonly number[];
  /** 1 for sites that the panel observed. */
  readonly observes: Uint8Array;
  /** Distinct haplotypes. */
  readonly size: number;
  /** `[size × sites]`; allele index, `UNSEEN` where not observed. */
  readonly bases: Uint8Array;
  /** `[size × groups]`; copies. */
  readonly counts: Float64Array;
  /** Copies in a group that carry this base at an observed site. */
  copiesOf(site: number, base: number, group: number): number;
}

/** A gene that no panel measured has an empty table: no groups, no haplotypes, no site observed. */
export function panelTable({ facts, used, undocumentedIsReference }: AlleleTable): PanelTable {
  const sites = facts.sites.length;
  const observes = new Uint8Array(sites);
  const panel = facts.panel;
  if (panel === null)
    return {
      groups: [],
      people: [],
      strands: [],
      observes,
      size: 0,
      bases: new Uint8Array(),
      counts: new Float64Array(),
      copiesOf: () => 0,
    };
  const observed = panel.observed.filter((site) => used[site] === 1);
  for (const site of observed) observes[site] = 1;
  const size = panel.haplotypes.length;
  const groups = [...panel.groups, "ALL"];
  const bases = new Uint8Array(size * sites).fill(UNSEEN);
  const counts = new Float64Array(size * groups.length);
  for (const [h, haplotype] of panel.haplotypes.entries()) {
    for (const site of observed) bases[h * sites + site] = 0;
    for (const [site, allele] of haplotype.bases)
      if (observes[site] === 1)
        bases[h * sites + site] = allele === UNDOCUMENTED && undocumentedIsReference ? 0 : allele;
    for (const [g, count] of haplotype.counts.entries()) {
      counts[h * groups.length + g] = count;
      counts[(h + 1) * groups.length - 1]! += count;
    }
  }
  const carrying = new Map<number, Float64Array>();
  const copiesOf = (site: number, base: number, group: number): number =>
    remembered(carrying, site * 256 + base, () => {
      const copies = new Float64Array(groups.length);
      for (let h = 0; h < size; h++)
        if (bases[h * sites + site] === base)
          for (let g = 0; g < groups.length; g++) copies[g]! += counts[h * groups.length + g]!;
      return copies;
    })[group]!;
  return {
    groups,
    people: [...panel.people, sum(panel.people)],
    strands: [...panel.strands, sum(panel.strands)],
    observes,
    size,
    bases,
    counts,
    copiesOf,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** One way to lay the seen bases on two strands, and the panel haplotypes that show each strand's bases. */
export interface Arrangement {
  /** Blocks turned over, a bit each. */
  readonly turned: number;
  readonly first: number[];
  readonly second: number[];
}

/** Blocks that no observed site ties to the panel double the arrangements, each as likely as the other. */
const MOST_UNTIED = 4;
const MOST_BLOCKS = 30;
/** With at most this many blocks every arrangement is kept, also those that the panel holds no strand of. */
const ALL_OF = 5;

/**
 * Arrangements of which the panel holds at least one strand, and all where they are few; always at least one.
 * @returns null, when more blocks are free than can be weighed.
 */
export function arrangements(table: PanelTable, genotype: Genotype): Arrangement[] | null {
  const { first, second, blockOf, blocks } = genotype;
  const sites = first.length;
  const compared: number[] = [];
  let tied = 0;
  for (let site = 0; site < sites; site++) {
    if (table.observes[site] === 0 || first[site] === UNSEEN) continue;
    compared.push(site);
    if (blockOf[site]! >= 0) tied |= 1 << blockOf[site]!;
  }
  const untied: number[] = [];
  for (let block = 0; block < blocks; block++) if (((tied >> block) & 1) === 0) untied.push(block);
  if (blocks > MOST_BLOCKS || untied.length > MOST_UNTIED) return null;

  const found = new Map<number, Arrangement>();
  const arrangement = (turned: number): Arrangement =>
    remembered(found, turned, () => ({ turned, first: [], second: [] }));
  for (let h = 0; h < table.size; h++) {
    const row = h * sites;
    const asFirst = turnedFor(table.bases, row, compared, first, second ?? first, blockOf);
    if (asFirst >= 0) arrangement(asFirst).first.push(h);
    if (second === null) continue;
    const asSecond = turnedFor(table.bases, row, compared, second, first, blockOf);
    if (asSecond >= 0) arrangement(asSecond).second.push(h);
  }
  if (found.size === 0) arrangement(0);
  if (blocks <= ALL_OF)
    for (let turned = 0; turned < 2 ** blocks; turned++) if ((turned & ~tied) === 0) arrangement(turned);
  const whole = untied.reduce(
    (all, block) => all.flatMap((one) => [one, { ...one, turned: one.turned | (1 << block) }]),
    [...found.values()],
  );
  return whole.sort((a, b) => a.turned - b.turned);
}

/** The blocks to turn over so that this haplotype shows the bases of `own`; −1 where none do. */
function turnedFor(
  bases: Uint8Array,
  row: number,
  compared: readonly number[],
  own: Uint8Array,
  other: Uint8Array,
  blockOf: Int16Array,
): number {
  let turned = 0;
  let settled = 0;
  for (const site of compared) {
    const base = bases[row + site];
    const block = blockOf[site]!;
    if (block < 0) {
      if (base !== own[site]) return -1;
      continue;
    }
    const turn = base === own[site] ? 0 : base === other[site] ? 1 : -1;
    if (turn < 0) return -1;
    if ((settled >> block) & 1 && ((turned >> block) & 1) !== turn) return -1;
    settled |= 1 << block;
    turned |= turn << block;
  }
  return turned;
}
