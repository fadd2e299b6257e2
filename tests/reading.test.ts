import { expect, test } from "vitest";
import { read } from "./read-text.ts";
import { sharedMissing, sharedTable, sharedText } from "./shared.ts";
import { sharedGroups } from "./sites.ts";

test.skipIf(sharedMissing)(
  "as many positions are missing as in the reference matcher, in every shared case",
  async () => {
    const groups = sharedGroups();
    const calls = sharedTable("data", "pgx-cases", "computed_calls.tsv");
    const wrong: string[] = [];
    let compared = 0;
    for (const vcf of new Set(calls.map((call) => call["vcf"]!))) {
      const { tables } = await read(sharedText("data", "pgx-cases", vcf), groups).catch((e) => {
        wrong.push(`${vcf} ${e.code} ${e.message}`);
        return { tables: new Map() };
      });
      for (const call of calls.filter((one) => one["vcf"] === vcf)) {
        const table = tables.get(call["gene"]!);
        if (table === undefined) continue;
        const missing = table.of(0).filter((sighting: { kind: string }) => sighting.kind === "not-seen").length;
        compared++;
        if (missing !== Number(call["n_missing_positions"]))
          wrong.push(`${vcf} ${call["gene"]}: ${missing}, not ${call["n_missing_positions"]}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(250);
  },
);
