import { expect, test } from "vitest";
import { BuildEvidence, buildNamed, buildOf, claimOf, poissonTail } from "./build.ts";

test("reference names are recognized as heads write them, and only as whole words", () => {
  expect(buildNamed("GRCh38.p13")).toBe("GRCh38");
  expect(buildNamed("file:///ref/Homo_sapiens_assembly38_hg38.fasta")).toBe("GRCh38");
  expect(buildNamed("ftp://x/hs37d5.fa.gz")).toBe("GRCh37");
  expect(buildNamed("b37")).toBe("GRCh37");
  expect(buildNamed("lab37")).toBe(null);
  expect(buildNamed("hg18")).toBe("other");
  expect(buildNamed("chm13v2.0.fa")).toBe("other");
  expect(buildNamed("b37_to_hg38.fa")).toBe(null);
});

test("contig lengths outweigh a path left over from before a liftover", () => {
  const contigs = [{ name: "chr1", length: 248956422, assembly: null }];
  expect(claimOf({ contigs, references: ["/ref/hg19.fa"] })).toEqual({ build: "GRCh38", by: "contig-lengths" });
});

test("contigs of both builds in one head are an error", () => {
  const contigs = [
    { name: "1", length: 249250621, assembly: null },
    { name: "2", length: 242193529, assembly: null },
  ];
  expect(() => claimOf({ contigs, references: [] })).toThrow(/GRCh37 and of GRCh38/);
});

test("the Poisson tail is right where it is large and where it is tiny", () => {
  expect(poissonTail(0, 2)).toBe(1);
  expect(poissonTail(1, 1)).toBeCloseTo(1 - Math.exp(-1), 12);
  expect(poissonTail(3, 2)).toBeCloseTo(1 - Math.exp(-2) * 5, 12);
  expect(poissonTail(2, 1e-6)).toBeGreaterThan(4e-13);
  expect(poissonTail(2, 1e-6)).toBeLessThan(2e-12);
  expect(poissonTail(40, 1e-9)).toBeLessThan(1e-10);
});

test("rows decide without a head, and never by one lucky hit in a whole genome", () => {
  const silent = { build: null, by: null };
  const evidence = new BuildEvidence();
  evidence.add("GRCh38", true);
  expect(() => buildOf(silent, evidence, 5_000_000, 1200)).toThrow(/neither/);
  expect(buildOf(silent, evidence, 40, 1200)).toEqual({ build: "GRCh38", from: "rows" });
  for (let i = 0; i < 60; i++) evidence.add("GRCh38", true);
  expect(buildOf(silent, evidence, 5_000_000, 1200).build).toBe("GRCh38");
});

test("rows of the other build than the head says are an error, and rows of both are one", () => {
  const evidence = new BuildEvidence();
  for (let i = 0; i < 20; i++) evidence.add("GRCh37", true);
  expect(() => buildOf({ build: "GRCh38", by: "assembly" }, evidence, 1000, 1200)).toThrow(/rows are of GRCh37/);
  for (let i = 0; i < 20; i++) evidence.add("GRCh38", true);
  expect(() => buildOf({ build: "GRCh38", by: "assembly" }, evidence, 1000, 1200)).toThrow(/GRCh37 and of GRCh38/);
});

test("a genome whose references differ at most of our positions is not the one the head says", () => {
  const evidence = new BuildEvidence();
  for (let i = 0; i < 12; i++) evidence.add("GRCh38", false);
  expect(() => buildOf({ build: "GRCh38", by: "reference" }, evidence, 1e6, 1200)).toThrow(/most reference alleles/);
});
