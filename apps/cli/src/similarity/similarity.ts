/** `pangenic similarity`: which reference people a genome is most like, and how far from them it lies. */
import { PangenicError } from "@pangenic/engine/base";
import { preparePanel, type Similarity, similarityBands, similarityOf } from "@pangenic/engine/personalize";
import { fileOptions } from "../genome.ts";
import { withFasta } from "../sequence.ts";
import { type Given, type RunnableCommand, UsageError } from "../usage.ts";
import { genotypesIn } from "./genotypes.ts";
import { panelFrom, shippedPanels } from "./panels.ts";
import { statementOf, updatePerson } from "./person-file.ts";
import { similarityText } from "./text.ts";

export const similarity: RunnableCommand = {
  name: "similarity",
  operands: "GENOME…",
  summary: "Say which reference people a genome is most like, and how far from them it lies",
  options: {
    sample: { value: "NAME", many: true, help: "Only this sample; may be repeated" },
    complete: { help: "You declare the file a complete genome: absent rows count as reference" },
    fa: { value: "FILE", help: "Reference FASTA with .fai: says which allele reference blocks stand for" },
    panel: { value: "FILE", help: "A reference panel of your own (`study reference`) instead of those that ship" },
    threads: { value: "N", help: "Read a BGZF file with N threads (default: 1, the least memory)" },
    format: { value: "text|json", help: "Output format (default: text)" },
    "update-person": { value: "FILE", help: "Write geneticSimilarity into this person.json, and nothing else" },
    date: { value: "YYYY-MM-DD", help: "Date to write there (default: today)" },
  },
  notes: [
    "GENOME is a VCF or gVCF, raw data of a consumer's array, or the prefix of PLINK's .bed, .bim and .fam.",
    "The answer is about the panel's reference people: never about race, ethnicity or a country. People whom the reference",
    "does not contain are told so; they are given no group.",
  ],
  run,
};

async function run(given: Given): Promise<void> {
  if (given.operands.length === 0) throw new UsageError("similarity needs a genome file; - reads standard input");
  const own = given.value("panel");
  const date = given.value("date") ?? new Date().toISOString().slice(0, 10);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(Date.parse(date)))
    throw new UsageError("--date must be a day, YYYY-MM-DD");
  const options = fileOptions(given);
  const known = own === undefined ? await shippedPanels() : [await panelFrom(own)];
  const panels = await withFasta(known, given.value("fa") ?? null);
  const spaces = panels.map(preparePanel);
  const asJson = given.value("format") === "json";
  const personFile = given.value("update-person");
  const found: { readonly sample: string; readonly similarity: Similarity }[] = [];
  for (const path of given.operands)
    for await (const { sample, genotypes } of genotypesIn(path, panels, options)) {
      const said = similarityOf(
        spaces.map((space, i) => ({ space, genotypes: genotypes[i]! })),
        similarityBands,
      );
      if (asJson || personFile !== undefined) found.push({ sample, similarity: said });
      if (!asJson) process.stdout.write(`${similarityText(sample, said, panelOf(said))}\n`);
    }
  if (asJson) process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
  if (personFile === undefined) return;
  const [only, ...more] = found;
  if (!only || more.length > 0)
    throw new PangenicError("sample-unknown", "person.json is of one person: name one with --sample");
  const statement = statementOf(only.similarity, panelOf(only.similarity), date);
  if (statement === null) process.stderr.write("pangenic: person.json stays as it is: nothing is said of groups\n");
  else await updatePerson(personFile, statement);

  function panelOf({ panel: { digest } }: Similarity): (typeof panels)[number] {
    return panels.find((panel) => panel.digest === digest)!;
  }
}
