/** Gamma functions and powers joined before they overflow: the exact fronts of the gamma and beta distributions. */

const HALF_LOG_2PI = 0.9189385332046728;

/**
 * log Γ(x + 1) − [(x + ½) log x − x + ½ log 2π]: what Stirling's formula leaves.
 * @param x above 0.
 * @see Loader 2000, Fast and accurate computation of binomial probabilities; DLMF 5.11.1.
 */
export function stirlingRest(x: number): number {
  // Below 16 the series is too short: step up, each step adding what the formula loses between x and x + 1.
  let sum = 0;
  let at = x;
  for (; at < 16; at++) sum += stepLoss(at);
  const s = 1 / (at * at);
  const series =
    1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s * (1 / 1188 - s * (691 / 360360 - s / 156)))));
  return sum + series / at;
}

/** (x + ½) log(1 + 1/x) − 1. */
function stepLoss(x: number): number {
  if (x < 4) return (x + 0.5) * Math.log1p(1 / x) - 1;
  // atanh(u)/u − 1 with u = 1 / (2x + 1): no difference of near numbers.
  const square = 1 / (2 * x + 1) ** 2;
  let power = square;
  let sum = 0;
  for (let k = 3; ; k += 2) {
    const term = power / k;
    sum += term;
    if (term < 1e-18 * sum) return sum;
    power *= square;
  }
}

/** x log(x / m) + m − x, without loss where x is near m. @see Loader 2000 */
export function deviance(x: number, m: number): number {
  if (Math.abs(x - m) >= 0.1 * (x + m)) return x * Math.log(x / m) + m - x;
  const v = (x - m) / (x + m);
  let sum = (x - m) * v;
  let power = 2 * x * v;
  for (let k = 3; k < 1000; k += 2) {
    power *= v * v;
    const next = sum + power / k;
    if (next === sum) break;
    sum = next;
  }
  return sum;
}

/** log( x^a e^(−x) / Γ(a + 1) ). @param a above 0. @param x above 0. */
export function logPoisson(a: number, x: number): number {
  return -HALF_LOG_2PI - 0.5 * Math.log(a) - stirlingRest(a) - deviance(a, x);
}

/**
 * log( x^a y^b / (a B(a, b)) ), the front of the incomplete beta function.
 * @param a above 0. @param b above 0. @param x between 0 and 1. @param y `1 − x`, given because x may be too near 1 to tell.
 */
export function logBetaFront(a: number, b: number, x: number, y: number): number {
  const n = a + b;
  return (
    0.5 * Math.log(b / (a * n)) -
    HALF_LOG_2PI +
    stirlingRest(n) -
    stirlingRest(a) -
    stirlingRest(b) -
    deviance(a, n * x) -
    deviance(b, n * y)
  );
}
