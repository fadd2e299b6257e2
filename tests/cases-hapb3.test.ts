/** 109 DPYD genotypes around HapB3, read once with phase and once without. */

import { type Sighting, UNDOCUMENTED } from "@pangenic/engine/genome";
import type { GeneCall } from "@pangenic/engine/personalize";
import { expect, test } from "vitest";
import { lookedUp, matchers, printedList } from "./case-run.ts";
import { sharedMissing, sharedText } from "./reference-data.ts";

const RSIDS = ["rs56038477", "rs75017182", "rs72549310", "rs67376798", "rs1801265", "rs186169810", "rs115232898"];
/** Its row stands for a base that the definitions do not know, at a position they do. */
const UNKNOWN_BASE = "rs186169810";
const WARNINGS: Readonly<Record<string, string>> = {
  "pcat-dpyd-hapB3-intronic-mismatch-exonic": "hapb3-intron-mismatch",
  "pcat-dpyd-hapB3-exonic-only": "hapb3-exon-only",
};

/** The table's short names in full. */
function full(text: string): string {
  return text
    .replace(/\bref\b/g, "Reference")
    .replace(/HapB3Intron/g, "c.1129-5923C>G")
    .replace(/(?<!\()HapB3/g, "c.1129-5923C>G, c.1236G>A (HapB3)")
    .replace(/\s*\+(?!1G)\s*/g, " + ");
}

/** Strands in either order. */
function unordered(diplotype: string): string {
  return diplotype.split("/").sort().join("/");
}

const isHapB3Note = (note: string): boolean => note.startsWith("hapb3");

test.skipIf(sharedMissing)("HapB3 is called as its table says, with its warnings", async () => {
  const matcher = (await matchers()).get("DPYD")!;
  const { sites } = matcher.table.facts;
  const lines = sharedText("data/pgx-cases/tables/DPYD-hapB3.tsv").trimEnd().split("\n").slice(3);
  expect(lines.length).toBe(109);

  function call(genotypes: readonly string[], phased: boolean): GeneCall {
    const sightings = sites.map((site): Sighting => {
      const column = RSIDS.indexOf(site.rsid ?? "");
      const genotype = genotypes[column] ?? "0/0";
      if (genotype === "missing") return { kind: "not-seen", why: "no-row" };
      const variant = site.rsid === UNKNOWN_BASE ? UNDOCUMENTED : 1;
      const [a, b] = genotype.split(/[/|]/).map((allele) => (allele === "1" ? variant : 0)) as [number, number];
      const phase = { kind: phased || a === b ? "fixed" : "free" } as const;
      return { kind: "seen", alleles: [a, b], phase, by: "row", doubts: [] };
    });
    return matcher.call(sightings);
  }

  const differing: string[] = [];
  const compare = (line: number, what: string, found: string, expected: string): void => {
    if (found !== expected) differing.push(`row ${line} ${what}: found ${found}, expected ${expected}`);
  };
  for (const [i, line] of lines.entries()) {
    const cells = line.split("\t");
    const genotypes = cells.slice(0, 7);
    const [phasedCall, phasedLookup, unphasedCall, unphasedLookup, , phasedWarning, unphasedWarning] = cells
      .slice(7, 14)
      .map((cell) => cell.trim()) as string[];
    const row = i + 4;

    const phased = call(genotypes, true);
    compare(row, "phased", unordered(phased.diplotypes[0]!.name), unordered(full(phasedCall!)));
    const lookup = full(phasedLookup || phasedCall!);
    compare(row, "phased look-up", unordered(phased.diplotypes[0]!.lookup.join("/")), unordered(lookup));
    compare(row, "phased note", phased.notes.filter(isHapB3Note).join(), WARNINGS[phasedWarning ?? ""] ?? "");

    const unphased = call(genotypes, false);
    const found = unphased.kind === "listed" ? printedList(unphased.listed).sort().join(" ; ") : "";
    if (unphased.kind === "listed")
      compare(
        row,
        "unphased",
        found,
        full(unphasedCall!)
          .replace(/, (?!c\.1236)/g, " ; ")
          .split(" ; ")
          .sort()
          .join(" ; "),
      );
    else compare(row, "unphased", unordered(unphased.diplotypes[0]!.name), unordered(full(phasedCall!)));
    const looked = lookedUp(matcher, unphased)[0]!.lookup.join("/");
    if (unphasedLookup) compare(row, "unphased look-up", unordered(looked), unordered(full(unphasedLookup)));
    compare(row, "unphased note", unphased.notes.filter(isHapB3Note).join(), WARNINGS[unphasedWarning ?? ""] ?? "");
  }
  expect(differing).toEqual([]);
});
