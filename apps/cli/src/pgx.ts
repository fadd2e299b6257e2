/** `pangenic pgx`: every gene's call for every sample, gene by gene as the file is passed. */
import type { Person } from "@pangenic/engine/collect";
import type { Reading, SightingTable } from "@pangenic/engine/genome";
import {
  compileGeneAnswers,
  findGene,
  type GeneFacts,
  type GeneFinding,
  isGene,
  type Knowledge,
  type MatchOptions,
  type OutsideCall,
  outsideCallsOf,
  siteGroups,
} from "@pangenic/engine/personalize";
import { type FileOptions, fileOptions, read } from "./genome.ts";
import { outsideFrom, personFrom } from "./person.ts";
import { columns, rowOf, tsvLine } from "./row.ts";
import { shippedKnowledge } from "./slices.ts";
import { type Given, UsageError } from "./usage.ts";

interface Question {
  readonly knowledge: Knowledge;
  readonly person: Person;
  readonly outside: readonly OutsideCall[];
  readonly genes: readonly string[];
  readonly file: FileOptions;
  readonly options: MatchOptions;
}

export async function pgx(given: Given): Promise<void> {
  if (given.operands.length === 0) throw new UsageError("pgx needs a genome file; - reads standard input");
  const knowledge = await shippedKnowledge();
  const genes = given.value("genes")?.toUpperCase().split(",").filter(Boolean);
  if (genes?.some((gene) => !knowledge.genes.has(gene))) throw new UsageError("--genes names a gene that is not known");
  const question: Question = {
    knowledge,
    person: await personFrom(given.value("person")),
    outside: await outsideFrom(given.value("outside"), knowledge),
    genes: genes ?? [...knowledge.genes.keys()],
    file: fileOptions(given),
    options: { allMatches: given.flag("all-matches"), combinations: given.flag("combinations") },
  };
  const out = given.value("format") === "json" ? jsonOut() : tsvOut();
  for (const path of given.operands) await answerFile(path, question, out.write);
  out.end();
}

type Write = (sample: string, finding: GeneFinding) => void;

async function answerFile(path: string, question: Question, write: Write): Promise<void> {
  const { knowledge, genes, file } = question;
  const wanted = genes.map((gene) => knowledge.genes.get(gene)!);
  const groups = siteGroups(wanted).filter(isGene);
  const deliver = (table: SightingTable): void => {
    const facts = knowledge.genes.get(table.group.name)!;
    answerGene(facts, table.samples, (sample) => table.of(sample), question, write);
  };
  const reading = await read(path, groups, deliver, file);
  // Genes that only a laboratory calls.
  for (const facts of wanted)
    if (facts.sites.length === 0 && question.outside.some((call) => call.gene === facts.gene))
      answerGene(facts, reading.samples, () => null, question, write);
  warn(reading);
}

function answerGene(
  facts: GeneFacts,
  samples: readonly string[],
  sightingsOf: (sample: number) => ReturnType<SightingTable["of"]> | null,
  { knowledge, person, outside, options }: Question,
  write: Write,
): void {
  const compiled = compileGeneAnswers(facts, knowledge.drugs.values());
  samples.forEach((sample, i) => {
    const calls = outsideCallsOf(outside, samples, sample).filter((call) => call.gene === facts.gene);
    const finding = findGene(compiled, {
      sightings: sightingsOf(i),
      outside: calls,
      similarity: person.geneticSimilarity,
      sexDiffers: false,
      expires: knowledge.manifest.expires,
      options,
    });
    write(sample, finding);
  });
}

/** What was met while reading, on stderr: counts and codes. */
export function warn({ problems }: Reading): void {
  for (const { code, count, first } of problems) {
    const place = first.site ?? (first.line === undefined ? "" : `line ${first.line}`);
    process.stderr.write(`pangenic: ${code}: ${count}${place ? `, first at ${place}` : ""}\n`);
  }
}

interface Out {
  readonly write: Write;
  readonly end: () => void;
}

/** The head comes with the first row: a file that cannot be read leaves nothing on standard output. */
function tsvOut(): Out {
  let head: string | null = `${columns.join("\t")}\n`;
  const say = (text: string): void => {
    process.stdout.write((head ?? "") + text);
    head = null;
  };
  return { write: (sample, finding) => say(tsvLine(rowOf(sample, finding))), end: () => say("") };
}

/** One array, written as it grows: the row, and the whole answer below it. */
function jsonOut(): Out {
  let before = "[\n";
  return {
    write(sample, finding) {
      process.stdout.write(before + JSON.stringify({ ...rowOf(sample, finding), answer: finding.answer }));
      before = ",\n";
    },
    end: () => process.stdout.write(before === "[\n" ? "[]\n" : "\n]\n"),
  };
}
