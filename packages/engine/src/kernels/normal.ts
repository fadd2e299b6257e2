/** How far out is a standard normal value? Exact to rounding in both tails, as logarithms without end. */

/**
 * Coefficients of three rational approximations, numerator and denominator, lowest power last.
 * @see Cody 1969, Mathematics of Computation 23:631.
 */
const CENTER = [
  [0.06568233791820745, 2.2352520354606837, 161.02823106855587, 1067.6894854603709, 18154.98125334356],
  [1, 47.202581904688245, 976.0985517377767, 10260.932208618979, 45507.78933502673],
] as const;
const MIDDLE = [
  [
    1.0765576773720192e-8, 0.39894151208813466, 8.883149794388377, 93.50665613217785, 597.2702763948002,
    2494.5375852903726, 6848.190450536283, 11602.65143764735, 9842.714838383978,
  ],
  [
    1, 22.266688044328117, 235.387901782625, 1519.3775994075547, 6485.558298266761, 18615.571640885097,
    34900.95272114598, 38912.00328609327, 19685.429676859992,
  ],
] as const;
const FAR = [
  [
    0.023073441764940174, 0.215898534057957, 0.12740116116024736, 0.022235277870649807, 0.0014216191932278934,
    2.9112874951168793e-5,
  ],
  [1, 1.284260096144911, 0.4682382124808651, 0.06598813786892856, 0.0037823963320275824, 7.297515550839662e-5],
] as const;

const LOG_ROOT_2PI = 0.9189385332046728;
const ROOT_2PI = 2.5066282746310007;

function ratio([above, below]: readonly [readonly number[], readonly number[]], x: number): number {
  let numerator = 0;
  let denominator = 0;
  for (const a of above) numerator = numerator * x + a;
  for (const b of below) denominator = denominator * x + b;
  return numerator / denominator;
}

/** Probability between 0 and `z`, for |z| ≤ 0.67448975. */
function center(z: number): number {
  return z * ratio(CENTER, z * z);
}

const CENTER_END = 0.67448975;
const FAR_FROM = 5.656854249492381;

/** The upper tail divided by exp(−z²/2), for z beyond the center. */
function millsPart(z: number): number {
  if (z <= FAR_FROM) return ratio(MIDDLE, z);
  const inverse = 1 / (z * z);
  return (1 / ROOT_2PI - inverse * ratio(FAR, inverse)) / z;
}

/** `exp(−z²/2)` without the rounding of z². */
function halfSquareExp(z: number): number {
  const near = Math.trunc(z * 16) / 16;
  return Math.exp(-near * near * 0.5) * Math.exp(-(z - near) * (z + near) * 0.5);
}

/** Probability that a standard normal value is at most `z`; NaN where `z` is none. */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) return z;
  if (Math.abs(z) <= CENTER_END) return 0.5 + center(z);
  if (z < -40) return 0;
  return z < 0 ? halfSquareExp(-z) * millsPart(-z) : 1 - normalCdf(-z);
}

/** Natural logarithm of the probability that a standard normal value is above `z`. */
export function normalLogUpper(z: number): number {
  if (Math.abs(z) <= CENTER_END) return Math.log(0.5 - center(z));
  return z > 0 ? -0.5 * z * z + Math.log(millsPart(z)) : Math.log1p(-normalCdf(z));
}

/** Natural logarithm of the two-sided P value. Divided by `Math.LN10` it is log10 P, without end. */
export function normalLogTwoSided(z: number): number {
  const distance = Math.abs(z);
  return distance <= CENTER_END ? Math.log1p(-2 * center(distance)) : Math.LN2 + normalLogUpper(distance);
}

/**
 * The z that a standard normal value exceeds with probability exp(`logProbability`): for tails below what a probability can hold.
 * @param logProbability at most 0; natural.
 */
export function normalUpperQuantile(logProbability: number): number {
  if (!(logProbability < 0)) return logProbability === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (logProbability === Number.NEGATIVE_INFINITY) return Number.POSITIVE_INFINITY;
  if (logProbability > -Math.LN2) {
    // The lower half by its mirror; at the center from the distance to one half, which is then exact.
    const short = Math.expm1(logProbability + Math.LN2) / 2;
    if (short < 0.25) return -centerQuantile(short);
    return -normalUpperQuantile(Math.log(-Math.expm1(logProbability)));
  }
  const t = Math.sqrt(-2 * logProbability);
  // Abramowitz and Stegun 26.2.23; then Newton on the logarithm, which is nearly a parabola.
  let z = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  for (let i = 0; i < 20; i++) {
    const log = normalLogUpper(z);
    const hazard = Math.exp(-0.5 * z * z - LOG_ROOT_2PI - log);
    const step = (log - logProbability) / hazard;
    z += step;
    if (Math.abs(step) <= 4e-16 * Math.abs(z)) break;
  }
  return z;
}

/** The z below which a standard normal value lies with probability `p`, 0–1. */
export function normalQuantile(p: number): number {
  if (Math.abs(p - 0.5) < 0.25) return centerQuantile(p - 0.5);
  return p < 0.5 ? -normalUpperQuantile(Math.log(p)) : normalUpperQuantile(Math.log1p(-p));
}

/** The z with probability `area` between 0 and z, |area| ≤ 0.25. */
function centerQuantile(area: number): number {
  let z = area * ROOT_2PI;
  for (let i = 0; i < 20; i++) {
    const step = (center(z) - area) * ROOT_2PI * Math.exp(0.5 * z * z);
    z -= step;
    if (Math.abs(step) <= 2e-16 * Math.abs(z)) break;
  }
  return z;
}
