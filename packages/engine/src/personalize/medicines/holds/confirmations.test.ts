import { expect, test } from "vitest";
import type { Doubt } from "../../../genome/index.ts";
import type { Diplotype, GeneCall, Strand } from "../call.ts";
import type { GeneFacts } from "../gene.ts";
import { madeUpGene } from "../matching/made-up-gene.ts";
import { confirmations } from "./confirmations.ts";

/** Sites 0 (common), 1 (rare) and 2 (not in the panel) make *2, *3 and *4; *9 shares site 0 and works normally. */
function facts(gene: string): GeneFacts {
  return madeUpGene(
    [
      { name: "*1", function: "Normal function" },
      { name: "*2", requires: { 0: 1 }, function: "No function" },
      { name: "*3", requires: { 1: 1 }, function: "No function" },
      { name: "*4", requires: { 2: 1 } },
      { name: "*9", requires: { 0: 2 }, function: "Normal function" },
    ],
    {
      gene,
      panel: {
        groups: ["ONE", "TWO"],
        people: [5000, 500],
        strands: [10_000, 1000],
        observed: [0, 1],
        haplotypes: [
          { bases: [], counts: [9000, 900] },
          { bases: [[0, 1]], counts: [995, 100] },
          { bases: [[1, 1]], counts: [5, 0] },
        ],
        source: 0,
      },
    },
  );
}

const strand = (name: string): Strand => ({ name, alleles: [name] });

/** @param doubts of each site; a site with doubts, or none, counts as variant. */
function call(names: readonly [string, string], doubts: readonly (readonly Doubt[] | null)[]): GeneCall {
  const diplotype: Diplotype = {
    strands: [strand(names[0]), strand(names[1])],
    name: names.join("/"),
    lookup: names,
    phenotype: null,
    activityScore: null,
    key: null,
  };
  return {
    gene: "MADEUP",
    kind: "called",
    from: "file",
    diplotypes: [diplotype],
    listed: [],
    possible: [],
    statuses: [],
    reason: null,
    sites: doubts.map((own, site) => ({ site, state: own ? "variant" : "reference", doubts: own ?? [] })),
    uncallable: [],
    effectivelyPhased: true,
    notes: [],
  };
}

test("a variant that passed every filter of a genome needs no confirmation", () => {
  expect(confirmations(facts("CYP2C19"), call(["*1", "*2"], [[], null, null]))).toEqual([]);
  expect(confirmations(facts("CYP2C19"), call(["*2", "*2"], [[], null, null]))).toEqual([]);
});

test("a rare allele from an array is unconfirmed; a common one is not", () => {
  expect(confirmations(facts("CYP2C19"), call(["*1", "*2"], [["array"], null, null]))).toEqual([]);
  expect(confirmations(facts("CYP2C19"), call(["*1", "*3"], [null, ["array"], null]))).toEqual(["array", "rare"]);
});

test("an allele without a frequency counts as rare", () => {
  expect(confirmations(facts("CYP2C19"), call(["*1", "*4"], [null, null, ["array"]]))).toEqual(["array", "rare"]);
});

test("a consumer's raw data always need confirmation of a positive, and only of a positive", () => {
  const raw: Doubt[] = ["array", "consumer-file"];
  expect(confirmations(facts("CYP2C19"), call(["*1", "*2"], [raw, null, null]))).toEqual(["array"]);
  expect(confirmations(facts("CYP2C19"), call(["*1", "*9"], [raw, null, null]))).toEqual([]);
});

test("a failed filter and doubtful reads are told apart, at the sites of altered alleles only", () => {
  expect(confirmations(facts("CYP2C19"), call(["*1", "*2"], [["filter"], null, null]))).toEqual(["filter"]);
  for (const doubt of ["depth", "quality", "allele-balance"] as const)
    expect(confirmations(facts("CYP2C19"), call(["*1", "*2"], [[doubt], null, null]))).toEqual(["quality"]);
  expect(confirmations(facts("CYP2C19"), call(["*1", "*2"], [[], ["filter"], null]))).toEqual([]);
});

test("two altered copies of a toxicity gene need confirmation whatever the file", () => {
  expect(confirmations(facts("DPYD"), call(["*2", "*3"], [[], [], null]))).toEqual(["two-variant"]);
  expect(confirmations(facts("DPYD"), call(["*1", "*2"], [[], null, null]))).toEqual([]);
});

test("a laboratory's own call is confirmed by being one", () => {
  const own: GeneCall = { ...call(["*2", "*3"], []), from: "outside" };
  expect(confirmations(facts("DPYD"), own)).toEqual([]);
});
