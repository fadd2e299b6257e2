import { expect, test } from "vitest";
import { draw, randomFrom } from "../../../base/index.ts";
import { clopperPearson } from "../../../kernels/index.ts";
import type { Diplotype, Strand } from "../call.ts";
import { type PairedTruths, rememberedIntervals, riskIn } from "./risk.ts";
import type { Truths } from "./truths.ts";

const strand = (name: string): Strand => ({ name, alleles: [name] });

/** One group; the first truth is the call. */
function truths(...counts: number[]): Truths {
  return {
    total: Float64Array.of(counts.reduce((sum, count) => sum + count, 0)),
    expected: Float64Array.of(0.5),
    possible: counts.map((count, i) => ({
      strand: strand(String(i)),
      counts: Float64Array.of(count),
      isCalled: i === 0,
    })),
    unobservable: [],
  };
}

function paired(first: Truths, second: Truths | null, isCalled = true): PairedTruths {
  const others = second === null ? [null] : second.possible;
  const pairs = first.possible.flatMap((a) =>
    others.map(
      (b): Diplotype => ({
        strands: b === null ? [a.strand] : [a.strand, b.strand],
        name: "",
        lookup: [],
        phenotype: null,
        activityScore: null,
        key: null,
      }),
    ),
  );
  return { first, second, pairs, isCalled };
}

const intervalOf = rememberedIntervals();

test("one copy: the Clopper–Pearson interval of the hidden share", () => {
  const risk = riskIn([paired(truths(54, 3), null)], [Uint8Array.of(0, 1)], 0, 57, intervalOf);
  expect(risk).toEqual({ risk: 3 / 57, interval: clopperPearson(3, 57) });
});

test("two copies that look the same: the interval of the share, carried through the pair", () => {
  const look = truths(724, 360);
  const { low, high } = clopperPearson(360, 1084);
  const either = riskIn([paired(look, look)], [Uint8Array.of(0, 1, 1, 1)], 0, 1322, intervalOf);
  expect(either.interval.low).toBeCloseTo(1 - (1 - low) ** 2, 12);
  expect(either.interval.high).toBeCloseTo(1 - (1 - high) ** 2, 12);
  const both = riskIn([paired(look, look)], [Uint8Array.of(0, 0, 0, 1)], 0, 1322, intervalOf);
  expect(both.risk).toBeCloseTo((360 / 1084) ** 2, 12);
  expect(both.interval.low).toBeCloseTo(low ** 2, 12);
  expect(both.interval.high).toBeCloseTo(high ** 2, 12);
});

test("nothing that could change leaves no width, whatever the counts", () => {
  expect(riskIn([paired(truths(2, 1), truths(1, 0))], [new Uint8Array(4)], 0, 10, intervalOf)).toEqual({
    risk: 0,
    interval: { low: 0, high: 0 },
  });
});

test("no copies that look so: every share is possible", () => {
  const risk = riskIn([paired(truths(0, 0), null)], [Uint8Array.of(0, 1)], 0, 100, intervalOf);
  expect(risk).toEqual({ risk: 0, interval: { low: 0, high: 1 } });
});

test("an arrangement the panel never showed counts nothing, but its bound is counted", () => {
  const common = paired(truths(600), truths(30), true);
  const never = paired(truths(100), truths(0), false);
  const { risk, interval } = riskIn([common, never], [Uint8Array.of(0), Uint8Array.of(1)], 0, 1000, intervalOf);
  expect(risk).toBe(0);
  expect(interval.low).toBe(0);
  const highest = clopperPearson(100, 1000).high * clopperPearson(0, 1000).high;
  const lowest = clopperPearson(600, 1000).low * clopperPearson(30, 1000).low;
  expect(interval.high).toBeCloseTo(highest / (highest + lowest), 12);
});

/** What the interval promises: at least 95 in 100 panels drawn from a known truth hold it. Seeded. */
test("covers the truth in 95 of 100 panels or more: several truths, several arrangements", () => {
  const random = randomFrom(20261122);
  const share = [0.9, 0.07, 0.02, 0.01];
  // The pair changes with two altered copies of the mild kind, or one of the strong kind.
  const isChanged = (i: number, j: number): boolean => i + j >= 3 || (i > 0 && j > 0);
  const changed = Uint8Array.from({ length: 16 }, (_, k) => Number(isChanged(k >> 2, k & 3)));
  const truth = share.reduce((sum, p, i) => sum + share.reduce((s, q, j) => s + (isChanged(i, j) ? p * q : 0), 0), 0);
  // Two arrangements: *a + *b apart, or together on one strand.
  const looks = [0.7, 0.2, 0.09, 0.01];
  const together = (looks[0]! * looks[3]!) / (looks[0]! * looks[3]! + looks[1]! * looks[2]!);

  const panels = 1000;
  const count = (n: number, weights: readonly number[]): number[] => {
    const counts = weights.map(() => 0);
    for (let k = 0; k < n; k++) counts[draw(random, weights)]!++;
    return counts;
  };
  let [pairHeld, phaseHeld] = [0, 0];
  for (let panel = 0; panel < panels; panel++) {
    const look = truths(...count(400, share));
    const pair = riskIn([paired(look, look)], [changed], 0, 400, intervalOf).interval;
    if (pair.low <= truth && truth <= pair.high) pairHeld++;

    const [none, a, b, ab] = count(400, looks).map((n) => truths(n));
    const phase = riskIn(
      [paired(a!, b!, true), paired(none!, ab!, false)],
      [Uint8Array.of(0), Uint8Array.of(1)],
      0,
      400,
      intervalOf,
    ).interval;
    if (phase.low <= together && together <= phase.high) phaseHeld++;
  }
  expect(pairHeld / panels).toBeGreaterThanOrEqual(0.95);
  expect(phaseHeld / panels).toBeGreaterThanOrEqual(0.95);
});
