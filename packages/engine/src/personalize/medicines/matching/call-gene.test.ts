import { expect, test } from "vitest";
import { diplotypeText, type GeneCall } from "../call.ts";
import { callGene, type MatchOptions } from "./call-gene.ts";
import { madeUpGene, madeUpPerson, madeUpSite } from "./made-up-gene.ts";

const plain = madeUpGene([
  { name: "*1", function: "Normal function" },
  { name: "*2", requires: { 0: 1 }, function: "No function" },
  { name: "*3", requires: { 1: 1 }, function: "Decreased function" },
  { name: "*4", requires: { 0: 1, 1: 1 } },
  { name: "*10", requires: { 2: 1 }, function: "No function" },
]);

function call(genotypes: string, options: MatchOptions = {}, facts = plain): GeneCall {
  return callGene(facts, madeUpPerson(...genotypes.split(" ")), options);
}
const text = (genotypes: string, options: MatchOptions = {}, facts = plain): string =>
  diplotypeText(call(genotypes, options, facts));

test("phase decides between one strand with both variants and two strands with one each", () => {
  expect(text("0|1 0|1 0|0 0|0")).toBe("*1/*4");
  expect(text("0|1 1|0 0|0 0|0")).toBe("*2/*3");
});

test("without phase the pair with more defining sites wins, and all pairs can be asked for", () => {
  // The reference is defined by every site, so *1/*4 outscores *2/*3.
  expect(text("0/1 0/1 0/0 0/0")).toBe("*1/*4");
  expect(text("0/1 0/1 0/0 0/0", { allMatches: true })).toBe("*1/*4 OR *2/*3");
  expect(call("0/1 0/1 0/0 0/0").effectivelyPhased).toBe(false);
});

test("two phase sets are known within, not between", () => {
  expect(text("0|1:7 0|1:7 0/0 0/0", { allMatches: true })).toBe("*1/*4");
  expect(text("0|1:7 0|1:8 0/0 0/0", { allMatches: true })).toBe("*1/*4 OR *2/*3");
});

test("a missing site is not reference: alleles it defines cannot be called, and ties are shown", () => {
  const missing = call("0/1 . 0/0 0/0");
  expect(missing.uncallable).toEqual(["*3"]);
  expect(diplotypeText(missing)).toBe("*1/*2 OR *1/*4");
  expect(missing.kind).toBe("tied");
});

test("nothing seen is no call, nor is a missing site that the gene requires", () => {
  expect(call(". . . .").reason).toBe("positions-not-seen");
  expect(call("0/0 0/0 . 0/0", {}, { ...plain, required: [2] }).reason).toBe("required-position-not-seen");
});

test("a base that no definition knows, or that no allele explains, stops the call", () => {
  expect(call("0/? 0/0 0/0 0/0").reason).toBe("undocumented-variant");
  expect(call("0/0 0/0 0/0 0/1").reason).toBe("no-matching-alleles");
});

test("in the toxicity genes an undocumented base is read as reference, and that is noted", () => {
  const tpmt = call("0/? 0/0 0/0 0/0", {}, { ...plain, gene: "TPMT" });
  expect(diplotypeText(tpmt)).toBe("*1/*1");
  expect(tpmt.notes).toContain("undocumented-as-reference");
});

test("one strand without a base stops the call outside combinations", () => {
  expect(call("1/. 0/0 0/0 0/0").reason).toBe("positions-not-seen");
  expect(text("1|. 0|0 0|0 0|0", { combinations: true })).toBe("*2/g.100?");
});

test("combinations name what lies together and what is left over", () => {
  expect(text("1|0 0|0 1|0 0|0", { combinations: true })).toBe("*1/[*2 + *10]");
  expect(text("1|0 0|0 0|0 1|0", { combinations: true })).toBe("*1/[*2 + g.400A>T]");
  expect(text("0|0 0|0 0|0 1|0", { combinations: true })).toBe("*1/g.400A>T");
  // *2 and *3 are inside *4.
  expect(text("1|0 1|0 1|0 0|0", { combinations: true })).toBe("*1/[*4 + *10]");
});

test("a site that allows several bases fits them all and scores one less on reference", () => {
  const facts = madeUpGene([
    { name: "*1" },
    { name: "*2", requires: { 0: 1, 1: "any" } },
    { name: "*3", requires: { 0: 1 } },
  ]);
  expect(text("1|1 1|1 0|0 0|0", { allMatches: true }, facts)).toBe("*2/*2");
  // Both strands fit *2 (2 sites, less one) and *3 (1 site): a tie is shown.
  expect(text("1|1 0|0 0|0 0|0", {}, facts)).toBe("*2/*2 OR *2/*3 OR *3/*3");
});

test("one copy is one allele; one copy and two different ones cannot both be true", () => {
  const onX = { ...plain, chrom: "X" as const };
  expect(text("1 0 0 0", {}, onX)).toBe("*2");
  expect(text("1 0/0 0/0 0/0", {}, onX)).toBe("*2");
  expect(call("1 0/1 0/0 0/0", {}, onX).reason).toBe("conflicting-rows");
});

test("one copy of an autosome says nothing about the other", () => {
  expect(call("0 0/0 0/0 0/0").uncallable).toEqual(["*2"]);
  expect(call("1 0/0 0/0 0/0").reason).toBe("positions-not-seen");
});

test("numbers are ordered as numbers, sub-alleles shown as their core", () => {
  expect(text("0|1 0|0 1|0 0|0")).toBe("*2/*10");
  const facts = madeUpGene([
    { name: "*1" },
    { name: "*45.001", core: "*45", requires: { 0: 1 } },
    { name: "*45.002", core: "*45", requires: { 0: 1, 1: 1 } },
    { name: "*45", function: "No function" },
  ]);
  expect(text("1|1 0|1 0|0 0|0", {}, facts)).toBe("*45/*45");
});

test("an ambiguity that the source has decided is called as decided, unless phase is known", () => {
  const facts = { ...plain, unphasedPriorities: [{ among: ["*1/*4", "*2/*3"], pick: "*2/*3" }] };
  expect(text("0/1 0/1 0/0 0/0", {}, facts)).toBe("*2/*3");
  expect(call("0/1 0/1 0/0 0/0", {}, facts).notes).toContain("nat2-priority");
  expect(text("0|1 0|1 0|0 0|0", {}, facts)).toBe("*1/*4");
});

test("an allele without function gives no phenotype", () => {
  const rule = { by: "function", activityScore: null } as const;
  const facts = {
    ...plain,
    rules: [
      { ...rule, first: "No function", second: "Normal function", phenotype: "Intermediate", key: "Intermediate" },
      { ...rule, first: "Normal function", second: "Normal function", phenotype: "Normal", key: "Normal" },
    ],
  };
  expect(call("0/1 0/0 0/0 0/0", {}, facts).diplotypes[0]).toMatchObject({
    phenotype: "Intermediate",
    lookup: ["*1", "*2"],
  });
  expect(call("0|1 0|1 0/0 0/0", {}, facts).diplotypes[0]).toMatchObject({ name: "*1/*4", phenotype: null, key: null });
});

const dpyd = madeUpGene(
  [
    { name: "Reference", activity: "1.0" },
    { name: "c.1A>T", requires: { 0: 1 }, activity: "0.5" },
    { name: "c.2A>T", requires: { 1: 1 }, activity: "0.0" },
    { name: "c.3A>T", requires: { 2: 1 }, activity: "1.0" },
  ],
  {
    gene: "DPYD",
    rules: [
      { by: "activity", first: "0.0", second: "0.5", phenotype: "Poor", activityScore: "0.5", key: "0.5" },
      { by: "activity", first: "0.0", second: "1.0", phenotype: "Intermediate", activityScore: "1.0", key: "1.0" },
    ],
  },
);

test("a lowest-function gene without phase is a list, looked up by its two lowest alleles", () => {
  const list = call("0/1 0/1 1/1 0/0", {}, dpyd);
  expect(list.kind).toBe("listed");
  expect(list.listed).toEqual(["c.1A>T", "c.2A>T", "c.3A>T", "c.3A>T"]);
  expect(list.diplotypes[0]).toMatchObject({ lookup: ["c.1A>T", "c.2A>T"], phenotype: "Poor" });
});

test("a lowest-function gene with phase is looked up by the lowest allele of each strand", () => {
  const pair = call("0|1 0|1 1|1 0|0", {}, dpyd);
  expect(diplotypeText(pair)).toBe("c.3A>T/[c.1A>T + c.2A>T + c.3A>T]");
  expect(pair.diplotypes[0]).toMatchObject({ lookup: ["c.2A>T", "c.3A>T"], phenotype: "Intermediate" });
});

test("a strand of which one base is unknown is never looked up as reference", () => {
  const half = call("0|0 .|1 0|0 0|0", {}, dpyd);
  expect(diplotypeText(half)).toBe("c.2A>T/g.200?");
  expect(half.diplotypes[0]!.phenotype).toBeNull();
});

test("CYP2D6 from small variants is a range; only two strands without function are a call", () => {
  const rule = (first: string, second: string, score: string) =>
    ({ by: "activity", first, second, phenotype: score, activityScore: score, key: score }) as const;
  const facts = madeUpGene(
    [
      { name: "*1", activity: "1.0" },
      { name: "*4", requires: { 0: 1 }, activity: "0.0" },
      { name: "*5", activity: "0.0", isStructural: true },
      { name: "*1x2", activity: "2.0", isStructural: true },
    ],
    {
      gene: "CYP2D6",
      rules: [
        rule("0.0", "0.0", "0.0"),
        rule("0.0", "1.0", "1.0"),
        rule("0.0", "2.0", "2.0"),
        rule("1.0", "1.0", "2.0"),
        rule("1.0", "2.0", "3.0"),
        rule("2.0", "2.0", "4.0"),
      ],
    },
  );
  const looksNormal = call("0/0 0/0 0/0 0/0", {}, facts);
  expect(looksNormal).toMatchObject({ kind: "not-called", reason: "copy-number-not-tested" });
  expect(new Set(looksNormal.possible.map((d) => d.key))).toEqual(new Set(["1.0", "2.0", "3.0", "4.0"]));
  // Two different bases need two strands: no deletion.
  expect(call("0/1 0/0 0/0 0/0", {}, facts).possible.map((d) => d.name)).toEqual(["*1/*4", "*1x2/*4"]);
  expect(text("1/1 0/0 0/0 0/0", {}, facts)).toBe("*4/*4");
});

test("SLCO1B1 without star alleles rests on rs4149056", () => {
  const facts = madeUpGene(
    [
      { name: "*1", function: "Normal function" },
      { name: "*5", requires: { 0: 1 }, function: "No function" },
    ],
    { gene: "SLCO1B1", sites: [madeUpSite("rs4149056", 100), madeUpSite("rsB", 200)] },
  );
  const alone = call("0/1 0/1", {}, facts);
  expect(diplotypeText(alone)).toBe("no call");
  expect(alone.diplotypes[0]).toMatchObject({ name: "rs4149056 A/rs4149056 T", lookup: ["*1", "*5"] });
  expect(call(". 0/1", {}, facts).kind).toBe("not-called");
});

test("three hundred free sites cost no more than their number", () => {
  const count = 300;
  const sites = Array.from({ length: count }, (_, i) => madeUpSite(`rs${i}`, i + 1));
  const alleles = Array.from({ length: count }, (_, i) => ({
    name: `c.${i}A>T`,
    requires: { [i]: 1 },
    activity: "0.5",
  }));
  const facts = madeUpGene([{ name: "Reference", activity: "1.0" }, ...alleles], { gene: "DPYD", sites });
  const free = callGene(facts, madeUpPerson(...Array<string>(count).fill("0/1")));
  expect(free.listed.length).toBe(count);
  const paired = callGene({ ...facts, gene: "MADEUP2" }, madeUpPerson(...Array<string>(count).fill("0/1")));
  expect(paired.reason).toBe("no-matching-alleles");
});
