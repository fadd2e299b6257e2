/** How often is each allele seen, in everyone and in each group? Counts of genotypes, from which all else follows. */
import { PangenicError } from "../base/index.ts";
import type { CohortBlock, CohortVariant } from "../genome/index.ts";
import type { GenotypeBlock, GenotypeKernel } from "../kernels/index.ts";
import { peopleOf, variantsAt } from "./people.ts";
import { copiesOf, placesOf } from "./ploidy.ts";
import type { Statistic } from "./statistic.ts";

export interface FrequencyPlan {
  /** `[people]`; 1 for a stated male, else 0: X and Y are counted by it. */
  readonly males: Uint8Array;
  /** `[people]`; group of each, from 0; −1 is counted in none. null: everyone is in the one group. */
  readonly groups: Int32Array | null;
  readonly groupCount: number;
}

/** Numbers of a variant in a group: where two copies are expected by code (as in `GenotypeBlock`), then where one is. */
export const COUNTS = 8;

export interface GenotypeCounts {
  readonly variants: readonly CohortVariant[];
  readonly groupCount: number;
  /** `[variants × groups × 8]`; exact. */
  readonly counts: Uint32Array;
}

export const frequency: Statistic<FrequencyPlan, GenotypeCounts, GenotypeCounts> = {
  name: "frequency",
  summarize(block, plan, kernel) {
    const { groupCount } = plan;
    const counts = new Uint32Array(block.variants.length * groupCount * COUNTS);
    for (let group = 0; group < groupCount; group++) countGroup(block, plan, group, kernel, counts);
    return { variants: block.variants, groupCount, counts };
  },
  merge: (one, other) => combined(one, other, 1),
  subtract: (whole, part) => combined(whole, part, -1),
  join(one, next) {
    const counts = new Uint32Array(one.counts.length + next.counts.length);
    counts.set(one.counts);
    counts.set(next.counts, one.counts.length);
    return { variants: [...one.variants, ...next.variants], groupCount: one.groupCount, counts };
  },
  solve: (summary) => ({ result: summary }),
};

function countGroup(
  { variants, genotypes }: CohortBlock,
  { males, groups, groupCount }: FrequencyPlan,
  group: number,
  kernel: GenotypeKernel,
  into: Uint32Array,
): void {
  const chosen = groups === null ? null : placesOf(groups, group);
  if (chosen?.length === 0) return;
  const members = chosen?.length === genotypes.people ? null : chosen;
  const everyone = members === null ? genotypes : peopleOf(genotypes, members);
  const all = kernel.counts(everyone);
  const sexed: number[] = [];
  for (let i = 0; i < variants.length; i++) {
    const copies = copiesOf(variants[i]!.chrom);
    const at = (i * groupCount + group) * COUNTS + (copies === "haploid" ? 4 : 0);
    for (let code = 0; code < 4; code++) into[at + code] = all[i * 4 + code]!;
    if (copies === "x" || copies === "y") sexed.push(i);
  }
  if (sexed.length === 0) return;
  const ofMales = countsOfMales(everyone, sexed, males, members, kernel);
  for (const [place, i] of sexed.entries()) {
    const isX = copiesOf(variants[i]!.chrom) === "x";
    const at = (i * groupCount + group) * COUNTS;
    for (let code = 0; code < 4; code++) {
      const male = ofMales[place * 4 + code]!;
      into[at + code] = isX ? all[i * 4 + code]! - male : 0;
      into[at + 4 + code] = male;
    }
  }
}

/** @returns `[variants × 4]`, of those at the places `sexed`. */
function countsOfMales(
  everyone: GenotypeBlock,
  sexed: readonly number[],
  males: Uint8Array,
  members: Int32Array | null,
  kernel: GenotypeKernel,
): Uint32Array {
  const flags = members === null ? males : Uint8Array.from(members, (person) => males[person]!);
  const chosen = peopleOf(variantsAt(everyone, Int32Array.from(sexed)), placesOf(flags, 1));
  return kernel.counts(chosen);
}

function combined(one: GenotypeCounts, other: GenotypeCounts, sign: 1 | -1): GenotypeCounts {
  if (one.groupCount !== other.groupCount || !sameVariants(one.variants, other.variants))
    throw new PangenicError("shape", "counts of other variants or groups cannot be merged");
  return { ...one, counts: one.counts.map((count, i) => count + sign * other.counts[i]!) };
}

/** The same variants with the same allele counted, in the same order. */
export function sameVariants(one: readonly CohortVariant[], other: readonly CohortVariant[]): boolean {
  return (
    one.length === other.length &&
    one.every((a, i) => {
      const b = other[i]!;
      return (
        a === b ||
        (a.id === b.id && a.pos === b.pos && a.chrom === b.chrom && a.allele1 === b.allele1 && a.allele2 === b.allele2)
      );
    })
  );
}

/**
 * Copies of allele 1, and of both, among those seen. A heterozygous genotype where one copy is expected counts half for
 * each allele, as PLINK 2 has it.
 * @param at where the eight counts begin.
 */
export function allelesSeen(counts: Uint32Array, at: number): { readonly allele1: number; readonly both: number } {
  const [two, het, none] = [counts[at]!, counts[at + 2]!, counts[at + 3]!];
  const [one, mixed, other] = [counts[at + 4]!, counts[at + 6]!, counts[at + 7]!];
  return {
    allele1: 2 * two + het + one + mixed / 2,
    both: 2 * (two + het + none) + one + mixed + other,
  };
}

/** People not seen, and people who could have been: on Y stated males only. */
export function peopleNotSeen(counts: Uint32Array, at: number): { readonly notSeen: number; readonly people: number } {
  let people = 0;
  for (let k = 0; k < COUNTS; k++) people += counts[at + k]!;
  return { notSeen: counts[at + 1]! + counts[at + 5]!, people };
}
