/** Real people of known genotype: are the risks as large as they say, and who gets a usable answer? */
import type { Sighting } from "@pangenic/engine/genome";
import { type CompiledGene, compileGeneAnswers, findGene, type GeneAnswer } from "@pangenic/engine/personalize";
import { beforeAll, describe, expect, test } from "vitest";
import {
  arrayOf,
  genome,
  type InputType,
  phasedGenome,
  type StudyPerson,
  shownBy,
  usableAnswers,
} from "../tools/evidence/equity.ts";
import { readReferencePeople } from "./case-run.ts";
import { figures } from "./holds-person.ts";
import { loadKnowledge } from "./knowledge-files.ts";
import { sharedMissing, sharedTable } from "./reference-data.ts";

const EXPIRES = "2027-01-01";
const groups = ["AFR", "AMR", "EAS", "EUR", "SAS"];

/** What widely sold chips carry of these genes at the least; a made-up list, to compare groups with. */
const chip = arrayOf(
  "small chip",
  new Set(["rs1799853", "rs1057910", "rs776746", "rs4149056", "rs4244285", "rs4986893", "rs12248560", "rs3758581"]),
);

describe.skipIf(sharedMissing)("597 people of 1000 Genomes", () => {
  let people: StudyPerson[];
  let compiled: ReadonlyMap<string, CompiledGene>;

  beforeAll(async () => {
    const { genes, drugs } = await loadKnowledge();
    compiled = new Map([...genes].map(([gene, facts]) => [gene, compileGeneAnswers(facts, drugs.values())]));
    const groupOf = new Map(
      sharedTable("data", "genomes", "1kgp3202_samples.tsv").map((row) => [row["sample"]!, row["superpopulation"]!]),
    );
    const { reading, tables } = await readReferencePeople();
    people = reading.samples.map((sample, i) => ({
      group: groupOf.get(sample)!,
      sightings: (gene) => tables.get(gene)!.of(i),
    }));
  });

  /** Expected and real share of people whose phenotype is another than shown. */
  function calibration(gene: string, input: InputType, group: string): { expected: number; real: number; n: number } {
    const ready = compiled.get(gene)!;
    const members = people.filter((person) => person.group === group);
    let [expected, real, n] = [0, 0, 0];
    const similarity = {
      status: "known",
      value: { groups: { [group]: 1 }, reference: "1000 Genomes", date: "2026-01-01" },
    } as const;
    for (const person of members) {
      const known = person.sightings(gene);
      const find = (sightings: readonly Sighting[]): GeneAnswer =>
        findGene(ready, { sightings, outside: [], similarity, sexDiffers: false, expires: EXPIRES }).answer;
      const truth = find(known).call;
      const answer = find(shownBy(input, ready, known));
      if (answer.call.kind !== "called" || answer.answer.kind === "abstention") continue;
      n++;
      expected += figures(answer.answer.holds).phenotypeRisk;
      const shown = answer.call.diplotypes[0]!.phenotype;
      if (truth.diplotypes[0]?.phenotype !== shown) real++;
    }
    return { expected: expected / n, real: real / n, n };
  }

  test("the risk stated is the share of people whose phenotype is really another", () => {
    let compared = 0;
    for (const gene of ["CYP2C9", "CYP3A5", "CYP2C19"]) {
      for (const group of groups) {
        const { expected, real, n } = calibration(gene, chip, group);
        expect(n, `${gene} ${group}`).toBeGreaterThan(50);
        const error = Math.sqrt((Math.max(expected, 1 / n) * (1 - expected)) / n);
        expect(Math.abs(real - expected), `${gene} ${group}: ${real} against ${expected}`).toBeLessThan(3.5 * error);
        compared++;
      }
    }
    expect(compared).toBe(15);
  });

  test("losing phase alone: the risk stated is the share of people whose phenotype is another", () => {
    for (const gene of ["TPMT", "CYP2C19", "SLCO1B1", "UGT1A1", "CYP2B6"]) {
      for (const group of groups) {
        const { expected, real, n } = calibration(gene, genome, group);
        const error = Math.sqrt((Math.max(expected, 1 / n) * (1 - expected)) / n);
        expect(Math.abs(real - expected), `${gene} ${group}: ${real} against ${expected}`).toBeLessThan(3.5 * error);
      }
    }
  });

  test("a phased genome holds well wherever it is answered: nothing is inferred", () => {
    const rows = usableAnswers(
      people,
      [compiled.get("CYP2C9")!, compiled.get("TPMT")!],
      phasedGenome,
      "group-stated",
      EXPIRES,
    );
    for (const { usable, byLevel } of rows) expect(byLevel.well).toBe(usable);
  });

  test("shares of people without a usable answer are those of the whole panel, within sampling", () => {
    const told = sharedTable("data", "pgx", "facts", "indeterminate_by_population.tsv");
    expect(told.length).toBeGreaterThan(100);
    const rows = usableAnswers(
      people,
      [compiled.get("CYP2B6")!, compiled.get("TPMT")!],
      phasedGenome,
      "group-stated",
      EXPIRES,
    );
    const without = (gene: string, group: string): number => {
      const row = rows.find((r) => r.gene === gene && r.group === group)!;
      return 1 - row.usable / row.people;
    };
    // Published in the project's notes, of 2,504 people: CYP2B6 AFR 14.8 %, EUR 6.4 %; TPMT AFR 8.8 %, EAS 0.
    expect(Math.abs(without("CYP2B6", "AFR") - 0.148)).toBeLessThan(0.09);
    expect(Math.abs(without("TPMT", "AFR") - 0.088)).toBeLessThan(0.07);
    expect(without("TPMT", "EAS")).toBeLessThan(0.04);
  });

  test("an array of few sites serves people unequally, and says so", () => {
    const rows = usableAnswers(people, [compiled.get("CYP2C9")!], chip, "group-stated", EXPIRES);
    const poorly = (group: string): number => {
      const row = rows.find((r) => r.group === group)!;
      return row.byLevel.poorly / row.people;
    };
    expect(poorly("AFR")).toBeGreaterThan(0.9);
    expect(poorly("EUR")).toBeLessThan(poorly("AFR"));
    for (const row of rows) {
      expect(row.byLevel.well).toBe(0);
      expect(row.people).toBeGreaterThan(50);
    }
  });

  test("every kind of answer is counted once", () => {
    const rows = usableAnswers(people, [compiled.get("NAT2")!], chip, "similarity-unknown", EXPIRES);
    expect(rows.map((row) => row.group).toSorted()).toEqual(groups);
    // Required sites are not on the chip.
    for (const row of rows) expect(row).toMatchObject({ usable: 0, byLevel: { well: 0, partly: 0, poorly: 0 } });
  });
});
