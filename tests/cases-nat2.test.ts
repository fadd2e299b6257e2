/** 75 unphased NAT2 genotypes over the five key positions: what is called, and what else fits. */

import type { Sighting } from "@pangenic/engine/genome";
import { expect, test } from "vitest";
import { diplotypeText, matchers } from "./case-run.ts";
import { sharedMissing, sharedTable } from "./reference-data.ts";

test.skipIf(sharedMissing)("unphased NAT2 is called as the ambiguity table picks it", async () => {
  const matcher = (await matchers()).get("NAT2")!;
  const rows = sharedTable("data/pgx-cases/tables/NAT2-unphased.tsv");
  expect(rows.length).toBe(75);
  const differing: string[] = [];
  for (const row of rows) {
    const missing: readonly string[] = row["Missing positions"]!.match(/rs\d+/g) ?? [];
    const sightings = matcher.table.facts.sites.map((site): Sighting => {
      if (site.rsid !== null && missing.includes(site.rsid)) return { kind: "not-seen", why: "no-row" };
      const genotype = site.rsid === null ? undefined : row[site.rsid];
      const [a = 0, b = 0] = (genotype ?? "").split("/").map((base) => Math.max(0, site.alleles.indexOf(base)));
      const phase = { kind: a === b ? "fixed" : "free" } as const;
      return { kind: "seen", alleles: [a, b], phase, by: "row", doubts: [] };
    });
    const candidates = row["Output"] === "not called" ? [] : row["Output"]!.split(" or ");
    const all = matcher.call(sightings, { allMatches: true }).diplotypes.map((d) => d.name);
    const called = diplotypeText(matcher.call(sightings));
    const expected = row["Pick"] || candidates.join(" OR ") || "no call";
    if (called !== expected) differing.push(`called ${called}, expected ${expected}`);
    // Where positions are missing the table names some of the pairs that fit; none of them may be lost.
    if (candidates.some((name) => !all.includes(name))) differing.push(`a candidate of ${row["Output"]} is lost`);
    if (row["Missing positions"] === "none" && expected === "no call" && all.length > 0)
      differing.push("a pair too many");
  }
  expect(differing).toEqual([]);
});
