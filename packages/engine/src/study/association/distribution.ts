/** How are the P values of a study spread: the genomic control λ, and the points of a Q–Q plot. */
import { betaQuantile, normalUpperQuantile } from "../../kernels/index.ts";

/** Steps of −log10 P: a median read from one is off by less than 2 × 10⁻⁴ of its χ². */
const STEPS = 16_384;
/** Below 10⁻¹⁶ every value is kept. */
const FAR = 16;

/** Median of χ² with one degree of freedom. */
const MEDIAN = normalUpperQuantile(Math.log(0.25)) ** 2;

export interface QuantilePoint {
  /** −log10 P that a variant of this rank has where nothing is associated. */
  readonly expected: number;
  readonly observed: number;
}

/** Of how many variants, in memory that does not grow with them. Independent of their order. */
export class PValues {
  readonly #near: Uint32Array = new Uint32Array(STEPS * FAR);
  readonly #far: number[] = [];
  #count = 0;

  /** @param log10P NaN, where there is no result, is passed over. */
  add(log10P: Float64Array): void {
    for (const value of log10P) {
      const size = -value;
      if (!(size >= 0)) continue;
      this.#count++;
      if (size < FAR) this.#near[Math.floor(size * STEPS)]!++;
      else this.#far.push(size);
    }
  }

  get count(): number {
    return this.#count;
  }

  /** Median χ² (one degree) of the P values over its expectation; NaN without variants. */
  lambda(): number {
    if (this.#count === 0) return Number.NaN;
    let left = this.#count / 2;
    let step = 0;
    while (step < this.#near.length && this.#near[step]! < left) left -= this.#near[step++]!;
    const size = (step + left / this.#near[step]!) / STEPS;
    return normalUpperQuantile(-size * Math.LN10 - Math.LN2) ** 2 / MEDIAN;
  }

  /**
   * From the smallest P value on, ties by the middle of their ranks.
   * @param apart points nearer than this to the one before, on both axes, are left out.
   */
  points(apart: number): QuantilePoint[] {
    const points: QuantilePoint[] = [];
    let above = 0;
    const give = (observed: number, tied: number): void => {
      const expected = -Math.log10((above + tied / 2) / this.#count);
      above += tied;
      const last = points.at(-1);
      if (last === undefined || last.expected - expected >= apart || last.observed - observed >= apart)
        points.push({ expected, observed });
    };
    for (const size of [...this.#far].sort((a, b) => b - a)) give(size, 1);
    for (let step = this.#near.length - 1; step >= 0; step--)
      if (this.#near[step]! > 0) give((step + 0.5) / STEPS, this.#near[step]!);
    return points;
  }

  /** Where 95 % of the values of a rank lie if nothing is associated and variants are independent: −log10 P. */
  band(): { readonly expected: number; readonly low: number; readonly high: number }[] {
    const band: { expected: number; low: number; high: number }[] = [];
    for (let rank = 1; rank <= this.#count; rank = Math.max(rank + 1, Math.ceil(rank * 1.2))) {
      const others = this.#count - rank + 1;
      band.push({
        expected: -Math.log10((rank - 0.5) / this.#count),
        low: -Math.log10(betaQuantile(0.975, rank, others)),
        high: -Math.log10(betaQuantile(0.025, rank, others)),
      });
    }
    return band;
  }
}
