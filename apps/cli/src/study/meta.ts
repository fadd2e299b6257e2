/** `pangenic study meta`: the results of several studies, brought to the same alleles and combined. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { chromosomes, PangenicError } from "@pangenic/engine/base";
import { type AlignedVariant, alignmentLog, mergedVariants } from "@pangenic/engine/genome";
import { AxisVariants, ancestryAxes, type MetaSettings, metaAnalysis } from "@pangenic/engine/study";
import { outputFolder, writeWhole } from "../output-file.ts";
import { type Given, type RunnableCommand, UsageError } from "../usage.ts";
import { forestOf } from "./meta-forest.ts";
import { type NamedStudy, studiesOf } from "./meta-studies.ts";
import {
  droppedHead,
  droppedRow,
  populationHead,
  populationRows,
  resultHead,
  resultRow,
  studyTable,
  variantName,
} from "./meta-tables.ts";
import { tableFile } from "./table-file.ts";

export const metaCommand: RunnableCommand = {
  name: "study meta",
  operands: "FILE…",
  summary: "Combine the results of several studies, across populations, from their summary files alone",
  options: {
    population: { value: "NAME=FILE", many: true, help: "A study of a population; several files may share a name" },
    columns: {
      value: "FIELD=NAME,…",
      help: "Columns by name, for files of another make: effect=LogOdds,frequency=Freq",
    },
    build: { value: "BUILD", help: "GRCh37 or GRCh38, where the files do not state it" },
    "genomic-control": { help: "Multiply standard errors of a study by √lambda where its lambda is above 1" },
    axes: { value: "FILE", help: "Where the studies lie: a table with a column study and one for each axis" },
    "axes-count": {
      value: "N",
      help: "Axes made from allele frequencies (default: 2, fewer with few studies; 0: none)",
    },
    forest: { value: "ID", many: true, help: "Draw this variant: an identifier, or chromosome:position" },
    log: { help: "Also write dropped.tsv: every row that took no part in the alignment, and why" },
    out: { value: "DIR", help: "Folder to write to: meta.tsv, populations.tsv, studies.tsv, forest-ID.svg" },
  },
  notes: [
    "FILE is GWAS-SSF, a result of plink2 --glm, regenie or METAL, or a table like them; plain, gzip or BGZF. A ratio is taken as",
    "its logarithm; a standard error beside a ratio is that of the logarithm. Without one it comes from the interval, else from P.",
    "Files sorted by chromosome (1 to 22, X, Y, MT) and position are read side by side; others are kept in memory.",
  ],
  run,
};

async function run(given: Given): Promise<void> {
  const out = given.value("out");
  if (out === undefined) throw new UsageError("study meta writes several files: give --out DIR");
  const count = axesCount(given.value("axes-count"));
  const studies = await studiesOf(given);
  const inflation = Float64Array.from(studies, ({ facts }) =>
    given.flag("genomic-control") ? Math.sqrt(Math.max(1, facts.lambda)) : 1,
  );
  const path = given.value("axes");
  const axes = path === undefined ? await axesOf(studies, count) : await axesIn(path, studies);
  await outputFolder(out);
  const wanted = new Set(given.values("forest"));
  const drawn = await writeTables(studies, { inflation, axes }, out, given.flag("log"), wanted);
  for (const id of wanted) if (!drawn.has(id)) process.stderr.write("pangenic: a variant of --forest is in no study\n");
}

async function writeTables(
  studies: readonly NamedStudy[],
  settings: MetaSettings,
  out: string,
  isLogged: boolean,
  wanted: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const { inflation } = settings;
  const populations = [...new Set(studies.map(({ population }) => population))];
  const dropped = isLogged ? tableFile(join(out, "dropped.tsv")) : null;
  await dropped?.write(droppedHead);
  const lost: string[] = [];
  const log = alignmentLog(
    studies.length,
    dropped ? (why, study, row) => lost.push(droppedRow(why, studies[study]!, row)) : undefined,
  );
  const results = tableFile(join(out, "meta.tsv"));
  const byPopulation = tableFile(join(out, "populations.tsv"));
  const drawn = new Set<string>();
  const drawings: string[] = [];
  let variants = 0;
  await results.write(resultHead);
  await byPopulation.write(populationHead);
  for await (const batch of mergedVariants(rowsOf(studies), log)) {
    for (const variant of batch) {
      const result = metaAnalysis(variant, settings);
      await results.write(resultRow(variant, result, studies.length));
      await byPopulation.write(populationRows(variant, studies, populations, inflation));
      for (const id of namesOf(variant).filter((name) => wanted.has(name))) {
        const { renderForest } = await import("@pangenic/report");
        const svg = renderForest(forestOf(variant, result, studies, populations, inflation));
        const name = `forest-${fileName(id, variant, drawn.has(id))}.svg`;
        await writeWhole(join(out, name), svg);
        drawings.push(name);
        drawn.add(id);
      }
    }
    variants += batch.length;
    await dropped?.write(lost.splice(0).join(""));
  }
  await dropped?.write(lost.join(""));
  for (const table of [results, byPopulation, dropped]) await table?.close();
  await writeWhole(join(out, "studies.tsv"), studyTable(studies, log, inflation));
  const written = ["meta.tsv", "populations.tsv", "studies.tsv", ...(dropped ? ["dropped.tsv"] : []), ...drawings];
  process.stdout.write(written.map((name) => `${join(out, name)}\n`).join(""));
  process.stderr.write(
    `${studies.length} studies, ${variants} variants; ${log.used.reduce((a, b) => a + b, 0)} results used\n`,
  );
  return drawn;
}

const rowsOf = (studies: readonly NamedStudy[]) => studies.map((study) => study.rows());

/** How a user may ask for a variant. */
function namesOf(variant: AlignedVariant): readonly string[] {
  const place = `${chromosomes[variant.chrom]}:${variant.pos}`;
  return [...new Set([variantName(variant), place, `chr${place}`])];
}

/** Several variants may stand at a position: then their alleles tell them apart. */
function fileName(id: string, { effectAllele, otherAllele }: AlignedVariant, isTaken: boolean): string {
  const name = isTaken ? `${id}-${otherAllele}-${effectAllele}` : id;
  return name.replace(/[^A-Za-z0-9._-]/g, "-");
}

function axesCount(text: string | undefined): number | null {
  if (text === undefined) return null;
  const count = Number(text);
  if (!Number.isInteger(count) || count < 0 || count > 10)
    throw new UsageError("--axes-count must be a whole number from 0 to 10");
  return count;
}

/** Variants from which on frequencies place the studies; fewer would place them by chance. */
const ENOUGH_VARIANTS = 100;

/** From allele frequencies, in a reading of its own. @param count null: as many as the studies allow, up to 2. */
async function axesOf(studies: readonly NamedStudy[], count: number | null): Promise<MetaSettings["axes"]> {
  const width = count ?? Math.min(2, studies.length - 3);
  if (width < 1) return null;
  if (width > studies.length - 3) throw new UsageError(`${width} axes need at least ${width + 3} studies`);
  const chosen = new AxisVariants(studies.length);
  for await (const batch of mergedVariants(rowsOf(studies), alignmentLog(studies.length)))
    for (const variant of batch) chosen.add(variant);
  const { variants } = chosen.distances;
  if (variants < ENOUGH_VARIANTS) {
    process.stderr.write(
      `pangenic: no regression on ancestry: ${variants} variants, a megabase apart, have frequencies in every study; ${ENOUGH_VARIANTS} are needed, or --axes\n`,
    );
    return null;
  }
  return { width, places: ancestryAxes(chosen.distances, width) };
}

/** @throws PangenicError `file-unreadable`, `study-unknown`, `summary-number-invalid`. */
async function axesIn(path: string, studies: readonly NamedStudy[]): Promise<MetaSettings["axes"]> {
  const text = await readFile(path, "utf8").catch((cause: NodeJS.ErrnoException) => {
    throw new PangenicError("file-unreadable", `the --axes file cannot be read (${cause.code})`, {}, { cause });
  });
  const [head, ...rows] = text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .map((line) => line.trim().split(/\s+/));
  const width = (head?.length ?? 0) - 1;
  if (head?.[0] !== "study" || width < 1)
    throw new PangenicError("summary-column-missing", "the --axes file begins with a column study", {
      line: 1,
      field: "study",
    });
  const places = studies.flatMap(({ name }) => {
    const found = rows.filter(([first]) => first === name);
    if (found.length !== 1 || found[0]!.length !== width + 1)
      throw new PangenicError("study-unknown", "the --axes file needs one whole row for every study");
    return found[0]!.slice(1).map((cell) => {
      if (!Number.isFinite(Number(cell)))
        throw new PangenicError("summary-number-invalid", "a place on an axis is no number");
      return Number(cell);
    });
  });
  return { width, places: Float64Array.from(places) };
}
