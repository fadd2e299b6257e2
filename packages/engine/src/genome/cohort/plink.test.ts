import { expect, test } from "vitest";
import { bytesOf, sourceOf } from "../../../../../tests/made-up-bgzf.ts";
import { filesOf, madeUpCohort } from "../../../../../tests/made-up-cohort.ts";
import { type ByteSource, PangenicError } from "../../base/index.ts";
import { codeAt } from "../../kernels/index.ts";
import type { CohortBlock, CohortVariant } from "./cohort.ts";
import { openPlink, type PlinkFiles } from "./plink.ts";

const made = madeUpCohort({ seed: 1, people: 37, variants: 200, chroms: ["1", "23", "chrY", "26", "HLA"] });

async function refused(files: PlinkFiles): Promise<string> {
  try {
    const cohort = await openPlink(files);
    for await (const block of cohort.blocks()) void block;
  } catch (error) {
    if (error instanceof PangenicError) return error.code;
    throw error;
  }
  return "read";
}

const withBim = (bim: string): PlinkFiles => filesOf(made.bed, bim, made.fam);
const withFam = (fam: string): PlinkFiles => filesOf(made.bed, made.bim, fam);
const withBed = (bed: Uint8Array): PlinkFiles => filesOf(bed, made.bim, made.fam);

/** Everything that a block says, written out. */
function toldBy(block: CohortBlock): [CohortVariant, number[]][] {
  return block.variants.map((variant, i) => [
    variant,
    Array.from({ length: block.genotypes.people }, (_, person) => codeAt(block.genotypes, i, person)),
  ]);
}

test("genotypes and variants are those of the files, in blocks of any size", async () => {
  const expected = made.codes.map((row) => [...row]);
  for (const blockBytes of [1, 10, 64, 1000, undefined]) {
    const cohort = await openPlink(made.files, blockBytes === undefined ? {} : { blockBytes });
    const told: [CohortVariant, number[]][] = [];
    let first = 0;
    for await (const block of cohort.blocks()) {
      expect(block.first).toBe(first);
      first += block.variants.length;
      told.push(...toldBy(block));
    }
    expect(told.map(([, codes]) => codes)).toEqual(expected);
    expect(told[3]![0]).toEqual({ chrom: "1", pos: 5_000_300, id: "v3", allele1: "A", allele2: told[3]![0].allele2 });
    expect(["1", "X", "Y", "MT", "HLA"]).toEqual([...new Set(told.map(([{ chrom }]) => chrom))]);
    expect(cohort.variantCount).toBe(200);
  }
});

test("blocks are read in any order, into given memory, and by another reader of the same rows", async () => {
  const cohort = await openPlink(made.files, { blockBytes: 70 });
  const inOrder: string[] = [];
  for await (const block of cohort.blocks()) inOrder.push(JSON.stringify(toldBy(block)));
  expect(inOrder.length).toBe(cohort.blockCount);
  const other = await openPlink(made.files, { rows: structuredClone(cohort.rows) });
  const area = new Uint8Array(70);
  for (const index of inOrder.keys()) {
    const backward = inOrder.length - 1 - index;
    expect(JSON.stringify(toldBy(await other.block(backward, area)))).toBe(inOrder[backward]);
  }
  await expect(cohort.block(inOrder.length)).rejects.toThrow("no block");
});

test("sex, phenotype and parents that are not stated stay unknown", async () => {
  const fam = "f1 a 0 0 1 2\n0 b 0 0 2 1\nf1 c a b 3 0\nf1 d 0 b 0 -9\n";
  const bim = "1 v 0 10 A G\n";
  const cohort = await openPlink(filesOf(Uint8Array.of(0x6c, 0x1b, 1, 0), bim, fam));
  expect(cohort.people).toEqual([
    { familyId: "f1", id: "a", sex: "male", phenotype: "2", isFounder: true },
    { familyId: "", id: "b", sex: "female", phenotype: "1", isFounder: true },
    { familyId: "f1", id: "c", sex: null, phenotype: null, isFounder: false },
    { familyId: "f1", id: "d", sex: null, phenotype: null, isFounder: false },
  ]);
  const measured = await openPlink(filesOf(Uint8Array.of(0x6c, 0x1b, 1, 0), bim, "f a 0 0 1 0\nf b 0 0 1 1.5\n"));
  expect(measured.people.map(({ phenotype }) => phenotype)).toEqual(["0", "1.5"]);
});

test("spaces, tabs, CR LF, a missing cM column and a missing last line end are read", async () => {
  const five = made.bim.replaceAll("\t0\t", "  ").replaceAll("\n", "\r\n").trimEnd();
  const [one, other] = [await openPlink(withBim(five)), await openPlink(made.files)];
  expect((await one.block(0)).variants).toEqual((await other.block(0)).variants);
});

test("letters beyond ASCII in an ID move nothing", async () => {
  const bim = made.bim.replace("\tv2\t", "\tvé2\t");
  const { variants } = await (await openPlink(withBim(bim))).block(0);
  expect(variants.slice(2, 4).map(({ id, pos }) => [id, pos])).toEqual([
    ["vé2", 5_000_200],
    ["v3", 5_000_300],
  ]);
});

test("each kind of broken set has its code", async () => {
  const bed = (change: (bytes: Uint8Array) => void): PlinkFiles => {
    const bytes = made.bed.slice();
    change(bytes);
    return withBed(bytes);
  };
  const lines = made.bim.split("\n");
  const cases: [string, PlinkFiles][] = [
    ["read", made.files],
    ["plink-bed-invalid", bed((bytes) => bytes.set([0x6c, 0x1c]))],
    ["plink-bed-invalid", bed((bytes) => bytes.set([2], 2))],
    ["plink-bed-person-major", bed((bytes) => bytes.set([0], 2))],
    ["plink-bed-invalid", withBed(made.bed.subarray(0, 2))],
    ["plink-line-invalid", withBim(lines.map((line) => line.split("\t").slice(0, 5).join("\t")).join("\n"))],
    ["plink-bed-size", withBed(made.bed.subarray(0, -1))],
    ["plink-bed-size", withBed(new Uint8Array([...made.bed, 0]))],
    ["file-empty", withBed(new Uint8Array(0))],
    ["plink-bed-size", withBim(lines.slice(1).join("\n"))],
    ["plink-bed-size", withFam(made.fam.split("\n").slice(5).join("\n"))],
    ["file-empty", withBim("")],
    ["file-empty", withBim("\n \n")],
    ["file-empty", withFam("")],
    ["plink-line-invalid", withBim(made.bim.replaceAll("\t", ","))],
    ["plink-line-invalid", withBim(made.bim.replace("\tA\t", "\t"))],
    ["plink-line-invalid", withBim(made.bim.replace("\tA\t", "\tA\tA\t"))],
    ["plink-position-invalid", withBim(made.bim.replace("\t5000000\t", "\t5e6\t"))],
    ["plink-position-invalid", withBim(made.bim.replace("\t5000000\t", "\t-5\t"))],
    ["plink-position-invalid", withBim(made.bim.replace("\t5000000\t", "\t99999999999\t"))],
    ["encoding-unsupported", withBim(`\uFEFF${made.bim}`)],
    ["encoding-unsupported", withFam(`\uFEFF${made.fam}`)],
    ["format-unsupported", { ...made.files, bim: sourceOf(Uint8Array.of(31, 139, 8, 0)) }],
    ["plink-line-invalid", withFam(made.fam.replaceAll(" ", ","))],
    ["plink-line-invalid", withFam(made.fam.replace(" -9", ""))],
    ["plink-person-duplicated", withFam(made.fam.replace("f1 p1 ", "f0 p0 "))],
  ];
  for (const [i, [code, files]] of cases.entries()) expect([i, await refused(files)]).toEqual([i, code]);
});

test("messages name the line and never a person", async () => {
  const error = await openPlink(withFam(made.fam.replace("f1 p1 ", "f0 p0 "))).catch((reason: unknown) => reason);
  expect((error as PangenicError).place).toEqual({ line: 2 });
  expect((error as PangenicError).message).not.toMatch(/p0|f0/);
});

test("rows longer than a piece of the file are read whole", async () => {
  const long = "ACGT".repeat(300_000);
  const bim = `1 v0 0 1 A ${long}\n1 v1 0 2 ${long} C\n`;
  const cohort = await openPlink(filesOf(Uint8Array.of(0x6c, 0x1b, 1, 0, 0), bim, "0 a 0 0 0 -9\n"));
  const { variants } = await cohort.block(0);
  expect(variants.map(({ allele1, allele2 }) => [allele1.length, allele2.length])).toEqual([
    [1, long.length],
    [long.length, 1],
  ]);
});

test("a set that becomes shorter while it is read is refused", async () => {
  const cohort = await openPlink({ ...made.files, bed: shrinking(made.bed) });
  await expect(cohort.block(0)).rejects.toMatchObject({ code: "file-unreadable" });
});

function shrinking(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: async (offset, length) => bytes.slice(offset, Math.min(offset + length, 500)) };
}

test("a .bim of another set, read by the places of this one, is refused", async () => {
  const { rows } = await openPlink(made.files);
  const cohort = await openPlink({ ...made.files, bim: sourceOf(bytesOf("1 v 0 1 A C\n")) }, { rows });
  await expect(cohort.block(0)).rejects.toMatchObject({ code: "file-unreadable" });
});
