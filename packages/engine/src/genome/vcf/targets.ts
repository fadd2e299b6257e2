/** Which stretches of the genome a scan looks for. */
import { type Chromosome, chromosomes, type OneBased } from "../../base/index.ts";

/** A wanted position. Rows that touch `pos - left … pos + right` are delivered. */
export interface Target {
  readonly chrom: Chromosome;
  readonly pos: OneBased;
  /** Bases before `pos`, where the same indel may be anchored earlier; 100 where not given. */
  readonly left?: number;
  /** Bases after `pos`, for indels that are not left-aligned; 0 where not given. */
  readonly right?: number;
}

/**
 * Sorted, disjoint stretches, as keys: chromosome index × 2³² + position, counted from 1, both ends included.
 * Keys are exact in a Float64, and two arrays cross to a worker without a copy of anything else.
 */
export interface Targets {
  readonly from: Float64Array;
  readonly to: Float64Array;
}

const LEFT = 100;
const PER_CHROMOSOME = 2 ** 32;

/** @param pos 1-based position, or 0 and Infinity-like bounds within the chromosome. */
export function keyOf(chromosomeIndex: number, pos: number): number {
  return chromosomeIndex * PER_CHROMOSOME + pos;
}

/** Sorts and merges, so that a row is delivered once however many targets it touches. */
export function targetsOf(wanted: Iterable<Target>): Targets {
  const stretches = Array.from(wanted, ({ chrom, pos, left = LEFT, right = 0 }) => {
    const index = chromosomes.indexOf(chrom);
    return { from: keyOf(index, Math.max(0, pos - left)), to: keyOf(index, pos + right) };
  }).sort((a, b) => a.from - b.from);
  const from: number[] = [];
  const to: number[] = [];
  for (const stretch of stretches) {
    const last = to.length - 1;
    if (last >= 0 && stretch.from <= to[last]! + 1) to[last] = Math.max(to[last]!, stretch.to);
    else {
      from.push(stretch.from);
      to.push(stretch.to);
    }
  }
  return { from: Float64Array.from(from), to: Float64Array.from(to) };
}

/** The first stretch that ends at `key` or later; `from.length` where none does. */
export function stretchAt(targets: Targets, key: number): number {
  let low = 0;
  let high = targets.to.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (targets.to[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
