/** Who is related to whom? KING-robust kinship, which needs no allele frequencies and so no population. */
import { PangenicError } from "../base/index.ts";
import { variantsAt } from "./people.ts";
import { placesWithout, sameNumbers } from "./people-sums.ts";
import { copiesOf } from "./ploidy.ts";
import type { Statistic } from "./statistic.ts";

export interface KinshipPlan {
  /** `[people]`; their numbers in the caller's list. */
  readonly people: Int32Array;
  /** Person i of `[from, to)` is set beside every j < i: a tile of the triangle, so that the counts fit in memory. */
  readonly from: number;
  readonly to: number;
  /** Pairs below are not reported; −Infinity keeps all. */
  readonly least: number;
}

/** Counts of variants per pair: both heterozygous, opposite homozygotes, the one heterozygous, the other, both seen. */
const FIELDS = 5;

interface Place {
  readonly people: Int32Array;
  readonly from: number;
  readonly to: number;
  /** `[pairs × 5]`; row by row of the triangle. */
  readonly counts: Uint32Array;
}

/** Pairs within each place: two people of different places were never seen side by side. */
export interface KinshipSummary {
  readonly places: readonly Place[];
}

/** Pairs, in the order of the second person. */
export interface Kinship {
  /** Numbers in the caller's list. */
  readonly first: Int32Array;
  readonly second: Int32Array;
  /** Variants seen in both. */
  readonly seen: Uint32Array;
  readonly bothHet: Uint32Array;
  /** No allele shared. */
  readonly ibs0: Uint32Array;
  /** 0.5 for twins, 0.25 for a parent or full sibling; below 0 between people of different origin. NaN: cannot be told. */
  readonly kinship: Float64Array;
}

/** Of autosomes. @see Manichaikul et al. 2010, Bioinformatics 26:2867, the between-family form, as PLINK 2 has it. */
export const kinship: Statistic<KinshipPlan, KinshipSummary, Kinship> = {
  name: "kinship",
  summarize({ variants, genotypes }, { people, from, to }, kernel) {
    const autosomal = variants.flatMap(({ chrom }, i) => (copiesOf(chrom) === "diploid" ? [i] : []));
    const block = autosomal.length === variants.length ? genotypes : variantsAt(genotypes, Int32Array.from(autosomal));
    return { places: [{ people, from, to, counts: kernel.pairCounts(block, from, to) }] };
  },
  merge: (one, other) => ({ places: [...one.places, ...other.places] }),
  subtract(whole, part) {
    let { places } = whole;
    for (const { people } of part.places) places = places.flatMap((place) => without(place, people));
    return { places };
  },
  join(one, next) {
    const places = one.places.map((place, k) => {
      const more = next.places[k];
      if (more === undefined || place.from !== more.from || !sameNumbers(place.people, more.people))
        throw new PangenicError("shape", "pairs of other people cannot be added");
      return { ...place, counts: place.counts.map((count, i) => count + more.counts[i]!) };
    });
    return { places };
  },
  solve: (summary, { least }) => ({ result: solve(summary, least) }),
};

/** The place without those of its people who are in `gone`. */
function without(place: Place, gone: Int32Array): Place[] {
  const here = new Set(place.people);
  const leaving = gone.filter((person) => here.has(person));
  if (leaving.length === 0) return [place];
  const kept = placesWithout(place.people, leaving);
  if (kept.length === 0) return [];
  const from = kept.filter((i) => i < place.from).length;
  const to = kept.filter((i) => i < place.to).length;
  const counts = new Uint32Array(FIELDS * (triangle(to) - triangle(from)));
  let at = 0;
  for (let i = from; i < to; i++)
    for (let j = 0; j < i; j++, at += FIELDS) {
      const pair = FIELDS * (triangle(kept[i]!) - triangle(place.from) + kept[j]!);
      counts.set(place.counts.subarray(pair, pair + FIELDS), at);
    }
  return [{ people: kept.map((i) => place.people[i]!), from, to, counts }];
}

/** Pairs among the first `people`. */
function triangle(people: number): number {
  return (people * (people - 1)) / 2;
}

function solve({ places }: KinshipSummary, least: number): Kinship {
  const isKept = (counts: Uint32Array, at: number): boolean =>
    least === Number.NEGATIVE_INFINITY || kinshipOf(counts, at) >= least;
  let pairs = 0;
  for (const { counts } of places) for (let at = 0; at < counts.length; at += FIELDS) if (isKept(counts, at)) pairs++;
  const out = {
    first: new Int32Array(pairs),
    second: new Int32Array(pairs),
    seen: new Uint32Array(pairs),
    bothHet: new Uint32Array(pairs),
    ibs0: new Uint32Array(pairs),
    kinship: new Float64Array(pairs),
  };
  let row = 0;
  for (const { people, from, to, counts } of places)
    for (let i = from, at = 0; i < to; i++)
      for (let j = 0; j < i; j++, at += FIELDS) {
        if (!isKept(counts, at)) continue;
        out.first[row] = people[j]!;
        out.second[row] = people[i]!;
        out.bothHet[row] = counts[at]!;
        out.ibs0[row] = counts[at + 1]!;
        out.seen[row] = counts[at + 4]!;
        out.kinship[row++] = kinshipOf(counts, at);
      }
  return out;
}

function kinshipOf(counts: Uint32Array, at: number): number {
  const bothHet = counts[at]!;
  const ibs0 = counts[at + 1]!;
  const one = counts[at + 2]!;
  const other = counts[at + 3]!;
  const fewer = Math.min(one, other);
  return (2 * (fewer + bothHet) - 4 * ibs0 - one - other) / (4 * fewer);
}

/** Pairs of a tile: 5 MB of counts. Each tile is a reading of the cohort, so with many people tiles grow instead. */
const TILE = 2 ** 18;
const MOST_TILES = 64;

/** Tiles of the triangle of so many people: `[from, to)` by turns. */
export function kinshipTiles(people: number): readonly { readonly from: number; readonly to: number }[] {
  const tiles: { from: number; to: number }[] = [];
  const most = Math.max(TILE, triangle(people) / MOST_TILES);
  for (let from = 0; from < people; ) {
    let to = from + 1;
    while (to < people && triangle(to + 1) - triangle(from) <= most) to++;
    tiles.push({ from, to });
    from = to;
  }
  return tiles;
}

/**
 * Who must go so that no two who stay are related? Greedy: where someone has one relative left, that relative goes; else
 * whoever has most goes, the first of them. Keeps the most people in trios and chains, and is PLINK 2's own choice.
 * @param pairs related people, as places in a list of `people`.
 * @returns `[people]`; 1 for those who go.
 */
export function relativesToDrop(people: number, pairs: readonly (readonly [number, number])[]): Uint8Array {
  const related: Set<number>[] = Array.from({ length: people }, () => new Set());
  for (const [a, b] of pairs) {
    related[a]!.add(b);
    related[b]!.add(a);
  }
  const dropped = new Uint8Array(people);
  for (;;) {
    const single = related.findIndex((of) => of.size === 1);
    const goes = single >= 0 ? related[single]!.values().next().value! : mostRelated(related);
    if (related[goes]!.size === 0) return dropped;
    dropped[goes] = 1;
    for (const other of related[goes]!) related[other]!.delete(goes);
    related[goes]!.clear();
  }
}

/** The first of those with most relatives. */
function mostRelated(related: readonly ReadonlySet<number>[]): number {
  return related.reduce((most, of, i) => (of.size > related[most]!.size ? i : most), 0);
}
