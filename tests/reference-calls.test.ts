/** 303 people of 1000 Genomes, 17 genes: the calls of PharmCAT 3.1.1 on the same phased genotypes. */
import { expect, test } from "vitest";
import {
  diplotypeText,
  lookedUp,
  matchers,
  phenotypeText,
  readReferencePeople,
  scoreText,
  sightingsOf,
} from "./case-run.ts";
import { sharedMissing, sharedTable } from "./reference-data.ts";

test.skipIf(sharedMissing)("every call is the reference's", async () => {
  const file = await readReferencePeople();
  const column = new Map(file.reading.samples.map((sample, i) => [sample, i]));
  const rows = sharedTable("data/genomes/reference_calls_phased.tsv");
  const differing: string[] = [];
  let phenotypes = 0;
  // The reference's RYR1 phenotypes are of 2023 and lack most alleles; ours use the functions assigned in 2025.
  let newerTable = 0;
  for (const row of rows) {
    const gene = row["gene"]!;
    const matcher = (await matchers()).get(gene)!;
    const call = matcher.call(sightingsOf(file, gene, column.get(row["sample"]!)!));
    const text = diplotypeText(call);
    if (text !== row["diplotype"]) differing.push(`${gene}: ${text} instead of ${row["diplotype"]}`);
    const missing = call.sites.filter((s) => s.state === "not-seen" && matcher.table.used[s.site] === 1).length;
    if (missing !== Number(row["n_missing_positions"]))
      differing.push(`${gene}: ${missing} positions missing instead of ${row["n_missing_positions"]}`);

    const found = lookedUp(matcher, call);
    // An empty cell stands for a gene without a phenotype table.
    const empty = found.length === 0 ? "No Result" : "n/a";
    phenotypes++;
    if (gene === "RYR1" && row["phenotype"] === "n/a") newerTable++;
    else if ((row["phenotype"] || empty) !== phenotypeText(found))
      differing.push(`${gene} ${text}: ${phenotypeText(found)}`);
    if (row["activity_score"]!.replace("No Result", "") !== scoreText(found))
      differing.push(`${gene} ${text}: score ${scoreText(found)}`);
  }
  console.log(
    `reference calls: ${rows.length} calls of ${new Set(rows.map((row) => row["sample"])).size} people, ${rows.length - differing.length} agree; ` +
      `${phenotypes - newerTable} phenotypes agree, ${newerTable} RYR1 phenotypes come from a newer table`,
  );
  expect(differing).toEqual([]);
  expect(rows.length).toBe(5151);
  expect(newerTable / phenotypes).toBeLessThanOrEqual(0.02);
});
