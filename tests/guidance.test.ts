/** Every row of the committed guidance, as it would reach a person. */
import { adviceFor, type Guidance, type GuidanceRow, guidanceOf, withoutAmounts } from "@pangenic/engine/personalize";
import { expect, test } from "vitest";
import { loadKnowledge } from "./knowledge-files.ts";

const { drugs } = await loadKnowledge();
const rows: readonly { readonly row: GuidanceRow; readonly source: string; readonly drug: string }[] = [
  ...drugs.values(),
].flatMap(({ drug, guidelines }) =>
  guidelines.flatMap(({ source, rows: each }) => each.map((row) => ({ row, source, drug }))),
);

/** Texts and percentages that a face could draw as an amount. */
function amountsIn(guidance: Guidance): string[] {
  if (!("extras" in guidance)) return [];
  const doses = guidance.kind === "act" ? guidance.adjust.map(({ dose }) => dose) : [];
  return [
    ...(guidance.extras.stated ? [guidance.extras.stated] : []),
    ...doses.flatMap((dose) => {
      if (dose.kind === "stated") return [dose.text];
      return dose.kind === "percent" ? [`${dose.min}..${dose.max}`] : [];
    }),
  ];
}

test("every row becomes guidance: 2,614 but for one that the importer rejects", () => {
  expect(rows.length).toBe(2613);
  const kinds = new Map<string, number>();
  for (const { row } of rows) {
    const { kind } = guidanceOf(row);
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  expect(Object.fromEntries(kinds)).toMatchInlineSnapshot(`
    {
      "act": 1674,
      "care-only": 160,
      "no-change": 334,
      "no-guidance": 195,
      "not-applicable": 62,
      "not-tested": 175,
      "use-label": 13,
    }
  `);
});

test("an amount is shown only where its row states one, and then exactly that one", () => {
  let shown = 0;
  for (const { row } of rows) {
    const allowed = [
      ...(row.percentMin !== null || row.percentMax !== null ? [`${row.percentMin}..${row.percentMax}`] : []),
      ...(row.dose ? [row.dose] : []),
    ];
    const amounts = amountsIn(guidanceOf(row));
    expect(allowed).toEqual(expect.arrayContaining(amounts));
    shown += amounts.length;
  }
  expect(shown).toBeGreaterThan(700);
});

test("a partial row shows no amount, in no field", () => {
  const partial = rows.filter(({ row }) => row.partial);
  expect(partial.length).toBe(148);
  for (const { row } of partial) {
    const guidance = guidanceOf(row);
    expect(amountsIn(guidance)).toEqual([]);
    if ("extras" in guidance) expect(guidance.extras).not.toHaveProperty("titration");
    expect(guidance.kind).not.toBe("no-change");
  }
});

test("nothing but a graded row on complete results clears a medicine", () => {
  const cleared = rows.filter(({ row }) => guidanceOf(row).kind === "no-change");
  expect(cleared.length).toBe(334);
  for (const { row, source } of cleared) {
    expect(row.actions).toContain("no_change");
    expect(row.allGenesResulted).toBe(true);
    expect(["strong", "moderate", "optional", "none-given"]).toContain(row.strength);
    expect(row.strength === "none-given").toBe(source === "DPWG");
  }
});

test("using the label is not a clearance, and brings what to do if there is no response", () => {
  const label = rows.filter(({ row }) => row.actions.includes("use_label"));
  expect(label.length).toBe(13);
  for (const { row } of label) {
    const guidance = guidanceOf(row);
    expect(guidance.kind === "use-label" && guidance.ifNoResponse.length).toBeGreaterThan(0);
  }
});

test("an alternative that the source does not name is not named", () => {
  const unnamed = rows.filter(({ row }) => row.alternatives.includes("(none named)"));
  expect(unnamed.length).toBeGreaterThan(30);
  for (const { row } of unnamed) {
    const guidance = guidanceOf(row);
    expect(guidance.kind === "act" && guidance.alternatives).toBe("none-named");
  }
});

test("a restrictive row stays valid when a partner gene is missing, and names the gene", () => {
  const restrictive = rows.filter(({ row }) => !row.allGenesResulted && row.actions.includes("avoid"));
  expect(restrictive.length).toBeGreaterThan(100);
  for (const { row } of restrictive) {
    const guidance = guidanceOf(row);
    expect(guidance.kind === "act" && guidance.avoid && guidance.missing.length).toBeGreaterThan(0);
  }
});

test("an unconfirmed finding loses every amount and keeps its action", () => {
  for (const { row } of rows) {
    const guidance = guidanceOf(row);
    const unconfirmed = withoutAmounts(guidance);
    expect(amountsIn(unconfirmed)).toEqual([]);
    expect(unconfirmed.kind).toBe(guidance.kind);
    if (guidance.kind === "act" && unconfirmed.kind === "act") {
      expect(unconfirmed.avoid).toBe(guidance.avoid);
      expect(unconfirmed.adjust.length > 0).toBe(guidance.adjust.length > 0);
    }
  }
});

test("without any result nothing is cleared and nothing is advised", () => {
  for (const drug of drugs.values())
    for (const { guidance } of adviceFor(drug, new Map())) expect(guidance.kind).toBe("not-tested");
});

test("every row is found by its own keys, in its own population", () => {
  let looked = 0;
  for (const drug of drugs.values())
    for (const guideline of drug.guidelines)
      for (const row of guideline.rows) {
        if (Object.values(row.keys).some((key) => key === "No Result" || key === "xN combinations")) continue;
        const results = new Map(
          Object.entries(row.keys).map(([gene, key]) => [
            gene,
            typeof key === "string" ? { keys: [key], copies: {} } : { keys: [], copies: key },
          ]),
        );
        const found = adviceFor({ ...drug, guidelines: [guideline] }, results);
        const widerCovers = Object.keys(row.keys).length === 1 && Object.hasOwn(row.keys, "RYR1");
        if (!widerCovers)
          expect(found.map(({ population, guidance }) => ({ population, guidance }))).toContainEqual({
            population: row.population,
            guidance: guidanceOf(row),
          });
        looked++;
      }
  expect(looked).toBeGreaterThan(2000);
});
