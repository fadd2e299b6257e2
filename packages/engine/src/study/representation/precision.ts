/** How wide is the 95 % interval of a figure measured in n people, and how many people make it as narrow as asked? */
import { PangenicError } from "../../base/index.ts";
import { wilson, Z95 } from "../../kernels/index.ts";

/** A figure that a study of a group would measure, at the value expected. */
export type Measure =
  /** An allele frequency, 0–1, of two alleles a person. */
  | { readonly kind: "frequency"; readonly value: number }
  /** Variance explained by one predictor, 0–1. */
  | { readonly kind: "r2"; readonly value: number }
  /** Area under the receiver operating curve, 0.5–1, at a share of cases, 0–1. */
  | { readonly kind: "auc"; readonly value: number; readonly caseShare: number }
  /** Effect of one allele on a trait of unit variance, at this allele frequency, 0–1. */
  | { readonly kind: "effect"; readonly frequency: number };

/** More people than live: an interval that stays wider is reported as out of reach. */
const EVERYONE = 2 ** 33;

/**
 * Width of the two-sided 95 % interval, in the measure's own unit; Infinity where n is too small for one.
 * @see Olkin, Finn 1995, Psychol Bull 118:155 (R²); Hanley, McNeil 1982, Radiology 143:29 (area under the curve).
 */
export function intervalWidth(measure: Measure, people: number): number {
  if (people < 4) return Number.POSITIVE_INFINITY;
  switch (measure.kind) {
    case "frequency": {
      const { low, high } = wilson(measure.value * 2 * people, 2 * people);
      return high - low;
    }
    case "r2": {
      const r2 = measure.value;
      const variance = (4 * r2 * (1 - r2) ** 2 * (people - 2) ** 2) / ((people ** 2 - 1) * (people + 3));
      return 2 * Z95 * Math.sqrt(variance);
    }
    case "auc": {
      const { value: area, caseShare } = measure;
      const cases = people * caseShare;
      const controls = people - cases;
      if (cases < 2 || controls < 2) return Number.POSITIVE_INFINITY;
      const twoCases = area / (2 - area);
      const twoControls = (2 * area * area) / (1 + area);
      const variance =
        (area * (1 - area) + (cases - 1) * (twoCases - area * area) + (controls - 1) * (twoControls - area * area)) /
        (cases * controls);
      return 2 * Z95 * Math.sqrt(variance);
    }
    case "effect":
      return (2 * Z95) / Math.sqrt(2 * measure.frequency * (1 - measure.frequency) * people);
  }
}

/**
 * The smallest number of people at which the interval is at most this wide; null where no number of people would do.
 * @throws PangenicError `shape`, where the width is not positive.
 */
export function peopleFor(measure: Measure, width: number): number | null {
  if (!(width > 0)) throw new PangenicError("shape", "an interval cannot be made narrower than nothing");
  let enough = 4;
  while (intervalWidth(measure, enough) > width) {
    enough *= 2;
    if (enough > EVERYONE) return null;
  }
  let tooFew = enough === 4 ? 0 : enough / 2;
  while (enough - tooFew > 1) {
    const middle = Math.floor((enough + tooFew) / 2);
    if (intervalWidth(measure, middle) > width) tooFew = middle;
    else enough = middle;
  }
  return enough;
}
