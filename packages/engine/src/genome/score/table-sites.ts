/** The sites of a scoring file in memory, as `readScoreGenotypes` asks for them. */
import type { Build } from "../../base/index.ts";
import { complementOf, isPalindromic } from "./allele-fit.ts";
import { type PlacedRows, placedRows } from "./placed-rows.ts";
import { type MatchRules, outcomes, type PanelFrequencies, sameStrand } from "./score-match.ts";
import type { ScoreSites, SiteSource } from "./score-sites.ts";
import { type ScoreRows, type ScoreTable, sameValues } from "./score-table.ts";

export interface TableSites extends SiteSource {
  /** Rows of the sites: per chromosome of `chromosomes`, `[sites]`. */
  readonly rows: readonly Int32Array[];
  /** Per row, why it is not read whatever the genotypes are; place in `outcomes`, 255 where it is read. */
  readonly leftOut: Uint8Array;
  /** Palindromic rows that frequencies showed to be of the other strand: they count the pair's other letter. */
  readonly swapped: ReadonlySet<number>;
}

/**
 * @param scores of one file, which share their rows. @param build of the rows' positions.
 * @param rules `palindromic` and `duplicates` are applied to the rows alone: what a person's file holds changes neither.
 */
export function tableSites(
  scores: readonly ScoreTable[],
  build: Build,
  rules: MatchRules,
  panel: PanelFrequencies | null,
): TableSites {
  const { rows } = scores[0]!;
  const leftOut = new Uint8Array(rows.length).fill(READ);
  const swapped = new Set<number>();
  const alleleOf = (row: number): string => rows.alleles[rows.effect[row]!]!;
  const otherOf = (row: number): string | null => (rows.other[row]! < 0 ? null : rows.alleles[rows.other[row]!]!);
  const all = placedRows(rows).map((placed): { sites: ScoreSites | null; row: Int32Array } => {
    leaveOutDuplicates(scores, placed, rules, leftOut);
    const row = placed.row.filter((i) => {
      const [effect, other] = [alleleOf(i), otherOf(i)];
      if (leftOut[i] !== READ) return false;
      if (rules.palindromic === "keep" || other === null || !isPalindromic(effect, other)) return true;
      const inPanel = rules.palindromic === "frequency" ? panel?.[i] : undefined;
      const same = sameStrand(rows.frequency?.[i] ?? Number.NaN, inPanel ?? Number.NaN);
      if (same === null) leftOut[i] = outcomes.indexOf("palindromic");
      else if (!same) swapped.add(i);
      return same !== null;
    });
    if (row.length === 0) return { sites: null, row };
    const effect = Int32Array.from(row, (i) => (swapped.has(i) ? rows.other[i]! : rows.effect[i]!));
    const other = Int32Array.from(row, (i) => (swapped.has(i) ? rows.effect[i]! : rows.other[i]!));
    const settled = Uint8Array.from(row, (i) => (rules.palindromic === "keep" || otherOf(i) !== null ? 1 : 0));
    const pos = Int32Array.from(row, (i) => rows.pos[i]!);
    return { sites: { pos, effect, other, alleles: rows.alleles, reference: null, settled }, row };
  });
  return {
    builds: [build],
    rows: all.map(({ row }) => row),
    leftOut,
    swapped,
    sites: (chrom) => Promise.resolve(all[chrom]?.sites ?? null),
  };
}

const READ = 255;

/** Rows of one pair of alleles at one position are one variant. */
function leaveOutDuplicates(
  scores: readonly ScoreTable[],
  { pos, row }: PlacedRows,
  { duplicates }: MatchRules,
  leftOut: Uint8Array,
): void {
  const { rows } = scores[0]!;
  for (let from = 0; from < pos.length; ) {
    let to = from + 1;
    while (to < pos.length && pos[to] === pos[from]) to++;
    if (to - from > 1) {
      const groups = new Map<string, number[]>();
      for (const i of row.subarray(from, to)) {
        const pair = pairOf(rows, i);
        groups.set(pair, [...(groups.get(pair) ?? []), i]);
      }
      for (const [first, ...others] of groups.values() as Iterable<readonly [number, ...number[]]>) {
        if (others.length === 0) continue;
        const same = duplicates === "same" && others.every((i) => saysSame(scores, first, i));
        for (const i of same || duplicates === "first" ? others : [first, ...others])
          leftOut[i] = outcomes.indexOf(same ? "repeated" : "duplicated");
      }
    }
    from = to;
  }
}

/** The two alleles without their order, on the strand whose spelling comes first; rows without an other allele by themselves. */
function pairOf(rows: ScoreRows, row: number): string {
  const effect = rows.alleles[rows.effect[row]!]!;
  if (rows.other[row]! < 0) return effect;
  const other = rows.alleles[rows.other[row]!]!;
  const spell = (alleles: readonly string[]): string => alleles.toSorted().join("/");
  const forward = spell([effect, other]);
  if (effect.length > 1 || other.length > 1) return forward;
  const flipped = spell([complementOf(effect), complementOf(other)]);
  return forward < flipped ? forward : flipped;
}

function saysSame(scores: readonly ScoreTable[], one: number, other: number): boolean {
  const { effect } = scores[0]!.rows;
  return effect[one] === effect[other] && sameValues(scores, one, other);
}
