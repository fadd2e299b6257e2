/** `pangenic pgx`: every gene's call for every sample, gene by gene as the file is passed. */
import type { Person } from "@pangenic/engine/collect";
import type { Reading, SightingTable } from "@pangenic/engine/genome";
import {
  compileGeneAnswers,
  findGene,
  type GeneAnswer,
  type GeneFacts,
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
  const genes = given.value("genes")?.split(",").filter(Boolean);
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

type Write = (sample: string, answer: GeneAnswer) => void;

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
    const { answer } = findGene(compiled, {
      sightings: sightingsOf(i),
      outside: calls,
      similarity: person.geneticSimilarity,
      sexDiffers: false,
      expires: knowledge.manifest.expires,
      options,
    });
    write(sample, answer);
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

function tsvOut(): Out {
  process.stdout.write(`${columns.join("\t")}\n`);
  return { write: (sample, answer) => process.stdout.write(tsvLine(rowOf(sample, answer))), end: () => {} };
}

/** One array, written as it grows: the row, and the whole answer below it. */
function jsonOut(): Out {
  let first = true;
  process.stdout.write("[");
  return {
    write(sample, answer) {
      process.stdout.write(`${first ? "\n" : ",\n"}${JSON.stringify({ ...rowOf(sample, answer), answer })}`);
      first = false;
    },
    end: () => process.stdout.write("\n]\n"),
  };
}
