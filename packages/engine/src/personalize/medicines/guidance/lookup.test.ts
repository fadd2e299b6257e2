import { expect, test } from "vitest";
import type { Action, DrugFacts, GeneKey, GuidanceRow } from "../guideline.ts";
import { adviseOn } from "./advice.ts";
import type { GeneCandidates, GeneResult } from "./gene-result.ts";
import { adviceFor } from "./lookup.ts";
import { madeUpRow } from "./made-up-row.ts";

function row(keys: Readonly<Record<string, GeneKey>>, action: Action, population = "adults"): GuidanceRow {
  const allGenesResulted = !Object.values(keys).includes("No Result");
  return madeUpRow({ keys, population, actions: [action], allGenesResulted });
}

function drug(...rows: readonly GuidanceRow[]): DrugFacts {
  const genes = [...new Set(rows.flatMap(({ keys }) => Object.keys(keys)))];
  const guideline = { source: "DPWG", id: "1", url: "u", pmids: [], version: "v", license: "l", rows } as const;
  return { drug: "examplol", rxnorm: null, area: "", genes, guidelines: [guideline], newer: [] };
}

const keyed = (...keys: readonly string[]): GeneResult => ({ keys, copies: {} });
const kinds = (facts: DrugFacts, results: Readonly<Record<string, GeneResult>>) =>
  adviceFor(facts, new Map(Object.entries(results))).map((one) => one.guidance.kind);

const two = drug(
  row({ A: "normal", B: "normal" }, "no_change"),
  row({ A: "poor", B: "normal" }, "avoid"),
  row({ A: "poor", B: "No Result" }, "avoid"),
  row({ A: "normal", B: "No Result" }, "no_recommendation"),
);

test("every gene of a key must match", () => {
  expect(kinds(two, { A: keyed("normal"), B: keyed("normal") })).toEqual(["no-change"]);
  expect(kinds(two, { A: keyed("normal"), B: keyed("poor") })).toEqual(["no-guidance"]);
});

test("an untested partner is named, and what the tested gene says alone stays", () => {
  expect(adviceFor(two, new Map([["A", keyed("normal")]]))[0]!.guidance).toEqual({
    kind: "not-tested",
    missing: ["B"],
    testedAlone: ["A"],
  });
  expect(adviceFor(two, new Map([["A", keyed("poor")]]))[0]!.guidance).toMatchObject({ avoid: true, missing: ["B"] });
  expect(kinds(two, {})).toEqual(["not-tested"]);
  expect(kinds(two, { B: keyed("normal") })).toEqual(["not-tested"]);
});

test("an indeterminate result is not a result", () => {
  expect(kinds(two, { A: keyed("Indeterminate"), B: keyed("n/a") })).toEqual(["not-tested"]);
});

test("a rule keyed by allele copies beats one keyed by phenotype", () => {
  const both = drug(row({ A: "intermediate" }, "avoid"), row({ A: { "*1": 1, "*2": 1 } }, "no_change"));
  const copies = (...names: readonly string[]): GeneResult => ({
    keys: ["intermediate"],
    copies: Object.fromEntries(names.map((name) => [name, names.filter((one) => one === name).length])),
  });
  expect(kinds(both, { A: copies("*1", "*2") })).toEqual(["no-change"]);
  expect(kinds(both, { A: copies("*1", "*3") })).toEqual(["act"]);
  expect(kinds(both, { A: copies("*2", "*2") })).toEqual(["act"]);
});

test("each population is shown", () => {
  const facts = drug(row({ A: "poor" }, "avoid", "adults"), row({ A: "poor" }, "monitor", "children"));
  expect(adviceFor(facts, new Map([["A", keyed("poor")]])).map((one) => one.population)).toEqual([
    "adults",
    "children",
  ]);
});

test("DPWG's own keys are used for DPWG's rows", () => {
  const facts = drug(row({ A: "poor" }, "avoid"));
  expect(kinds(facts, { A: { keys: ["poor"], copies: {}, dpwgKeys: [] } })).toEqual(["no-guidance"]);
  expect(kinds(facts, { A: { keys: ["normal"], copies: {}, dpwgKeys: ["poor"] } })).toEqual(["act"]);
});

const single = drug(
  row({ A: "normal" }, "no_change"),
  row({ A: "poor" }, "avoid"),
  row({ A: "slow" }, "reduce_dose"),
  row({ A: "fast" }, "increase_dose"),
  row({ A: "odd" }, "no_recommendation"),
);
const among = (copyNumberTested: boolean, ...keys: readonly string[]): ReadonlyMap<string, GeneCandidates> =>
  new Map([["A", { results: keys.map((key) => keyed(key)), copyNumberTested }]]);

test("the most cautious candidate speaks, in any order of the candidates", () => {
  for (const keys of [
    ["normal", "poor"],
    ["poor", "normal"],
  ]) {
    const advice = adviseOn(single, among(true, ...keys));
    expect(advice).toMatchObject({ mark: "change", candidatesAgree: false });
    expect(advice.guidance.map((one) => one.keys["A"])).toEqual(["poor"]);
  }
});

test("a candidate without guidance keeps a medicine from turning green", () => {
  expect(adviseOn(single, among(true, "normal", "odd")).mark).toBe("unknown");
  expect(adviseOn(single, among(true, "normal", "never heard of")).mark).toBe("unknown");
  expect(adviseOn(single, among(true, "normal", "normal"))).toMatchObject({ mark: "no-change", candidatesAgree: true });
});

test("candidates that pull opposite ways are all shown", () => {
  const advice = adviseOn(single, among(true, "slow", "fast"));
  expect(advice.guidance.map((one) => one.keys["A"]).sort()).toEqual(["fast", "slow"]);
});

test("a range over untested copies is shown whole", () => {
  const advice = adviseOn(single, among(false, "normal", "slow", "poor"));
  expect(advice.guidance.map((one) => one.keys["A"])).toEqual(["poor", "slow", "normal"]);
  expect(advice.mark).toBe("change");
});

test("no result at all is unknown, never green", () => {
  expect(adviseOn(single, new Map())).toMatchObject({ mark: "unknown", missing: ["A"] });
  expect(adviseOn(drug(), new Map())).toMatchObject({ mark: "unknown", guidance: [] });
});
