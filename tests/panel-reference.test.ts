/** A FASTA fills in what the panel's sources do not state: which allele the reference sequence carries. */
import { type Build, type ByteSource, chromosomes, randomFrom } from "@pangenic/engine/base";
import { ReferenceSequence } from "@pangenic/engine/genome";
import { frequencies, type ReferencePanel } from "@pangenic/engine/models";
import {
  panelGenotypes,
  panelSiteGroups,
  preparePanel,
  type Similarity,
  similarityBands,
  similarityOf,
  withSequence,
} from "@pangenic/engine/personalize";
import { beforeAll, expect, test } from "vitest";
import { shippedPanel } from "./panels.ts";
import { read } from "./read-text.ts";

const LENGTH = 250_000_000;
const index = chromosomes.map((name, i) => `chr${name}\t${LENGTH}\t${i * LENGTH}\t${LENGTH}\t${LENGTH}`).join("\n");

let panel: ReferencePanel;
/** The allele that the made-up sequence carries at each site: the stated one, else drawn. */
let carried: Uint8Array;
beforeAll(async () => {
  panel = await shippedPanel("main");
  const random = randomFrom(5);
  carried = Uint8Array.from(panel.sites.reference.GRCh38, (stated) =>
    stated === 1 || stated === 2 ? stated : random() < 0.5 ? 1 : 2,
  );
});

/** A sequence of one build, made up letter by letter where it is read. */
function sequenceOf(build: Build, letterAt: (site: number) => string): ReferenceSequence {
  const { sites } = panel;
  const letters = new Map(
    Array.from({ length: sites.count }, (_, site) => [sites.chrom[site]! * LENGTH + sites.pos[build][site]! - 1, site]),
  );
  const source: ByteSource = {
    size: chromosomes.length * LENGTH,
    async read(offset, length) {
      const bytes = new Uint8Array(length).fill("N".charCodeAt(0));
      for (let i = 0; i < length; i++) {
        const site = letters.get(offset + i);
        if (site !== undefined) bytes[i] = letterAt(site).charCodeAt(0);
      }
      return bytes;
    },
  };
  return new ReferenceSequence(source, index, 64);
}

const asCarried = (site: number): string =>
  (carried[site] === 1 ? panel.sites.counted[site] : panel.sites.other[site])!;

test("every site gets the allele that the sequence carries, in its build alone", async () => {
  const filled = await withSequence(panel, sequenceOf("GRCh38", asCarried));
  expect(filled.sites.reference.GRCh38).toEqual(carried);
  expect(filled.sites.reference.GRCh37).toEqual(panel.sites.reference.GRCh37);
  expect(filled.digest).toBe(panel.digest);
});

test("a sequence of another build, or of nothing, is refused", async () => {
  const turned = (site: number): string => (carried[site] === 1 ? panel.sites.other[site] : panel.sites.counted[site])!;
  for (const letterAt of [turned, () => "N"])
    await expect(withSequence(panel, sequenceOf("GRCh38", letterAt))).rejects.toMatchObject({ code: "build-unknown" });
});

/** A gVCF of someone drawn from the frequencies of a part: variant rows, and one block for the rest of each chromosome. */
function genome(part: number): string {
  const random = randomFrom(9);
  const { sites, copies, seen } = panel;
  const rows: string[] = [];
  for (const [i, chrom] of chromosomes.entries()) {
    const own = Array.from({ length: sites.count }, (_, site) => site).filter((site) => sites.chrom[site] === i);
    let from = 1;
    for (const site of own) {
      const frequency = copies[part * sites.count + site]! / (2 * seen[part * sites.count + site]!);
      const counted = Number(random() < frequency) + Number(random() < frequency);
      const alts = carried[site] === 1 ? 2 - counted : counted;
      if (alts === 0) continue;
      const pos = sites.pos.GRCh38[site]!;
      const alt = carried[site] === 1 ? sites.other[site] : sites.counted[site];
      if (pos > from) rows.push(`chr${chrom}\t${from}\t.\tN\t<NON_REF>\t.\tPASS\tEND=${pos - 1}\tGT\t0/0`);
      rows.push(
        `chr${chrom}\t${pos}\t.\t${asCarried(site)}\t${alt},<NON_REF>\t.\tPASS\t.\tGT\t${alts === 1 ? "0/1" : "1/1"}`,
      );
      from = pos + 1;
    }
    if (own.length > 0) rows.push(`chr${chrom}\t${from}\t.\tN\t<NON_REF>\t.\tPASS\tEND=${LENGTH}\tGT\t0/0`);
  }
  const head = [
    "##fileformat=VCFv4.3",
    "##contig=<ID=chr1,length=248956422,assembly=GRCh38>",
    "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tMADEUP",
  ];
  return `${[...head, ...rows].join("\n")}\n`;
}

async function said(space: ReferencePanel, text: string): Promise<Similarity> {
  const groups = panelSiteGroups(space);
  const { reading, tables } = await read(text, groups);
  const own = groups.map(({ name }) => tables.get(name)!);
  return similarityOf(
    [{ space: preparePanel(space), genotypes: panelGenotypes(space, reading, own, 0, similarityBands) }],
    similarityBands,
  );
}

test("with the sequence a genome of reference blocks is placed by every site; without it by the few whose base is stated", async () => {
  const part = panel.parts.findIndex(({ code }) => code === "EAS");
  const text = genome(part);
  const [withIt, without] = [
    await said(await withSequence(panel, sequenceOf("GRCh38", asCarried)), text),
    await said(panel, text),
  ];
  expect(withIt.sites.seen).toBe(panel.sites.count);
  expect(without.sites.seen).toBeLessThan(500);
  expect(withIt.groups.kind === "answer" && withIt.groups.value[0]!.code).toBe("EAS");
  // The test itself: people of this part do carry both alleles.
  expect(frequencies(panel).some((p) => p > 0.2 && p < 0.8)).toBe(true);
});
