/**
 * How often does a medicine find guidance where the shared cases expect it? Their authors used a guideline set newer than
 * ours, with sources that we do not carry (FDA), and count rows over all of them: counted here, not gated.
 */
import { adviseOn, candidatesOf, type DrugGuidance, type GeneCandidates } from "@pangenic/engine/personalize";
import { expect, test } from "vitest";
import { callCase, withOutside } from "./case-run.ts";
import { loadKnowledge } from "./knowledge-files.ts";
import { sharedMissing, sharedTable } from "./reference-data.ts";

/** `CPIC`, or `["CPIC", 2]`: a source and how many rows. */
const asked = /^\["(?<counted>\w+)", (?<count>\d+)\]$|^(?<named>\w+)$/;

/** A row was found, whatever it says. */
function isRow({ guidance, keys }: DrugGuidance): boolean {
  if (guidance.kind === "not-tested") return Object.values(keys).includes("No Result");
  return guidance.kind !== "no-guidance" || guidance.why !== "no-row";
}

test.skipIf(sharedMissing)("guidance found for the medicines of the shared cases", async () => {
  const { genes, drugs } = await loadKnowledge();
  const rows = sharedTable("data/pgx-cases/expectations.tsv").filter(({ assertion }) =>
    ["any_match_from", "no_match_from", "matched_annotations"].includes(assertion!),
  );
  expect(rows.length).toBe(105);
  const differing: string[] = [];
  let compared = 0;
  for (const row of rows) {
    const drug = drugs.get(row["gene"]!);
    const { counted, count, named } = asked.exec(row["expected_json"]!)?.groups ?? {};
    const source = counted ?? named;
    if (!drug || (source !== "CPIC" && source !== "DPWG")) continue;
    const lines = JSON.parse(row["outside_calls_json"] || "[]") as string[];
    const candidates = new Map<string, GeneCandidates>();
    for (const gene of drug.genes) {
      const call = await withOutside(gene, lines, await callCase(row["vcf"]!, gene));
      if (call) candidates.set(gene, candidatesOf(call, genes.get(gene)));
    }
    const found = adviseOn(drug, candidates).guidance.filter((one) => one.source === source && isRow(one)).length;
    const isAny = row["assertion"] === "any_match_from";
    compared++;
    if (count === undefined ? found > 0 !== isAny : found !== Number(count))
      differing.push(`${row["case"]} ${row["gene"]} ${row["assertion"]} ${row["expected_json"]}: found ${found}`);
  }
  console.log(
    `guidance of the shared cases, informative: ${compared - differing.length} of ${compared} comparable rows agree, ` +
      `${rows.length - compared} name a medicine, source or total that we do not carry\n${differing.join("\n")}`,
  );
  expect(compared).toBeGreaterThan(0);
});
