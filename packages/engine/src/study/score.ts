/** What do weights of variants add up to in each person of a cohort? As `plink2 --score` has it. */
import { PangenicError } from "../base/index.ts";
import type { CohortBlock, CohortVariant } from "../genome/index.ts";
import type { GenotypeBlock, GenotypeKernel } from "../kernels/index.ts";
import { allelesSeen, COUNTS, frequency } from "./frequency.ts";
import { variantsAt } from "./people.ts";
import { mergePeople, type PeopleSums, sameNumbers, subtractPeople } from "./people-sums.ts";
import { type Copies, copiesOf } from "./ploidy.ts";
import { PACKED, rowValues, type ScoreRows } from "./score-values.ts";
import type { Statistic } from "./statistic.ts";

/** Rows say what copies of an allele add; several rows may name one variant. */
export interface ScorePlan {
  /** `[people]`; their numbers in the caller's list. */
  readonly people: Int32Array;
  /** `[people]`; 1 for a stated male, else 0: Y is his alone, and frequencies on X are counted by it. */
  readonly males: Uint8Array;
  /** `[rows]`, ascending: the variant's place in the file, from 0. */
  readonly variants: Uint32Array;
  /** `[rows]`; 1 or 2: the allele whose copies are scored. */
  readonly named: Uint8Array;
  /** Every row's variant is of an autosome: then nothing is asked of the variants, which need not be read again. */
  readonly isDiploid?: boolean;
  /** Scores computed at once. */
  readonly width: number;
  /** `[rows × width]`; what one copy adds. */
  readonly weights: Float64Array;
  /** `[rows × 3]`; what none, one and two copies count as. null: 0, 1 and 2 everywhere. */
  readonly counted: Float64Array | null;
  /** `[rows]`; of the named allele, 0–1; NaN where the cohort's own stands in. null: the cohort's own everywhere. */
  readonly frequencies: Float64Array | null;
  /**
   * What a genotype that was not seen counts as. `mean`: what the frequency lets one expect; `nothing`. `plink-mean`: what
   * `plink2` takes where it is not told `no-mean-imputation`: for dominant and recessive effects the frequency itself, and
   * where genotypes are centered or standardized the mean as it was before (v2.00a3.5).
   */
  readonly notSeen: "mean" | "plink-mean" | "nothing";
  /** `center` subtracts the mean, `standardize` divides by the standard deviation too, both as the frequency tells them. */
  readonly scale: "copies" | "center" | "standardize";
}

/** Of each person the scores, then two counts in one number (`PACKED`). */
export interface ScoreSums extends PeopleSums {
  /** How many a person has of the alleles of all rows' variants; males have those of Y besides. */
  readonly alleles: { readonly ofAll: number; readonly ofMales: number };
  /** Frequencies of these very people stood in, so that the sums do not hold beside others'. */
  readonly ownFrequencies: boolean;
}

/** `plink2 --score` names these ALLELE_CT, DENOM, NAMED_ALLELE_DOSAGE_SUM and SCORE_SUM; an average is a sum by DENOM. */
export interface CohortScores {
  readonly people: Int32Array;
  readonly width: number;
  /** `[people]`; alleles seen, of variants with a row. */
  readonly alleles: Float64Array;
  /** `[people]`; the same, with the alleles that the mean stood in for. */
  readonly denominators: Float64Array;
  /** `[people]`; copies of named alleles, as counted. */
  readonly named: Float64Array;
  /** `[people × width]` */
  readonly sums: Float64Array;
}

/** With more alleles, the two counts would not fit one number. */
const MOST_ALLELES = PACKED - 1;

/**
 * X counts 0 to 2 copies in everyone, MT 0 to 1; Y 0 to 1 in males, and nothing in others. Where nobody was seen at a
 * variant, its own frequency is unknown and it counts nothing. `join` writes into its first summary.
 * Throws `shape`, where sums that rest on people's own frequencies are merged or taken apart; `score-haploid`, where a variant
 * of X, Y or MT is standardized, or counted otherwise than by copies on Y or MT; `score-frequency-fixed`.
 * @see https://www.cog-genomics.org/plink/2.0/score
 */
export const score: Statistic<ScorePlan, ScoreSums, CohortScores> = {
  name: "score",
  summarize(block, plan, kernel) {
    const { people } = plan;
    const width = plan.width + 1;
    const sums = new Float64Array(people.length * width);
    const whole = rowsOf(block, plan, kernel);
    const { ownFrequencies } = whole;
    const onY = placesWhere(whole, (copies) => copies === "y");
    if (onY.length === 0) {
      const ofAll = addScores(whole, plan, kernel, sums);
      return { people, width, sums, alleles: { ofAll, ofMales: 0 }, ownFrequencies };
    }
    const rest = placesWhere(whole, (copies) => copies !== "y");
    const ofAll = addScores(part(whole, rest), plan, kernel, sums);
    const sumsOnY = new Float64Array(sums.length);
    const ofMales = addScores(part(whole, onY), plan, kernel, sumsOnY);
    for (let i = 0; i < sums.length; i++) if (plan.males[Math.floor(i / width)] === 1) sums[i]! += sumsOnY[i]!;
    return { people, width, sums, alleles: { ofAll, ofMales }, ownFrequencies };
  },
  merge(one, other) {
    const { alleles } = alike(one, other);
    return { ...mergePeople(one, other), alleles, ownFrequencies: false };
  },
  subtract(whole, gone) {
    const { alleles } = alike(whole, gone);
    return { ...subtractPeople(whole, gone), alleles, ownFrequencies: false };
  },
  join(one, next) {
    const alleles = {
      ofAll: one.alleles.ofAll + next.alleles.ofAll,
      ofMales: one.alleles.ofMales + next.alleles.ofMales,
    };
    if (alleles.ofAll + alleles.ofMales > MOST_ALLELES)
      throw new PangenicError("shape", "a score of more than 33 million variants cannot be counted");
    const { people, width, sums } = one;
    if (width !== next.width || (people !== next.people && !sameNumbers(people, next.people)))
      throw new PangenicError("shape", "sums of other people cannot be added");
    // A cohort has hundreds of blocks: their sums are added where the first stand, which nobody reads by then.
    for (let i = 0; i < sums.length; i++) sums[i]! += next.sums[i]!;
    return { people, width, sums, alleles, ownFrequencies: one.ownFrequencies || next.ownFrequencies };
  },
  solve({ people, width: columns, sums, alleles: { ofAll, ofMales } }, plan) {
    const width = columns - 1;
    const males = new Set(plan.people.filter((_, i) => plan.males[i] === 1));
    const result = {
      people,
      width,
      alleles: new Float64Array(people.length),
      denominators: new Float64Array(people.length),
      named: new Float64Array(people.length),
      sums: new Float64Array(people.length * width),
    };
    for (const [i, person] of people.entries()) {
      for (let k = 0; k < width; k++) result.sums[i * width + k] = sums[i * columns + k]!;
      const packed = sums[i * columns + width]!;
      const twiceNamed = Math.floor(packed / PACKED);
      const notSeen = packed - twiceNamed * PACKED;
      const expected = ofAll + (males.has(person) ? ofMales : 0);
      result.alleles[i] = expected - notSeen;
      result.denominators[i] = plan.notSeen === "nothing" ? expected - notSeen : expected;
      result.named[i] = twiceNamed / 2;
    }
    return { result };
  },
};

interface Rows extends ScoreRows, Pick<CohortBlock, "genotypes"> {
  readonly ownFrequencies: boolean;
}

/** Rows of the plan whose variants the block holds, and their genotypes. */
function rowsOf(block: CohortBlock, plan: ScorePlan, kernel: GenotypeKernel): Rows {
  const { first } = block;
  const size = block.genotypes.variants;
  const from = lowerBound(plan.variants, first);
  const places = new Int32Array(plan.variants.subarray(from, lowerBound(plan.variants, first + size)));
  let isWhole = places.length === size;
  for (let i = 0; i < places.length; i++) {
    places[i]! -= first;
    isWhole &&= places[i] === i;
  }
  const genotypes = isWhole ? block.genotypes : variantsAt(block.genotypes, places);
  const variants = plan.isDiploid === true ? null : isWhole ? block.variants : chosen(block.variants, places);
  const given = plan.frequencies?.subarray(from, from + places.length);
  const isNeeded = plan.notSeen !== "nothing" || plan.scale !== "copies";
  const ownFrequencies = isNeeded && (given?.some(Number.isNaN) ?? places.length > 0);
  const frequencies = new Float64Array(places.length);
  const own = ownFrequencies ? ownFrequenciesOf(genotypes, variants, plan, kernel) : null;
  for (let i = 0; i < places.length; i++) {
    const frequency = given?.[i] ?? Number.NaN;
    const isOwn = own !== null && Number.isNaN(frequency);
    frequencies[i] = !isOwn ? frequency : plan.named[from + i] === 2 ? 1 - own[i]! : own[i]!;
  }
  const copies = variants === null ? null : variants.map(({ chrom }) => copiesOf(chrom));
  return {
    at: places.map((_, i) => from + i),
    copies: copies?.some((of) => of !== "diploid") ? copies : null,
    siteAt: (i) => {
      const { chrom, pos } = block.variants[places[i]!]!;
      return `${chrom}:${pos}`;
    },
    frequencies,
    genotypes,
    ownFrequencies,
  };
}

function chosen(variants: readonly CohortVariant[], places: Int32Array): readonly CohortVariant[] {
  return Array.from(places, (place) => variants[place]!);
}

/** @returns `[variants]`; of allele 1, NaN where nobody was seen. */
function ownFrequenciesOf(
  genotypes: GenotypeBlock,
  variants: readonly CohortVariant[] | null,
  { males }: ScorePlan,
  kernel: GenotypeKernel,
): Float64Array {
  const frequencies = new Float64Array(genotypes.variants);
  if (variants === null || variants.every(({ chrom }) => copiesOf(chrom) === "diploid")) {
    const counts = kernel.counts(genotypes);
    for (let i = 0, at = 0; i < frequencies.length; i++, at += 4)
      frequencies[i] = (2 * counts[at]! + counts[at + 2]!) / (2 * (counts[at]! + counts[at + 2]! + counts[at + 3]!));
    return frequencies;
  }
  const everyone = { males, groups: null, groupCount: 1 };
  const { counts } = frequency.summarize({ first: 0, variants, genotypes }, everyone, kernel);
  return frequencies.map((_, i) => {
    const { allele1, both } = allelesSeen(counts, i * COUNTS);
    return allele1 / both;
  });
}

function part({ at, copies, frequencies, siteAt, genotypes, ownFrequencies }: Rows, places: Int32Array): Rows {
  return {
    at: places.map((place) => at[place]!),
    copies: copies === null ? null : Array.from(places, (place) => copies[place]!),
    frequencies: Float64Array.from(places, (place) => frequencies[place]!),
    siteAt: (i) => siteAt(places[i]!),
    genotypes: variantsAt(genotypes, places),
    ownFrequencies,
  };
}

function placesWhere({ copies }: Rows, holds: (copies: Copies) => boolean): Int32Array {
  return copies === null ? new Int32Array(0) : Int32Array.from(copies.keys()).filter((i) => holds(copies[i]!));
}

/** @returns how many alleles the rows' variants have in a person. */
function addScores(rows: Rows, plan: ScorePlan, kernel: GenotypeKernel, sums: Float64Array): number {
  const { genotypes } = rows;
  const countsOf = (row: number): Uint32Array => kernel.counts(variantsAt(genotypes, Int32Array.of(row)));
  const { values, alleles } = rowValues(rows, plan, countsOf);
  if (genotypes.variants > 0) kernel.score(genotypes, values, plan.width + 1, sums);
  return alleles;
}

/** The first place with a value of `least` or more. */
function lowerBound(ascending: Uint32Array, least: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Of the same variants, and not resting on the people's own frequencies. */
function alike(one: ScoreSums, other: ScoreSums): ScoreSums {
  if (one.ownFrequencies || other.ownFrequencies)
    throw new PangenicError(
      "shape",
      "scores that rest on the people's own frequencies do not hold beside other people",
    );
  if (one.alleles.ofAll !== other.alleles.ofAll || one.alleles.ofMales !== other.alleles.ofMales)
    throw new PangenicError("shape", "sums over other variants are not of one score");
  return one;
}
