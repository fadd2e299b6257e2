/** Of which reference groups is a genome a mixture? Known frequencies, one person, and only where some mixture fits. */
import { cholesky, choleskyInverse, mixture, transpose } from "../../kernels/index.ts";
import { type Clusters, whitened } from "./clusters.ts";
import type { PanelPopulation, ReferencePanel } from "./panel.ts";
import { NOT_SEEN } from "./projection.ts";

/** Populations that may stand as sources. */
export function sourcePopulations({ parts, populations }: Pick<ReferencePanel, "parts" | "populations">): number[] {
  return populations.flatMap(({ part }: PanelPopulation, i) => (parts[part]!.source ? [i] : []));
}

/**
 * Distance of a point from the nearest mixture of the sources' centers, in spreads within a population. Where it is large, the
 * genome has a part that no source stands for.
 */
export function distanceFromMixtures(
  { dimensions, means, pooled }: Clusters,
  sources: readonly number[],
  point: Float64Array,
  noise: Float64Array,
): number {
  const lower = cholesky(
    pooled.map((value, i) => value + noise[i]!),
    dimensions,
  );
  if (lower === null || sources.length === 0) return Number.POSITIVE_INFINITY;
  const columns = sources.map((source) => whitened(lower, dimensions, (d) => means[source]![d]!));
  const matrix = new Float64Array(dimensions * columns.length);
  for (const [column, values] of columns.entries())
    for (let d = 0; d < dimensions; d++) matrix[d * columns.length + column] = values[d]!;
  const target = whitened(lower, dimensions, (d) => point[d]!);
  const shares = mixture(matrix, target, dimensions, columns.length);
  let square = 0;
  for (let d = 0; d < dimensions; d++) {
    let at = 0;
    for (let column = 0; column < columns.length; column++)
      at += matrix[d * columns.length + column]! * shares[column]!;
    square += (target[d]! - at) ** 2;
  }
  return Math.sqrt(square);
}

export interface Share {
  readonly code: string;
  readonly share: number;
  readonly standardError: number;
}

const MOST_ROUNDS = 100;
/** Change of a share at which the climb ends. */
const STILL = 1e-9;

/**
 * The likeliest shares of the source groups, standard errors by leaving out one chromosome at a time: sites of
 * one chromosome may depend on one another, those of two do not.
 * @param copies `[sites]` of the counted allele.
 * @returns one entry per source group, in the panel's order; sums to 1.
 * @see Alexander, Novembre and Lange 2009, Genome Research 19:1655 (the model, here with known frequencies).
 */
export function mixtureOf(
  panel: Pick<ReferencePanel, "parts" | "copies" | "seen" | "sites">,
  copies: ArrayLike<number>,
): readonly Share[] {
  const { parts, sites } = panel;
  const sources = parts.flatMap(({ source }, part) => (source ? [part] : []));
  const k = sources.length;
  const shown: number[] = [];
  for (let site = 0; site < sites.count; site++) if (copies[site] !== NOT_SEEN) shown.push(site);
  // A count of half an allele on both sides: an allele that a source's people lack is rare there, not impossible.
  const frequency = new Float64Array(shown.length * k);
  for (const [row, site] of shown.entries())
    for (const [column, part] of sources.entries()) {
      const at = part * sites.count + site;
      frequency[row * k + column] = (panel.copies[at]! + 0.5) / (2 * panel.seen[at]! + 1);
    }
  const dosage = Int8Array.from(shown, (site) => copies[site]!);
  const chrom = Uint8Array.from(shown, (site) => sites.chrom[site]!);
  const whole = climb(frequency, dosage, chrom, -1, new Float64Array(k).fill(1 / k));
  const left = [...new Set(chrom)];
  const without = left.map((one) => climb(frequency, dosage, chrom, one, whole));
  const least = withinErrors(surface(frequency, dosage, chrom, -1, whole).bend, k);
  return sources.map((part, column) => {
    const values = without.map((shares) => shares[column]!);
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    const jackknife = Math.sqrt(((values.length - 1) / values.length) * square);
    // A share of 0 that stays 0 is still not known to be 0.
    return { code: parts[part]!.group, share: whole[column]!, standardError: Math.max(jackknife, least[column]!) };
  });
}

/** Standard errors if all sites were independent, for shares that make one. @param bend minus the second derivatives. */
function withinErrors(bend: Float64Array, k: number): Float64Array {
  const lower = cholesky(bend, k);
  if (lower === null) return new Float64Array(k).fill(1);
  const inverse = choleskyInverse(lower, k);
  const rows = Float64Array.from({ length: k }, (_, a) =>
    inverse.subarray(a * k, (a + 1) * k).reduce((x, y) => x + y, 0),
  );
  const all = rows.reduce((x, y) => x + y, 0);
  return rows.map((row, a) => Math.sqrt(Math.max(0, inverse[a * k + a]! - (row * row) / all)));
}

/**
 * Newton's steps: the likelihood has one summit, and each step solves its quadratic model over all shares that are not
 * negative and make one. Expectation–maximization climbs to the same summit in hundreds of rounds.
 * @param except chromosome left out, or −1.
 */
function climb(
  frequency: Float64Array,
  dosage: Int8Array,
  chrom: Uint8Array,
  except: number,
  start: Float64Array,
): Float64Array {
  const k = start.length;
  let shares = start;
  let { height, slope, bend } = surface(frequency, dosage, chrom, except, shares);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const lower = cholesky(bend, k);
    // Sources that cannot be told apart at these sites.
    if (lower === null) return shares;
    const pull = slope.map((value, a) => {
      let sum = value;
      for (let b = 0; b < k; b++) sum += bend[a * k + b]! * shares[b]!;
      return sum;
    });
    const goal = mixture(
      transpose(lower, k, k),
      whitened(lower, k, (a) => pull[a]!),
      k,
      k,
    );
    // Half the way, and half again, where the whole step overshoots.
    let step = 1;
    let next = shares;
    let found = { height: Number.NEGATIVE_INFINITY, slope, bend };
    for (; step > 1e-6 && !(found.height >= height); step /= 2) {
      next = shares.map((share, a) => share + step * (goal[a]! - share));
      found = surface(frequency, dosage, chrom, except, next);
    }
    if (!(found.height >= height)) return shares;
    const change = next.reduce((most, share, a) => Math.max(most, Math.abs(share - shares[a]!)), 0);
    shares = next;
    ({ height, slope, bend } = found);
    if (change < STILL) break;
  }
  return shares;
}

/** Log-likelihood of the shares, its gradient, and minus its second derivatives. */
function surface(
  frequency: Float64Array,
  dosage: Int8Array,
  chrom: Uint8Array,
  except: number,
  shares: Float64Array,
): { readonly height: number; readonly slope: Float64Array; readonly bend: Float64Array } {
  const k = shares.length;
  const slope = new Float64Array(k);
  const bend = new Float64Array(k * k);
  let height = 0;
  for (let row = 0; row < dosage.length; row++) {
    if (chrom[row] === except) continue;
    const at = row * k;
    let p = 0;
    for (let a = 0; a < k; a++) p += shares[a]! * frequency[at + a]!;
    const counted = dosage[row]!;
    const other = 2 - counted;
    height += counted * Math.log(p) + other * Math.log(1 - p);
    const first = counted / p - other / (1 - p);
    const second = counted / (p * p) + other / ((1 - p) * (1 - p));
    for (let a = 0; a < k; a++) {
      const f = frequency[at + a]!;
      slope[a]! += first * f;
      for (let b = 0; b <= a; b++) bend[a * k + b]! += second * f * frequency[at + b]!;
    }
  }
  for (let a = 0; a < k; a++) for (let b = 0; b < a; b++) bend[b * k + a] = bend[a * k + b]!;
  return { height, slope, bend };
}
