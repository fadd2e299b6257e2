/** Published warfarin dose equations, exactly as published; target INR 2–3. Which of them may be used is the flow's matter. */
import type { In } from "../../../../base/index.ts";

/** VKORC1 c.-1639G>A (rs9923231) on the gene's strand. */
export type Vkorc1 = "GG" | "AG" | "AA";
/** The race term of the equations as they were fitted: coarse and contested, so every dose is also shown without it. */
export type RaceTerm = "none" | "asian" | "black" | "missing-or-mixed";

export interface ClinicalInputs {
  /** Completed years; the equations use whole decades. */
  readonly age: number;
  readonly heightCm: number;
  readonly weightKg: number;
  readonly race: RaceTerm;
  /** Carbamazepine, phenytoin, rifampin. */
  readonly enzymeInducer: boolean;
  readonly amiodarone: boolean;
}

/** CYP2C9 as the equations know it: copies of *2 and *3; every other allele counts as neither. */
export interface StarCopies {
  readonly star2: number;
  readonly star3: number;
}

/**
 * @param vkorc1 null: unknown, which the equation has a term for. @param cyp2c9 null: unknown, likewise.
 * @see International Warfarin Pharmacogenetics Consortium 2009, N Engl J Med 360:753 (PMC2722908)
 */
export function iwpc(inputs: ClinicalInputs, vkorc1: Vkorc1 | null, cyp2c9: StarCopies | null): In<"mg/wk"> {
  const race = { none: 0, asian: -0.1092, black: -0.276, "missing-or-mixed": -0.1032 }[inputs.race];
  const root =
    5.6044 -
    0.2614 * decade(inputs.age) +
    0.0087 * inputs.heightCm +
    0.0128 * inputs.weightKg +
    (vkorc1 === null ? -0.4854 : { GG: 0, AG: -0.8677, AA: -1.6974 }[vkorc1]) -
    iwpcCyp2c9(cyp2c9) +
    race +
    (inputs.enzymeInducer ? 1.1816 : 0) -
    (inputs.amiodarone ? 0.5503 : 0);
  return squared(root);
}

/** Without genetics. @see the same paper */
export function iwpcClinical(inputs: ClinicalInputs): In<"mg/wk"> {
  const race = { none: 0, asian: -0.6752, black: 0.406, "missing-or-mixed": 0.0443 }[inputs.race];
  const root =
    4.0376 -
    0.2546 * decade(inputs.age) +
    0.0118 * inputs.heightCm +
    0.0134 * inputs.weightKg +
    race +
    (inputs.enzymeInducer ? 1.2799 : 0) -
    (inputs.amiodarone ? 0.5695 : 0);
  return squared(root);
}

export interface GageInputs {
  /** Completed years. */
  readonly age: number;
  readonly heightCm: number;
  readonly weightKg: number;
  readonly africanAmerican: boolean;
  readonly amiodarone: boolean;
  readonly smoker: boolean;
  /** Warfarin is given for a deep vein thrombosis or a pulmonary embolism. */
  readonly dvtOrPe: boolean;
  readonly targetInr: number;
}

/** @see Gage et al. 2008, Clin Pharmacol Ther 84:326 (PMC2683977) */
export function gage(inputs: GageInputs, vkorc1: Vkorc1, cyp2c9: StarCopies): In<"mg/d"> {
  return Math.exp(
    0.9751 -
      0.3238 * { GG: 0, AG: 1, AA: 2 }[vkorc1] +
      0.4317 * bodySurface(inputs.heightCm, inputs.weightKg) -
      0.4008 * cyp2c9.star3 -
      0.00745 * inputs.age -
      0.2066 * cyp2c9.star2 +
      0.2029 * inputs.targetInr -
      (inputs.amiodarone ? 0.2538 : 0) +
      (inputs.smoker ? 0.0922 : 0) -
      (inputs.africanAmerican ? 0.0901 : 0) +
      (inputs.dvtOrPe ? 0.0664 : 0),
  ) as In<"mg/d">;
}

/** m². @see DuBois and DuBois 1916, Arch Intern Med 17:863 */
export function bodySurface(heightCm: number, weightKg: number): number {
  return 0.007184 * heightCm ** 0.725 * weightKg ** 0.425;
}

function iwpcCyp2c9(copies: StarCopies | null): number {
  if (copies === null) return 0.2188;
  const { star2, star3 } = copies;
  if (star3 === 2) return 2.3312;
  if (star3 === 1) return star2 > 0 ? 1.9206 : 0.9357;
  return [0, 0.5211, 1.0616][star2]!;
}

function decade(age: number): number {
  return Math.floor(age / 10);
}

/** The equations give the square root of the dose. */
function squared(root: number): In<"mg/wk"> {
  return (root ** 2) as In<"mg/wk">;
}
