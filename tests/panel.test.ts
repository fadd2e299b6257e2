/** The reference panels that ship: what is in them, and that we can make them again. */
import { gunzipSync } from "node:zlib";
import { packPanel, readPanel } from "@pangenic/engine/models";
import { buildPanel, studyPanel } from "@pangenic/engine/study";
import { panelNames, readShippedPanel } from "@pangenic/knowledge";
import { expect, test } from "vitest";
import { panels } from "../packages/knowledge/build/reference-panel/panels.ts";
import { packedPanel, shippedPanel } from "./panels.ts";
import { sharedMissing, sharedTable } from "./reference-data.ts";

const withShared = test.skipIf(sharedMissing);

test("both panels fit into the budget of a phone", () => {
  const size = panelNames.reduce((sum, name) => sum + packedPanel(name).length, 0);
  expect(size).toBeLessThanOrEqual(400_000);
});

for (const name of panelNames)
  withShared(`${name} is made again, the same bytes, from the shared genotypes`, { timeout: 240_000 }, async () => {
    const { card } = await shippedPanel(name);
    const made = panels().find((one) => one.name === name)!;
    const bytes = packPanel(buildPanel(studyPanel(made.labeled(), made.plan), card));
    expect(Buffer.compare(bytes, gunzipSync(packedPanel(name)))).toBe(0);
  });

test("a panel comes back from its bytes as it was written", async () => {
  for (const name of panelNames) {
    const bytes = new Uint8Array(gunzipSync(packedPanel(name)));
    expect(Buffer.compare(packPanel(readPanel(bytes, "")), bytes)).toBe(0);
  }
});

test("a panel that was changed or cut is refused", async () => {
  const bytes = gunzipSync(packedPanel("small"));
  const changed = Buffer.from(bytes);
  changed[changed.length - 9]! ^= 1;
  await expect(readShippedPanel("small", changed, "")).rejects.toMatchObject({ code: "knowledge-broken" });
  for (const cut of [10, 500, bytes.length >> 1]) {
    const read = (): unknown => readPanel(bytes.subarray(0, cut), "");
    expect(read).toThrow(expect.objectContaining({ code: "columns-broken" }));
  }
  const other = Buffer.from(bytes.toString("latin1").replace('"reference-panel"', '"reference-panes"'), "latin1");
  expect(() => readPanel(other, "")).toThrow(expect.objectContaining({ code: "panel-broken" }));
  for (const field of ["parts", "loadingStep", "coordinateStep", "between"]) {
    const renamed = Buffer.from(
      bytes.toString("latin1").replace(`"${field}"`, `"${"x".repeat(field.length)}"`),
      "latin1",
    );
    expect(() => readPanel(renamed, "")).toThrow(expect.objectContaining({ code: "panel-broken" }));
  }
});

withShared("no person of the reference is named in a panel", () => {
  const ids = [
    ...sharedTable("data/populations/labels/kg1_pop.tsv"),
    ...sharedTable("data/populations/labels/hm3_pop.tsv"),
  ].map((row) => row["IID"]!);
  for (const name of panelNames) {
    const text = gunzipSync(packedPanel(name)).toString("latin1");
    expect(ids.filter((id) => text.includes(id))).toEqual([]);
  }
});

test("every site has a place in both builds, an rsID, two letters that differ and read differently on the other strand", async () => {
  for (const name of panelNames) {
    const { sites } = await shippedPanel(name);
    for (let site = 0; site < sites.count; site++) {
      expect(sites.pos.GRCh37[site]! > 0 && sites.pos.GRCh38[site]! > 0 && sites.rsid[site]! > 0).toBe(true);
      expect(["AT", "TA", "CG", "GC", "AA", "CC", "GG", "TT"]).not.toContain(sites.counted[site]! + sites.other[site]!);
    }
  }
});

test("a mixture has no source whose people are mixtures themselves", async () => {
  for (const name of panelNames) {
    const { parts, populations } = await shippedPanel(name);
    const sources = populations.filter(({ part }) => parts[part]!.source).map(({ code }) => code);
    for (const mixed of ["ACB", "ASW", "CLM", "MKK", "MXL", "PEL", "PUR"]) expect(sources).not.toContain(mixed);
    expect(sources.length).toBeGreaterThan(8);
  }
});

test("in every population of 50 people or more at most one in twenty of those held out is called outside", async () => {
  for (const name of panelNames) {
    const { card, populations } = await shippedPanel(name);
    expect(card.populations.map(({ code }) => code)).toEqual(populations.map(({ code }) => code));
    for (const { people, falseAlarms } of card.populations)
      if (people >= 50) expect(falseAlarms / people).toBeLessThanOrEqual(0.05);
  }
});
