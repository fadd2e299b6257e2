/** What a person is told: does the genotype ask for less, the usual, or more than a dose without genetics? */
import type { WarfarinAnswer } from "../../report.ts";
import { type ClinicalInputs, iwpc, iwpcClinical } from "./equations.ts";
import type { WarfarinGenotype } from "./genotype.ts";
import { clinicalInputs, type WarfarinInputs } from "./inputs.ts";

type BranchAnswer = WarfarinAnswer["branches"][number];
type Direction = WarfarinAnswer["direction"];

/** A dose within a fifth of another counts as the same. @see IWPC 2009, whose measure of a right dose this is */
const sameWithin = 0.2;

/** Only for the ratio of two equations, never shown: stands in where the person's own figures are not known. */
const referenceAdult: ClinicalInputs = {
  age: 60,
  heightCm: 170,
  weightKg: 75,
  race: "none",
  enzymeInducer: false,
  amiodarone: false,
};

/**
 * A branch that asks for less is not outvoted by one that can say nothing; apart from that the branches must agree.
 */
export function directionOf(
  branches: readonly BranchAnswer[],
  genotype: WarfarinGenotype,
  inputs: WarfarinInputs,
): Direction {
  const said = new Set(branches.map((branch) => directionIn(branch, genotype, inputs)));
  if (said.has("less") && !said.has("more")) return "less";
  return said.size === 1 ? [...said][0]! : "unknown";
}

function directionIn(branch: BranchAnswer, { vkorc1, cyp2c9 }: WarfarinGenotype, inputs: WarfarinInputs): Direction {
  if (branch.advice !== "algorithm" || branch.branch.startsWith("child") || !vkorc1 || !cyp2c9) return "unknown";
  const known = clinicalInputs(inputs, "none") ?? referenceAdult;
  const stepped = branch.steps.reduce(
    (dose, { percentMin, percentMax }) => {
      return percentMin === null || percentMax === null ? dose : dose * (1 + (percentMin + percentMax) / 200);
    },
    iwpc(known, vkorc1, cyp2c9) as number,
  );
  const ratio = stepped / iwpcClinical(known);
  if (ratio < 1 - sameWithin) return "less";
  // Steps that ask for less beside an equation that asks for more: nobody is told "as most people".
  if (branch.steps.some(({ percentMax }) => percentMax !== null && percentMax < 0)) return "unknown";
  return ratio > 1 + sameWithin ? "more" : "usual";
}
