/** Between which bounds does a proportion lie, given a count? */
import { type Interval, PangenicError } from "../base/index.ts";

/** Φ⁻¹(0.975): of two-sided 95 % intervals. */
export const Z95 = 1.959963984540054;

/**
 * Wilson's 95 % score interval: never leaves 0–1, and is honest at counts of 0 and n.
 * @throws PangenicError `shape`, where the count is outside 0–n or n is 0.
 * @see Wilson 1927, J Am Stat Assoc 22:209; recommended by Brown, Cai, DasGupta 2001, Stat Sci 16:101.
 */
export function wilson(count: number, n: number): Interval {
  if (!(n > 0 && count >= 0 && count <= n)) throw new PangenicError("shape", "a count must lie between 0 and n > 0");
  const share = count / n;
  const z2 = (Z95 * Z95) / n;
  const center = share + z2 / 2;
  const half = Z95 * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n));
  return {
    low: count === 0 ? 0 : Math.max(0, (center - half) / (1 + z2)),
    high: count === n ? 1 : Math.min(1, (center + half) / (1 + z2)),
  };
}
