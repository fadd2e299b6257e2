/** How far apart are groups of people in their allele frequencies? Hudson's F_ST, a ratio of averages over variants. */
import { allelesSeen, COUNTS, type GenotypeCounts } from "../frequency.ts";
import { isAutosome } from "./standard.ts";

export interface Fst {
  /** Groups, by number. */
  readonly pair: readonly [number, number];
  /** Variants of the autosomes of which the pair has both alleles. */
  readonly variants: number;
  /** NaN where there is no such variant. */
  readonly fst: number;
  /** By a block jackknife; NaN with fewer than two blocks. */
  readonly standardError: number;
}

/** Sums over a stretch of the genome: a block of the jackknife. */
interface Stretch {
  variants: number;
  numerator: number;
  denominator: number;
}

/**
 * Every pair of groups, from exact counts, which add over people: F_ST between institutions needs nothing else.
 * @param counts per group, in file order: results of `frequency`.
 * @param stretch variants in one block of the jackknife, counted in each pair by itself.
 * @see Bhatia et al. 2013, Genome Res 23:1514, equation 10; plink2 `--fst`.
 */
export async function fstOf(counts: AsyncIterable<GenotypeCounts>, groups: number, stretch: number): Promise<Fst[]> {
  const pairs = Array.from({ length: groups }, (_, i) =>
    Array.from({ length: groups - i - 1 }, (_, k): readonly [number, number] => [i, i + 1 + k]),
  ).flat();
  const stretches = pairs.map((): Stretch[] => []);
  for await (const block of counts)
    for (const [variant, { chrom }] of block.variants.entries()) {
      if (!isAutosome(chrom)) continue;
      const seen = Array.from({ length: groups }, (_, g) => allelesSeen(block.counts, (variant * groups + g) * COUNTS));
      for (const [pair, [i, j]] of pairs.entries()) addVariant(stretches[pair]!, seen[i]!, seen[j]!, stretch);
    }
  return pairs.map((pair, k) => ({ pair, ...jackknife(stretches[k]!) }));
}

type Alleles = ReturnType<typeof allelesSeen>;

function addVariant(stretches: Stretch[], one: Alleles, other: Alleles, length: number): void {
  const both = one.allele1 + other.allele1;
  // Variance within a group needs two alleles of it; a variant that does not vary in the pair says nothing.
  if (one.both < 2 || other.both < 2 || both === 0 || both === one.both + other.both) return;
  if ((stretches.at(-1)?.variants ?? length) === length) stretches.push({ variants: 0, numerator: 0, denominator: 0 });
  const last = stretches.at(-1)!;
  const p = one.allele1 / one.both;
  const q = other.allele1 / other.both;
  last.variants++;
  last.numerator += (p - q) ** 2 - (p * (1 - p)) / (one.both - 1) - (q * (1 - q)) / (other.both - 1);
  last.denominator += p * (1 - q) + q * (1 - p);
}

/** @see Busing, Meijer and van der Leeden 1999, Stat Comput 9:3: delete-m_j jackknife for blocks of unequal size. */
function jackknife(blocks: readonly Readonly<Stretch>[]): Omit<Fst, "pair"> {
  const variants = sum(blocks.map((block) => block.variants));
  const numerator = sum(blocks.map((block) => block.numerator));
  const denominator = sum(blocks.map((block) => block.denominator));
  const fst = denominator > 0 ? numerator / denominator : Number.NaN;
  if (blocks.length < 2) return { variants, fst, standardError: Number.NaN };
  const left = blocks.map((block) => ({
    share: block.variants / variants,
    fst: (numerator - block.numerator) / (denominator - block.denominator),
  }));
  const estimate = blocks.length * fst - sum(left.map((one) => (1 - one.share) * one.fst));
  const variance =
    sum(
      left.map(({ share, fst: without }) => ((fst - (1 - share) * without) / share - estimate) ** 2 / (1 / share - 1)),
    ) / blocks.length;
  return { variants, fst, standardError: Math.sqrt(variance) };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
