/** Warfarin: the published equations to the digit, and the CPIC 2017 flow branch by branch. */
import { type Person, readPerson } from "@pangenic/engine/collect";
import {
  type GeneCall,
  gage,
  iwpc,
  iwpcClinical,
  studiedIn,
  type WarfarinGenotype,
  warfarinAnswer,
  warfarinGenotype,
  warfarinWithoutAmounts,
} from "@pangenic/engine/personalize";
import { describe, expect, test } from "vitest";
import { diplotype } from "./guidance-diplotypes.ts";
import { loadKnowledge } from "./knowledge-files.ts";
import { sharedMissing, sharedTable } from "./reference-data.ts";

const date = "2026-07-01";

const genotype: WarfarinGenotype = {
  vkorc1: "AG",
  cyp2c9: { star2: 0, star3: 0, reduced: 0, uncounted: 0, poorMetabolizer: false },
  reducedTested: true,
  cyp4f2T: 0,
  rs12777823A: 0,
};

function person(fields: Readonly<Record<string, unknown>> = {}): Person {
  const known = { birthYear: 1966, heightCm: 170, weightKg: 75, medicines: [], indications: [] };
  return readPerson(JSON.stringify({ version: 1, ...known, ...fields }));
}

const ethnicity = (...words: readonly string[]) => person({ selfReportedEthnicity: words });
const cyp2c9 = (fields: Partial<NonNullable<WarfarinGenotype["cyp2c9"]>>) => ({
  ...genotype,
  cyp2c9: { ...genotype.cyp2c9!, ...fields },
});
const answer = (g: WarfarinGenotype, p: Person) => warfarinAnswer(g, p, { date });
const branch = (g: WarfarinGenotype, p: Person) => answer(g, p).branches[0]!;
const codes = (g: WarfarinGenotype, p: Person) => branch(g, p).steps.map((step) => step.code);

const raceTerms: Readonly<Record<string, Parameters<typeof iwpc>[0]["race"]>> = {
  white: "none",
  asian: "asian",
  black: "black",
  mixed_or_missing: "missing-or-mixed",
};

describe.skipIf(sharedMissing)("published dose vectors", () => {
  const vectors = sharedMissing ? [] : sharedTable("data/pgx/facts/warfarin_dose_vectors.tsv");
  test("there are 16", () => expect(vectors.length).toBe(16));
  test.each(vectors.map((vector, i) => [i + 1, vector] as const))(
    "vector %i agrees to the last digit given",
    (_, v) => {
      const vkorc1 = v["vkorc1"] === "unknown" ? null : (v["vkorc1"] as "GG" | "AG" | "AA");
      const copies = (name: string) => v["cyp2c9"]!.split("/").filter((one) => one === name).length;
      const stars = v["cyp2c9"] === "unknown" ? null : { star2: copies("*2"), star3: copies("*3") };
      const inputs = {
        age: Number(v["age"]),
        heightCm: Number(v["height_cm"]),
        weightKg: Number(v["weight_kg"]),
        race: raceTerms[v["race"]!]!,
        enzymeInducer: v["enzyme_inducer"] === "1",
        amiodarone: v["amiodarone"] === "1",
      };
      expect(iwpc(inputs, vkorc1, stars).toFixed(4)).toBe(v["iwpc_pgx_mg_week"]);
      expect(iwpcClinical(inputs).toFixed(4)).toBe(v["iwpc_clinical_mg_week"]);
      expect(v["gage_mg_day"] === "").toBe(vkorc1 === null || stars === null);
      if (vkorc1 === null || stars === null) return;
      const perDay = gage(
        {
          ...inputs,
          africanAmerican: inputs.race === "black",
          smoker: v["smoker"] === "1",
          dvtOrPe: v["dvt_pe"] === "1",
          targetInr: Number(v["target_inr"]),
        },
        vkorc1,
        stars,
      );
      expect(perDay.toFixed(4)).toBe(v["gage_mg_day"]);
    },
  );
});

test("an unknown VKORC1 or *2/*3 means dosing without genetics, whoever asks", () => {
  for (const unknown of [
    { ...genotype, vkorc1: null },
    { ...genotype, cyp2c9: null },
  ])
    for (const words of ["european", "african", "african-american"]) {
      const { advice, steps, doses } = branch(unknown, ethnicity(words));
      expect(advice).toBe("clinical");
      expect(steps).toEqual([]);
      expect(doses.every(({ equation }) => equation === "iwpc-clinical")).toBe(true);
    }
});

test("ancestry is what the person states; unknown, declined, or a word we do not know shows every branch", () => {
  const all = ["not-african", "african", "african-american"];
  const branches = (p: Person) => answer(genotype, p).branches.map((one) => one.branch);
  expect(branches(person())).toEqual(all);
  expect(branches(person({ selfReportedEthnicity: "declined" }))).toEqual(all);
  expect(branches(ethnicity("Yoruba"))).toEqual(all);
  expect(branches(ethnicity("European", "Yoruba"))).toEqual(all);
  expect(branches(ethnicity("African American"))).toEqual(["african-american"]);
  expect(branches(ethnicity("african"))).toEqual(["african"]);
  expect(branches(ethnicity("none of these"))).toEqual(["not-african"]);
  expect(branches(ethnicity("European", "African"))).toEqual(["not-african", "african"]);
});

test("genetic similarity never answers the question about ancestry", () => {
  const similar = { groups: { AFR: 1 }, reference: "1000 Genomes", date: "2026-01-01" };
  expect(answer(genotype, person({ geneticSimilarity: similar }))).toEqual(answer(genotype, person()));
});

test("African branches: without *5, *6, *8 and *11 tested the dose is clinical; elsewhere the gap is only named", () => {
  const untested = { ...genotype, reducedTested: false };
  for (const words of ["african", "african-american"]) {
    expect(branch(untested, ethnicity(words)).advice).toBe("clinical");
    expect(branch(genotype, ethnicity(words)).advice).toBe("algorithm");
  }
  const elsewhere = branch(untested, ethnicity("asian"));
  expect(elsewhere.advice).toBe("algorithm");
  expect(elsewhere.missing).toContain("CYP2C9 *5, *6, *8, *11");
});

test("*5, *6, *8 and *11 lower the dose: optional outside, moderate inside the African branches", () => {
  const carrier = cyp2c9({ reduced: 1 });
  const step = { code: "cyp2c9-reduced-carrier", percentMin: -30, percentMax: -15 };
  expect(branch(carrier, ethnicity("european")).steps).toContainEqual({ ...step, strength: "optional" });
  expect(branch(carrier, ethnicity("african")).steps).toContainEqual({ ...step, strength: "moderate" });
  expect(branch(cyp2c9({ reduced: 2 }), ethnicity("european")).steps).toContainEqual({
    code: "cyp2c9-reduced-homozygote",
    percentMin: -40,
    percentMax: -20,
    strength: "optional",
  });
});

test("CYP4F2 counts outside the African branches only, rs12777823 for African Americans only", () => {
  const both = { ...genotype, cyp4f2T: 1, rs12777823A: 1 };
  expect(codes(both, ethnicity("european"))).toContain("cyp4f2-carrier");
  expect(codes(both, ethnicity("european"))).not.toContain("rs12777823-carrier");
  expect(codes(both, ethnicity("african-american"))).toContain("rs12777823-carrier");
  expect(codes(both, ethnicity("african-american"))).not.toContain("cyp4f2-carrier");
  expect(codes(both, ethnicity("african"))).not.toContain("rs12777823-carrier");
  const untested = { ...genotype, rs12777823A: null, cyp4f2T: null };
  expect(branch(untested, ethnicity("african-american")).missing).toContain("rs12777823");
  expect(branch(untested, ethnicity("african")).missing).not.toContain("CYP4F2");
  expect(branch(untested, ethnicity("european")).missing).toContain("CYP4F2");
});

test("doses stand with and without the race term, and only where every input is known", () => {
  const { doses, missing } = branch(genotype, ethnicity("african-american"));
  expect(doses.map(({ equation, withRaceTerm }) => [equation, withRaceTerm])).toEqual([
    ["iwpc", false],
    ["iwpc", true],
  ]);
  expect(doses[1]!.mgPerWeek).toBeLessThan(doses[0]!.mgPerWeek);
  expect(missing).toContain("smoking");
  expect(branch(genotype, ethnicity("european")).doses.map((dose) => dose.withRaceTerm)).toEqual([false]);
  const smoker = warfarinAnswer(genotype, ethnicity("european"), { date, smoker: false });
  expect(smoker.branches[0]!.doses.map(({ equation }) => equation)).toEqual(["iwpc", "gage"]);
  for (const absent of ["heightCm", "weightKg", "medicines"])
    expect(branch(genotype, person({ selfReportedEthnicity: ["european"], [absent]: "declined" })).doses).toEqual([]);
});

test("amiodarone and the enzyme inducers are read from the medicines taken", () => {
  const dose = (...medicines: readonly string[]) =>
    branch(genotype, person({ selfReportedEthnicity: ["european"], medicines })).doses[0]!.mgPerWeek;
  expect(dose("Amiodarone 200 mg")).toBeLessThan(dose());
  for (const inducer of ["carbamazepine", "Phenytoin", "rifampin", "Rifampicin 300 mg"])
    expect(dose(inducer), inducer).toBeGreaterThan(dose());
  expect(dose("fosphenytoin")).toBe(dose());
});

test("children: the stated European branch only is dosed by (their own) algorithm; nothing is computed", () => {
  const child = (...words: readonly string[]) =>
    answer(genotype, person({ birthYear: 2018, ...(words.length > 0 && { selfReportedEthnicity: words }) }));
  expect(child("european").branches).toMatchObject([{ branch: "child-european", advice: "algorithm", doses: [] }]);
  expect(child("asian").branches).toMatchObject([{ branch: "child-not-european", advice: "clinical" }]);
  expect(child().branches.map(({ advice }) => advice)).toEqual(["algorithm", "clinical"]);
  expect(child("european").direction).toBe("unknown");
});

test("without an age, or at an age that may be either, the flow abstains", () => {
  const abstains = (p: Person, at?: string) =>
    warfarinAnswer(genotype, p, at === undefined ? {} : { date: at }).branches.every(
      ({ advice, doses, missing }) => advice === "abstain" && doses.length === 0 && missing.includes("age"),
    );
  expect(abstains(person())).toBe(true);
  expect(abstains(person({ birthYear: "declined" }), date)).toBe(true);
  expect(abstains(person({ birthYear: 2008 }), date)).toBe(true);
  expect(abstains(person({ birthYear: 2007 }), date)).toBe(false);
});

test("the person hears a direction: less, usual or more", () => {
  const direction = (g: WarfarinGenotype, ...words: readonly string[]) => answer(g, ethnicity(...words)).direction;
  expect(direction(genotype, "european")).toBe("usual");
  expect(direction({ ...genotype, vkorc1: "AA" }, "european")).toBe("less");
  expect(direction({ ...genotype, vkorc1: "GG" }, "european")).toBe("more");
  expect(direction({ ...genotype, vkorc1: null }, "european")).toBe("unknown");
  // A branch that cannot speak does not hide one that asks for less.
  const unstated = { ...genotype, vkorc1: "AA", reducedTested: false } as const;
  expect(direction(unstated)).toBe("less");
  expect(direction({ ...genotype, reducedTested: false })).toBe("unknown");
});

test("an unconfirmed genotype keeps its steps and direction, and loses every amount made from it", () => {
  const carrier = cyp2c9({ reduced: 1 });
  const whole = answer(carrier, ethnicity("african-american"));
  const without = warfarinWithoutAmounts(whole);
  expect(whole.branches[0]!.doses.length).toBeGreaterThan(0);
  expect(without.branches[0]!.doses).toEqual([]);
  expect(without.branches[0]!.steps.every((step) => step.percentMin === null && step.percentMax === null)).toBe(true);
  expect(without.branches[0]!.steps.map(({ code }) => code)).toEqual(whole.branches[0]!.steps.map(({ code }) => code));
  expect(without.direction).toBe(whole.direction);
  const clinical = answer({ ...genotype, vkorc1: null }, ethnicity("european"));
  expect(warfarinWithoutAmounts(clinical)).toEqual(clinical);
});

test("another drug is to be considered for poor CYP2C9 metabolizers", () => {
  expect(answer(cyp2c9({ star2: 1, star3: 1, poorMetabolizer: true }), person()).considerAnotherDrug).toBe(true);
  expect(answer(cyp2c9({ star3: 1 }), person()).considerAnotherDrug).toBe(false);
});

test("genotypes are read from calls; what was not seen stays unknown", async () => {
  const knowledge = await loadKnowledge();
  const call = (gene: string, names: string, fields: Partial<GeneCall> = {}): GeneCall => ({
    gene,
    kind: "called",
    from: "file",
    diplotypes: [diplotype(knowledge, gene, ...names.split("/"))],
    listed: [],
    possible: [],
    statuses: [],
    reason: null,
    sites: [],
    uncallable: [],
    effectivelyPhased: true,
    notes: [],
    ...fields,
  });
  const of = (...calls: readonly GeneCall[]) =>
    warfarinGenotype(new Map(calls.map((one) => [one.gene, one])), knowledge.genes, null);
  const reference = "rs9923231 reference (C)";
  expect(
    of(call("VKORC1", `${reference}/rs9923231 variant (T)`), call("CYP2C9", "*2/*8"), call("CYP4F2", "*1/*4")),
  ).toEqual({
    vkorc1: "AG",
    cyp2c9: { star2: 1, star3: 0, reduced: 1, uncounted: 0, poorMetabolizer: false },
    reducedTested: true,
    cyp4f2T: 1,
    rs12777823A: null,
  });
  expect(of(call("CYP2C9", "*2/*3")).cyp2c9).toMatchObject({ star2: 1, star3: 1, poorMetabolizer: true });
  expect(of(call("CYP2C9", "*1/*12")).cyp2c9).toMatchObject({ star2: 0, star3: 0, reduced: 0, uncounted: 1 });
  expect(of(call("CYP2C9", "*1/*1", { uncallable: ["*3"] })).cyp2c9).toBeNull();
  expect(of(call("CYP2C9", "*1/*1", { uncallable: ["*11"] })).reducedTested).toBe(false);
  expect(of(call("CYP2C9", "*1/*1", { from: "outside" })).reducedTested).toBe(false);
  expect(of()).toEqual({ vkorc1: null, cyp2c9: null, reducedTested: false, cyp4f2T: null, rs12777823A: null });
});

test("the advice was studied most in people of European and East Asian ancestry; others are told so", () => {
  const similar = (groups: Readonly<Record<string, number>>) =>
    person({ geneticSimilarity: { groups, reference: "1000 Genomes", date: "2026-01-01" } });
  expect(studiedIn("warfarin", similar({ EAS: 1 })).level).toBe("well");
  expect(studiedIn("warfarin", similar({ AFR: 1 })).level).toBe("partly");
  expect(studiedIn("warfarin", person()).level).toBe("partly");
  expect(studiedIn("codeine", person()).level).toBe("not-stated");
});
