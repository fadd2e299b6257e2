/**
 * Makes the bundled example: a person who does not exist. Haplotypes are drawn from panel frequencies with a fixed seed, a few are
 * set so that the report has something to say, and the genome is written as a gVCF with reference blocks and one stretch without coverage.
 * Run: `npm run example`.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";
import { chromosomes, draw, randomFrom } from "@pangenic/engine/base";
import type { GeneFacts } from "@pangenic/engine/personalize";
import { readKnowledge } from "@pangenic/knowledge";

const SEED = 20261122;
const GROUP = "AFR";
/** Both strands of the genes that the example is about; the others are drawn. */
const CHOSEN: Readonly<Record<string, readonly [string, string]>> = {
  DPYD: ["Reference", "c.557A>G"],
  CYP2C19: ["*1", "*2"],
  CYP2C9: ["*1", "*8"],
  SLCO1B1: ["*37", "*31"],
  TPMT: ["*1", "*1"],
  NUDT15: ["*1", "*1"],
  CYP3A5: ["*1", "*6"],
  UGT1A1: ["*1", "*80+*28"],
  G6PD: ["B (reference)", "B (reference)"],
  RYR1: ["Reference", "Reference"],
};
/** Genes whose sites without a variant were not covered: the last third of them. */
const POORLY_COVERED = new Set(["CYP2B6", "NAT2"]);
/** Heterozygous places on X outside the pseudoautosomal regions: what a reader sees in a female sample. */
const ON_X = Array.from({ length: 72 }, (_, i) => 5_000_000 + Math.floor(i / 3) * 6_200_000 + (i % 3) * 1_000);

/** One strand's base at every site, as indices into `Site.alleles`. */
function strand(facts: GeneFacts, name: string | undefined, random: () => number): number[] {
  const bases = facts.sites.map(() => 0);
  const reference = facts.alleles.find((allele) => allele.isReference);
  const required = (wanted: string) => facts.alleles.find((allele) => allele.name === wanted)?.requires;
  for (const [site, allele] of reference?.requires ?? []) bases[site!] = allele!;
  if (name) {
    const requires = required(name);
    if (!requires) throw new Error(`${facts.gene} has no allele of that name`);
    for (const [site, allele] of requires) bases[site!] = allele!;
  } else if (facts.panel) {
    const group = facts.panel.groups.indexOf(GROUP);
    const known = facts.panel.haplotypes.map((haplotype, i) =>
      haplotype.bases.every(([site, allele]) => allele < facts.sites[site]!.alleles.length) ? i : -1,
    );
    const pick = draw(
      random,
      facts.panel.haplotypes.map((haplotype, i) => (known[i]! < 0 ? 0 : haplotype.counts[group]!)),
    );
    bases.fill(0);
    for (const [site, allele] of facts.panel.haplotypes[pick]!.bases) bases[site] = allele;
  }
  return bases;
}

interface Row {
  readonly chrom: number;
  readonly pos: number;
  readonly text: string;
}

function rowsOf(facts: GeneFacts, random: () => number): Row[] {
  const [first, second] = CHOSEN[facts.gene] ?? [];
  const strands = [strand(facts, first, random), strand(facts, second, random)];
  const chrom = chromosomes.indexOf(facts.chrom);
  const covered = Math.ceil(facts.sites.length * (POORLY_COVERED.has(facts.gene) ? 2 / 3 : 1));
  const rows: Row[] = [];
  let block: { from: number; base: string; to: number } | null = null;
  const row = (pos: number, ref: string, alt: string, info: string, sample: string) =>
    rows.push({
      chrom,
      pos,
      text: `chr${facts.chrom}\t${pos}\t.\t${ref}\t${alt}\t.\tPASS\t${info}\tGT:AD:DP:GQ\t${sample}`,
    });
  const close = () => {
    if (block) row(block.from, block.base, "<NON_REF>", `END=${block.to}`, "0/0:34,0:34:99");
    block = null;
  };
  facts.sites.forEach((site, i) => {
    const genotype = strands.map((bases) => bases[i]!);
    const { pos, ref } = site.GRCh38;
    const end = pos + ref.length - 1;
    if (genotype.some((allele) => allele > 0)) {
      close();
      const alts = [...new Set(genotype.filter((allele) => allele > 0))].sort((a, b) => a - b);
      const called = genotype.map((allele) => (allele === 0 ? 0 : alts.indexOf(allele) + 1)).sort((a, b) => a - b);
      const depth = [0, ...alts].map((_, allele) => 17 * called.filter((c) => c === allele).length);
      row(
        pos,
        ref,
        [...alts.map((allele) => site.alleles[allele]!), "<NON_REF>"].join(","),
        ".",
        `${called.join("/")}:${depth.join(",")},0:34:99`,
      );
    } else if (i >= covered) close();
    else if (block && pos >= block.from) block.to = Math.max(block.to, end);
    else block = { from: pos, base: ref[0]!, to: end };
  });
  close();
  // Beside the definitions: rs12777823, which the warfarin guideline asks for.
  for (const { GRCh38, alleles } of facts.extraSites)
    row(GRCh38.pos, GRCh38.ref, `${alleles[1]!},<NON_REF>`, ".", "0/1:17,17,0:34:99");
  return rows;
}

/** Blocked gzip: members of at most 64 KiB with their size in the header, and an empty one at the end. */
function bgzf(text: string): Buffer {
  const bytes = Buffer.from(text);
  const members: Buffer[] = [];
  for (let at = 0; at <= bytes.length; at += 60_000) {
    const part = at < bytes.length ? bytes.subarray(at, at + 60_000) : Buffer.alloc(0);
    const packed = deflateRawSync(part, { level: 9 });
    const member = Buffer.alloc(18 + packed.length + 8);
    member.set([31, 139, 8, 4, 0, 0, 0, 0, 0, 255, 6, 0, 66, 67, 2, 0]);
    member.writeUInt16LE(member.length - 1, 16);
    member.set(packed, 18);
    member.writeUInt32LE(crc32(part), 18 + packed.length);
    member.writeUInt32LE(part.length, 22 + packed.length);
    members.push(member);
    if (part.length === 0) break;
  }
  if (bytes.length % 60_000 !== 0 || bytes.length === 0) {
    const end = "1f8b08040000000000ff0600424302001b0003000000000000000000";
    members.push(Buffer.from(end, "hex"));
  }
  return Buffer.concat(members);
}

const folder = join(import.meta.dirname, "../packages/knowledge/data");
const knowledge = await readKnowledge(async (name) => readFileSync(join(folder, `${name}.json`)), { drugs: [] });
const random = randomFrom(SEED);
const lengths: Readonly<Record<string, number>> = {
  "1": 248956422,
  "2": 242193529,
  "4": 190214555,
  "6": 170805979,
  "7": 159345973,
  "8": 145138636,
  "10": 133797422,
  "12": 133275309,
  "13": 114364328,
  "16": 90338345,
  "19": 58617616,
  "22": 50818468,
  X: 156040895,
};
const rows = [...knowledge.genes.values()]
  .filter((facts) => facts.sites.length > 0)
  .flatMap((facts) => rowsOf(facts, random));
for (const pos of ON_X)
  rows.push({
    chrom: chromosomes.indexOf("X"),
    pos,
    text: `chrX\t${pos}\t.\tA\tG,<NON_REF>\t.\tPASS\t.\tGT:AD:DP:GQ\t0/1:17,17,0:34:99`,
  });
rows.sort((a, b) => a.chrom - b.chrom || a.pos - b.pos);
const header = [
  "##fileformat=VCFv4.3",
  "##source=pangenic examples/make.ts: a made-up person",
  "##reference=GRCh38",
  ...Object.entries(lengths).map(([name, length]) => `##contig=<ID=chr${name},length=${length},assembly=GRCh38>`),
  '##FILTER=<ID=PASS,Description="All filters passed">',
  '##ALT=<ID=NON_REF,Description="Any allele not named">',
  '##INFO=<ID=END,Number=1,Type=Integer,Description="Last position of the block">',
  '##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">',
  '##FORMAT=<ID=AD,Number=R,Type=Integer,Description="Reads per allele">',
  '##FORMAT=<ID=DP,Number=1,Type=Integer,Description="Depth">',
  '##FORMAT=<ID=GQ,Number=1,Type=Integer,Description="Genotype quality">',
  "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tEXAMPLE",
];
const write = (name: string, content: string | Buffer) => writeFileSync(join(import.meta.dirname, name), content);
write("person.vcf.gz", bgzf(`${[...header, ...rows.map((row) => row.text)].join("\n")}\n`));
