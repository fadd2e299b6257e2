/**
 * CPIC 2017 (Johnson et al., Clin Pharmacol Ther 102:397), Figures 2 (adults) and 3 (children), followed branch by branch.
 * Doses are those of published equations, before the steps, which are stated beside them. They are for clinicians.
 */
import type { Person } from "../../../../collect/index.ts";
import type { WarfarinAnswer, WarfarinBranch } from "../../report.ts";
import { type AncestryWord, adultBranches, childBranches, raceTerm, statedAncestry } from "./ancestry.ts";
import { directionOf } from "./direction.ts";
import { gage, iwpc, iwpcClinical, type RaceTerm } from "./equations.ts";
import type { Cyp2c9, WarfarinGenotype } from "./genotype.ts";
import { clinicalInputs, type WarfarinInputs, type WarfarinOptions, warfarinInputs } from "./inputs.ts";

type BranchAnswer = WarfarinAnswer["branches"][number];
type Step = BranchAnswer["steps"][number];
type DoseAnswer = BranchAnswer["doses"][number];

/** Years between birth year and date that are surely a child's, and surely an adult's: at 18 the birthday decides. */
const childAge = 17;
const adultAge = 19;

/** @param options the date the age is counted at; without it the flow abstains, as it differs for children. */
export function warfarinAnswer(
  genotype: WarfarinGenotype,
  person: Person,
  options: WarfarinOptions = {},
): WarfarinAnswer {
  const inputs = warfarinInputs(person, options);
  const stated = statedAncestry(person);
  const { age } = inputs;
  const isChild = age !== null && age <= childAge;
  const branches = isChild
    ? childBranches(stated).map((branch) => childBranch(branch, genotype))
    : adultBranches(stated).map((branch) =>
        age === null || age < adultAge ? noAge(branch) : adultBranch(branch, genotype, inputs, stated),
      );
  return {
    branches,
    direction: directionOf(branches, genotype, inputs),
    considerAnotherDrug: genotype.cyp2c9?.poorMetabolizer ?? false,
  };
}

/** The same answer without any amount that rests on the genotype: for a finding that a laboratory must confirm first. */
export function warfarinWithoutAmounts(answer: WarfarinAnswer): WarfarinAnswer {
  const branches = answer.branches.map((branch) => ({
    ...branch,
    steps: branch.steps.map(({ code, strength }) => step(code, null, null, strength)),
    doses: branch.doses.filter(({ equation }) => equation === "iwpc-clinical"),
  }));
  return { ...answer, branches };
}

/** Adults and children are dosed by different rules: without an age neither can be said. */
function noAge(branch: WarfarinBranch): BranchAnswer {
  return { branch, advice: "abstain", steps: [], doses: [], missing: ["age"] };
}

function adultBranch(
  branch: WarfarinBranch,
  genotype: WarfarinGenotype,
  inputs: WarfarinInputs,
  stated: readonly AncestryWord[] | null,
): BranchAnswer {
  const { vkorc1, cyp2c9 } = genotype;
  const race = raceTerm(branch, stated);
  const african = branch !== "not-african";
  const missing = [...genesMissing(genotype), ...(genotype.reducedTested ? [] : ["CYP2C9 *5, *6, *8, *11"])];
  if (vkorc1 === null || cyp2c9 === null || (african && !genotype.reducedTested)) {
    const doses = clinicalDoses(inputs, race);
    return { branch, advice: "clinical", steps: [], doses, missing: [...missing, ...inputsMissing(inputs)] };
  }
  if (cyp2c9.uncounted > 0) missing.push("CYP2C9 allele outside the equations");
  const steps: Step[] = [step("pgx-algorithm", null, null, african ? "moderate" : "strong")];
  if (african) {
    if (cyp2c9.reduced > 0) steps.push(step("cyp2c9-reduced-carrier", -30, -15, "moderate"));
    if (branch === "african-american") {
      if (genotype.rs12777823A === null) missing.push("rs12777823");
      else if (genotype.rs12777823A > 0) steps.push(step("rs12777823-carrier", -25, -10, "moderate"));
    }
  } else {
    if (cyp2c9.reduced === 1) steps.push(step("cyp2c9-reduced-carrier", -30, -15, "optional"));
    if (cyp2c9.reduced > 1) steps.push(step("cyp2c9-reduced-homozygote", -40, -20, "optional"));
    if (genotype.cyp4f2T === null) missing.push("CYP4F2");
    else if (genotype.cyp4f2T > 0) steps.push(step("cyp4f2-carrier", 5, 10, "optional"));
  }
  steps.push(step(african ? "loading-algorithm-not-validated" : "loading-algorithm", null, null, "optional"));
  const doses = [...iwpcDoses(inputs, race, genotype), ...gageDoses(inputs, branch, genotype)];
  return { branch, advice: "algorithm", steps, doses, missing: [...missing, ...inputsMissing(inputs)] };
}

/** The equations here were fitted in adults: children's own are named, not computed. */
function childBranch(branch: WarfarinBranch, genotype: WarfarinGenotype): BranchAnswer {
  const missing = genesMissing(genotype);
  if (branch === "child-not-european" || missing.length > 0)
    return { branch, advice: "clinical", steps: [], doses: [], missing };
  const steps = [step("pediatric-algorithm", null, null, "strong")];
  return { branch, advice: "algorithm", steps, doses: [], missing };
}

function step(code: string, percentMin: number | null, percentMax: number | null, strength: Step["strength"]): Step {
  return { code, percentMin, percentMax, strength };
}

function genesMissing({ vkorc1, cyp2c9 }: WarfarinGenotype): string[] {
  return [...(vkorc1 === null ? ["VKORC1"] : []), ...(cyp2c9 === null ? ["CYP2C9 *2, *3"] : [])];
}

/** Facts about the person that an equation needs; smoking and the indication are asked by one equation only. */
function inputsMissing(inputs: WarfarinInputs): string[] {
  const { heightCm, weightKg, enzymeInducer, smoker, dvtOrPe } = inputs;
  const needed = {
    height: heightCm,
    weight: weightKg,
    medicines: enzymeInducer,
    smoking: smoker,
    indications: dvtOrPe,
  };
  return Object.entries(needed).flatMap(([name, value]) => (value === null ? [name] : []));
}

function clinicalDoses(inputs: WarfarinInputs, race: RaceTerm): DoseAnswer[] {
  return withAndWithout(race !== "none", (term) => {
    const known = clinicalInputs(inputs, term ? race : "none");
    return known && { equation: "iwpc-clinical", mgPerWeek: iwpcClinical(known), withRaceTerm: term };
  });
}

function iwpcDoses(
  inputs: WarfarinInputs,
  race: RaceTerm,
  { vkorc1, cyp2c9 }: Pick<WarfarinGenotype, "vkorc1" | "cyp2c9">,
): DoseAnswer[] {
  return withAndWithout(race !== "none", (term) => {
    const known = clinicalInputs(inputs, term ? race : "none");
    return known && { equation: "iwpc", mgPerWeek: iwpc(known, vkorc1, cyp2c9), withRaceTerm: term };
  });
}

function gageDoses(inputs: WarfarinInputs, branch: WarfarinBranch, genotype: WarfarinGenotype): DoseAnswer[] {
  const known = clinicalInputs(inputs, "none");
  const { smoker, dvtOrPe, targetInr } = inputs;
  if (!known || smoker === null || dvtOrPe === null) return [];
  const cyp2c9: Cyp2c9 = genotype.cyp2c9!;
  return withAndWithout(branch === "african-american", (term) => {
    const perDay = gage({ ...known, smoker, dvtOrPe, targetInr, africanAmerican: term }, genotype.vkorc1!, cyp2c9);
    return { equation: "gage", mgPerWeek: 7 * perDay, withRaceTerm: term };
  });
}

/** Without the race term, and with it where the branch has one. */
function withAndWithout(hasTerm: boolean, dose: (term: boolean) => DoseAnswer | null): DoseAnswer[] {
  return (hasTerm ? [false, true] : [false]).map(dose).filter((one) => one !== null);
}
