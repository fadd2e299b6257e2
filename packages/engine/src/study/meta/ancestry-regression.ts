/** Do effects follow the populations' genetic distance? MR-MEGA: a regression of the studies' effects on ancestry axes. */
import { chiSquareLogUpper, leastSquares } from "../../kernels/index.ts";
import type { Effects } from "./random-effects.ts";

/** A chi-square statistic. */
export interface ChiSquare {
  readonly chiSquare: number;
  readonly degrees: number;
  /** Natural. */
  readonly logP: number;
}

export interface AncestryRegression {
  /** `[axes + 1]`: the effect at the origin of the axes, then its slope along each. */
  readonly coefficients: Float64Array;
  /** Any effect, the same everywhere or not: axes + 1 degrees. */
  readonly association: ChiSquare;
  /** Effects that follow the axes: axes degrees. */
  readonly ancestry: ChiSquare;
  /** What is left: effects that differ for other reasons, studies − axes − 1 degrees. */
  readonly residual: ChiSquare;
  /** Natural logarithm of the Bayes factor of the association. */
  readonly logBayesFactor: number;
}

/**
 * @param axes `[studies × width]`, row-major: where each study lies.
 * @returns null where there are fewer than `width + 3` studies, or the axes of these studies depend on each other.
 * @see Mägi et al. 2017, Hum Mol Genet 26:3639.
 */
export function ancestryRegression(
  { effects, variances }: Effects,
  axes: Float64Array,
  width: number,
): AncestryRegression | null {
  const studies = effects.length;
  if (width < 1 || studies < width + 3) return null;
  // Rows divided by their standard errors: weighted least squares as plain least squares.
  const columns = width + 1;
  const design = new Float64Array(studies * columns);
  const scaled = new Float64Array(studies);
  let [around0, weight, sum] = [0, 0, 0];
  for (let i = 0; i < studies; i++) {
    const error = Math.sqrt(variances[i]!);
    scaled[i] = effects[i]! / error;
    design[i * columns] = 1 / error;
    for (let j = 0; j < width; j++) design[i * columns + j + 1] = axes[i * width + j]! / error;
    around0 += scaled[i]! ** 2;
    weight += 1 / variances[i]!;
    sum += effects[i]! / variances[i]!;
  }
  const coefficients = leastSquares(design, scaled, studies, columns);
  if (!coefficients) return null;
  const mean = sum / weight;
  let [left, aroundMean] = [0, 0];
  for (let i = 0; i < studies; i++) {
    let fitted = 0;
    for (let j = 0; j < columns; j++) fitted += design[i * columns + j]! * coefficients[j]!;
    left += (scaled[i]! - fitted) ** 2;
    aroundMean += (effects[i]! - mean) ** 2 / variances[i]!;
  }
  const association = chiSquareOf(around0 - left, columns);
  return {
    coefficients,
    association,
    ancestry: chiSquareOf(aroundMean - left, width),
    residual: chiSquareOf(left, studies - columns),
    logBayesFactor: (association.chiSquare - columns * Math.log(studies)) / 2,
  };
}

function chiSquareOf(value: number, degrees: number): ChiSquare {
  const chiSquare = Math.max(0, value);
  return { chiSquare, degrees, logP: chiSquareLogUpper(chiSquare, degrees) };
}
