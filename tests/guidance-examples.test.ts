/** Worked examples: what follows for one medicine from stated results. */
import {
  adviseOn,
  type DrugAdvice,
  type GeneCandidates,
  type GeneResult,
  type Guidance,
  resultOf,
  testBeforeFirstDose,
} from "@pangenic/engine/personalize";
import { expect, test } from "vitest";
import { diplotype } from "./guidance-diplotypes.ts";
import { loadKnowledge } from "./knowledge-files.ts";

const knowledge = await loadKnowledge();

/** `*1/*3` of a gene, as the rules read it. */
function pair(gene: string, names: string): GeneResult {
  return resultOf(diplotype(knowledge, gene, ...names.split("/")), knowledge.genes.get(gene));
}

const keyed = (...keys: readonly string[]): GeneResult => ({ keys, copies: {} });

function tested(...results: readonly GeneResult[]): GeneCandidates {
  return { results, copyNumberTested: true };
}

function advise(drug: string, genes: Readonly<Record<string, GeneCandidates>>): DrugAdvice {
  return adviseOn(knowledge.drugs.get(drug)!, new Map(Object.entries(genes)));
}

/** What one source says, in the order of its populations. */
function said(advice: DrugAdvice, source: "CPIC" | "DPWG"): Guidance[] {
  return advice.guidance.filter((one) => one.source === source).map((one) => one.guidance);
}

const half = { kind: "percent", min: -50, max: -50, basis: "start", cap: false };

test.each(["capecitabine", "fluorouracil"])(
  "%s: one c.2846A>T asks for half the starting dose, in both sources",
  (drug) => {
    const advice = advise(drug, { DPYD: tested(pair("DPYD", "Reference/c.2846A>T")) });
    expect(advice.mark).toBe("change");
    expect(said(advice, "CPIC")).toMatchObject([
      { kind: "act", avoid: false, strength: "moderate", adjust: [{ dose: half }] },
    ]);
    expect(said(advice, "DPWG")).toMatchObject([
      { kind: "act", avoid: true, strength: "ungraded", adjust: [{ dose: half, onlyIfUsed: true }] },
    ]);
  },
);

test("capecitabine: no function is avoided and has no amount", () => {
  const advice = advise("capecitabine", { DPYD: tested(pair("DPYD", "c.1905+1G>A (*2A)/c.1905+1G>A (*2A)")) });
  expect(said(advice, "CPIC")).toMatchObject([{ kind: "act", avoid: true, adjust: [] }]);
});

test("capecitabine: a partial row (score 0.5) gives the action and no amount", () => {
  const advice = advise("capecitabine", { DPYD: tested(pair("DPYD", "c.2846A>T/c.1905+1G>A (*2A)")) });
  expect(said(advice, "CPIC")).toMatchObject([
    { kind: "act", avoid: true, partial: true, alternatives: "none-named", adjust: [{ dose: { kind: "not-stated" } }] },
  ]);
});

test("capecitabine: at score 1.0 DPWG asks to measure where both copies are altered, and only there", () => {
  const oneCopy = advise("capecitabine", { DPYD: tested(pair("DPYD", "Reference/c.1905+1G>A (*2A)")) });
  const twoCopies = advise("capecitabine", { DPYD: tested(pair("DPYD", "c.2846A>T/c.2846A>T")) });
  const keysOf = (advice: DrugAdvice) =>
    advice.guidance.filter((one) => one.source === "DPWG").map((one) => one.keys["DPYD"]);
  expect(keysOf(oneCopy)).toEqual(["1.0 (Intermediate Metabolizer)"]);
  expect(keysOf(twoCopies)).toEqual(["1.0 (Phenotyping)"]);
  const scoreAlone = advise("capecitabine", {
    DPYD: tested(
      resultOf(
        { lookup: [], phenotype: "Intermediate Metabolizer", activityScore: "1.0", key: "1.0" },
        knowledge.genes.get("DPYD"),
      ),
    ),
  });
  expect(keysOf(scoreAlone).sort()).toEqual(["1.0 (Intermediate Metabolizer)", "1.0 (Phenotyping)"]);
});

test("capecitabine: normal is cleared by CPIC, although DPWG recommends nothing", () => {
  const advice = advise("capecitabine", { DPYD: tested(pair("DPYD", "Reference/Reference")) });
  expect(said(advice, "CPIC")).toMatchObject([{ kind: "no-change", strength: "strong" }]);
  expect(said(advice, "DPWG")).toMatchObject([{ kind: "no-guidance", why: "source-says-none" }]);
  expect(advice.mark).toBe("no-change");
});

test("mercaptopurine: TPMT normal and NUDT15 untested is no clearance; the missing gene is named", () => {
  const advice = advise("mercaptopurine", { TPMT: tested(pair("TPMT", "*1/*1")) });
  expect(advice.mark).not.toBe("no-change");
  expect(advice.missing).toEqual(["NUDT15"]);
  expect(said(advice, "CPIC")).toMatchObject([{ kind: "care-only", missing: ["NUDT15"] }]);
});

test("mercaptopurine: a poor TPMT result counts although NUDT15 is untested", () => {
  const advice = advise("mercaptopurine", { TPMT: tested(pair("TPMT", "*3A/*3A")) });
  expect(advice.mark).toBe("change");
  expect(said(advice, "CPIC")).toMatchObject([
    {
      kind: "act",
      missing: ["NUDT15"],
      extras: { condition: "non-malignant: alternative; malignant: reduced dose" },
      adjust: [
        { dose: { kind: "percent", min: -90, max: -90, basis: "start (daily dose)" } },
        { dose: { kind: "stated" } },
      ],
    },
  ]);
});

test("mercaptopurine: both normal keeps the stated start", () => {
  const advice = advise("mercaptopurine", {
    TPMT: tested(pair("TPMT", "*1/*1")),
    NUDT15: tested(pair("NUDT15", "*1/*1")),
  });
  expect(advice.mark).toBe("no-change");
  expect(said(advice, "CPIC")).toMatchObject([
    { kind: "no-change", extras: { stated: "normal start 75 mg/m2/day or 1.5 mg/kg/day" } },
  ]);
  expect(advice.missing).toEqual([]);
});

test("irinotecan: a rule keyed by *28/*28 beats the one keyed by phenotype", () => {
  const homozygous = advise("irinotecan", { UGT1A1: tested(pair("UGT1A1", "*28/*28")) });
  expect(homozygous.guidance.map((one) => one.keys["UGT1A1"])).toEqual(["*28/*28"]);
  expect(homozygous.guidance[0]!.guidance).toMatchObject({ kind: "act", adjust: [{ dose: { min: -30, max: -30 } }] });
  const other = advise("irinotecan", { UGT1A1: tested(pair("UGT1A1", "*6/*28")) });
  expect(other.guidance.map((one) => one.keys["UGT1A1"])).toEqual(["Poor Metabolizer"]);
});

test("tamoxifen: poor CYP2D6 gets the aromatase inhibitors that CPIC names", () => {
  const advice = advise("tamoxifen", { CYP2D6: tested(pair("CYP2D6", "*4/*4")) });
  expect(advice.mark).toBe("change");
  const [cpic] = said(advice, "CPIC");
  expect(cpic?.kind === "act" && cpic.alternatives).toHaveLength(2);
});

test.each(["codeine", "tramadol", "tamoxifen"])("%s is never cleared while CYP2D6 copies are untested", (drug) => {
  const scores = ["1.0", "1.5", "2.0", "3.0"].map((score) => keyed(score));
  const range = advise(drug, { CYP2D6: { results: scores, copyNumberTested: false } });
  const single = advise(drug, { CYP2D6: { results: [keyed("2.0")], copyNumberTested: false } });
  for (const advice of [range, single]) {
    expect(advice.mark).not.toBe("no-change");
    expect(advice.guidance.map((one) => one.guidance.kind)).not.toContain("no-change");
    expect(advice.missing).toContain("CYP2D6");
  }
});

test("codeine: with copy number, normal is cleared, ultrarapid avoided, low activity follows the label", () => {
  expect(advise("codeine", { CYP2D6: tested(pair("CYP2D6", "*1/*1")) }).mark).toBe("no-change");
  const fast = advise("codeine", { CYP2D6: tested(pair("CYP2D6", "*1/*1x≥3")) });
  expect(said(fast, "CPIC")).toMatchObject([{ kind: "act", avoid: true }]);
  const low = advise("codeine", { CYP2D6: tested(pair("CYP2D6", "*4/*10")) });
  expect(said(low, "CPIC")).toMatchObject([{ kind: "use-label", ifNoResponse: ["non-tramadol opioid"] }]);
  expect(low.mark).not.toBe("no-change");
});

test("codeine: a range shows the guidance of each score, most cautious first", () => {
  const results = ["0.0", "1.0", "2.0", "3.0"].map((score) => keyed(score));
  const advice = advise("codeine", { CYP2D6: { results, copyNumberTested: false } });
  expect(advice.candidatesAgree).toBe(false);
  expect(advice.mark).toBe("change");
  expect(said(advice, "CPIC")[0]).toMatchObject({ kind: "act", avoid: true });
  expect(said(advice, "CPIC").map(({ kind }) => kind)).toContain("use-label");
});

test("clopidogrel: three indications are shown, the strongest sets the mark", () => {
  const advice = advise("clopidogrel", { CYP2C19: tested(pair("CYP2C19", "*1/*2")) });
  expect(advice.mark).toBe("change");
  const cpic = advice.guidance.filter((one) => one.source === "CPIC");
  expect(cpic.map((one) => one.population)).toEqual(["CVI ACS PCI", "CVI non-ACS non-PCI", "NVI"]);
  expect(cpic[0]!.guidance).toMatchObject({ avoid: true, alternatives: ["prasugrel", "ticagrelor"] });
  expect(cpic[1]!.guidance).toEqual({ kind: "no-guidance", why: "source-says-none" });
  expect(said(advice, "DPWG")).toMatchObject([
    { adjust: [{ dose: { min: 100, max: 100 } }, { dose: { kind: "stated" } }] },
  ]);
});

test("clopidogrel: rapid is cleared for some indications only, so the medicine is not", () => {
  const advice = advise("clopidogrel", { CYP2C19: tested(pair("CYP2C19", "*1/*17")) });
  expect(advice.mark).toBe("unknown");
});

test("statins: simvastatin by SLCO1B1; rosuvastatin and fluvastatin need their partner genes", () => {
  const poor = { SLCO1B1: tested(pair("SLCO1B1", "*5/*5")) };
  expect(said(advise("simvastatin", poor), "CPIC")).toMatchObject([
    { kind: "act", alternatives: ["alternative statin"] },
  ]);
  const normal = { SLCO1B1: tested(pair("SLCO1B1", "*1/*1")) };
  expect(advise("simvastatin", normal).mark).toBe("no-change");
  expect(advise("rosuvastatin", normal)).toMatchObject({ mark: "unknown", missing: ["ABCG2"] });
  expect(advise("fluvastatin", normal)).toMatchObject({ mark: "unknown", missing: ["CYP2C9"] });
  const both = { ...normal, CYP2C9: tested(pair("CYP2C9", "*1/*3")) };
  expect(said(advise("fluvastatin", both), "CPIC")).toMatchObject([
    {
      kind: "act",
      adjust: [{ direction: "reduce", dose: { kind: "stated", text: "max 40 mg/day at start", cap: true } }],
    },
  ]);
});

test("beta-blockers: DPWG's metoprolol rows, and the newer CPIC guideline named as a gap", () => {
  const metoprolol = knowledge.drugs.get("metoprolol")!;
  expect(metoprolol.guidelines.map((one) => one.source)).toEqual(["DPWG"]);
  expect(metoprolol.newer.map((one) => one.date)).toContain("2024-07-08");
  const poor = advise("metoprolol", { CYP2D6: tested(pair("CYP2D6", "*4/*4")) });
  expect(said(poor, "DPWG")).toMatchObject([
    {
      kind: "act",
      extras: { condition: expect.stringContaining("other cases: no action") },
      adjust: [{ dose: { min: null, max: -75, cap: true } }],
    },
  ]);
  // DPWG recommends nothing for normal, and no other source is at hand: unknown, not cleared.
  expect(advise("metoprolol", { CYP2D6: tested(pair("CYP2D6", "*1/*1")) }).mark).toBe("unknown");
});

test("carbamazepine: untested HLA is asked for before the first dose", () => {
  const advice = advise("carbamazepine", {});
  expect(advice.mark).toBe("unknown");
  expect([...advice.missing].sort()).toEqual(["HLA-A", "HLA-B"]);
  expect(advice.guidance.every((one) => testBeforeFirstDose(one.guidance))).toBe(true);
});

test("carbamazepine: one negative HLA gene clears nothing, one positive is avoided, both negative are cleared", () => {
  const negative = advise("carbamazepine", { "HLA-B": tested(keyed("*15:02 negative")) });
  expect(negative.mark).toBe("unknown");
  expect(negative.missing).toEqual(["HLA-A"]);
  const positive = advise("carbamazepine", { "HLA-B": tested(keyed("*15:02 positive")) });
  expect(positive.mark).toBe("change");
  expect(said(positive, "CPIC")).toContainEqual(
    expect.objectContaining({ kind: "act", avoid: true, missing: ["HLA-A"] }),
  );
  const both = advise("carbamazepine", {
    "HLA-A": tested(keyed("*31:01 negative")),
    "HLA-B": tested(keyed("*15:02 negative")),
  });
  expect(said(both, "CPIC").map(({ kind }) => kind)).toEqual(["no-change", "no-change", "no-change"]);
});

test("an HLA allele that a medicine does not ask about is no test for it", () => {
  const advice = advise("abacavir", { "HLA-B": tested(keyed("*58:01 negative")) });
  expect(advice).toMatchObject({ mark: "unknown", missing: ["HLA-B"] });
  const negative = advise("flucloxacillin", { "HLA-B": tested(keyed("*15:02 negative", "*57:01 negative")) });
  expect(negative.guidance[0]).toMatchObject({ keys: { "HLA-B": "*57:01 negative" }, guidance: { why: "no-row" } });
});

test("tacrolimus: expressers start higher, and the cap stands beside it", () => {
  const advice = advise("tacrolimus", { CYP3A5: tested(pair("CYP3A5", "*1/*3")) });
  expect(said(advice, "CPIC")).toMatchObject([
    {
      kind: "act",
      adjust: [
        { direction: "increase", dose: { min: 50, max: 100, basis: "start" } },
        { dose: { text: "max total 0.3 mg/kg/day at start" } },
      ],
    },
  ]);
  expect(said(advice, "DPWG")).toMatchObject([{ extras: { condition: expect.stringMatching(/^liver: only if/) } }]);
  expect(advise("tacrolimus", { CYP3A5: tested(pair("CYP3A5", "*3/*3")) }).mark).toBe("no-change");
});

test("among candidates the most cautious speaks, and nothing unknown turns green", () => {
  const unphased = advise("tacrolimus", { CYP3A5: tested(pair("CYP3A5", "*3/*3"), pair("CYP3A5", "*1/*3")) });
  expect(unphased).toMatchObject({ mark: "adjust", candidatesAgree: false });
  const same = advise("tacrolimus", { CYP3A5: tested(pair("CYP3A5", "*1/*3"), pair("CYP3A5", "*1/*6")) });
  expect(same.candidatesAgree).toBe(true);
  const maybeUnknown = advise("simvastatin", { SLCO1B1: tested(keyed("Normal Function"), keyed("Indeterminate")) });
  expect(maybeUnknown).toMatchObject({ mark: "unknown", candidatesAgree: false });
});

test("DPWG reads CYP2C19 *38 as its *1", () => {
  const advice = advise("omeprazole", { CYP2C19: tested(pair("CYP2C19", "*38/*2")) });
  expect(advice.guidance.find((one) => one.source === "DPWG")?.keys).toEqual({ CYP2C19: "Intermediate Metabolizer" });
});
