import { expect, test } from "vitest";
import { randomFrom } from "../../base/index.ts";
import { intervalWidth, type Measure, peopleFor } from "./precision.ts";
import { type RepresentationPlan, representationOf } from "./representation.ts";
import { mergeTallies, type Participant, subtractTally, tallyOf } from "./tally.ts";
import { transferabilityOf } from "./transferability.ts";

function people(group: string | null, cases: number, controls: number): Participant[] {
  return [
    ...Array.from({ length: cases }, () => ({ group, isCase: true })),
    ...Array.from({ length: controls }, () => ({ group, isCase: false })),
  ];
}

const plan: RepresentationPlan = {
  target: new Map([
    ["A", 0.5],
    ["B", 0.3],
    ["C", 0.2],
  ]),
  precision: [{ measure: { kind: "frequency", value: 0.1 }, width: 0.02 }],
  transferability: new Map(),
};

test("a sample in the target's shares is worth its own size, and every ratio is 1", () => {
  const { effectiveSizeForTarget, groups, targetAbsent } = representationOf(
    tallyOf([...people("A", 10, 40), ...people("B", 6, 24), ...people("C", 4, 16)]),
    plan,
  );
  expect(effectiveSizeForTarget).toBeCloseTo(100, 10);
  expect(groups.map((group) => group.ratio?.value)).toEqual([1, 1, 1]);
  expect(groups.map((group) => group.ratio!.interval.low < 1 && group.ratio!.interval.high > 1)).toEqual([
    true,
    true,
    true,
  ]);
  expect(targetAbsent).toBe(0);
});

test("more people of the groups already there do not replace an absent group", () => {
  for (const n of [100, 10_000]) {
    const seen = representationOf(tallyOf([...people("A", n, n), ...people("B", n, n)]), plan);
    expect(seen.effectiveSizeForTarget).toBe(0);
    expect(seen.targetAbsent).toBeCloseTo(0.2, 12);
    expect(seen.groups.find(({ group }) => group === "C")).toMatchObject({ people: 0, effectiveSize: 0 });
    expect(seen.groups.find(({ group }) => group === "C")!.shareInterval.high).toBeGreaterThan(0);
  }
});

test("people of unknown group are counted apart, and change no share", () => {
  const known = representationOf(tallyOf(people("A", 5, 5)), plan);
  const more = representationOf(tallyOf([...people("A", 5, 5), ...people(null, 3, 4)]), plan);
  expect(more.groupUnknown).toBe(7);
  expect(more.groups).toEqual(known.groups);
});

test("few cases make a case-control study small, however many controls it has", () => {
  const group = representationOf(tallyOf(people("A", 10, 100_000)), plan).groups[0]!;
  expect(group.effectiveSize).toBeGreaterThan(39.9);
  expect(group.effectiveSize).toBeLessThan(40);
});

test("tallies add in any order and any sharding, and withdrawn equals never given", () => {
  const random = randomFrom(7);
  const everyone = Array.from({ length: 500 }, (): Participant => {
    const group = ["A", "B", "C", null][Math.floor(random() * 4)]!;
    return { group, isCase: [true, false, null][Math.floor(random() * 3)]! };
  });
  const whole = tallyOf(everyone);
  const third = tallyOf(everyone.filter((_, i) => i % 3 === 0));
  const others = tallyOf(everyone.filter((_, i) => i % 3 !== 0).reverse());
  expect(mergeTallies(third, others)).toEqual(whole);
  expect(mergeTallies(others, third)).toEqual(whole);
  expect(subtractTally(whole, third)).toEqual(others);
  expect(() => subtractTally(third, whole)).toThrow("never counted");
});

const measures: Measure[] = [
  { kind: "frequency", value: 0.01 },
  { kind: "r2", value: 0.1 },
  { kind: "auc", value: 0.7, caseShare: 0.1 },
  { kind: "effect", frequency: 0.2 },
];

test.each(measures)("the plan asks for the first number of people that is enough: $kind", (measure) => {
  for (const width of [0.3, 0.05, 0.01]) {
    const needed = peopleFor(measure, width)!;
    expect(intervalWidth(measure, needed)).toBeLessThanOrEqual(width);
    expect(intervalWidth(measure, needed - 1)).toBeGreaterThan(width);
  }
});

test("an interval has the coverage its width claims: R² of 2,000 simulated studies", () => {
  // One predictor, R² = 0.2, n = 200: 95 % of the estimates lie within half a width of the truth.
  const random = randomFrom(11);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const half = intervalWidth({ kind: "r2", value: 0.2 }, 200) / 2;
  let within = 0;
  for (let study = 0; study < 2_000; study++) {
    let [x1, y1, xx, yy, xy] = [0, 0, 0, 0, 0];
    for (let i = 0; i < 200; i++) {
      const x = normal();
      const y = Math.sqrt(0.2) * x + Math.sqrt(0.8) * normal();
      x1 += x;
      y1 += y;
      xx += x * x;
      yy += y * y;
      xy += x * y;
    }
    const r2 = (xy - (x1 * y1) / 200) ** 2 / ((xx - x1 ** 2 / 200) * (yy - y1 ** 2 / 200));
    if (Math.abs(r2 - 0.2) <= half) within++;
  }
  expect(within / 2_000).toBeGreaterThan(0.93);
  expect(within / 2_000).toBeLessThan(0.97);
});

test("a target that sums to more than everyone is refused", () => {
  const wrong = {
    ...plan,
    target: new Map([
      ["A", 0.7],
      ["B", 0.5],
    ]),
  };
  expect(() => representationOf([], wrong)).toThrow("sum to at most 1");
});

const published = {
  madeIn: "first",
  figures: new Map([
    ["first", 1],
    ["second", 0.5],
  ]),
  error: 0.17,
  source: "made up",
};
const names = new Map([
  ["A", "first"],
  ["B", "second"],
  ["C", "elsewhere"],
]);

test("published transferability speaks of cohorts of the published group alone, and of groups it tested", () => {
  const single = transferabilityOf(tallyOf([...people("A", 50, 50), ...people("B", 1, 1)]), names, published);
  expect([...single.keys()]).toEqual(["A", "B"]);
  expect(single.get("B")!.interval.low).toBeCloseTo(0.33, 12);
  expect(single.get("A")!.interval.high).toBe(1);
  expect(transferabilityOf(tallyOf([...people("A", 50, 30), ...people("B", 10, 10)]), names, published).size).toBe(0);
  expect(transferabilityOf(tallyOf(people("A", 50, 50)), new Map(), published).size).toBe(0);
});
