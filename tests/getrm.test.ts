/** Agreement with the GeT-RM consensus of 88 people, by reference group. */
import { expect, test } from "vitest";
import { type Agreement, agreementByGroup, agrees, comparableGenes } from "../tools/evidence/getrm.ts";
import { matchers, readReferencePeople, sightingsOf } from "./case-run.ts";
import { sharedMissing, sharedTable } from "./shared.ts";

test("open and renamed genotypes of the consensus are read as their authors mean them", () => {
  expect(agrees("CYP2B6", "1/1(27)", ["*1/*27"])).toBe(true);
  expect(agrees("CYP4F2", "2/3;1/4", ["*1/*4"])).toBe(true);
  expect(agrees("CYP2B6", "1/(2;10)", ["*1/*10"])).toBe(true);
  expect(agrees("SLCO1B1", "1A/1B", ["*1/*37"])).toBe(true);
  expect(agrees("CYP2C19", "1/17", ["*17/*38"])).toBe(true);
  expect(agrees("CYP2C19", "1/17", ["*2/*17"])).toBe(false);
  expect(agrees("CYP2C19", "1/17", ["*1/*17", "*4/*38"])).toBe(false);
  expect(agrees("CYP2C19", "1/17", [])).toBe(false);
});

test.skipIf(sharedMissing)("agreement is what the same genotypes gave the reference matcher", async () => {
  const file = await readReferencePeople();
  const genes = await matchers();
  const rows = agreementByGroup(
    sharedTable("data/genomes/getrm_consensus_88.tsv").map((row) => ({
      sample: row["sample"]!,
      group: row["superpopulation"]!,
      gene: row["gene"]!,
      genotype: row["getrm_consensus"]!,
    })),
    (gene, sample) => {
      const matcher = genes.get(gene)!;
      return matcher.call(sightingsOf(file, gene, file.reading.samples.indexOf(sample))).diplotypes.map((d) => d.name);
    },
  );
  const of = (gene: string, group: string): Agreement => rows.find((r) => r.gene === gene && r.group === group)!;
  console.log(rows.map((r) => `${r.gene} ${r.group} ${r.agree}/${r.n}`).join(", "));
  expect(rows.every((row) => row.group !== "SAS" || row.n === 0)).toBe(true);
  const agree = Object.fromEntries(comparableGenes.map((gene) => [gene, of(gene, "ALL").agree]));
  // Of 88. CYP2B6: the panel lacks rs2279343 (*6 reads as *9). CYP2C19 *35 and *39, CYP4F2 *4 to *19 and many SLCO1B1
  // names are newer than the consensus.
  expect(agree).toEqual({
    CYP2B6: 44,
    CYP2C19: 85,
    CYP2C9: 88,
    CYP3A4: 87,
    CYP3A5: 88,
    CYP4F2: 58,
    SLCO1B1: 60,
    TPMT: 88,
  });
});
