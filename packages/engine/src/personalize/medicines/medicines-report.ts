/** Which medicines suit this genome? Everything put together: genes, then medicines, then the report as data. */
import { type Person, unknownPerson } from "../../collect/index.ts";
import type { Sighting } from "../../genome/index.ts";
import { answerDrug } from "./drug-answer.ts";
import { type CompiledGene, compileGeneAnswers, findGene, type GeneFinding } from "./gene-answer.ts";
import { markOfWarfarin } from "./guidance/caution.ts";
import { abstainsForTransplant, compareSex } from "./guidance/eligibility.ts";
import { unrecognized } from "./guidance/taken.ts";
import { warfarinAnswer, warfarinWithoutAmounts } from "./guidance/warfarin/flow.ts";
import { warfarinGenotype } from "./guidance/warfarin/genotype.ts";
import { holdsBands } from "./holds/bands.ts";
import type { Knowledge } from "./knowledge.ts";
import type { OutsideCall } from "./matching/outside-file.ts";
import type { DrugAnswer, FileFacts, MedicinesReport, WarfarinAnswer } from "./report.ts";

/** Knowledge made ready once, for any number of people. */
export interface CompiledKnowledge {
  readonly knowledge: Knowledge;
  readonly genes: ReadonlyMap<string, CompiledGene>;
}

export function compileKnowledge(knowledge: Knowledge): CompiledKnowledge {
  const drugs = [...knowledge.drugs.values()];
  return {
    knowledge,
    genes: new Map([...knowledge.genes].map(([gene, facts]) => [gene, compileGeneAnswers(facts, drugs)])),
  };
}

/** What the genome file gave for one sample. */
export interface GenomeInput {
  readonly facts: FileFacts;
  readonly sample: string;
  /** By gene, one per site, in the order of its facts. */
  readonly sightings: ReadonlyMap<string, readonly Sighting[]>;
  /** Sites that are no part of any allele, by gene: CYP2C9 rs12777823. */
  readonly extra: ReadonlyMap<string, readonly Sighting[]>;
}

export interface ReportInput {
  readonly engine: string;
  /** null: laboratory results alone. */
  readonly genome: GenomeInput | null;
  /** This sample's laboratory results. */
  readonly outside: readonly OutsideCall[];
  readonly person?: Person;
  /** ISO date; the engine has no clock. */
  readonly date: string | null;
}

export function medicinesReport({ knowledge, genes }: CompiledKnowledge, input: ReportInput): MedicinesReport {
  const person = input.person ?? unknownPerson;
  const { manifest } = knowledge;
  const sexCheck = compareSex(person, input.genome?.facts.sexInFile ?? "unclear");
  const sexDiffers = sexCheck === "differs";
  const abstains = abstainsForTransplant(person);
  const found = new Map<string, GeneFinding>();
  for (const [gene, compiled] of abstains ? [] : genes) {
    const outside = input.outside.filter((call) => call.gene === gene);
    const sightings = input.genome?.sightings.get(gene) ?? null;
    const { geneticSimilarity: similarity } = person;
    found.set(gene, findGene(compiled, { sightings, outside, similarity, sexDiffers, expires: manifest.expires }));
  }
  const drugs = abstains
    ? []
    : [...knowledge.drugs.values()].map((drug): DrugAnswer => {
        const answer = answerDrug(drug, { genes, found }, person);
        return drug.drug === "warfarin" ? withFlow(answer, warfarin(input, knowledge, found, person)) : answer;
      });
  return {
    schema: "pangenic/medicines-report/1",
    engine: input.engine,
    knowledge: { version: manifest.version, expires: manifest.expires, hash: knowledge.hash },
    date: input.date,
    sample: input.genome?.sample ?? null,
    file: input.genome?.facts ?? null,
    similarity: similarityOf(person),
    bands: { date: holdsBands.date, well: holdsBands.well, partly: holdsBands.partly },
    sexCheck,
    abstains: abstains ? { reason: "transplant" } : null,
    genes: [...found.values()].map(({ answer }) => answer),
    drugs,
    unrecognized: abstains ? [] : unrecognized(person, [...knowledge.drugs.keys()]),
    gaps: manifest.gaps,
    attribution: manifest.attribution,
  };
}

function similarityOf({ geneticSimilarity }: Person): MedicinesReport["similarity"] {
  if (geneticSimilarity.status !== "known") return null;
  const [best] = Object.entries(geneticSimilarity.value.groups).sort((a, b) => b[1] - a[1]);
  return best ? { group: best[0], probability: best[1] } : null;
}

/** The computed flow beside the rows; no amounts where a finding must be confirmed first. */
function withFlow(answer: DrugAnswer, flow: WarfarinAnswer): DrugAnswer {
  const warfarin = answer.confirm.length > 0 ? warfarinWithoutAmounts(flow) : flow;
  return { ...answer, mark: markOfWarfarin(answer.mark, flow), warfarin };
}

function warfarin(
  { genome, date }: ReportInput,
  knowledge: Knowledge,
  found: ReadonlyMap<string, GeneFinding>,
  person: Person,
): WarfarinAnswer {
  const calls = new Map([...found].map(([gene, { answer }]) => [gene, answer.call]));
  const extra = genome?.extra.get("CYP2C9")?.[0];
  const copies = extra?.kind === "seen" ? extra.alleles.filter((allele) => allele === 1).length : null;
  return warfarinAnswer(warfarinGenotype(calls, knowledge.genes, copies), person, date === null ? {} : { date });
}
