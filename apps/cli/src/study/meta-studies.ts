/** The studies of a meta-analysis as the user names them: checked as a whole, then read side by side. */
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { Build } from "@pangenic/engine/base";
import {
  type ColumnMap,
  checkBuilds,
  readSummary,
  type SortedStudy,
  type SummaryFacts,
  type SummaryField,
  type SummaryOptions,
  SummaryRows,
  summaryBatches,
  summaryFields,
} from "@pangenic/engine/genome";
import { inflateModule, streamOf } from "@pangenic/host-node";
import { type Given, UsageError } from "../usage.ts";

export interface NamedStudy {
  readonly name: string;
  readonly population: string;
  readonly facts: SummaryFacts;
  /** Its rows, by position; may be asked for again. */
  rows(): SortedStudy;
}

interface Asked {
  readonly path: string;
  readonly name: string;
  readonly population: string;
}

/** @throws UsageError */
function asked(given: Given): Asked[] {
  const plain = given.operands.map((path) => ({ path, name: nameOf(path), population: nameOf(path) }));
  const named = given.values("population").map((text) => {
    const at = text.indexOf("=");
    if (at < 1 || at === text.length - 1) throw new UsageError("--population is written NAME=FILE");
    const path = text.slice(at + 1);
    return { path, name: nameOf(path), population: text.slice(0, at) };
  });
  const all = [...plain, ...named];
  if (all.length < 2) throw new UsageError("study meta needs at least two files of results");
  const twice = all.find(({ name }, i) => all.findIndex((other) => other.name === name) !== i);
  if (twice) throw new UsageError("two files have the same name; studies are named by their files");
  return all;
}

function nameOf(path: string): string {
  return basename(path)
    .replace(/\.b?gz$/, "")
    .replace(/\.[^.]+$/, "");
}

/**
 * Reads every file once, so that a broken one is refused before anything is written. A file that is not sorted by chromosome
 * and position stays in memory (about 130 bytes a row); the others are read again as they are needed.
 */
export async function studiesOf(given: Given): Promise<readonly NamedStudy[]> {
  const build = buildOf(given.value("build"));
  const columns = columnMap(given.value("columns"));
  const inflate = await inflateModule();
  const studies: NamedStudy[] = [];
  for (const { path, name, population } of asked(given)) {
    const assembly = build ?? (await assemblyBeside(path));
    const options: SummaryOptions = { columns, ...(assembly && { build: assembly }) };
    const facts = await readSummary(await streamOf(path), inflate, () => {}, options);
    if (facts.isSorted) {
      const rows = async function* (): SortedStudy {
        yield* summaryBatches(await streamOf(path), inflate, options);
      };
      studies.push({ name, population, facts, rows });
    } else {
      const kept = new SummaryRows();
      await readSummary(await streamOf(path), inflate, (row) => kept.push(row), options);
      const sorted = kept.sorted();
      const rows = async function* (): SortedStudy {
        yield sorted;
      };
      studies.push({ name, population, facts, rows });
    }
  }
  for (const { name, facts } of studies)
    if (facts.agreement.disagreeing > 0.05 * facts.agreement.compared)
      process.stderr.write(
        `pangenic: ${name}: P contradicts effect and standard error in ${facts.agreement.disagreeing} of ${facts.agreement.compared} rows; is the standard error that of the logarithm?\n`,
      );
  checkBuilds(studies.map(({ facts }) => facts));
  return studies;
}

function buildOf(text: string | undefined): Build | undefined {
  if (text === undefined || text === "GRCh37" || text === "GRCh38") return text;
  throw new UsageError("--build must be GRCh37 or GRCh38");
}

/** GWAS-SSF keeps the build in a file beside the table: `genome_assembly: GRCh38`. */
async function assemblyBeside(path: string): Promise<Build | undefined> {
  const text = await readFile(`${path}-meta.yaml`, "utf8").catch(() => "");
  const found = /^genome_assembly:\s*["']?(GRCh37|GRCh38)/m.exec(text);
  return found ? (found[1] as Build) : undefined;
}

function columnMap(text: string | undefined): ColumnMap {
  if (text === undefined) return {};
  const entries = text.split(",").map((pair): [SummaryField, string] => {
    const [field, name] = pair.split("=", 2) as [string, string | undefined];
    if (!(summaryFields as readonly string[]).includes(field) || !name)
      throw new UsageError(`--columns is written FIELD=NAME,…; fields are ${summaryFields.join(", ")}`);
    return [field as SummaryField, name];
  });
  return Object.fromEntries(entries);
}
