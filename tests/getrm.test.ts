/** Agreement with the GeT-RM consensus of 88 people, by reference group. */
import { expect, test } from "vitest";
import { type Agreement, agreementByGroup, agrees } from "../tools/evidence/getrm.ts";
import { matchers } from "./case-run.ts";
import { readCaseVcf, sightingsIn } from "./case-vcf.ts";
import { sharedMissing, sharedTable, sharedText } from "./shared.ts";

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
  const vcf = readCaseVcf(sharedText("data/genomes/reference_inputs_597.GRCh38.vcf.gz"));
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
      return matcher
        .call(sightingsIn(vcf, matcher.table.facts, vcf.samples.indexOf(sample)))
        .diplotypes.map((d) => d.name);
    },
  );
  const of = (gene: string, group: string): Agreement => rows.find((r) => r.gene === gene && r.group === group)!;
  console.log(rows.map((r) => `${r.gene} ${r.group} ${r.agree}/${r.n}`).join(", "));
  expect(rows.every((row) => row.group !== "SAS" || row.n === 0)).toBe(true);
  for (const gene of ["CYP2C9", "CYP2C19", "CYP3A5", "TPMT"])
    expect(of(gene, "ALL")).toMatchObject({ n: 88, agree: 88 });
  expect(of("CYP3A4", "ALL").agree).toBeGreaterThanOrEqual(87);
  // Names newer than the consensus, and a position that the panel lacks (CYP2B6 rs2279343).
  expect(of("CYP4F2", "ALL").agree).toBeGreaterThanOrEqual(62);
  expect(of("SLCO1B1", "ALL").agree).toBeGreaterThanOrEqual(65);
  expect(of("CYP2B6", "ALL").agree).toBeGreaterThanOrEqual(44);
});
