import { expect, test } from "vitest";
import { type ErrorCode, PangenicError } from "../../../base/index.ts";
import type { GeneCall } from "../call.ts";
import { callGene } from "./call-gene.ts";
import { madeUpGene, madeUpPerson } from "./made-up-gene.ts";
import { callFromOutside } from "./outside-call.ts";
import { outsideCallsOf, readOutsideCalls } from "./outside-file.ts";

const rule = (first: string, second: string, phenotype: string, score: string) =>
  ({ by: "activity", first, second, phenotype, activityScore: score, key: score }) as const;

const cyp2d6 = madeUpGene(
  [
    { name: "*1", activity: "1.0" },
    { name: "*4", requires: { 0: 1 }, activity: "0.0" },
    { name: "*10", requires: { 1: 1 }, activity: "0.25" },
    { name: "*1x≥3", activity: "≥3.0", isStructural: true },
    { name: "*36 + *10", activity: "0.25", isStructural: true },
  ],
  {
    gene: "CYP2D6",
    rules: [
      rule("0.0", "0.0", "Poor Metabolizer", "0.0"),
      rule("0.0", "0.25", "Intermediate Metabolizer", "0.25"),
      rule("0.0", "1.0", "Intermediate Metabolizer", "1.0"),
      rule("0.25", "1.0", "Normal Metabolizer", "1.25"),
      rule("1.0", "≥3.0", "Ultrarapid Metabolizer", "≥4.0"),
    ],
  },
);
const hlaB = {
  ...madeUpGene([{ name: "*57:01" }, { name: "*58:01" }], { gene: "HLA-B" }),
  alleles: madeUpGene([{ name: "*57:01" }, { name: "*58:01" }]).alleles.map((a) => ({ ...a, isReference: false })),
};
const genes = new Set(["CYP2D6", "HLA-B"]);

function outside(text: string, file?: GeneCall): GeneCall {
  const calls = readOutsideCalls(text, genes);
  return callFromOutside(calls[0]!.gene === "HLA-B" ? hlaB : cyp2d6, calls, file);
}

function codeOf(text: string): ErrorCode | null {
  try {
    readOutsideCalls(text, genes);
    return null;
  } catch (error) {
    expect(error).toBeInstanceOf(PangenicError);
    // The place and the rule, never what stands there.
    expect((error as PangenicError).message).not.toMatch(/\*|Metabolizer|NA12878/);
    return (error as PangenicError).code;
  }
}

test("a diplotype is looked up, copies and tandems as the definitions spell them", () => {
  expect(outside("CYP2D6\t*4/*1").diplotypes[0]).toMatchObject({ name: "*1/*4", activityScore: "1.0" });
  expect(outside("CYP2D6\t*1x5/*1").diplotypes[0]).toMatchObject({ name: "*1/*1x5", key: "≥4.0" });
  expect(outside("CYP2D6\t*36+*10/*1").diplotypes[0]).toMatchObject({ key: "1.25" });
  expect(outside("CYP2D6\t*1+*1+*1/*1").diplotypes[0]).toMatchObject({ key: "≥4.0" });
});

test("score beats phenotype beats diplotype, and a contradiction is noted", () => {
  const both = outside("CYP2D6\t*1/*4\tNormal Metabolizer\t1.25");
  expect(both.diplotypes[0]).toMatchObject({ name: "*1/*4", phenotype: "Normal Metabolizer", key: "1.25" });
  expect(both.notes).toContain("outside-conflict");
  expect(outside("CYP2D6\t\t\t1.25").diplotypes[0]!.name).toBe("Normal Metabolizer (1.25)");
  expect(outside("CYP2D6\t*1/*4\tPoor Metabolizer").diplotypes[0]).toMatchObject({
    phenotype: "Poor Metabolizer",
    key: "0.0",
  });
});

test("a phenotype that several scores share is a range", () => {
  const call = outside("CYP2D6\t\tIntermediate Metabolizer");
  expect(call.diplotypes[0]).toMatchObject({ phenotype: "Intermediate Metabolizer", key: null });
  expect(call.possible.map((d) => d.key)).toEqual(["0.25", "1.0"]);
});

test("several results of one gene are ties, best known names in order", () => {
  const call = outside("CYP2D6\t*4/*10\nCYP2D6\t*1/*4\n");
  expect(call.kind).toBe("tied");
  expect(call.diplotypes.map((d) => d.name)).toEqual(["*1/*4", "*4/*10"]);
});

test("an allele that the definitions do not know has no phenotype, and that is noted", () => {
  const call = outside("CYP2D6\t*1/*999");
  expect(call.diplotypes[0]!.phenotype).toBeNull();
  expect(call.notes).toContain("outside-allele-unknown");
});

test("the laboratory wins over the file, and both are named", () => {
  const file = callGene({ ...cyp2d6, gene: "CYP2C9" }, madeUpPerson("1/1", "0/0", "0/0", "0/0"));
  const call = outside("CYP2D6\t*1/*10", file);
  expect(call).toMatchObject({ from: "outside", fileCall: "*4/*4" });
  expect(call.notes).toContain("outside-overrides-file");
});

test("HLA alleles become statuses; what is not typed is not negative", () => {
  expect(outside("HLA-B\t*57:01/*15:02").statuses).toEqual(["*57:01 positive", "*58:01 negative"]);
  expect(outside("HLA-B\tHLA-B*58:01:01/B*07:02").statuses).toEqual(["*57:01 negative", "*58:01 positive"]);
  expect(outside("HLA-B\t*57/*07:02").statuses).toEqual(["*58:01 negative"]);
  expect(outside("HLA-B\t*07:02").statuses).toEqual([]);
  expect(outside("HLA-B\t\t*57:01 Positive").statuses).toEqual(["*57:01 positive"]);
});

test("comments, CRLF, a byte-order mark and a header in any order are read", () => {
  const text = "\uFEFF# from the laboratory\r\nSample\tDiplotype\tGene\r\nP1\t*1/*4\tCYP2D6\r\n\r\n";
  expect(readOutsideCalls(text, genes)).toEqual([
    { gene: "CYP2D6", sample: "P1", call: "*1/*4", phenotype: null, activityScore: null, line: 3 },
  ]);
  expect(readOutsideCalls("CYP2D6\t*1/*1\tNormal Metabolizer\t>=3", genes)[0]!.activityScore).toBe("≥3.0");
});

test("a broken line is an error that tells the line and the rule", () => {
  expect(codeOf("CYP2D6")).toBe("outside-call-invalid");
  expect(codeOf("\t*1/*1")).toBe("outside-call-invalid");
  expect(codeOf("CYP2D6\t*1/*1/*4")).toBe("outside-call-invalid");
  expect(codeOf("CYP2D6\t*1/")).toBe("outside-call-invalid");
  expect(codeOf("CYP2D6\t*1/*1\tNormal Metabolizer\tmuch")).toBe("outside-call-invalid");
  expect(codeOf("CYP2D6\t*1/*1\t\t\tmore")).toBe("outside-call-invalid");
  expect(codeOf("gene\tcall\tcall\nCYP2D6\t*1/*1\t*1/*4")).toBe("outside-call-invalid");
  expect(codeOf("gene\tcolor\nCYP2D6\tred")).toBe("outside-call-invalid");
  expect(codeOf("sample\tgene\tcall\n\tCYP2D6\t*1/*1")).toBe("outside-call-invalid");
  expect(codeOf("CYP9Z9\t*1/*1")).toBe("gene-unknown");
});

test("results without a sample belong to the only sample", () => {
  const unnamed = readOutsideCalls("CYP2D6\t*1/*4", genes);
  expect(outsideCallsOf(unnamed, ["P1"], "P1").length).toBe(1);
  expect(() => outsideCallsOf(unnamed, ["P1", "P2"], "P1")).toThrow(PangenicError);
  const named = readOutsideCalls("sample\tgene\tcall\nP1\tCYP2D6\t*1/*4\nP2\tCYP2D6\t*4/*4", genes);
  expect(outsideCallsOf(named, ["P1", "P2"], "P2").map((call) => call.call)).toEqual(["*4/*4"]);
  expect(() => outsideCallsOf(named, [], null)).toThrow(PangenicError);
});
