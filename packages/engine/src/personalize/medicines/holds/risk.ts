/** How probable is it that the truth differs from what is shown, and how sure is that figure? One group at a time. */
import type { Interval } from "../../../base/index.ts";
import { clopperPearson } from "../../../kernels/index.ts";
import type { Diplotype } from "../call.ts";
import { remembered } from "./memory.ts";
import type { Truths } from "./truths.ts";

/** One arrangement of the seen bases, and every pair of true strands behind it. */
export interface PairedTruths {
  readonly first: Truths;
  /** null: one strand only. */
  readonly second: Truths | null;
  /** `[first × second]`, row-major. */
  readonly pairs: readonly Diplotype[];
  /** The call is among the pairs: the arrangement stays possible where the panel holds no such strand. */
  readonly isCalled: boolean;
}

export interface Risk {
  readonly risk: number;
  readonly interval: Interval;
}

/** Exact intervals are asked for again and again with the same counts. */
export type IntervalOf = (count: number, n: number) => Interval;

export function rememberedIntervals(): IntervalOf {
  const known = new Map<number, Interval>();
  return (count, n) => remembered(known, n * 2 ** 26 + count, () => clopperPearson(count, n));
}

/** Probability of each truth among strands that look so; the called one counts as half a copy where the panel holds none. */
export function probabilities(truths: Truths, group: number): Float64Array {
  const share = new Float64Array(truths.possible.length);
  let total = 0;
  for (const [i, truth] of truths.possible.entries()) {
    share[i] = truth.counts[group]! || (truth.isCalled ? 0.5 : 0);
    total += share[i]!;
  }
  return share.map((s) => s / total);
}

/**
 * Likelihood of each arrangement, up to a factor: the product of how often its two looks occur. A look the panel does not
 * hold counts 0, but for the call's own arrangement. Where the panel supports none, all count as expected by chance.
 */
export function weights(arrangements: readonly PairedTruths[], group: number): number[] {
  const copies = (truths: Truths | null, isKept: boolean): number =>
    truths === null ? 1 : truths.total[group]! || (isKept ? truths.expected[group]! : 0);
  const of = (isKept: (arrangement: PairedTruths) => boolean): number[] =>
    arrangements.map((one) => copies(one.first, isKept(one)) * copies(one.second, isKept(one)));
  const isSupported = of(() => false).some((weight) => weight > 0);
  return of(({ isCalled }) => isCalled || !isSupported);
}

/**
 * @param changed for each arrangement, 1 for the pairs that count as changed. @param strands copies in the group.
 *
 * Interval: within an arrangement the truths of a strand are ordered by how much they change, and the share of every
 * upper part of that order moves to its exact 95 % bound. With two kinds of truth, unchanged and changed, this is the
 * Clopper–Pearson interval carried through the product over the strands. Between arrangements the frequency of each look
 * moves within its own exact interval, each way to the extreme. Both err on the wide side; the tests measure the coverage.
 */
export function riskIn(
  arrangements: readonly PairedTruths[],
  changed: readonly Uint8Array[],
  group: number,
  strands: number,
  intervalOf: IntervalOf,
): Risk {
  const within = arrangements.map((a, k) => pairRisk(a, changed[k]!, group, intervalOf));
  if (arrangements.length === 1) return within[0]!;
  const weight = weights(arrangements, group);
  const total = weight.reduce((sum, w) => sum + w, 0);
  const risk = within.reduce((sum, r, k) => sum + r.risk * weight[k]!, 0) / total;

  const ranges = arrangements.map(({ first, second }, k) => {
    const [a, b] = [first, second].map((truths) =>
      truths === null ? { low: 1, high: 1 } : intervalOf(truths.total[group]!, strands),
    );
    const point = weight[k]! / strands ** 2;
    return { low: Math.min(a!.low * b!.low, point), high: Math.max(a!.high * b!.high, point) };
  });
  const extreme = (sign: 1 | -1): number => {
    const bound = within.map((r) => (sign === 1 ? r.interval.high : r.interval.low));
    const order = bound.map((_, k) => k).sort((a, b) => sign * (bound[b]! - bound[a]!));
    let best = sign === 1 ? 0 : 1;
    // The extreme of a weighted mean takes full weight down to some place in the order and least weight after it.
    for (let cut = 1; cut <= order.length; cut++) {
      let top = 0;
      let sum = 0;
      for (const [place, k] of order.entries()) {
        const w = place < cut ? ranges[k]!.high : ranges[k]!.low;
        top += w * bound[k]!;
        sum += w;
      }
      if (sum > 0) best = sign === 1 ? Math.max(best, top / sum) : Math.min(best, top / sum);
    }
    return best;
  };
  return { risk, interval: { low: Math.min(extreme(-1), risk), high: Math.max(extreme(1), risk) } };
}

function pairRisk({ first, second }: PairedTruths, changed: Uint8Array, group: number, intervalOf: IntervalOf): Risk {
  if (!changed.includes(1)) return { risk: 0, interval: { low: 0, high: 0 } };
  if (!changed.includes(0)) return { risk: 1, interval: { low: 1, high: 1 } };
  const rows = first.possible.length;
  const columns = second?.possible.length ?? 1;
  const p = probabilities(first, group);
  const q = second === null ? Float64Array.of(1) : probabilities(second, group);

  /** Harm of each truth of one strand: probability of a change given the other strand; ties by how many would change. */
  const harm = (own: number, other: Float64Array, at: (i: number, j: number) => number): Float64Array[] => {
    const mean = new Float64Array(own);
    const kinds = new Float64Array(own);
    for (let i = 0; i < own; i++)
      for (let j = 0; j < other.length; j++) {
        const is = changed[at(i, j)]!;
        mean[i]! += other[j]! * is;
        kinds[i]! += is;
      }
    return [mean, kinds];
  };
  const harmOfFirst = harm(rows, q, (i, j) => i * columns + j);
  const harmOfSecond = harm(columns, p, (j, i) => i * columns + j);

  const mean = (u: Float64Array, v: Float64Array): number => {
    let sum = 0;
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++) if (changed[i * columns + j] === 1) sum += u[i]! * v[j]!;
    return Math.min(1, sum);
  };
  const end = (side: "low" | "high"): number =>
    mean(
      pushed(first, group, p, harmOfFirst, side, intervalOf),
      second === null ? q : pushed(second, group, q, harmOfSecond, side, intervalOf),
    );
  const risk = mean(p, q);
  return { risk, interval: { low: Math.min(end("low"), risk), high: Math.max(end("high"), risk) } };
}

/** The shares of a strand's truths with every upper part of the harm order at one end of its exact interval. */
function pushed(
  truths: Truths,
  group: number,
  point: Float64Array,
  [mean, kinds]: readonly Float64Array[],
  side: "low" | "high",
  intervalOf: IntervalOf,
): Float64Array {
  const compare = (a: number, b: number): number => mean![b]! - mean![a]! || kinds![b]! - kinds![a]!;
  const order = truths.possible.map((_, i) => i).sort(compare);
  const shares = new Float64Array(order.length);
  const n = truths.total[group]!;
  let count = 0;
  let above = 0;
  for (let from = 0; from < order.length; ) {
    let to = from;
    let mass = 0;
    while (to < order.length && compare(order[from]!, order[to]!) === 0) {
      count += truths.possible[order[to]!]!.counts[group]!;
      mass += point[order[to]!]!;
      to++;
    }
    const upTo = to === order.length ? 1 : Math.max(above, intervalOf(count, n)[side]);
    for (let k = from; k < to; k++) {
      const share = mass > 0 ? point[order[k]!]! / mass : 1 / (to - from);
      shares[order[k]!] = (upTo - above) * share;
    }
    above = upTo;
    from = to;
  }
  return shares;
}
