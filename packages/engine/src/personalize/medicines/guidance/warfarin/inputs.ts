/** What the equations need of the person, and which of it is not known. Nothing is filled in. */
import type { Person, Stated } from "../../../../collect/index.ts";
import { isTaken } from "../taken.ts";
import type { ClinicalInputs, RaceTerm } from "./equations.ts";

/** What the person's record does not hold yet. */
export interface WarfarinOptions {
  /** ISO date to count the age at; the engine has no clock. */
  readonly date?: string;
  readonly smoker?: boolean;
  /** Middle of the target range 2–3 where the prescriber names no other. */
  readonly targetInr?: number;
}

export interface WarfarinInputs {
  /** Years between birth year and date; null: not known. */
  readonly age: number | null;
  readonly heightCm: number | null;
  readonly weightKg: number | null;
  readonly enzymeInducer: boolean | null;
  readonly amiodarone: boolean | null;
  readonly smoker: boolean | null;
  readonly dvtOrPe: boolean | null;
  readonly targetInr: number;
}

/** Enzyme inducers that the IWPC equations count. @see IWPC 2009, N Engl J Med 360:753 */
const inducers: readonly string[] = ["carbamazepine", "phenytoin", "rifampin", "rifampicin"];
/** Indications under which the equation of Gage 2008 adds its term for a current thrombosis. */
const thromboses: readonly string[] = ["dvt", "pe", "deep vein thrombosis", "pulmonary embolism"];

export function warfarinInputs(person: Person, options: WarfarinOptions): WarfarinInputs {
  const taken = value(person.medicines);
  const indications = value(person.indications);
  return {
    age: ageOf(person, options.date),
    heightCm: value(person.heightCm),
    weightKg: value(person.weightKg),
    enzymeInducer: taken && inducers.some((name) => isTaken(taken, name)),
    amiodarone: taken && isTaken(taken, "amiodarone"),
    smoker: options.smoker ?? null,
    dvtOrPe: indications?.some((one) => thromboses.includes(one.trim().toLowerCase())) ?? null,
    targetInr: options.targetInr ?? 2.5,
  };
}

/** Null where an input of the equations is not known. */
export function clinicalInputs(inputs: WarfarinInputs, race: RaceTerm): ClinicalInputs | null {
  const { age, heightCm, weightKg, enzymeInducer, amiodarone } = inputs;
  if (age === null || heightCm === null || weightKg === null || enzymeInducer === null || amiodarone === null)
    return null;
  return { age, heightCm, weightKg, race, enzymeInducer, amiodarone };
}

/** The birthday is not asked for, so the age may be one year too high. */
function ageOf({ birthYear }: Person, date: string | undefined): number | null {
  if (date === undefined || birthYear.status !== "known") return null;
  const age = Number(date.slice(0, 4)) - birthYear.value;
  return age >= 0 ? age : null;
}

function value<T>(stated: Stated<T>): T | null {
  return stated.status === "known" ? stated.value : null;
}
