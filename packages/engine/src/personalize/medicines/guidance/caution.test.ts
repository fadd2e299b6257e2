import { expect, test } from "vitest";
import type { Guidance } from "../guideline.ts";
import type { DrugGuidance } from "../report.ts";
import { caution, markOf, markOfAll, markOfWarfarin, mostCautious } from "./caution.ts";

const extras = { monitor: [], caution: false };
const act: Extract<Guidance, { kind: "act" }> = {
  kind: "act",
  strength: "strong",
  avoid: false,
  alternatives: "not-stated",
  adjust: [],
  extras,
  missing: [],
  partial: false,
};
const by = (min: number, max = min): Guidance => ({
  ...act,
  adjust: [
    {
      direction: min < 0 ? "reduce" : "increase",
      onlyIfUsed: false,
      dose: { kind: "percent", min, max, basis: "start", cap: false },
    },
  ],
});

/** Most cautious first, as documented. */
const order: readonly Guidance[] = [
  { ...act, avoid: true },
  { ...act, alternatives: "none-named" },
  by(-50),
  by(-25),
  { ...act, partial: true },
  { kind: "care-only", strength: "strong", extras, missing: [] },
  { kind: "use-label", strength: "strong", extras, ifNoResponse: [] },
  { kind: "not-tested", missing: ["CYP2D6"] },
  { kind: "no-guidance", why: "no-row" },
  { kind: "not-applicable" },
  { kind: "no-change", strength: "strong", extras },
];

test("caution falls in the documented order", () => {
  const ranks = order.map(caution);
  expect(ranks).toEqual([...ranks].sort((a, b) => b - a));
  expect(new Set(ranks).size).toBe(order.length);
});

test("the most cautious is found in any order, and nothing beats another's caution by clearing", () => {
  for (const [i, worse] of order.entries())
    for (const better of order.slice(i + 1)) {
      expect(mostCautious([worse, better])).toBe(worse);
      expect(mostCautious([better, worse])).toBe(worse);
    }
  expect(mostCautious([])).toBeNull();
});

test("marks: change, adjust, unknown, and green for a clearance alone", () => {
  expect(order.map(markOf).join(" ")).toBe(
    "change change change adjust adjust adjust adjust unknown unknown unknown no-change",
  );
  expect(markOf(by(100))).toBe("change");
  expect(markOf(by(50, 100))).toBe("adjust");
  expect(markOf(by(-70, -20))).toBe("adjust");
  expect(markOf(by(-75, -50))).toBe("change");
});

const said = (guidance: Guidance, source: "CPIC" | "DPWG" = "CPIC", gene = "A"): DrugGuidance => ({
  source,
  population: "",
  guidance,
  keys: { [gene]: "normal" },
  url: source,
  pmids: [],
  version: "",
  license: "",
});
const [cleared, silent, untested, avoided] = [order[10]!, order[8]!, order[7]!, order[0]!];

test("a source that says nothing does not take back another's clearance; an untested gene does", () => {
  expect(markOfAll([said(cleared), said(silent, "DPWG")])).toBe("no-change");
  expect(markOfAll([said(cleared), said(untested, "DPWG")])).toBe("unknown");
  expect(markOfAll([said(cleared), said(avoided, "DPWG")])).toBe("change");
});

test("a result that no row knows keeps the medicine from green, unless a clearance looked at that gene", () => {
  expect(markOfAll([said(cleared), said(silent, "DPWG", "B")])).toBe("unknown");
  expect(markOfAll([said(cleared), said({ kind: "no-guidance", why: "source-says-none" }, "DPWG", "B")])).toBe(
    "no-change",
  );
});

test("warfarin is never green: its flow always leads somewhere", () => {
  const branch = { branch: "african", steps: [], doses: [], missing: [] } as const;
  const flow = (advice: "algorithm" | "clinical" | "abstain", considerAnotherDrug = false) =>
    ({ branches: [{ ...branch, advice }], direction: "usual", considerAnotherDrug }) as const;
  expect(markOfWarfarin("no-change", flow("clinical"))).toBe("unknown");
  expect(markOfWarfarin("no-change", flow("abstain"))).toBe("unknown");
  expect(markOfWarfarin("unknown", flow("algorithm"))).toBe("adjust");
  expect(markOfWarfarin("change", flow("clinical"))).toBe("change");
  expect(markOfWarfarin("adjust", flow("algorithm", true))).toBe("change");
});

test("within one guideline every population must be cleared", () => {
  expect(markOfAll([said(cleared), said(silent)])).toBe("unknown");
  expect(markOfAll([said(cleared), said(cleared)])).toBe("no-change");
});

test("nothing said is unknown", () => {
  expect(markOfAll([])).toBe("unknown");
  expect(markOfAll([said({ kind: "not-applicable" })])).toBe("unknown");
});
