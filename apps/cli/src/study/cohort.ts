/** A cohort as the user names it: PLINK's three files by their prefix, or a VCF; and who computes on it. */
import { existsSync } from "node:fs";
import { PangenicError } from "@pangenic/engine/base";
import {
  type Cohort,
  type IndexedCohort,
  openPlink,
  openVcfCohort,
  type PlinkFiles,
  type VcfRowsLeftOut,
} from "@pangenic/engine/genome";
import { GenotypeKernel } from "@pangenic/engine/kernels";
import { type BlockReply, type BlockRequest, oneCore, pooled, type Runner, withPeople } from "@pangenic/engine/study";
import { genotypesModule, inflateModule, poolOf, sourceOf, streamOf } from "@pangenic/host-node";
import { type Given, UsageError } from "../usage.ts";
import { keptPeople } from "./keep.ts";
import { statedSex, withSex } from "./sex.ts";
import type { StudyThread } from "./thread.ts";

export interface NamedCohort {
  /** Indexed where it is of PLINK's files. */
  readonly cohort: Cohort;
  readonly kernel: GenotypeKernel;
  /** One core, or as many as were asked for. */
  readonly runner: Runner;
  readonly close: () => Promise<void>;
}

export interface CohortOptions {
  /** Default: 1. A VCF is read by one. */
  readonly threads?: number;
  /** File of those who take part. */
  readonly keep?: string | undefined;
  /** File of the stated sex, for a VCF. */
  readonly sex?: string | undefined;
}

/** Options of every command that reads a cohort. */
export const cohortOptions = {
  keep: { value: "FILE", help: "Only these people: a line each, FID and IID, or IID alone" },
  sex: { value: "FILE", help: "For a VCF, a table of IID and SEX (1 or M, 2 or F): X and Y are counted by it" },
  threads: { value: "N", help: "Compute on N cores (default: 1; a VCF is read by one)" },
} as const;

/** What the command line says of the cohort. @throws UsageError */
export function cohortOptionsOf(given: Given): CohortOptions {
  const threads = Number(given.value("threads") ?? 1);
  if (!Number.isInteger(threads) || threads < 1 || threads > 64)
    throw new UsageError("--threads must be a whole number from 1 to 64");
  return { threads, keep: given.value("keep"), sex: given.value("sex") };
}

/** The one cohort of a command. @throws UsageError */
export function cohortOperand(given: Given): string {
  const [path, ...more] = given.operands;
  if (path === undefined || more.length > 0)
    throw new UsageError("name one cohort: the prefix of PLINK's .bed, .bim and .fam, or a VCF");
  return path;
}

/**
 * @param path `PREFIX`, `PREFIX.bed`, or a VCF, packed or not.
 * @throws PangenicError whatever the readers refuse.
 */
export async function cohortNamed(path: string, options: CohortOptions = {}): Promise<NamedCohort> {
  const prefix = path.replace(/\.(?:bed|bim|fam)$/, "");
  return existsSync(`${prefix}.bed`) || prefix !== path ? ofPlink(prefix, options) : ofVcf(path, options);
}

async function ofPlink(prefix: string, { threads = 1, keep, sex }: CohortOptions): Promise<NamedCohort> {
  if (sex !== undefined) throw new UsageError("--sex is for a VCF; a .fam states the sex itself");
  const module = await genotypesModule();
  const kernel = new GenotypeKernel(module);
  const { files, close } = await plinkFiles(prefix);
  try {
    const whole = await openPlink(files);
    const people = keep === undefined ? null : await keptPeople(keep, whole.people);
    const cohort = people === null ? whole : withPeople<IndexedCohort>(whole, people);
    const count = Math.min(threads, cohort.blockCount);
    if (count === 1) return { cohort, kernel, runner: oneCore(kernel), close };
    const data: StudyThread = { prefix, rows: whole.rows, people, module };
    const pool = poolOf<BlockRequest, BlockReply>(count, new URL("./thread.js", import.meta.url), data);
    return {
      cohort,
      kernel,
      runner: pooled(pool),
      async close() {
        await pool.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Opened for reading at any place. */
export async function plinkFiles(prefix: string): Promise<{
  readonly files: PlinkFiles;
  readonly close: () => Promise<void>;
}> {
  const opened = await Promise.allSettled(["bed", "bim", "fam"].map((kind) => sourceOf(`${prefix}.${kind}`)));
  const sources = opened.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
  const close = async (): Promise<void> => {
    await Promise.all(sources.map((source) => source.close()));
  };
  const [bed, bim, fam] = sources;
  if (bed === undefined || bim === undefined || fam === undefined) {
    await close();
    throw new PangenicError("file-unreadable", "a .bed needs its .bim and .fam beside it, under the same name");
  }
  return { files: { bed, bim, fam }, close };
}

async function ofVcf(path: string, { keep, sex }: CohortOptions): Promise<NamedCohort> {
  if (path === "-") throw new UsageError("a cohort is read more than once, so it cannot come from standard input");
  const kernel = new GenotypeKernel(await genotypesModule());
  const whole = await openVcfCohort(() => streamOf(path), await inflateModule());
  const stated: Cohort = sex === undefined ? whole : withSex(whole, await statedSex(sex));
  const cohort = keep === undefined ? stated : withPeople(stated, await keptPeople(keep, stated.people));
  return { cohort, kernel, runner: oneCore(kernel), close: async () => tellLeftOut(whole.leftOut) };
}

const leftOutFor: Readonly<Record<keyof VcfRowsLeftOut, string>> = {
  multiallelic: "with several ALT alleles (bcftools norm -m -any splits them)",
  noAlternate: "without an ALT allele",
  noGenotypes: "without GT",
  otherContig: "on other contigs than 1–22, X, Y and MT",
};

function tellLeftOut(leftOut: VcfRowsLeftOut): void {
  for (const [reason, words] of Object.entries(leftOutFor)) {
    const count = leftOut[reason as keyof VcfRowsLeftOut];
    if (count > 0) process.stderr.write(`${count} rows were left out: ${words}\n`);
  }
}
