/** From what was measured in people to the plan of an association study. */
import { PangenicError } from "../../base/index.ts";
import type { CohortPerson } from "../../genome/index.ts";
import { malesOf } from "../ploidy.ts";
import { basisOf, type Design, designOf, type Measurements, measurementProducts } from "./design.ts";
import type { LinearPlan } from "./linear.ts";
import { caseDesignOf, type LogisticPlan } from "./logistic.ts";
import type { LogisticSettings } from "./logistic-round.ts";
import type { CaseDesign } from "./logistic-sums.ts";
import { ofKnownSex, withSex } from "./measured.ts";

/**
 * For one place alone: several places agree on the basis of their summed `measurementProducts` instead.
 * @throws PangenicError as `basisOf`.
 */
export function linearPlan(people: readonly CohortPerson[], measurements: Measurements): LinearPlan {
  return plan(people, measurements, (of, oneCopy): Design => designOf(of, ownBasis(of), oneCopy));
}

/** As `linearPlan`, of a case-control phenotype. */
export function logisticPlan(
  people: readonly CohortPerson[],
  measurements: Measurements,
  settings: LogisticSettings,
): LogisticPlan {
  const designs = plan(people, measurements, (of, oneCopy): CaseDesign => caseDesignOf(of, ownBasis(of), oneCopy));
  return { ...designs, ...settings, states: null };
}

function ownBasis(of: Measurements): ReturnType<typeof basisOf> {
  return basisOf(measurementProducts(of), of.names);
}

function plan<D>(
  people: readonly CohortPerson[],
  measurements: Measurements,
  design: (of: Measurements, oneCopy: Uint8Array) => D,
): { readonly twoCopies: D; readonly x: D | null } {
  const twoCopies = design(measurements, new Uint8Array());
  // Where sex is among the covariates already, those of known sex go without a second one.
  for (const sexed of [withSex(people, measurements), ofKnownSex(people, measurements)])
    try {
      if (sexed !== null) return { twoCopies, x: design(sexed, malesOf(people)) };
    } catch (error) {
      if (!(error instanceof PangenicError)) throw error;
    }
  return { twoCopies, x: null };
}
