/** Same action or another: the figures of the residual risk rest on this. */
import { actionsOf, primaryGuidelines } from "@pangenic/engine/personalize";
import { expect, test } from "vitest";
import { diplotype } from "./guidance-diplotypes.ts";
import { loadKnowledge } from "./knowledge-files.ts";

const knowledge = await loadKnowledge();
const drugs = [...knowledge.drugs.values()];

/** Signatures of pairs like `*1/*3` for one medicine, or for all. */
function signatures(gene: string, drug: string | null, ...pairs: readonly string[]): string[] {
  const asked = drug ? [knowledge.drugs.get(drug)!] : drugs;
  const signature = actionsOf({ gene, drugs: asked, facts: knowledge.genes.get(gene)! });
  return pairs.map((pair) => signature(diplotype(knowledge, gene, ...pair.split("/"))));
}

test("tacrolimus: normal and intermediate CYP3A5 share their action, poor has another", () => {
  const [normal, intermediate, poor] = signatures("CYP3A5", "tacrolimus", "*1/*1", "*1/*3", "*3/*3");
  expect(normal).toBe(intermediate);
  expect(poor).not.toBe(normal);
});

test("phenytoin and celecoxib change at a CYP2C9 score of 1.0, warfarin already at one *8", () => {
  for (const drug of ["phenytoin", "celecoxib"]) {
    const [full, one, two] = signatures("CYP2C9", drug, "*1/*1", "*1/*8", "*8/*8");
    expect(one, drug).toBe(full);
    expect(two, drug).not.toBe(full);
  }
  const [full, one, two] = signatures("CYP2C9", "warfarin", "*1/*1", "*1/*8", "*8/*8");
  expect(new Set([full, one, two]).size).toBe(3);
});

test("over all medicines a difference in any of them counts", () => {
  const [full, one] = signatures("CYP2C9", null, "*1/*1", "*1/*8");
  expect(one).not.toBe(full);
});

test("warfarin's flow counts as the action of CYP2C9, VKORC1 and CYP4F2", () => {
  const [gg, ag] = signatures(
    "VKORC1",
    "warfarin",
    "rs9923231 reference (C)/rs9923231 reference (C)",
    "rs9923231 reference (C)/rs9923231 variant (T)",
  );
  expect(gg).not.toBe(ag);
  const [none, one, both, other, alsoT] = signatures("CYP4F2", "warfarin", "*1/*1", "*1/*3", "*3/*3", "*1/*2", "*1/*4");
  expect(one).not.toBe(none);
  expect(both).toBe(one);
  expect(other).toBe(none);
  expect(alsoT).toBe(one);
  // *61 carries the base of *2, *31 none that the flow asks for.
  const [star1, star2, star61, star31] = signatures("CYP2C9", "warfarin", "*1/*1", "*1/*2", "*1/*61", "*1/*31");
  expect(star61).toBe(star2);
  expect(star31).toBe(star1);
  expect(star2).not.toBe(star1);
});

test("strength alone is no other action", () => {
  const [moderate, strong] = signatures("CYP2C9", "celecoxib", "*1/*2", "*1/*1");
  expect(moderate).toBe(strong);
});

test("CPIC speaks where it has rows, DPWG where it alone has", () => {
  const sources = (gene: string, drug: string): string[] =>
    primaryGuidelines(gene, knowledge.drugs.get(drug)!).map((one) => one.source);
  expect(sources("CYP2D6", "codeine")).toEqual(["CPIC"]);
  expect(sources("CYP2D6", "metoprolol")).toEqual(["DPWG"]);
  expect(sources("UGT1A1", "irinotecan")).toEqual(["DPWG"]);
});

test("with the partner's result at hand, only what differs for this person counts", () => {
  const gene = "TPMT";
  const facts = knowledge.genes.get(gene)!;
  const asked = [knowledge.drugs.get("mercaptopurine")!];
  const normal = diplotype(knowledge, gene, "*1", "*1");
  const possible = {
    ...normal,
    lookup: [],
    phenotype: "Possible Intermediate Metabolizer",
    key: "Possible Intermediate Metabolizer",
  };
  const intermediate = {
    ...normal,
    lookup: ["*1", "*3A"],
    phenotype: "Intermediate Metabolizer",
    key: "Intermediate Metabolizer",
  };
  const withPartner = (nudt15: string) =>
    actionsOf({ gene, drugs: asked, facts, partners: new Map([["NUDT15", { keys: [nudt15], copies: {} }]]) });
  const alone = withPartner("Normal Metabolizer");
  expect(alone(intermediate)).not.toBe(alone(normal));
  expect(alone(possible)).toBe(alone(intermediate));
  const poor = withPartner("Poor Metabolizer");
  expect(poor(intermediate)).toBe(poor(normal));
});

test("the memory does not change the answer", () => {
  const signature = actionsOf({ gene: "CYP3A5", drugs, facts: knowledge.genes.get("CYP3A5")! });
  const pair = diplotype(knowledge, "CYP3A5", "*1", "*6");
  expect(signature(pair)).toBe(signature({ ...pair }));
});
