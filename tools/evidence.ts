/**
 * `npm run evidence`: measures ourselves on real people and writes what was found into `evidence/`: aggregates only.
 * Reads the shared data beside the checkout. Run again after any change to matching, holds or knowledge.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { clopperPearson } from "@pangenic/engine/kernels";
import { compileGeneAnswers, type Knowledge } from "@pangenic/engine/personalize";
import { matchers, readReferencePeople, sightingsOf } from "../tests/case-run.ts";
import { consensus } from "../tests/consensus.ts";
import { loadKnowledge } from "../tests/knowledge-files.ts";
import { sharedTable } from "../tests/reference-data.ts";
import { genome, type InputType, phasedGenome, type StudyPerson, usableAnswers } from "./evidence/equity.ts";
import { agreementByGroup, groups } from "./evidence/getrm.ts";

const folder = join(import.meta.dirname, "../evidence");
const share = (count: number, n: number): string => {
  if (n === 0) return "not measured";
  const { low, high } = clopperPearson(count, n);
  const percent = (value: number): string => (100 * value).toFixed(1);
  return `${percent(count / n)} % (${percent(low)} to ${percent(high)})`;
};

/** Sites of the AMP minimum panels: what a targeted laboratory test of each gene looks at. */
function minimumPanel({ genes }: Knowledge): InputType {
  const tier1 = new Set(
    [...genes.values()].flatMap(({ gene, sites, tier1 }) => tier1.map((at) => `${gene} ${sites[at]!.GRCh38.pos}`)),
  );
  return {
    name: "AMP tier-1 positions",
    sees: (gene, site) => tier1.has(`${gene} ${site.GRCh38.pos}`),
    by: "row",
    isPhased: false,
    doubts: [],
  };
}

async function accuracy(): Promise<object[]> {
  const file = await readReferencePeople();
  const genes = await matchers();
  return agreementByGroup(consensus(), (gene, sample) => {
    const at = file.reading.samples.indexOf(sample);
    return genes
      .get(gene)!
      .call(sightingsOf(file, gene, at))
      .diplotypes.map(({ name }) => name);
  }).map((row) => ({ ...row, agreement: share(row.agree, row.n) }));
}

async function equity(knowledge: Knowledge): Promise<object[]> {
  const groupOf = new Map(
    sharedTable("data/genomes/1kgp3202_samples.tsv").map((row) => [row["sample"]!, row["superpopulation"]!]),
  );
  const file = await readReferencePeople();
  const people = file.reading.samples
    .map((sample, i): StudyPerson => ({ group: groupOf.get(sample)!, sightings: (gene) => sightingsOf(file, gene, i) }))
    .sort((a, b) => groups.indexOf(a.group) - groups.indexOf(b.group));
  const genes = [...knowledge.genes.values()]
    .filter(({ panel }) => panel !== null)
    .map((facts) => compileGeneAnswers(facts, knowledge.drugs.values()));
  const { expires } = knowledge.manifest;
  return [phasedGenome, genome, minimumPanel(knowledge)].flatMap((input) =>
    (["group-stated", "similarity-unknown"] as const).flatMap((asked) =>
      usableAnswers(people, genes, input, asked, expires).map((row) => ({
        ...row,
        usableShare: share(row.usable, row.people),
        wellShare: share(row.byLevel.well, row.people),
      })),
    ),
  );
}

/** One row per gene, one column per group. */
function table(
  title: string,
  note: string,
  rows: readonly Record<string, unknown>[],
  cell: (row: Record<string, unknown>) => string,
): string {
  const genes = [...new Set(rows.map((row) => row["gene"] as string))];
  const columns = [...new Set(rows.map((row) => row["group"] as string))];
  const line = (gene: string): string =>
    `| ${[gene, ...columns.map((group) => cell(rows.find((row) => row["gene"] === gene && row["group"] === group)!))].join(" | ")} |`;
  return [
    `## ${title}`,
    "",
    note,
    "",
    `| gene | ${columns.join(" | ")} |`,
    `|${"---|".repeat(columns.length + 1)}`,
    ...genes.map(line),
    "",
  ].join("\n");
}

const knowledge = await loadKnowledge();
const agreement = (await accuracy()) as Record<string, unknown>[];
const usable = (await equity(knowledge)) as Record<string, unknown>[];
mkdirSync(folder, { recursive: true });
const stamp = { knowledge: knowledge.manifest.version, hash: knowledge.hash };
const write = (name: string, rows: readonly object[]): void =>
  writeFileSync(join(folder, name), `${JSON.stringify({ ...stamp, rows }, null, 1)}\n`);
write("accuracy.json", agreement);
write("equity.json", usable);
const of = (input: string, asked: string): Record<string, unknown>[] =>
  usable.filter((row) => row["input"] === input && row["asked"] === asked);
writeFileSync(
  join(folder, "README.md"),
  [
    "# What we measured about ourselves",
    "",
    `Written by \`npm run evidence\` with knowledge ${knowledge.manifest.version}; never edited. Shares with exact 95 % intervals. People of the 1000 Genomes project, open consent; aggregates only.`,
    "",
    table(
      "Agreement with the GeT-RM consensus",
      "88 people, genotypes of the 30x panel. SAS: no person in the reference material. CYP2B6: the panel lacks rs2279343, so *6 reads as *9. CYP2C19, CYP4F2 and SLCO1B1: names newer than the consensus count as disagreement.",
      agreement,
      (row) => (row["n"] === 0 ? "not measured" : [row["agree"], "of", row["n"]].join(" ")),
    ),
    table(
      "Usable answers, whole genome without phase, group stated",
      "597 people. Usable: a phenotype that is not indeterminate, and no abstention. Refusing is a disparity too.",
      of("genome", "group-stated"),
      (row) => String(row["usableShare"]),
    ),
    table(
      "Answers that hold well, AMP tier-1 positions only, group stated",
      "What a targeted test of the recommended minimum leaves, for the same people.",
      of("AMP tier-1 positions", "group-stated"),
      (row) => String(row["wellShare"]),
    ),
  ].join("\n"),
);
