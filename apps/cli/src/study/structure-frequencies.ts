/** Allele frequencies that structure rests on, and what the same counts tell of the distance between groups. */
import { readFile } from "node:fs/promises";
import { PangenicError } from "@pangenic/engine/base";
import type { CohortVariant } from "@pangenic/engine/genome";
import {
  allelesSeen,
  COUNTS,
  type Fst,
  frequency,
  fstOf,
  type GenotypeCounts,
  isAutosome,
  malesOf,
} from "@pangenic/engine/study";
import { readFrequencies } from "../score/frequencies.ts";
import type { NamedCohort } from "./cohort.ts";
import type { Groups } from "./groups.ts";

/** Which variants take part, and how often their allele 1 is seen elsewhere. */
export interface VariantChoice {
  /** null: all. */
  readonly ids: ReadonlySet<string> | null;
  /** Frequency of allele 1; null: observed in the cohort's founders, as in PLINK. */
  readonly frequencyOf: ((variant: CohortVariant) => number) | null;
}

export async function variantChoice(extract: string | undefined, readFreq: string | undefined): Promise<VariantChoice> {
  return {
    ids: extract === undefined ? null : await idsIn(extract),
    frequencyOf: readFreq === undefined ? null : await givenFrequencies(readFreq),
  };
}

export interface Frequencies {
  /** `[variants of the cohort]`, of allele 1; NaN for a variant that takes no part. */
  readonly frequencies: Float64Array;
  /** null where there are no labels. */
  readonly fst: readonly Fst[] | null;
}

/** One look at every genotype. @param stretch variants in a block of the jackknife. */
export async function frequenciesOf(
  { cohort, runner }: NamedCohort,
  groups: Groups,
  { ids, frequencyOf }: VariantChoice,
  stretch: number | null,
): Promise<Frequencies> {
  const found: number[] = [];
  const labels = groups.labels.length;
  // Every group twice, founders first: frequencies are of founders alone, F_ST of everyone with a label, as in plink2.
  const half = labels + 1;
  const isFounder = (place: number): boolean => cohort.people[place]!.isFounder !== false;
  const isOne = labels === 0 && cohort.people.every((_, i) => isFounder(i));
  const plan = {
    males: malesOf(cohort.people),
    groups: isOne ? null : groups.of.map((group, i) => group + (isFounder(i) ? 0 : half)),
    groupCount: isOne ? 1 : 2 * half,
  };
  async function* labeled(): AsyncGenerator<GenotypeCounts> {
    for await (const { variants, counts } of runner.results(frequency, cohort, plan)) {
      const kept: CohortVariant[] = [];
      const ofLabels = new Uint32Array(variants.length * labels * COUNTS);
      for (const [i, variant] of variants.entries()) {
        const takesPart = isAutosome(variant.chrom) && (ids === null || ids.has(variant.id));
        const at = i * plan.groupCount * COUNTS;
        found.push(takesPart ? (frequencyOf?.(variant) ?? ofFounders(counts, at, half)) : Number.NaN);
        if (!takesPart) continue;
        const to = kept.length * labels * COUNTS;
        for (let k = 0; k < labels * COUNTS; k++) ofLabels[to + k] = counts[at + k]! + counts[at + half * COUNTS + k]!;
        kept.push(variant);
      }
      yield { variants: kept, groupCount: labels, counts: ofLabels };
    }
  }
  const fst = await fstOf(labeled(), stretch === null ? 0 : labels, stretch ?? 1);
  return { frequencies: Float64Array.from(found), fst: stretch === null ? null : fst };
}

/** The first groups are the founders. */
function ofFounders(counts: Uint32Array, at: number, groups: number): number {
  let [allele1, both] = [0, 0];
  for (let group = 0; group < groups; group++) {
    const seen = allelesSeen(counts, at + group * COUNTS);
    allele1 += seen.allele1;
    both += seen.both;
  }
  return allele1 / both;
}

async function idsIn(path: string): Promise<ReadonlySet<string>> {
  const text = await readFile(path, "utf8").catch((cause: NodeJS.ErrnoException) => {
    throw new PangenicError("file-unreadable", `the --extract file cannot be read (${cause.code})`, {}, { cause });
  });
  return new Set(text.replace(/^\uFEFF/, "").split(/\s+/));
}

/** Found by ID and both alleles, in either order. */
async function givenFrequencies(path: string): Promise<(variant: CohortVariant) => number> {
  const given = new Map<string, number>();
  for (const { id, ref, alt, frequency: ofAlt } of await readFrequencies(path)) {
    given.set(`${id}\t${alt}\t${ref}`, ofAlt);
    given.set(`${id}\t${ref}\t${alt}`, 1 - ofAlt);
  }
  return ({ id, allele1, allele2 }) => given.get(`${id}\t${allele1}\t${allele2}`) ?? Number.NaN;
}
