import { expect, test } from "vitest";
import type { GuidanceRow } from "../guideline.ts";
import { guidanceOf, withoutAmounts } from "./guidance.ts";
import { madeUpRow } from "./made-up-row.ts";

const row = madeUpRow({ keys: { TPMT: "Normal Metabolizer" } });

test.each<[string, Partial<GuidanceRow>]>([
  ["no change without a strength", { actions: ["no_change"], strength: "missing" }],
  ["no change with an untested gene", { keys: { TPMT: "No Result" }, allGenesResulted: false, actions: ["no_change"] }],
  ["an untested gene said to be tested", { keys: { TPMT: "No Result" } }],
  ["no change that changes the dose", { actions: ["no_change", "reduce_dose"] }],
  ["a dose both up and down", { actions: ["reduce_dose", "increase_dose"] }],
  ["a percentage without an action", { actions: ["monitor"], percentMin: -50, percentMax: -50 }],
  ["a reduction upward", { actions: ["reduce_dose"], percentMin: 20, percentMax: 50 }],
  ["percentages the wrong way round", { actions: ["reduce_dose"], percentMin: -20, percentMax: -70 }],
  ["an alternative nobody offers", { actions: ["avoid"], alternatives: "morphine" }],
  ["a recommendation graded as none", { actions: ["avoid"], strength: "no-recommendation" }],
  ["no action at all", { actions: [] }],
])("a row is refused, not repaired: %s", (_, broken) => {
  expect(guidanceOf(row).kind).toBe("no-change");
  expect(() => guidanceOf({ ...row, ...broken })).toThrow(expect.objectContaining({ code: "knowledge-broken" }));
});

const halved: GuidanceRow = {
  ...row,
  actions: ["avoid", "reduce_dose"],
  percentMin: -50,
  percentMax: -50,
  basis: "start (cap)",
};

test("a percentage keeps its basis, its cap, and that it holds only if the drug is used all the same", () => {
  expect(guidanceOf(halved)).toMatchObject({
    kind: "act",
    avoid: true,
    adjust: [
      {
        direction: "reduce",
        onlyIfUsed: true,
        dose: { kind: "percent", min: -50, max: -50, basis: "start", cap: true },
      },
    ],
  });
});

test("a percentage and an amount in words are both shown; neither is made up", () => {
  const both = guidanceOf({ ...halved, dose: "max 10 mg/day" });
  expect(both.kind === "act" && both.adjust.map(({ dose }) => dose.kind)).toEqual(["percent", "stated"]);
  const neither = guidanceOf({ ...halved, percentMin: null, percentMax: null });
  expect(neither.kind === "act" && neither.adjust.map(({ dose }) => dose.kind)).toEqual(["not-stated"]);
});

test("a partial row and an unconfirmed finding keep the action and lose the amount", () => {
  for (const guidance of [guidanceOf({ ...halved, partial: true }), withoutAmounts(guidanceOf(halved))])
    expect(guidance).toMatchObject({
      kind: "act",
      avoid: true,
      adjust: [{ direction: "reduce", dose: { kind: "not-stated" } }],
    });
});

test("a partial row never clears, even where it says no change", () => {
  expect(guidanceOf({ ...row, partial: true })).toMatchObject({ kind: "act", partial: true, adjust: [] });
});

test("branches of a list of alternatives stay together", () => {
  const branched = guidanceOf({ ...row, actions: ["alternative"], alternatives: "heart failure: a; b; other: c" });
  expect(branched.kind === "act" && branched.alternatives).toEqual(["heart failure: a; b; other: c"]);
});

test("remarks on the coding are not shown as the source's words", () => {
  const noted = guidanceOf({ ...row, note: "text: label dose; caution in children; source gives no grade" });
  expect(noted.kind === "no-change" && noted.extras.note).toBe("caution in children");
});
