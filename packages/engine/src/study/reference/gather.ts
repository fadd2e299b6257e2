/** Which people and sites of a labeled cohort make a reference? Quality, long-range stretches, neighbors and relatives. */
import { type Build, type Chromosome, chromosomeNamed, chromosomes, PangenicError } from "../../base/index.ts";
import type { Cohort, CohortVariant } from "../../genome/index.ts";
import { BLOCK_BYTES, type GenotypeBlock, type GenotypeKernel } from "../../kernels/index.ts";
import type { PanelSites } from "../../models/index.ts";
import { hardyWeinbergP } from "../hardy-weinberg.ts";
import { oneCore } from "../one-core.ts";
import { peopleOf, withPeople } from "../people.ts";
import { prune } from "../pruning.ts";
import { kinship, kinshipTiles, relativesToDrop } from "../relatedness.ts";
import type { LabeledGenotypes } from "./labeled-genotypes.ts";
import { isLongRange } from "./long-range-ld.ts";

export interface PersonLabel {
  readonly population: string;
  readonly group: string;
}

export interface GatherChoice {
  readonly build: Build;
  /** `[people]` of the cohort; null leaves a person out. */
  readonly labels: readonly (PersonLabel | null)[];
  /** Populations whose genomes are mixtures of other sources. */
  readonly mixed: ReadonlySet<string>;
  /** `chrom:pos` of the cohort's build → position in the other build and rsID; null: the other build stays unknown. */
  readonly otherBuild: ReadonlyMap<string, { readonly pos: number; readonly rsid: number }> | null;
  /** Allele 2 is the reference base of the cohort's build. */
  readonly allele2IsReference: boolean;
  readonly minorAllele: number;
  readonly notSeen: number;
  readonly hardyWeinberg: number;
  readonly pruning: { readonly window: number; readonly step: number; readonly r2: number };
  /** People with a greater kinship do not both stay. */
  readonly kinship: number;
}

/** How many variants went and why, in the order of the steps. */
export type GatherLog = Readonly<
  Record<
    | "variants"
    | "not-autosomal"
    | "not-single-bases"
    | "palindromic"
    | "not-in-site-table"
    | "long-range"
    | "rare"
    | "often-not-seen"
    | "hardy-weinberg"
    | "pruned"
    | "kept"
    | "relatives",
    number
  >
>;

/** Most people of one panel: their pairwise matrix is held in memory. */
const MOST_PEOPLE = 8000;
/** People of a population from which Hardy–Weinberg is asked there. */
const ENOUGH_PEOPLE = 20;
const FEWEST_SITES = 100;

interface Kept {
  readonly variant: CohortVariant;
  readonly bytes: Uint8Array;
}

/**
 * @throws PangenicError `panel-unfit`, where too few sites or too many people are left; whatever the cohort throws.
 */
export async function gatherReference(
  cohort: Cohort,
  choice: GatherChoice,
  kernel: GenotypeKernel,
): Promise<{ readonly labeled: LabeledGenotypes; readonly log: GatherLog }> {
  const labeledPeople = Int32Array.from(choice.labels.keys()).filter((person) => choice.labels[person] !== null);
  if (labeledPeople.length > MOST_PEOPLE)
    throw new PangenicError("panel-unfit", `a panel is made of at most ${MOST_PEOPLE} people; choose with --keep`);
  const log = emptyLog();
  const chosen = withPeople(cohort, labeledPeople);
  const labels = Array.from(labeledPeople, (person) => choice.labels[person]!);
  const good = await goodVariants(chosen, labels, choice, log);
  const asCohort = cohortOf(chosen, good);
  const stays = await prune(asCohort, choice.pruning, kernel);
  const independent = good.filter((_, i) => stays[i] === 1);
  log.pruned = good.length - independent.length;
  log.kept = independent.length;
  if (independent.length < FEWEST_SITES)
    throw new PangenicError("panel-unfit", `only ${independent.length} sites are left, ${FEWEST_SITES} are needed`);
  const related = await relatives(cohortOf(chosen, independent), choice.kinship, kernel);
  log.relatives = related.reduce((sum, each) => sum + each, 0);
  const unrelated = Int32Array.from(labels.keys()).filter((person) => related[person] === 0);
  return { labeled: labeledOf(independent, unrelated, labels, chosen.people.length, choice), log };
}

type Counted = { -readonly [Reason in keyof GatherLog]: number };

function emptyLog(): Counted {
  return {
    variants: 0,
    "not-autosomal": 0,
    "not-single-bases": 0,
    palindromic: 0,
    "not-in-site-table": 0,
    "long-range": 0,
    rare: 0,
    "often-not-seen": 0,
    "hardy-weinberg": 0,
    pruned: 0,
    kept: 0,
    relatives: 0,
  };
}

const palindromes = new Set(["AT", "TA", "CG", "GC"]);

async function goodVariants(
  cohort: Cohort,
  labels: readonly PersonLabel[],
  choice: GatherChoice,
  log: Counted,
): Promise<Kept[]> {
  const codes = [...new Set(labels.map(({ population }) => population))];
  const populations = Int32Array.from(labels, ({ population }) => codes.indexOf(population));
  const good: Kept[] = [];
  for await (const { variants, genotypes } of cohort.blocks())
    for (const [row, variant] of variants.entries()) {
      log.variants++;
      const reason = unfitPlace(variant, choice) ?? unfitCounts(genotypes, row, populations, codes.length, choice);
      if (reason !== null) log[reason]++;
      else good.push({ variant, bytes: genotypes.bytes.slice(row * genotypes.stride, (row + 1) * genotypes.stride) });
    }
  return good;
}

function autosomeOf(chrom: string): Chromosome | null {
  const named = chromosomeNamed(chrom);
  return named !== null && chromosomes.indexOf(named) < 22 ? named : null;
}

function unfitPlace({ chrom, pos, allele1, allele2 }: CohortVariant, choice: GatherChoice): keyof GatherLog | null {
  const autosome = autosomeOf(chrom);
  if (autosome === null) return "not-autosomal";
  if (!/^[ACGT]$/.test(allele1) || !/^[ACGT]$/.test(allele2)) return "not-single-bases";
  if (palindromes.has(allele1 + allele2)) return "palindromic";
  if (choice.otherBuild !== null && !choice.otherBuild.has(`${autosome}:${pos}`)) return "not-in-site-table";
  return isLongRange(choice.build, autosome, pos) ? "long-range" : null;
}

/** Genotype codes counted by population. */
function unfitCounts(
  { bytes, stride, people }: GenotypeBlock,
  row: number,
  populations: Int32Array,
  count: number,
  choice: GatherChoice,
): keyof GatherLog | null {
  const byCode = new Int32Array(count * 4);
  for (let person = 0; person < people; person++) {
    const code = (bytes[row * stride + (person >> 2)]! >> ((person & 3) * 2)) & 3;
    byCode[populations[person]! * 4 + code]!++;
  }
  const total = [0, 0, 0, 0];
  for (const [at, n] of byCode.entries()) total[at & 3]! += n;
  const seen = people - total[1]!;
  if (people - seen > choice.notSeen * people) return "often-not-seen";
  const frequency = (2 * total[0]! + total[2]!) / (2 * seen);
  if (Math.min(frequency, 1 - frequency) < choice.minorAllele) return "rare";
  for (let population = 0; population < count; population++) {
    const [two, missing, one, none] = byCode.subarray(population * 4, population * 4 + 4) as unknown as number[];
    if (two! + missing! + one! + none! < ENOUGH_PEOPLE) continue;
    // Within populations: across them, structure alone makes heterozygotes few.
    if (hardyWeinbergP(one!, two!, none!) < choice.hardyWeinberg) return "hardy-weinberg";
  }
  return null;
}

/** Variants in memory as a cohort again. */
function cohortOf({ people }: Cohort, kept: readonly Kept[]): Cohort {
  const stride = Math.ceil(people.length / 4);
  const size = Math.max(1, Math.floor(BLOCK_BYTES / 2 / stride));
  return {
    people,
    async *blocks() {
      for (let first = 0; first < kept.length; first += size) {
        const some = kept.slice(first, first + size);
        yield { first, variants: some.map(({ variant }) => variant), genotypes: blockOf(some, people.length) };
      }
    },
  };
}

function blockOf(kept: readonly Kept[], people: number): GenotypeBlock {
  const stride = Math.ceil(people / 4);
  const bytes = new Uint8Array(kept.length * stride);
  for (const [row, one] of kept.entries()) bytes.set(one.bytes, row * stride);
  return { variants: kept.length, people, stride, bytes };
}

async function relatives(cohort: Cohort, cutoff: number, kernel: GenotypeKernel): Promise<Uint8Array> {
  const people = Int32Array.from(cohort.people.keys());
  const runner = oneCore(kernel);
  const pairs: [number, number][] = [];
  for (const tile of kinshipTiles(people.length)) {
    const plan = { people, ...tile, least: cutoff };
    const next = kinship.solve(await runner.summary(kinship, cohort, plan), plan);
    if ("next" in next) throw new PangenicError("shape", "kinship has one round");
    const { first, second, kinship: found } = next.result;
    for (const [row, value] of found.entries()) if (value > cutoff) pairs.push([first[row]!, second[row]!]);
  }
  return relativesToDrop(people.length, pairs);
}

function labeledOf(
  kept: readonly Kept[],
  people: Int32Array,
  labels: readonly PersonLabel[],
  everyone: number,
  choice: GatherChoice,
): LabeledGenotypes {
  const sorted = kept
    .map((one) => ({ ...one, chrom: chromosomes.indexOf(autosomeOf(one.variant.chrom)!) }))
    .sort(
      (a, b) => a.chrom - b.chrom || positionIn(a.variant, "GRCh38", choice) - positionIn(b.variant, "GRCh38", choice),
    );
  const populations = [...new Map(labels.map(({ population, group }) => [population, group]))]
    .map(([code, group]) => ({ code, group, part: choice.mixed.has(code) ? `${group}-mixed` : group }))
    .sort((a, b) => (`${a.group} ${a.code}` < `${b.group} ${b.code}` ? -1 : 1));
  const parts = [...new Set(populations.map(({ part }) => part))].map((code) => {
    const { group } = populations.find(({ part }) => part === code)!;
    return { code, group, source: code === group };
  });
  return {
    sites: sitesOf(sorted, choice),
    parts,
    populations: populations.map(({ code, group, part }) => ({
      code,
      group,
      part: parts.findIndex((one) => one.code === part),
    })),
    population: Uint8Array.from(people, (person) =>
      populations.findIndex(({ code }) => code === labels[person]!.population),
    ),
    genotypes: peopleOf(blockOf(sorted, everyone), people),
  };
}

/** 0 where it is not known. */
function positionIn({ chrom, pos }: CohortVariant, build: Build, choice: GatherChoice): number {
  return build === choice.build ? pos : (choice.otherBuild?.get(`${autosomeOf(chrom)!}:${pos}`)?.pos ?? 0);
}

function sitesOf(
  kept: readonly { readonly variant: CohortVariant; readonly chrom: number }[],
  choice: GatherChoice,
): PanelSites {
  const reference = (build: Build): Uint8Array =>
    new Uint8Array(kept.length).fill(choice.allele2IsReference ? (build === choice.build ? 2 : 3) : 0);
  const rsidOf = ({ chrom, pos, id }: CohortVariant): number =>
    choice.otherBuild?.get(`${autosomeOf(chrom)!}:${pos}`)?.rsid ?? Number(/^rs(\d{1,9})$/.exec(id)?.[1] ?? 0);
  return {
    count: kept.length,
    chrom: Uint8Array.from(kept, ({ chrom }) => chrom),
    pos: {
      GRCh37: Int32Array.from(kept, ({ variant }) => positionIn(variant, "GRCh37", choice)),
      GRCh38: Int32Array.from(kept, ({ variant }) => positionIn(variant, "GRCh38", choice)),
    },
    rsid: Uint32Array.from(kept, ({ variant }) => rsidOf(variant)),
    counted: kept.map(({ variant }) => variant.allele1).join(""),
    other: kept.map(({ variant }) => variant.allele2).join(""),
    reference: { GRCh37: reference("GRCh37"), GRCh38: reference("GRCh38") },
  };
}
