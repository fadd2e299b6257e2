import { createReadStream, statSync } from "node:fs";
import { expect, test } from "vitest";
import type { ByteStream } from "../packages/engine/src/base/index.ts";
import { PangenicError } from "../packages/engine/src/base/index.ts";
import { type Cohort, type CohortVariant, openVcfCohort, type VcfCohort } from "../packages/engine/src/genome/index.ts";
import { codeAt } from "../packages/engine/src/kernels/index.ts";
import { allelesSeen, COUNTS, frequency, malesOf, oneCore } from "../packages/engine/src/study/index.ts";
import { inflateModule } from "../packages/hosts/node/src/index.ts";
import { bgzf, bytesOf, streamOf } from "./made-up-bgzf.ts";
import { genotypeKernel, sharedCohort } from "./reference-cohorts.ts";
import { sharedMissing, sharedPath, sharedText } from "./reference-data.ts";

const inflate = await inflateModule();

function vcfOf(text: string, blockBytes?: number): Promise<VcfCohort> {
  return openVcfCohort(
    async () => streamOf(bytesOf(text), 100),
    inflate,
    blockBytes === undefined ? {} : { blockBytes },
  );
}

function vcfFile(...parts: string[]): Promise<VcfCohort> {
  const path = sharedPath(...parts);
  const open = async (): Promise<ByteStream> => ({ chunks: createReadStream(path), size: statSync(path).size });
  return openVcfCohort(open, inflate);
}

async function told(cohort: Cohort): Promise<[CohortVariant, number[]][]> {
  const rows: [CohortVariant, number[]][] = [];
  for await (const { first, variants, genotypes } of cohort.blocks()) {
    expect(first).toBe(rows.length);
    for (const [i, variant] of variants.entries())
      rows.push([variant, cohort.people.map((_, person) => codeAt(genotypes, i, person))]);
  }
  return rows;
}

const head = "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ta\tb\tc\td\te\n";
const row = (start: string, gt: string, format = "GT"): string =>
  `${start}\t.\tPASS\t.\t${format}\t${gt.replaceAll(" ", "\t")}\n`;

test("genotypes are counted copies of ALT; what is not a call is not seen", async () => {
  const rows = await told(
    await vcfOf(
      head +
        row("chr1\t10\trs1\tA\tG", "0/0 0|1 1/1 ./. .") +
        row("1\t20\trs2\tAC\tA", "0/1:3 1|0:4 1/1:. ./.:. 0/0", "GT:DP") +
        row("1\t30\t.\tA\tG", "0/. ./1 0/1/1 0 1") +
        row("X\t40\tx\tA\tG", "0 1 . 0/1 1/1") +
        row("chrM\t50\tm\tA\tG", "0 1 . 0/1 1"),
    ),
  );
  expect(rows).toEqual([
    [{ chrom: "1", pos: 10, id: "rs1", allele1: "G", allele2: "A" }, [3, 2, 0, 1, 1]],
    [{ chrom: "1", pos: 20, id: "rs2", allele1: "A", allele2: "AC" }, [2, 2, 0, 1, 3]],
    // Half calls, three strands, and one strand where two are.
    [{ chrom: "1", pos: 30, id: ".", allele1: "G", allele2: "A" }, [1, 1, 1, 1, 1]],
    [{ chrom: "X", pos: 40, id: "x", allele1: "G", allele2: "A" }, [3, 0, 1, 2, 0]],
    [{ chrom: "MT", pos: 50, id: "m", allele1: "G", allele2: "A" }, [3, 0, 1, 2, 0]],
  ]);
});

test("rows that give no variant are left out and counted by the reason", async () => {
  const cohort = await vcfOf(
    head +
      row("1\t10\t.\tA\tG,T", "0/0 0/1 0/2 1/2 0/0") +
      row("1\t20\t.\tA\t.", "0/0 0/0 0/0 0/0 0/0") +
      row("1\t30\t.\tA\t<NON_REF>", "0/0 0/0 0/0 0/0 0/0") +
      row("1\t40\t.\tA\tG", "3 4 5 6 7", "DP") +
      row("GL000\t50\t.\tA\tG", "0/0 0/1 0/0 0/0 0/0") +
      row("1\t60\tkept\tA\tG,<NON_REF>", "0/0 0/1 0/2 1/2 1/1"),
  );
  expect((await told(cohort)).map(([{ id }, codes]) => [id, codes])).toEqual([["kept", [3, 2, 1, 1, 0]]]);
  expect(cohort.leftOut).toEqual({ multiallelic: 1, noAlternate: 2, noGenotypes: 1, otherContig: 1 });
});

test("a cohort may be read again, and blocks may be of any size", async () => {
  const lines = Array.from({ length: 90 }, (_, i) => row(`2\t${i + 1}\tv${i}\tA\tG`, "0/0 0/1 1/1 ./. 0/0")).join("");
  const whole = await vcfOf(head + lines);
  const expected = await told(whole);
  expect(expected.length).toBe(90);
  expect(await told(whole)).toEqual(expected);
  for (const blockBytes of [1, 7, 64]) expect(await told(await vcfOf(head + lines, blockBytes))).toEqual(expected);
  const packed = await openVcfCohort(async () => streamOf(bgzf(bytesOf(head + lines)), 50), inflate);
  expect(await told(packed)).toEqual(expected);
});

test("each kind of broken row has its code, and the line", async () => {
  const good = row("1\t10\t.\tA\tG", "0/0 0/1 1/1 ./. 0/0");
  const cases: [string, string][] = [
    ["vcf-line-short", good.replace("\t0/0\n", "\n")],
    ["vcf-line-short", good.replace("\n", "\t0/0\n")],
    ["vcf-genotype-invalid", good.replace("0/1", "0/2")],
    ["vcf-genotype-invalid", good.replace("0/1", "A/G")],
    ["vcf-genotype-invalid", row("1\t10\t.\tA\tG", "1:0/0 1:0/0 1:0/0 1:0/0 1:0/0", "DP:GT")],
    ["vcf-position-invalid", good.replace("\t10\t", "\tten\t")],
    ["vcf-allele-invalid", good.replace("\tA\tG", "\tA\tG-")],
    ["vcf-ploidy-unsupported", good.replace("0/1", "0/0/0/0/0")],
  ];
  for (const [code, text] of cases) {
    const cohort = await vcfOf(head + good + text);
    const error = await told(cohort).catch((reason: unknown) => reason);
    expect([error instanceof PangenicError && error.code, (error as PangenicError).place.line]).toEqual([code, 4]);
  }
  await expect(vcfOf("")).rejects.toMatchObject({ code: "file-empty" });
  await expect(vcfOf("1 2 3\n")).rejects.toMatchObject({ code: "vcf-header-missing" });
  await expect(vcfOf(head.replace("\tb\t", "\ta\t"))).rejects.toMatchObject({ code: "vcf-samples-invalid" });
});

test.skipIf(sharedMissing)("a VCF and the .bed of the same people hold the same genotypes", async () => {
  const vcf = await vcfFile("data", "scores", "cineca", "cineca_synthetic_subset.vcf.gz");
  const bed = await sharedCohort(["data", "scores", "cineca", "cineca_synthetic_subset"]);
  // plink2's import names people so.
  expect(vcf.people.map(({ id }) => id)).toEqual(bed.people.map(({ id }) => `${id}_${id}`));
  const [fromVcf, fromBed] = [await told(vcf), await told(bed)];
  expect(fromVcf.length).toBe(829);
  for (const [i, [variant, codes]] of fromBed.entries()) {
    const [other, otherCodes] = fromVcf[i]!;
    expect(other.pos).toBe(variant.pos);
    const isTurned = other.allele1 !== variant.allele1;
    expect([other.allele1, other.allele2].sort()).toEqual([variant.allele1, variant.allele2].sort());
    expect(otherCodes.map((code) => (isTurned ? [3, 1, 2, 0][code]! : code))).toEqual(codes);
  }
});

test.skipIf(sharedMissing)(
  "2,504 people of 1000 Genomes: allele counts are those that the file states in AC and AN",
  async () => {
    const vcf = await vcfFile("data", "populations", "plink", "1kg_phase3_chr21_start.vcf.gz");
    const plan = { males: malesOf(vcf.people), groups: null, groupCount: 1 };
    const { variants, counts } = await oneCore(genotypeKernel).summary(frequency, vcf, plan);
    const stated = sharedText("data", "populations", "plink", "1kg_phase3_chr21_start.vcf.gz")
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"))
      .map((line) => line.split("\t", 8))
      .map(([, pos, , , alt, , , info]) => ({
        pos: Number(pos),
        alt: alt!,
        ac: Number(/(?:^|;)AC=(\d+)/.exec(info!)?.[1]),
        an: Number(/(?:^|;)AN=(\d+)/.exec(info!)?.[1]),
      }))
      .filter(({ alt }) => !alt.includes(","));
    expect(variants.length).toBe(stated.length);
    expect(variants.length + vcf.leftOut.multiallelic).toBe(600);
    for (const [i, { pos, ac, an }] of stated.entries()) {
      expect(variants[i]!.pos).toBe(pos);
      expect(allelesSeen(counts, i * COUNTS)).toEqual({ allele1: ac, both: an });
    }
  },
);
