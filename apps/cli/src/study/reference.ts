/** `pangenic study reference`: a reference panel from any labeled cohort. */
import { readFile } from "node:fs/promises";
import { gunzipSync, gzipSync } from "node:zlib";
import { type Build, chromosomeNamed, PangenicError } from "@pangenic/engine/base";
import { type Cohort, columnOf, readPeopleTable } from "@pangenic/engine/genome";
import { packPanel } from "@pangenic/engine/models";
import {
  buildPanel,
  cardRows,
  type GatherChoice,
  gatherReference,
  type PersonLabel,
  studyPanel,
} from "@pangenic/engine/study";
import { writeWhole } from "../output-file.ts";
import { type Given, type RunnableCommand, UsageError } from "../usage.ts";
import { cohortNamed, cohortOperand, cohortOptions } from "./cohort.ts";

export const referenceCommand: RunnableCommand = {
  name: "study reference",
  operands: "COHORT",
  summary: "Build a reference panel for similarity and score packs from labeled people",
  options: {
    labels: { value: "FILE", help: "Table with columns IID, population and group; people without a row stay out" },
    build: { value: "GRCh37|GRCh38", help: "Genome build of the cohort's positions" },
    sites: { value: "FILE", help: "Table with columns rsid, chrom, pos37, pos38: only these sites, in both builds" },
    mixed: {
      value: "LIST",
      help: "Populations that are mixtures of others, separated by commas: no sources of a mixture",
    },
    "real-ref-alleles": { help: "The second allele of the .bim is the base of the reference sequence" },
    pca: { value: "K", help: "Axes to keep (default: 10)" },
    maf: { value: "NUMBER", help: "Least frequency of the rarer allele (default: 0.05)" },
    geno: { value: "NUMBER", help: "Greatest share of people not seen at a site (default: 0.1)" },
    hwe: { value: "NUMBER", help: "Least Hardy–Weinberg P within every population (default: 1e-4)" },
    r2: { value: "NUMBER", help: "Thin neighbors with a greater squared correlation (default: 0.05)" },
    "king-cutoff": { value: "NUMBER", help: "Of people with a greater kinship only one stays (default: 0.0884)" },
    keep: cohortOptions.keep,
    name: { value: "TEXT", help: "Name of the panel (default: own)" },
    license: { value: "TEXT", help: "Terms under which the genotypes may be used (default: not stated)" },
    lacks: { value: "TEXT", many: true, help: "Whom the panel lacks, in plain words; may be repeated" },
    date: { value: "YYYY-MM-DD", help: "Date of the panel (default: today)" },
    out: { value: "FILE", help: "Panel to write; packed where the name ends in .gz" },
  },
  notes: [
    "Stretches of long-range linkage and palindromic sites are left out, neighbors are thinned in windows of 1000 variants.",
    "The panel holds counts, axes and where its people stand on them, without their names. Its card is measured on people",
    "held out, and with each population left out in turn; that takes minutes for thousands of people.",
  ],
  run,
};

/** Two years: then the panel is to be looked at again. */
const YEARS = 2;

async function run(given: Given): Promise<void> {
  const [labelsFile, out] = [given.value("labels"), given.value("out")];
  const build = given.value("build") as Build | undefined;
  if (labelsFile === undefined || out === undefined || build === undefined)
    throw new UsageError("study reference needs --labels, --build and --out");
  const date = given.value("date") ?? new Date().toISOString().slice(0, 10);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(Date.parse(date)))
    throw new UsageError("--date must be a day, YYYY-MM-DD");
  const components = numberGiven(given, "pca", 10, 2, 40);
  const name = given.value("name") ?? "own";
  const { cohort, kernel, close } = await cohortNamed(cohortOperand(given), { keep: given.value("keep") });
  try {
    const choice: GatherChoice = {
      build,
      labels: await labelsOf(cohort, labelsFile),
      mixed: new Set(given.value("mixed")?.split(",")),
      otherBuild: await siteTable(given.value("sites"), build),
      allele2IsReference: given.flag("real-ref-alleles"),
      minorAllele: numberGiven(given, "maf", 0.05, 0.001, 0.5),
      notSeen: numberGiven(given, "geno", 0.1, 0, 1),
      hardyWeinberg: numberGiven(given, "hwe", 1e-4, 0, 1),
      pruning: { window: 1000, step: 50, r2: numberGiven(given, "r2", 0.05, 0, 1) },
      kinship: numberGiven(given, "king-cutoff", 0.0884, 0, 0.5),
    };
    if (choice.otherBuild === null)
      process.stderr.write(
        "pangenic: without --sites the panel knows one build, and files of the other are not read\n",
      );
    const { labeled, log } = await gatherReference(cohort, choice, kernel);
    for (const [reason, count] of Object.entries(log)) process.stderr.write(`${reason.padEnd(18)} ${count}\n`);
    const sites = labeled.sites.count;
    const study = studyPanel(labeled, {
      name,
      date,
      expires: `${Number(date.slice(0, 4)) + YEARS}${date.slice(4)}`,
      rule: "local-hull",
      needs: { groups: Math.min(300, sites), mixtures: 1500, populations: 3000 },
      components,
      loadingBits: 16,
      siteCounts: [300, 700, 1500, 3000, 6000, 12_000, 25_000],
    });
    const source = {
      name: `${labeled.genotypes.people} people of the cohort of ${name}`,
      version: date,
      license: given.value("license") ?? "not stated",
    };
    const panel = buildPanel(study, { ...cardRows(study), lacks: given.values("lacks"), sources: [source] });
    const bytes = packPanel(panel);
    await writeWhole(out, out.endsWith(".gz") ? gzipSync(bytes, { level: 9 }) : bytes);
    process.stderr.write(
      `${sites} sites, ${labeled.genotypes.people} people, ${panel.populations.length} populations\n`,
    );
  } finally {
    await close();
  }
}

async function labelsOf({ people }: Cohort, path: string): Promise<(PersonLabel | null)[]> {
  const table = readPeopleTable(await textOf(path, "labels"));
  const population = columnOf(table, "population");
  const group = columnOf(table, "group");
  return people.map(({ id }) => {
    const [own, of] = [population.get(id) ?? null, group.get(id) ?? null];
    return own === null || of === null ? null : { population: own, group: of };
  });
}

/** Known by chromosome and position in the cohort's build. */
async function siteTable(path: string | undefined, build: Build): Promise<GatherChoice["otherBuild"]> {
  if (path === undefined) return null;
  const [head, ...lines] = (await textOf(path, "sites"))
    .replace(/^\uFEFF/, "")
    .trimEnd()
    .split(/\r?\n/);
  const names = head!.split("\t");
  const columns = ["rsid", "chrom", "pos37", "pos38"].map((name) => names.indexOf(name));
  if (columns.includes(-1))
    throw new PangenicError("panel-unfit", "a table of sites has the columns rsid, chrom, pos37, pos38", {
      line: 1,
    });
  const found = new Map<string, { pos: number; rsid: number }>();
  for (const line of lines) {
    const cells = line.split("\t");
    const [rsid, chrom, pos37, pos38] = columns.map((column) => cells[column] ?? "") as [
      string,
      string,
      string,
      string,
    ];
    const [own, other] = build === "GRCh37" ? [pos37, pos38] : [pos38, pos37];
    // A row without one of the positions is no site of both builds.
    if (!/^\d+$/.test(own) || !/^\d+$/.test(other)) continue;
    found.set(`${chromosomeNamed(chrom) ?? chrom}:${own}`, {
      pos: Number(other),
      rsid: Number(/^rs(\d{1,9})$/.exec(rsid)?.[1] ?? 0),
    });
  }
  return found;
}

async function textOf(path: string, what: string): Promise<string> {
  const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    throw new PangenicError("file-unreadable", `the table of ${what} cannot be read (${cause.code})`, {}, { cause });
  });
  try {
    return (bytes[0] === 31 && bytes[1] === 139 ? gunzipSync(bytes) : bytes).toString("utf8");
  } catch (cause) {
    throw new PangenicError("gzip-broken", `the packed table of ${what} is damaged`, {}, { cause });
  }
}

function numberGiven(given: Given, name: string, otherwise: number, least: number, most: number): number {
  const value = Number(given.value(name) ?? otherwise);
  if (!(value >= least && value <= most)) throw new UsageError(`--${name} must be a number from ${least} to ${most}`);
  return value;
}
