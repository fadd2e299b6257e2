/**
 * `npm run evidence -- medicines`: calls against a consensus, and who gets a usable answer, into `evidence/accuracy.json` and
 * `evidence/equity.json`. Run again after any change to matching, holds or knowledge.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { clopperPearson } from "@pangenic/engine/kernels";
import { compileGeneAnswers, type Knowledge } from "@pangenic/engine/personalize";
import { matchers, readReferencePeople, sightingsOf } from "../../tests/case-run.ts";
import { consensus } from "../../tests/consensus.ts";
import { loadKnowledge } from "../../tests/knowledge-files.ts";
import { sharedTable } from "../../tests/reference-data.ts";
import { genome, type InputType, phasedGenome, type StudyPerson, usableAnswers } from "./equity.ts";
import { agreementByGroup, groups } from "./getrm.ts";

const folder = join(import.meta.dirname, "../../evidence");
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

const knowledge = await loadKnowledge();
const agreement = (await accuracy()) as Record<string, unknown>[];
const usable = (await equity(knowledge)) as Record<string, unknown>[];
mkdirSync(folder, { recursive: true });
const stamp = { knowledge: knowledge.manifest.version, hash: knowledge.hash };
const write = (name: string, rows: readonly object[]): void =>
  writeFileSync(join(folder, name), `${JSON.stringify({ ...stamp, rows }, null, 1)}\n`);
write("accuracy.json", agreement);
write("equity.json", usable);
