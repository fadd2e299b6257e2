/**
 * Makes the bundled example: a person who does not exist. Haplotypes are drawn from panel frequencies with a fixed seed, a few are
 * set so that the report has something to say, the sites of the small reference panel are drawn from the frequencies of one of
 * its groups, and the genome is written as a gVCF with reference blocks and one stretch without coverage.
 * Run: `npm run example`.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32, deflateRawSync, gunzipSync } from "node:zlib";
import { chromosomes, draw, randomFrom } from "@pangenic/engine/base";
import type { ReferencePanel } from "@pangenic/engine/models";
import type { GeneFacts } from "@pangenic/engine/personalize";
import { readKnowledge, readShippedPanel } from "@pangenic/knowledge";

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

/** @param between positions of the panel on this chromosome: no block runs over one of them. */
function rowsOf(facts: GeneFacts, between: readonly number[], random: () => number): Row[] {
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
    else if (block && pos >= block.from && !between.some((at) => at > block!.to && at < pos))
      block.to = Math.max(block.to, end);
    else {
      close();
      block = { from: pos, base: ref[0]!, to: end };
    }
  });
  close();
  // Beside the definitions: rs12777823, which the warfarin guideline asks for.
  for (const { GRCh38, alleles } of facts.extraSites)
    row(GRCh38.pos, GRCh38.ref, `${alleles[1]!},<NON_REF>`, ".", "0/1:17,17,0:34:99");
  return rows;
}

/** Chromosome and position of a row or site. */
function placeOf(chrom: number, pos: number): string {
  return `${chrom}:${pos}`;
}

/** The panel's sites, both alleles drawn from the frequencies of its largest part of the group. */
function panelRows(
  { copies, parts, seen, sites }: ReferencePanel,
  taken: ReadonlySet<string>,
  random: () => number,
): Row[] {
  const part = parts.reduce(
    (best, { group, people }, i) => (group === GROUP && people > (parts[best]?.people ?? 0) ? i : best),
    -1,
  );
  const rows: Row[] = [];
  for (let i = 0; i < sites.count; i++) {
    const frequency = copies[part * sites.count + i]! / (2 * seen[part * sites.count + i]!);
    const carried = Number(random() < frequency) + Number(random() < frequency);
    const [chrom, pos, reference] = [sites.chrom[i]!, sites.pos.GRCh38[i]!, sites.reference.GRCh38[i]!];
    // Where it is not known which allele the reference carries, nothing can be written.
    if ((reference !== 1 && reference !== 2) || taken.has(placeOf(chrom, pos))) continue;
    const letters = [sites.counted[i]!, sites.other[i]!] as const;
    const [ref, alt] = reference === 1 ? letters : [letters[1], letters[0]];
    const alts = reference === 1 ? 2 - carried : carried;
    const start = `chr${chromosomes[chrom]}\t${pos}\t.\t${ref}\t`;
    const text =
      alts === 0
        ? `${start}<NON_REF>\t.\tPASS\tEND=${pos}\tGT:AD:DP:GQ\t0/0:34,0:34:99`
        : `${start}${alt},<NON_REF>\t.\tPASS\t.\tGT:AD:DP:GQ\t${alts === 1 ? "0/1:17,17,0" : "1/1:0,34,0"}:34:99`;
    rows.push({ chrom, pos, text });
  }
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
  "3": 198295559,
  "4": 190214555,
  "5": 181538259,
  "6": 170805979,
  "7": 159345973,
  "8": 145138636,
  "9": 138394717,
  "10": 133797422,
  "11": 135086622,
  "12": 133275309,
  "13": 114364328,
  "14": 107043718,
  "15": 101991189,
  "16": 90338345,
  "17": 83257441,
  "18": 80373285,
  "19": 58617616,
  "20": 64444167,
  "21": 46709983,
  "22": 50818468,
  X: 156040895,
};
const panelFolder = join(folder, "panel");
const panel = await readShippedPanel(
  "small",
  gunzipSync(readFileSync(join(panelFolder, "small.bin.gz"))),
  readFileSync(join(panelFolder, "SHA256SUMS"), "utf8"),
);
const panelPositions = (chrom: number): number[] =>
  [...panel.sites.pos.GRCh38].filter((_, i) => panel.sites.chrom[i] === chrom);
const rows = [...knowledge.genes.values()]
  .filter((facts) => facts.sites.length > 0)
  .flatMap((facts) => rowsOf(facts, panelPositions(chromosomes.indexOf(facts.chrom)), random));
for (const pos of ON_X)
  rows.push({
    chrom: chromosomes.indexOf("X"),
    pos,
    text: `chrX\t${pos}\t.\tA\tG,<NON_REF>\t.\tPASS\t.\tGT:AD:DP:GQ\t0/1:17,17,0:34:99`,
  });
const genes = [...knowledge.genes.values()];
const taken = new Set(
  genes.flatMap(({ chrom, sites, extraSites }) =>
    [...sites, ...extraSites].map(({ GRCh38 }) => placeOf(chromosomes.indexOf(chrom), GRCh38.pos)),
  ),
);
rows.push(...panelRows(panel, taken, randomFrom(SEED + 1)));
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
