/** Where does a person stand among the reference people? Least squares over what was seen, then online augmentation. */
import { cholesky, choleskyInverse, choleskySolve, smallSvd, symmetricEigen } from "../../kernels/index.ts";
import { frequencies, type PanelComponents, type ReferencePanel } from "./panel.ts";

/** Copies of a site's counted allele that mean "not seen". */
export const NOT_SEEN = -1;

export interface Projection {
  /** `[components]`, on the scale of `PanelPeople.coordinates`. */
  readonly coordinates: Float64Array;
  /** The same before correction: nearer to the middle, with less noise on the weak axes. The rule of distance is measured on these. */
  readonly uncorrected: Float64Array;
  /** `[components × components]` of the coordinates, from sites that were not seen; zero where all were. */
  readonly noise: Float64Array;
  /** Sites seen. */
  readonly seen: number;
  /**
   * Sites that would tell populations apart as firmly if they had been picked at random, at most those of the panel. Sites
   * chosen for what they tell count for more, sites of one gene for less.
   */
  readonly effective: number;
  /** The same for all axes alike, those along which populations hardly differ too: what distances rest on. */
  readonly steady: number;
}

/** A panel made ready for projecting many people. */
export interface Projector {
  /**
   * @param copies `[sites]` of the counted allele, 0, 1 or 2; `NOT_SEEN` where there is none.
   * @returns null where too few sites were seen for any statement.
   */
  project(copies: ArrayLike<number>): Projection | null;
}

/**
 * The plain projection of a person who is not in the reference falls short, more so on weaker axes. As if the person had been
 * added to the reference: the axes are recomputed with them, and turned back onto the old ones.
 * Axes kept in the augmentation: those of the panel; with one or ten more the result is the same to 0.01 SD.
 * @see Zhang, Dey and Lee 2020, Bioinformatics 36:3439 (OADP).
 */
export function projectorOf(
  panel: Pick<ReferencePanel, "sites" | "parts" | "copies" | "seen" | "components">,
): Projector {
  const { count: k, loadings, loadingStep } = panel.components;
  const total = panel.sites.count;
  const p = frequencies(panel);
  const center = p.map((frequency) => 2 * frequency);
  const scale = p.map((frequency) => 1 / Math.sqrt(2 * frequency * (1 - frequency)));
  const site = new Float64Array(k);
  return {
    project(copies) {
      const normal = new Float64Array(k * k);
      const right = new Float64Array(k);
      let square = 0;
      let seen = 0;
      for (let j = 0; j < total; j++) {
        const dosage = copies[j]!;
        if (dosage === NOT_SEEN) continue;
        const z = (dosage - center[j]!) * scale[j]!;
        for (let a = 0; a < k; a++) site[a] = loadings[a * total + j]! * loadingStep[a]!;
        for (let a = 0; a < k; a++) {
          const u = site[a]!;
          right[a]! += u * z;
          for (let b = 0; b <= a; b++) normal[a * k + b]! += u * site[b]!;
        }
        square += z * z;
        seen++;
      }
      if (seen < 2 * k) return null;
      for (let a = 0; a < k; a++) for (let b = 0; b < a; b++) normal[b * k + a] = normal[a * k + b]!;
      return placed({ normal, right, square, seen, total }, panel.components);
    },
  };
}

/** What the sites seen say of one person, summed. */
export interface ProjectionSums {
  /** `[components × components]` of the loadings. */
  readonly normal: Float64Array;
  /** `[components]` of loadings and standardized genotypes. */
  readonly right: Float64Array;
  /** Of the standardized genotypes. */
  readonly square: number;
  readonly seen: number;
  /** Sites of the panel. */
  readonly total: number;
}

/** @returns null where the sites seen do not tell the axes apart. */
export function placed(
  { normal, right, square, seen, total }: ProjectionSums,
  { count: k, singular, stretch, between }: Omit<PanelComponents, "loadings" | "loadingStep">,
): Projection | null {
  const lower = cholesky(normal, k);
  if (lower === null) return null;
  const plain = choleskySolve(lower, k, right);
  const inverse = choleskyInverse(lower, k);
  const rest = Math.max(0, square - plain.reduce((sum, c, a) => sum + c * right[a]!, 0));
  const spread = rest / (seen - k);
  const noise = new Float64Array(k * k);
  let trace = 0;
  let weighed = 0;
  let weights = 0;
  for (let a = 0; a < k; a++) {
    trace += inverse[a * k + a]!;
    weighed += between[a]! * inverse[a * k + a]!;
    weights += between[a]!;
    for (let b = 0; b < k; b++) {
      // With every site seen the axes are orthonormal, to the rounding of the loadings.
      const excess = inverse[a * k + b]! - (a === b ? 1 : 0);
      noise[a * k + b] = seen === total ? 0 : (spread * excess * stretch[a]! * stretch[b]!) / total;
    }
  }
  const unit = 1 / Math.sqrt(total);
  return {
    coordinates: augmented(plain, spread * (total - k), singular).map((value) => value * unit),
    uncorrected: plain.map((value) => value * unit),
    noise,
    seen,
    effective: Math.min(total, (total * weights) / weighed),
    steady: Math.min(total, (total * k) / trace),
  };
}

/**
 * Online augmentation, decomposition and Procrustes. The reference's right vectors are orthonormal and centered, so that
 * everything happens in `k + 1` dimensions, however many people the reference has.
 * @param plain `[k]`, projection onto the loadings. @param rest squared length of what the loadings leave. @param singular `[k]`.
 * @returns `[k]`, right vector × singular value.
 */
export function augmented(plain: Float64Array, rest: number, singular: Float64Array): Float64Array {
  const k = singular.length;
  const n = k + 1;
  const square = new Float64Array(n * n);
  let length = rest;
  for (let a = 0; a < k; a++) {
    square[a * n + a] = singular[a]! ** 2;
    square[a * n + k] = singular[a]! * plain[a]!;
    square[k * n + a] = square[a * n + k]!;
    length += plain[a]! ** 2;
  }
  square[k * n + k] = length;
  const { values, vectors } = symmetricEigen(square, n);
  const stretched = Float64Array.from({ length: k }, (_, b) => Math.sqrt(Math.max(0, values[b]!)));
  // Old reference people on the new axes: rows `vectors[a] × stretched`; on the old ones: `singular[a]` on axis a.
  const cross = new Float64Array(k * k);
  let size = 0;
  for (let a = 0; a < k; a++)
    for (let b = 0; b < k; b++) {
      const onNew = vectors[a * n + b]! * stretched[b]!;
      cross[b * k + a] = onNew * singular[a]!;
      size += onNew * onNew;
    }
  const { left, values: turned, right } = smallSvd(cross, k, k);
  const factor = turned.reduce((sum, value) => sum + value, 0) / size;
  const out = new Float64Array(k);
  for (let c = 0; c < k; c++) {
    let sum = 0;
    for (let b = 0; b < k; b++) {
      let rotation = 0;
      for (let a = 0; a < k; a++) rotation += left[b * k + a]! * right[c * k + a]!;
      sum += vectors[k * n + b]! * stretched[b]! * rotation;
    }
    out[c] = factor * sum;
  }
  return out;
}
