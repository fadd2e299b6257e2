/** `pangenic study association`: is a phenotype associated with a variant, covariates being equal? */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { PangenicError } from "@pangenic/engine/base";
import { type PeopleTable, readPeopleTable } from "@pangenic/engine/genome";
import {
  type CountedAllele,
  type GwasSsfFacts,
  gwasSsfHead,
  gwasSsfMetadata,
  type LogisticSettings,
  linearPlan,
  linearTable,
  logisticPlan,
  logisticTable,
  type Measured,
  measured,
  noResult,
  PValues,
  plinkHead,
  Skyline,
  skylineGrain,
  type TableChoice,
  type TabledRows,
} from "@pangenic/engine/study";
import { outputFile, writeWhole } from "../output-file.ts";
import { type Given, type RunnableCommand, UsageError } from "../usage.ts";
import { version } from "../version.ts";
import { cohortNamed, cohortOperand, cohortOptions, cohortOptionsOf, type NamedCohort } from "./cohort.ts";

export const associationCommand: RunnableCommand = {
  name: "study association",
  operands: "COHORT",
  summary: "Test every variant for association with a phenotype: linear, logistic or Firth regression",
  options: {
    pheno: { value: "FILE", help: "Table of people (IID, or FID and IID) and phenotypes (needed)" },
    "pheno-name": { value: "NAME", help: "Column of the phenotype (default: the first)" },
    covar: { value: "FILE", help: "Table of people and covariates" },
    "covar-name": { value: "LIST", help: "Columns of covariates, and ranges: PC1-PC5,AGE (default: all)" },
    linear: { help: "Take the phenotype as quantitative, whatever its values" },
    logistic: { help: "Take the phenotype as case-control (default where all values are 1 and 2)" },
    "1": { help: "Controls are 0 and cases 1, instead of 1 and 2" },
    firth: { help: "Firth's penalized likelihood for every variant" },
    "no-firth": { help: "Never Firth's (default: where the plain likelihood has no maximum)" },
    "firth-lrt": { help: "Test Firth's results by the penalized likelihood ratio, not by Wald's z" },
    "omit-ref": { help: "Always give the effect of ALT, not that of the rarer allele" },
    format: { value: "plink|gwas-ssf", help: "Columns of plink2 --glm, or of the GWAS Catalog (default: plink)" },
    build: { value: "GRCh37|GRCh38", help: "Genome build of the positions; needed for gwas-ssf" },
    plots: { help: "Also draw a Manhattan and a Q–Q plot, as SVG" },
    ...cohortOptions,
    out: { value: "PREFIX", help: "Prefix of the files to write (needed)" },
  },
  notes: [
    "Writes PREFIX.PHENOTYPE.glm.linear, .glm.logistic, .glm.logistic.hybrid or .glm.firth; or .tsv with its metadata beside it.",
    "People without the phenotype or a covariate are left out, and counted. Exact where genotypes are missing.",
    "X: a man's copy counts twice and sex is a covariate, as in plink2; Y and the mitochondrion have no result.",
  ],
  run,
};

async function run(given: Given): Promise<void> {
  const out = given.value("out");
  const phenotypeFile = given.value("pheno");
  if (out === undefined || phenotypeFile === undefined)
    throw new UsageError("name the table of phenotypes with --pheno and the files to write with --out");
  refuseBoth(given, "linear", "logistic");
  refuseBoth(given, "firth", "no-firth");
  const build = given.value("build") as GwasSsfFacts["build"] | undefined;
  if (given.value("format") === "gwas-ssf" && build === undefined)
    throw new UsageError("--format gwas-ssf states the genome build: give --build");
  const covariateFile = given.value("covar");
  const covariates = covariateFile === undefined ? null : await peopleTable(covariateFile);
  const phenotypes = await peopleTable(phenotypeFile);
  const named = await cohortNamed(cohortOperand(given), cohortOptionsOf(given));
  try {
    const study = measured(named.cohort.people, {
      phenotypes,
      phenotype: given.value("pheno-name") ?? null,
      kind: given.flag("linear") ? "quantitative" : given.flag("logistic") ? "case-control" : null,
      controlIsZero: given.flag("1"),
      covariates,
      covariateNames: covariateNames(given.value("covar-name"), covariates),
    });
    const counted: CountedAllele = given.flag("omit-ref") ? "alt" : "minor";
    const { results, table, ending } = planned(named, study, counted, given);
    sayPeople(study);
    if (
      study.measurements.phenotype === "quantitative" &&
      ["firth", "no-firth", "firth-lrt"].some((name) => given.flag(name))
    )
      process.stderr.write(`Firth's regression is for cases and controls; ${study.phenotype} is quantitative\n`);
    const prefix = `${out}.${study.phenotype}`;
    const path = `${prefix}.${ending}`;
    const found = { values: new PValues(), skyline: given.flag("plots") ? new Skyline() : null, reasons: new Map() };
    const md5 = await write(path, table.format, results, found);
    if (md5 !== null)
      await writeWhole(`${path}-meta.yaml`, gwasSsfMetadata({ ...factsOf(study, path), build: build!, md5 }));
    if (found.skyline !== null) await draw(prefix, study, found.values, found.skyline);
    sayResults(found, path);
  } finally {
    await named.close();
  }
}

function refuseBoth(given: Given, one: string, other: string): void {
  if (given.flag(one) && given.flag(other)) throw new UsageError(`--${one} and --${other} exclude each other`);
}

interface Planned {
  readonly results: AsyncIterable<TabledRows>;
  readonly table: TableChoice;
  /** Of the file: plink2's name for what is computed. */
  readonly ending: string;
}

const plinkKinds = {
  never: { format: "logistic", ending: "glm.logistic" },
  fallback: { format: "hybrid", ending: "glm.logistic.hybrid" },
  always: { format: "logistic", ending: "glm.firth" },
} as const;

function planned(
  { cohort, runner }: NamedCohort,
  { measurements }: Measured,
  counted: CountedAllele,
  given: Given,
): Planned {
  const isSsf = given.value("format") === "gwas-ssf";
  const isLinear = measurements.phenotype === "quantitative";
  const settings: LogisticSettings = {
    firth: given.flag("firth") ? "always" : given.flag("no-firth") ? "never" : "fallback",
    test: given.flag("firth-lrt") ? "likelihood-ratio" : "wald",
  };
  const plink = isLinear ? ({ format: "linear", ending: "glm.linear" } as const) : plinkKinds[settings.firth];
  const table: TableChoice = { format: isSsf ? "gwas-ssf" : plink.format, counted };
  return {
    results: isLinear
      ? runner.results(linearTable, cohort, { ...linearPlan(cohort.people, measurements), ...table })
      : runner.results(logisticTable, cohort, { ...logisticPlan(cohort.people, measurements, settings), ...table }),
    table,
    ending: isSsf ? "tsv" : plink.ending,
  };
}

interface Found {
  readonly values: PValues;
  /** null where nothing is drawn. */
  readonly skyline: Skyline | null;
  /** Variants without a result, by why. */
  readonly reasons: Map<string, number>;
}

/** @returns MD5 of the table, where its metadata state it. */
async function write(
  path: string,
  format: TableChoice["format"],
  results: AsyncIterable<TabledRows>,
  { values, skyline, reasons }: Found,
): Promise<string | null> {
  const file = outputFile(path);
  const hash = format === "gwas-ssf" ? createHash("md5") : null;
  const put = async (bytes: Uint8Array): Promise<void> => {
    hash?.update(bytes);
    await file.write(bytes);
  };
  await put(new TextEncoder().encode(format === "gwas-ssf" ? gwasSsfHead : plinkHead(format)));
  for await (const rows of results) {
    values.add(rows.log10P);
    skyline?.add(rows);
    for (const place of rows.reason)
      if (place !== 0) reasons.set(noResult[place]!, (reasons.get(noResult[place]!) ?? 0) + 1);
    await put(rows.text);
  }
  await file.close();
  return hash?.digest("hex") ?? null;
}

function factsOf({ phenotype, taking, measurements }: Measured, path: string): Omit<GwasSsfFacts, "build" | "md5"> {
  return {
    trait: phenotype,
    file: basename(path),
    people: taking.people,
    cases: taking.cases,
    covariates: measurements.names,
    software: `pangenic ${version}`,
  };
}

/** The drawing is loaded when it is asked for. */
async function draw(prefix: string, { phenotype, taking }: Measured, values: PValues, skyline: Skyline): Promise<void> {
  const { renderManhattan, renderQuantileQuantile } = await import("@pangenic/report");
  const title = `${phenotype}, ${taking.people} people${taking.cases === null ? "" : `, ${taking.cases} of them cases`}`;
  const variants = values.count;
  const chromosomes = skyline.chromosomes();
  await writeWhole(`${prefix}.manhattan.svg`, renderManhattan({ title, variants, chromosomes, grain: skylineGrain }));
  const [lambda, points, band] = [values.lambda(), values.points(0.01), values.band()];
  await writeWhole(`${prefix}.qq.svg`, renderQuantileQuantile({ title, variants, lambda, points, band }));
}

function sayPeople({ phenotype, taking, measurements }: Measured): void {
  const { cohort, people, cases, withoutPhenotype, withoutCovariate } = taking;
  const lines = [
    `${phenotype}: ${measurements.phenotype === "quantitative" ? "quantitative" : `${cases} cases, ${people - cases!} controls`}; ${measurements.names.length} covariates`,
    `${people} of ${cohort} people take part; ${withoutPhenotype} have no phenotype, ${withoutCovariate} lack a covariate`,
  ];
  process.stderr.write(`${lines.join("\n")}\n`);
}

function sayResults({ values, reasons }: Found, path: string): void {
  const lines = [
    `${values.count} variants with a result; genomic control lambda ${values.lambda().toFixed(3)}`,
    ...[...reasons].map(([reason, count]) => `${count} without: ${reason}`),
    `written: ${path}`,
  ];
  process.stderr.write(`${lines.join("\n")}\n`);
}

async function peopleTable(path: string): Promise<PeopleTable> {
  const text = await readFile(path, "utf8").catch((cause: NodeJS.ErrnoException) => {
    throw new PangenicError("file-unreadable", `the file cannot be read (${cause.code})`, {}, { cause });
  });
  return readPeopleTable(text);
}

/** @throws UsageError */
function covariateNames(list: string | undefined, table: PeopleTable | null): readonly string[] | null {
  if (list === undefined) return null;
  if (table === null) throw new UsageError("--covar-name needs --covar");
  const place = (name: string): number => {
    const at = table.columns.indexOf(name);
    if (at < 0) throw new UsageError(`--covar-name: the table has no column ${name}`);
    return at;
  };
  return list.split(",").flatMap((part) => {
    if (table.columns.includes(part)) return [part];
    const [from, to, ...more] = part.split("-");
    if (to === undefined || more.length > 0) return [table.columns[place(part)]!];
    const [first, last] = [place(from!), place(to)];
    if (first > last) throw new UsageError(`--covar-name: ${part} runs backward`);
    return table.columns.slice(first, last + 1);
  });
}
