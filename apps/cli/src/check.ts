/** `pangenic check`: what the file is, what was seen in it and what not. */
import { compareSex, isGene, siteGroups } from "@pangenic/engine/personalize";
import { fileOptions, read } from "./genome.ts";
import { personFrom } from "./person.ts";
import { shippedKnowledge } from "./slices.ts";
import { type Given, UsageError } from "./usage.ts";

export async function check(given: Given): Promise<void> {
  const [path, ...more] = given.operands;
  if (path === undefined || more.length > 0)
    throw new UsageError("check needs one genome file; - reads standard input");
  const knowledge = await shippedKnowledge();
  const person = await personFrom(given.value("person"));
  const groups = siteGroups(knowledge.genes.values()).filter(isGene);
  const reading = await read(path, groups, () => {}, fileOptions(given));
  const sex = reading.sex.map((evidence) => ({ ...evidence, stated: compareSex(person, evidence.verdict) }));
  if (given.value("format") === "json") {
    process.stdout.write(`${JSON.stringify({ ...reading, sex }, null, 2)}\n`);
    return;
  }
  const { format, vendor, version, build, buildFrom, kind, phased, samples, samplesInFile, rows, problems } = reading;
  const lines: (readonly [string, string])[] = [
    ["file", `${vendor ?? format}${version ? ` ${version}` : ""}, ${kind}, ${rows} rows`],
    ["build", `${build}, told from ${buildFrom.replaceAll("-", " ")}`],
    ["samples", samples.length === samplesInFile ? `${samplesInFile}` : `${samples.length} of ${samplesInFile}`],
    ["phased", phased],
    ["sex in file", counted(sex.map(({ verdict }) => verdict))],
    ["stated sex", counted(sex.map(({ stated }) => stated.replaceAll("-", " ")))],
    ...(reading.declaredComplete ? [["declared", "complete: absent rows were taken as reference"] as const] : []),
  ];
  process.stdout.write(lines.map(([name, value]) => `${name.padEnd(12)} ${value}\n`).join(""));
  process.stdout.write("\ngene         sites  reference  variant  not seen\n");
  for (const { name, sites, reference, variant, notSeen } of reading.groups)
    process.stdout.write(
      `${name.padEnd(10)} ${String(sites).padStart(7)} ${[reference, variant, notSeen].map((n) => String(n).padStart(9)).join("")}\n`,
    );
  process.stdout.write(problems.length === 0 ? "\nno problems\n" : "\nproblem                       count  first\n");
  for (const { code, count, first } of problems)
    process.stdout.write(
      `${code.padEnd(28)} ${String(count).padStart(6)}  ${first.site ?? ""}${first.line === undefined || first.line === 0 ? "" : ` line ${first.line}`}\n`,
    );
}

function counted(values: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, n]) => (values.length === 1 ? value : `${value} ${n}`)).join(", ");
}
