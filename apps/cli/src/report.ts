/** `pangenic report`: one person's medicines report, as a page to read and as data. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
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
import { renderReport } from "@pangenic/report";
import { englishLanguage, wordsIn } from "@pangenic/words";
import { type FileOptions, fileOptions, only, read } from "./genome.ts";
import { outsideFrom, personFrom } from "./person.ts";
import { warn } from "./pgx.ts";
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
  const genome = path === undefined ? null : await genomeOf(path, knowledge, fileOptions(given));
  const outside = outsideCallsOf(
    calls,
    genome ? [genome.sample] : [],
    genome?.sample ?? given.values("sample")[0] ?? null,
  );
  const made = medicinesReport(compileKnowledge(knowledge), { engine: version, genome, outside, person, date });
  for (const { gene, call } of made.genes)
    for (const note of call.notes.filter((code) => code.startsWith("outside-")))
      process.stderr.write(`pangenic: ${note}: ${gene}\n`);
  const folder = given.value("out") ?? "report";
  await mkdir(folder, { recursive: true });
  const files = [
    [join(folder, "report.html"), renderReport(made, wordsIn(englishLanguage))],
    [join(folder, "report.json"), `${JSON.stringify(made, null, 2)}\n`],
  ] as const;
  for (const [file, content] of files) {
    await writeFile(file, content);
    process.stdout.write(`${file}\n`);
  }
}

async function genomeOf(path: string, knowledge: Knowledge, options: FileOptions): Promise<GenomeInput> {
  const tables: SightingTable[] = [];
  const reading = await read(path, siteGroups(knowledge.genes.values()), (table) => tables.push(table), options);
  warn(reading);
  return genomeInput(reading, tables, only(reading));
}
