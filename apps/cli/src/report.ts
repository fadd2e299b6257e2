/** `pangenic report`: one person's medicines report, as a page to read and as data. */
import { join } from "node:path";
import type { Person } from "@pangenic/engine/collect";
import type { SightingTable } from "@pangenic/engine/genome";
import {
  compileKnowledge,
  type GenomeInput,
  genomeInput,
  type Knowledge,
  medicinesReport,
  outsideCallsOf,
  siteGroups,
} from "@pangenic/engine/personalize";
import { type AmongReport, renderAmong, renderReport } from "@pangenic/report";
import { englishLanguage, type Words, wordsIn } from "@pangenic/words";
import { type FileOptions, fileOptions, only, read } from "./genome.ts";
import { outputFolder, writeWhole } from "./output-file.ts";
import { outsideFrom, personFrom } from "./person.ts";
import { warn } from "./pgx.ts";
import { reportScores } from "./score/of-report.ts";
import { type AmongSites, amongSites, type Placed, placedAmong } from "./similarity/among.ts";
import { shippedKnowledge } from "./slices.ts";
import { type Given, UsageError } from "./usage.ts";
import { version } from "./version.ts";

export async function report(given: Given): Promise<void> {
  const [path, ...more] = given.operands;
  if (more.length > 0) throw new UsageError("report takes one genome file");
  if (path === undefined && given.value("outside") === undefined)
    throw new UsageError("report needs a genome file, or --outside with laboratory results");
  const date = given.value("date") ?? new Date().toISOString().slice(0, 10);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(Date.parse(date)))
    throw new UsageError("--date must be a day, YYYY-MM-DD");
  const knowledge = await shippedKnowledge();
  const person = await personFrom(given.value("person"));
  const calls = await outsideFrom(given.value("outside"), knowledge);
  const sites = await amongSites(person, given.value("fa") ?? null);
  const read = path === undefined ? null : await genomeOf(path, knowledge, sites, fileOptions(given), date);
  const genome = read?.genome ?? null;
  const placed = read?.placed ?? null;
  const scores =
    read === null
      ? []
      : await reportScores(given, path!, read.genome.sample, placed?.places ?? null, knowledge.manifest.expires);
  const outside = outsideCallsOf(
    calls,
    genome ? [genome.sample] : [],
    genome?.sample ?? given.values("sample")[0] ?? null,
  );
  const made = medicinesReport(compileKnowledge(knowledge), {
    engine: version,
    genome,
    outside,
    person: withSimilarity(person, placed),
    date,
  });
  for (const { gene, call } of made.genes)
    for (const note of call.notes.filter((code) => code.startsWith("outside-")))
      process.stderr.write(`pangenic: ${note}: ${gene}\n`);
  const folder = given.value("out") ?? "report";
  await outputFolder(folder);
  const words = wordsIn(englishLanguage);
  const files = [
    ["report.html", renderReport(made, words)],
    ["report.json", json(made)],
    ...(placed === null ? [] : amongFiles(placed, { engine: version, sample: made.sample, date, scores }, words)),
  ] as const;
  for (const [name, content] of files) {
    const file = join(folder, name);
    await writeWhole(file, content);
    process.stdout.write(`${file}\n`);
  }
}

function json(data: unknown): string {
  return `${JSON.stringify(data, null, 2)}\n`;
}

function amongFiles(
  { similarity, reference }: Placed,
  head: Pick<AmongReport, "engine" | "sample" | "date" | "scores">,
  words: Words,
): (readonly [name: string, content: string])[] {
  const among = { ...head, similarity };
  return [
    ["similarity.html", renderAmong({ ...among, reference }, words)],
    ["similarity.json", json(among)],
  ];
}

/** What the person stated stands; what is not known is taken from the genome itself. */
function withSimilarity(person: Person, placed: Placed | null): Person {
  if (person.geneticSimilarity.status !== "unknown" || !placed?.statement) return person;
  return { ...person, geneticSimilarity: { status: "known", value: placed.statement } };
}

async function genomeOf(
  path: string,
  knowledge: Knowledge,
  sites: AmongSites,
  options: FileOptions,
  date: string,
): Promise<{ readonly genome: GenomeInput; readonly placed: Placed | null }> {
  const medicines = siteGroups(knowledge.genes.values());
  const tables = new Map<string, SightingTable>();
  const reading = await read(
    path,
    [...medicines, ...sites.groups.flat()],
    (table) => tables.set(table.group.name, table),
    options,
  );
  warn(reading);
  const sample = only(reading);
  const ofMedicines = medicines.map(({ name }) => tables.get(name)!);
  return {
    genome: genomeInput(reading, ofMedicines, sample),
    placed: placedAmong(sites, reading, tables, sample, date),
  };
}
