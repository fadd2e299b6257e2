/** `pangenic study frequency`: how often each allele is seen, what is missing, and how genotypes stand. */
import type { CohortPerson } from "@pangenic/engine/genome";
import {
  allelesSeen,
  COUNTS,
  chromosomeCopies,
  expectedHet,
  frequency,
  hardyWeinbergP,
  heterozygosity,
  inbreeding,
  malesOf,
  missingness,
  peopleNotSeen,
} from "@pangenic/engine/study";
import { type Given, type RunnableCommand, UsageError } from "../usage.ts";
import { cohortNamed, cohortOperand, cohortOptions, cohortOptionsOf, type NamedCohort } from "./cohort.ts";
import { type Groups, groupsOf } from "./groups.ts";
import { sixDigits } from "./number.ts";
import { type TableFile, tableFile } from "./table-file.ts";

export const frequencyCommand: RunnableCommand = {
  name: "study frequency",
  operands: "COHORT",
  summary: "Count alleles in a cohort, in everyone and in each group",
  options: {
    hardy: { help: "Also write PREFIX.hardy: Hardy–Weinberg exact tests of autosomes" },
    midp: { help: "Hardy–Weinberg with the mid-P value" },
    missing: { help: "Also write PREFIX.vmiss and PREFIX.smiss: what was not seen, by variant and by person" },
    het: { help: "Also write PREFIX.het: homozygous genotypes of each person, seen and expected" },
    within: {
      value: "FILE",
      help: "A table of people and labels (IID, or FID and IID): a line for each group, and none for all",
    },
    "within-name": { value: "NAME", help: "Column of the labels (default: the first)" },
    ...cohortOptions,
    out: {
      value: "PREFIX",
      help: "Write PREFIX.afreq and the tables asked for (default: frequencies on standard output)",
    },
  },
  notes: [
    "COHORT is the prefix of PLINK's .bed, .bim and .fam, or a VCF. Founders alone are counted where the .fam names parents.",
    "Columns are those of plink2 --freq, --hardy, --missing and --het; ALT is the counted allele (.bim column 5, VCF ALT).",
    "X and Y are counted by the stated sex: X once in males, Y in males alone.",
  ],
  run,
};

const FREQUENCY = "#CHROM\tID\tREF\tALT\tALT_FREQS\tOBS_CT\n";
const GROUPED = "#CHROM\tID\tREF\tALT\tGROUP\tALT_FREQS\tOBS_CT\n";
const HARDY = "#CHROM\tID\tA1\tAX\tHOM_A1_CT\tHET_A1_CT\tTWO_AX_CT\tO(HET_A1)\tE(HET_A1)";
const VARIANT_MISSING = "#CHROM\tID\tMISSING_CT\tOBS_CT\tF_MISS\n";
const PERSON_MISSING = "#FID\tIID\tMISSING_CT\tOBS_CT\tF_MISS\n";
const PERSON_HET = "#FID\tIID\tO(HOM)\tE(HOM)\tOBS_CT\tF\n";

async function run(given: Given): Promise<void> {
  const out = given.value("out");
  for (const table of ["hardy", "missing", "het"])
    if (out === undefined && given.flag(table)) throw new UsageError(`--${table} writes a file of its own: give --out`);
  const named = await cohortNamed(cohortOperand(given), cohortOptionsOf(given));
  try {
    const { people } = named.cohort;
    const groups = await groupsOf(people, given.value("within"), given.value("within-name"));
    const frequencies = await writeVariants(named, groups, given, out ?? null);
    if (out === undefined) return;
    if (given.flag("missing")) await writeMissing(named, `${out}.smiss`);
    if (given.flag("het")) await writeHet(named, frequencies, `${out}.het`);
  } finally {
    await named.close();
  }
}

/** @returns frequency of allele 1 in founders, by variant; empty where nobody asks. */
async function writeVariants(
  { cohort, runner }: NamedCohort,
  groups: Groups,
  given: Given,
  out: string | null,
): Promise<Float64Array> {
  const isGrouped = groups.labels.length > 0;
  const midP = given.flag("midp");
  const isHet = given.flag("het");
  const file = (ending: string, head: string, wanted: boolean): TableFile | null =>
    wanted ? tableFile(out === null ? null : `${out}.${ending}`, head) : null;
  const tables = {
    frequency: file("afreq", FREQUENCY, out !== null || !isGrouped),
    grouped: file("within.afreq", GROUPED, isGrouped),
    hardy: file("hardy", `${HARDY}\t${midP ? "MIDP" : "P"}\n`, given.flag("hardy")),
    missing: file("vmiss", VARIANT_MISSING, given.flag("missing")),
  };
  const frequencies: number[] = [];
  const founders = new Uint32Array(COUNTS);
  const everyone = new Uint32Array(COUNTS);
  // Labels come first, and every one is somebody's; then founders without, then those who have a parent here.
  const used = [...new Set(groups.of)].sort((a, b) => a - b);
  const groupCount = used.length;
  const founderCount = used.filter((group) => group <= groups.labels.length).length;
  const plan = {
    males: malesOf(cohort.people),
    groups: groupCount === 1 ? null : groups.of.map((group) => used.indexOf(group)),
    groupCount,
  };
  for await (const { variants, counts } of runner.results(frequency, cohort, plan))
    for (const [i, variant] of variants.entries()) {
      const at = i * groupCount * COUNTS;
      const start = `${variant.chrom}\t${variant.id}\t`;
      const alleles = `${variant.allele2}\t${variant.allele1}\t`;
      sumGroups(counts, at, founderCount, founders);
      const seen = allelesSeen(founders, 0);
      if (isHet) frequencies.push(seen.allele1 / seen.both);
      // Most writes have nothing to wait for.
      let full = tables.frequency?.write(`${start}${alleles}${sixDigits(seen.allele1 / seen.both)}\t${seen.both}\n`);
      if (full !== undefined) await full;
      for (const [group, label] of groups.labels.entries()) {
        const { allele1, both } = allelesSeen(counts, at + group * COUNTS);
        full = tables.grouped?.write(`${start}${alleles}${label}\t${sixDigits(allele1 / both)}\t${both}\n`);
        if (full !== undefined) await full;
      }
      if (tables.hardy !== null && chromosomeCopies(variant.chrom) === "diploid") {
        full = tables.hardy.write(start + alleles + hardyCells(founders, midP));
        if (full !== undefined) await full;
      }
      if (tables.missing !== null) {
        sumGroups(counts, at, groupCount, everyone);
        const { notSeen, people } = peopleNotSeen(everyone, 0);
        full = tables.missing.write(`${start}${notSeen}\t${people}\t${sixDigits(notSeen / people)}\n`);
        if (full !== undefined) await full;
      }
    }
  for (const table of Object.values(tables)) await table?.close();
  return Float64Array.from(frequencies);
}

/** The first `groups` groups of a variant as one. */
function sumGroups(counts: Uint32Array, at: number, groups: number, into: Uint32Array): void {
  into.fill(0);
  for (let k = 0; k < groups * COUNTS; k++) into[k % COUNTS]! += counts[at + k]!;
}

/** Of the allele that is REF for PLINK, as there. */
function hardyCells(counts: Uint32Array, midP: boolean): string {
  const [two, , het, none] = counts as unknown as number[];
  const seen = two! + het! + none!;
  const cells = [none!, het!, two!, sixDigits(het! / seen), sixDigits(expectedHet(het!, none!, two!))];
  return `${cells.join("\t")}\t${sixDigits(hardyWeinbergP(het!, none!, two!, midP))}\n`;
}

async function writeMissing({ cohort, runner }: NamedCohort, path: string): Promise<void> {
  const { people } = cohort;
  const plan = { people: Int32Array.from(people.keys()), males: malesOf(people) };
  const { sums } = await runner.summary(missingness, cohort, plan);
  await writePeople(path, PERSON_MISSING, people, (i) => {
    const [notSeen, variants] = [sums[2 * i]!, sums[2 * i + 1]!];
    return `${notSeen}\t${variants}\t${sixDigits(notSeen / variants)}`;
  });
}

async function writeHet({ cohort, runner }: NamedCohort, frequencies: Float64Array, path: string): Promise<void> {
  const { people } = cohort;
  const { sums } = await runner.summary(heterozygosity, cohort, {
    people: Int32Array.from(people.keys()),
    frequencies,
  });
  await writePeople(path, PERSON_HET, people, (i) => {
    const [homozygous, expected, seen] = [sums[3 * i]!, sums[3 * i + 1]!, sums[3 * i + 2]!];
    const cells = [homozygous, sixDigits(expected), seen, sixDigits(inbreeding(homozygous, expected, seen))];
    return cells.join("\t");
  });
}

async function writePeople(
  path: string,
  head: string,
  people: readonly CohortPerson[],
  cells: (place: number) => string,
): Promise<void> {
  const table = tableFile(path, head);
  for (const [i, { familyId, id }] of people.entries())
    await table.write(`${familyId === "" ? "0" : familyId}\t${id}\t${cells(i)}\n`);
  await table.close();
}
