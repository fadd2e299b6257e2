/** `pangenic score prepare`: from a genotyped cohort to a score pack. */
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { type Build, PangenicError } from "@pangenic/engine/base";
import {
  type Cohort,
  chromosomeNumber,
  columnOf,
  type MatchRules,
  matchRules,
  readPeopleTable,
  readScoringFile,
  type ScoreMatch,
  ScoreMatcher,
  type ScoreTable,
  type ScoringFile,
} from "@pangenic/engine/genome";
import { packScore, type ReferencePanel, readTraining, readValidity, type ScorePack } from "@pangenic/engine/models";
import { cohortGenotypes } from "@pangenic/engine/personalize";
import { isIndexed, type PlacedPeople, placePeople, prepareScorePack } from "@pangenic/engine/study";
import { inflateModule, streamOf } from "@pangenic/host-node";
import { writeWhole } from "../output-file.ts";
import { panelFrom, shippedPanels } from "../similarity/panels.ts";
import { cohortNamed, cohortOperand, type NamedCohort } from "../study/cohort.ts";
import { type Given, type RunnableCommand, UsageError } from "../usage.ts";

export const prepare: RunnableCommand = {
  name: "score prepare",
  operands: "COHORT",
  summary: "Make a score pack from a genotyped cohort: what a score's sum means at each place of genetic similarity",
  options: {
    weights: { value: "FILE", help: "The scoring file, with positions in the cohort's build" },
    "score-name": { value: "NAME", help: "Which score of a file that holds several" },
    "other-build": { value: "FILE", help: "The same scoring file with positions in the other build" },
    reference: { value: "PANEL", help: "Reference panel to place people in (default: the one that ships)" },
    labels: {
      value: "FILE",
      help: "People and labels (IID, or FID and IID): for the table of groups, and for nothing else",
    },
    "labels-name": { value: "NAME", help: "Column of the labels (default: the first)" },
    training: { value: "FILE", help: "Whom the weights were made in, as the publication says (docs/score-pack.md)" },
    validity: { value: "FILE", help: "Published tests of this score by group (docs/score-pack.md)" },
    palindromic: { value: "frequency|exclude|keep", help: "A/T and C/G rows (default: frequency)" },
    "a2-reference": { help: "Column 6 of the .bim is the reference base, as in files made from a VCF" },
    keep: { value: "FILE", help: "Only these people: a line each, FID and IID, or IID alone" },
    date: { value: "YYYY-MM-DD", help: "Date to write into the pack (default: today)" },
    out: { value: "FILE", help: "The pack" },
  },
  notes: [
    "COHORT is the prefix of PLINK's .bed, .bim and .fam, or a VCF; at least 500 people who lie inside the reference.",
    "No label, race or self-description enters the model. A pack speaks of the reference panel it was made with, and no other;",
    "it holds averages alone: no row of it is a person.",
  ],
  run,
};

async function run(given: Given): Promise<void> {
  const path = cohortOperand(given);
  const out = given.value("out");
  const weights = given.value("weights");
  if (out === undefined || weights === undefined) throw new UsageError("score prepare needs --weights and --out");
  const date = given.value("date") ?? new Date().toISOString().slice(0, 10);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(Date.parse(date)))
    throw new UsageError("--date must be a day, YYYY-MM-DD");
  const reference = given.value("reference");
  const panel = reference === undefined ? (await shippedPanels())[0]! : await panelFrom(reference);
  const named = await cohortNamed(path, { keep: given.value("keep") });
  try {
    const pack = await packOf(named, panel, weights, date, given);
    await writeWhole(out, packScore(pack));
    tell(pack);
  } finally {
    await named.close();
  }
}

async function packOf(
  { cohort, kernel }: NamedCohort,
  panel: ReferencePanel,
  weights: string,
  date: string,
  given: Given,
): Promise<ScorePack> {
  const inflate = await inflateModule();
  const seen = await cohortGenotypes(panel, cohort);
  const file = await readScoringFile(await streamOf(weights), inflate, { build: seen.build, name: nameOf(weights) });
  const table = scoreNamed(file, given.value("score-name"));
  checkBuild(file, seen.build);
  const other = given.value("other-build");
  const otherFile =
    other === undefined ? null : await readScoringFile(await streamOf(other), inflate, { name: nameOf(other) });
  const founders = cohort.people.flatMap(({ isFounder }, person) => (isFounder === false ? [] : [person]));
  const placed = placePeople(panel, founders, (person) => {
    const { copies, variantsOnly } = seen.of(person);
    return variantsOnly ? null : copies;
  });
  tellPlaced(placed, cohort.people.length - founders.length);
  const training = await textOf(given.value("training"), readTraining);
  const { header } = file;
  return prepareScorePack(
    {
      cohort,
      kernel,
      build: seen.build,
      people: placed.people,
      coordinates: placed.coordinates,
      labels: await labelsOf(cohort, placed.people, given),
      secondIsReference: given.flag("a2-reference") || !isIndexed(cohort),
    },
    table,
    await matchOf(table, cohort),
    {
      score: {
        id: table.id,
        trait: header.trait ?? "",
        weightType: header.weightType ?? "",
        source: {
          name: header.citation ?? header.name ?? table.id,
          version: header.version ?? "",
          license: header.license ?? "",
        },
      },
      reference: { name: panel.name, digest: panel.digest, components: panel.components.count },
      training,
      trainingCenter: training === null ? null : centerOf(panel, training.populations),
      validity: (await textOf(given.value("validity"), readValidity)) ?? [],
      otherPositions: otherFile === null ? null : positionsIn(scoreNamed(otherFile, given.value("score-name")), table),
      palindromic: palindromicOf(given, seen.flipped),
      date,
    },
  );
}

/**
 * Genomes write the forward strand. Where a cohort's letters do not, its A/T and C/G rows would be read from them as the other
 * allele, whatever the frequencies say of score and cohort.
 */
function palindromicOf(given: Given, flipped: number): MatchRules["palindromic"] {
  const asked = (given.value("palindromic") ?? "frequency") as MatchRules["palindromic"];
  if (flipped === 0 || asked === "exclude") return asked;
  process.stderr.write(
    `A/T and C/G rows are left out: at ${flipped} sites the cohort has letters of the other strand\n`,
  );
  return "exclude";
}

const nameOf = (path: string): string => basename(path).replace(/\.(?:txt|tsv|csv)?(?:\.b?gz)?$/, "");

/** @throws UsageError, where the file holds several scores and none was named, or none of the name. */
function scoreNamed({ scores }: ScoringFile, name: string | undefined): ScoreTable {
  const found =
    name === undefined ? (scores.length === 1 ? scores[0] : undefined) : scores.find(({ id }) => id === name);
  if (found === undefined)
    throw new UsageError("the scoring file holds several scores, or none of this name: --score-name names one");
  return found;
}

function checkBuild({ build, hasPositions }: ScoringFile, cohort: Build): void {
  if (!hasPositions)
    throw new PangenicError("score-column-missing", "a score pack needs the positions of the score's rows", {
      field: "chr_position",
    });
  if (build !== cohort)
    throw new PangenicError("score-build-wrong", `the cohort is of ${cohort}, the scoring file of another build`, {
      field: "genome_build",
    });
}

/** Palindromic rows are all kept: the cohort's frequencies decide on them later. */
async function matchOf(table: ScoreTable, cohort: Cohort): Promise<ScoreMatch> {
  const matcher = new ScoreMatcher([table], "position", { ...matchRules, palindromic: "keep" });
  for await (const { first, variants } of cohort.blocks())
    for (const [i, { chrom, pos, id, allele1, allele2 }] of variants.entries())
      matcher.see(first + i, chromosomeNumber(chrom), pos, id, allele2, [allele1]);
  return matcher.finish();
}

/** @throws PangenicError `score-facts-invalid`, where the files are not row by row the same score. */
function positionsIn(other: ScoreTable, table: ScoreTable): Int32Array {
  const spell = ({ rows }: ScoreTable, row: number): string => rows.alleles[rows.effect[row]!]!;
  const isSame =
    other.rows.length === table.rows.length && table.weight.every((weight, row) => weight === other.weight[row]);
  if (!isSame)
    throw new PangenicError("score-facts-invalid", "the scoring file of the other build has other rows", {
      field: "other-build",
    });
  return other.rows.pos.map((pos, row) =>
    other.rows.chrom[row] === table.rows.chrom[row] && spell(other, row) === spell(table, row) ? pos : 0,
  );
}

function centerOf(panel: ReferencePanel, populations: readonly string[]): number[] | null {
  const { people, components } = panel;
  const wanted = new Set(panel.populations.flatMap(({ code }, i) => (populations.includes(code) ? [i] : [])));
  const members = [...people.population.keys()].filter((person) => wanted.has(people.population[person]!));
  if (members.length === 0) return null;
  return Array.from(
    { length: components.count },
    (_, k) =>
      members.reduce((sum, person) => sum + people.coordinates[person * components.count + k]!, 0) / members.length,
  );
}

async function labelsOf(cohort: Cohort, people: Int32Array, given: Given): Promise<string[]> {
  const table = await textOf(given.value("labels"), readPeopleTable);
  if (table === null) return [];
  const labelOf = columnOf(table, given.value("labels-name") ?? null);
  return Array.from(people, (person) => labelOf.get(cohort.people[person]!.id) ?? "not labeled");
}

async function textOf<T>(path: string | undefined, read: (text: string) => T): Promise<T | null> {
  if (path === undefined) return null;
  const text = await readFile(path, "utf8").catch((cause: NodeJS.ErrnoException) => {
    throw new PangenicError("file-unreadable", `a file that was named cannot be read (${cause.code})`, {}, { cause });
  });
  return read(text);
}

function tellPlaced({ people, unplaced, outside }: PlacedPeople, children: number): void {
  process.stderr.write(
    `${people.length} people are inside the reference; left out: ${outside} outside it, ${unplaced} with too few sites, ` +
      `${children} whose parents the file names\n`,
  );
}

function tell({ rows, checks, crossFit }: ScorePack): void {
  process.stderr.write(`${rows.weight.length} of ${checks.rowsInFile} rows of the score are in the pack\n`);
  if (crossFit.groups.length === 0) return;
  process.stdout.write("GROUP\tPEOPLE\tMEAN\tSD\tTOP_5_PERCENT\n");
  for (const { code, people, mean, sd, top, shown } of crossFit.groups)
    process.stdout.write(
      `${code}\t${people}\t${shown ? `${mean.toFixed(3)}\t${sd.toFixed(3)}\t${(100 * top).toFixed(1)}` : "fewer than 100\t\t"}\n`,
    );
}
