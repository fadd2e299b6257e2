import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PublishedAccuracy, TrainingPeople } from "@pangenic/engine/models";
import {
  type AccuracyQuestion,
  expectedAccuracy,
  type PlaceInReference,
  type PortabilityFacts,
  type ReferencePeople,
} from "@pangenic/engine/personalize";
import { beforeAll, describe, expect, test } from "vitest";
import { portability } from "../packages/knowledge/build/portability.ts";
import { sharedMissing } from "./reference-data.ts";
import { readScoredReference } from "./scored-reference-people.ts";

const facts: PortabilityFacts = JSON.parse(
  readFileSync(join(import.meta.dirname, "../packages/knowledge/data/portability.json"), "utf8"),
);

test.skipIf(sharedMissing)("the published figures that are committed equal what the shared data derive", () => {
  expect(facts).toEqual(JSON.parse(JSON.stringify(portability())));
});

test("published accuracy falls by 18 points in 100 units of distance, and a group left out is missed by 17 points at most", () => {
  expect(facts.line.intercept).toBeCloseTo(0.986, 3);
  expect(facts.line.slope).toBeCloseTo(-0.00181, 5);
  expect(facts.leftOutError).toBeCloseTo(0.172, 3);
  for (const { populations, bridgeError } of facts.groups) expect(bridgeError === null).toBe(populations.length === 0);
});

const source = { name: "made up", version: "1", license: "CC0-1.0" };
const british: TrainingPeople = { people: "made up: British", n: 1000, single: true, populations: ["GBR"], source };
const space = { name: "akt", digest: "d", components: 10 };

describe.skipIf(sharedMissing)("2,504 people in a space from sequences, a tenth of each population held out", () => {
  let people: ReferencePeople;
  /** People held out, by population. */
  let tested: Map<string, Float64Array[]>;

  beforeAll(() => {
    const { scores, populations } = readScoredReference();
    const { coordinates, width } = [...scores.values()][0]!;
    const place = (person: number) => coordinates.slice(person * width, person * width + 10);
    const kept: number[] = [];
    const seen = new Map<string, number>();
    tested = new Map();
    for (const [person, population] of populations.entries()) {
      const count = seen.get(population) ?? 0;
      seen.set(population, count + 1);
      if (count % 10 === 0) tested.set(population, [...(tested.get(population) ?? []), place(person)]);
      else kept.push(person);
    }
    people = {
      coordinates: Float64Array.from(kept.flatMap((person) => [...place(person)])),
      width: 10,
      populations: kept.map((person) => populations[person]!),
    };
  });

  const placed = (coordinates: Float64Array): PlaceInReference => ({
    digest: "d",
    coordinates,
    noise: new Float64Array(100),
    outside: false,
  });

  const ask = (coordinates: Float64Array, change: Partial<AccuracyQuestion> = {}) =>
    expectedAccuracy({
      pack: { reference: space, training: british, validity: [] },
      people,
      place: placed(coordinates),
      facts,
      weightMass: 1,
      rowShare: 1,
      expires: "2027-05-22",
      ...change,
    });

  /** What most of a population's held-out people are told: the group, or the reason. */
  function mostTold(population: string, change: Partial<AccuracyQuestion> = {}): string {
    const told = new Map<string, number>();
    const all = tested.get(population)!;
    for (const coordinates of all) {
      const { answer } = ask(coordinates, change);
      const what = answer.kind === "answer" ? answer.holds.accuracy!.group : answer.reason;
      told.set(what, (told.get(what) ?? 0) + 1);
    }
    const [what, count] = [...told].sort((a, b) => b[1] - a[1])[0]!;
    return count / all.length >= 0.8 ? what : "mixed";
  }

  test("people like a tested group are told its figure, and people like none are told nothing", () => {
    const expected: Record<string, string> = {
      GBR: "United Kingdom",
      CEU: "United Kingdom",
      TSI: "Italy",
      GIH: "India",
      ITU: "India",
      CHB: "China",
      CHS: "China",
      ACB: "Caribbean",
      YRI: "Nigeria",
      ESN: "Nigeria",
      JPT: "accuracy-not-measured",
      FIN: "accuracy-not-measured",
      LWK: "accuracy-not-measured",
      GWD: "accuracy-not-measured",
      PEL: "accuracy-not-measured",
      MXL: "accuracy-not-measured",
      PUR: "accuracy-not-measured",
    };
    expect(Object.fromEntries(Object.keys(expected).map((population) => [population, mostTold(population)]))).toEqual(
      expected,
    );
  });

  const figureFor = (population: string) => {
    const answers = tested.get(population)!.map((coordinates) => ask(coordinates));
    return answers.find(({ answer }) => answer.kind === "answer")!;
  };

  test("an interval is at least as wide as the line misses a group it has not seen, and wider by the bridge", () => {
    const china = figureFor("CHB").answer;
    const india = figureFor("GIH").answer;
    if (china.kind !== "answer" || india.kind !== "answer") throw new Error("no answer");
    expect(china.value).toMatchObject({ basis: "decay", figure: 0.486, n: 1810 });
    expect(china.value.interval.high - china.value.figure).toBeGreaterThanOrEqual(facts.leftOutError);
    expect(india.value.interval.high - india.value.figure).toBeGreaterThan(0.2);
    expect(
      [figureFor("GBR"), china, india]
        .map((of) => ("answer" in of ? of.answer : of))
        .map((of) => of.kind === "answer" && of.holds.level),
    ).toEqual(["well", "poorly", "poorly"]);
  });

  test("halfway between two groups the answer is the range of both", () => {
    const middle = new Float64Array(10);
    for (const population of ["ITU", "TSI"]) {
      const members = [...people.populations.keys()].filter((person) => people.populations[person] === population);
      for (const person of members)
        for (let k = 0; k < 10; k++) middle[k]! += people.coordinates[person * 10 + k]! / members.length / 2;
    }
    const { answer } = ask(middle);
    if (answer.kind !== "answer") throw new Error(answer.reason);
    expect(answer.holds.accuracy!.group.split("+").sort()).toEqual(["India", "Italy"]);
    expect(answer.value.figure).toBeGreaterThan(0.647);
    expect(answer.value.figure).toBeLessThan(0.856);
    expect(answer.value.interval.low).toBeLessThan(0.647 - facts.leftOutError);
    expect(answer.value.interval.high).toBe(1);
  });

  test("distance grows from the people the weights were made in", () => {
    const [near, far] = [figureFor("CEU").distance!, figureFor("YRI").distance!];
    expect(near).toBeLessThan(3);
    expect(far).toBeGreaterThan(10 * near);
    expect(
      ask(tested.get("CEU")![0]!, { pack: { reference: space, training: null, validity: [] } }).distance,
    ).toBeNull();
  });

  const own: PublishedAccuracy[] = [
    {
      group: "made up: European",
      populations: ["GBR", "CEU", "TSI", "IBS"],
      measure: "R2",
      figure: 0.1,
      interval: { low: 0.095, high: 0.105 },
      n: 900,
      source,
    },
    {
      group: "made up: African",
      populations: ["YRI", "ESN"],
      measure: "R2",
      figure: 0.03,
      interval: { low: 0.02, high: 0.04 },
      n: 800,
      source,
    },
  ];

  test("a published test of this very score comes before averages over scores, with its own figure", () => {
    const pack = { reference: space, training: british, validity: own };
    const { answer } = ask(tested.get("YRI")![0]!, { pack });
    if (answer.kind !== "answer") throw new Error(answer.reason);
    expect(answer.value).toEqual({
      basis: "published",
      figure: 0.03,
      measure: "R2",
      interval: { low: 0.02, high: 0.04 },
      n: 800,
    });
    expect(answer.holds).toMatchObject({ level: "poorly", accuracy: { group: "made up: African" } });
    const european = ask(tested.get("CEU")![0]!, { pack }).answer;
    expect(european.kind === "answer" && european.holds.level).toBe("well");
    // Whom no test of its own reaches, the average may.
    expect(mostTold("CHB", { pack })).toBe("China");
    // Without training people, a test of its own still speaks, and the average does not.
    const unknown = { ...pack, training: null };
    expect(mostTold("YRI", { pack: unknown })).toBe("made up: African");
    expect(mostTold("CHB", { pack: unknown })).toBe("training-people-unknown");
  });

  test("how far a score falls is told on one scale, whether it was tested by variance, by area or by odds", () => {
    // Half the correlation is a quarter of the variance explained.
    const levels = (
      [
        ["R2", 0.16, 0.04],
        ["AUC", 0.7, 0.6],
        ["odds-ratio-per-sd", Math.exp(0.4), Math.exp(0.2)],
      ] as const
    ).map(([measure, best, low]) => {
      const validity = own.map((test, i) => ({
        ...test,
        measure,
        figure: best,
        interval: { low: i === 0 ? best : low, high: best },
      }));
      const { figure } = ask(tested.get("YRI")![0]!, { pack: { reference: space, training: british, validity } });
      return figure!.relativeLow;
    });
    for (const level of levels) expect(level).toBeCloseTo(0.25, 12);
  });

  test("averages speak of scores made in one group alone, and of that group", () => {
    const withTraining = (training: TrainingPeople | null) => ({ pack: { reference: space, training, validity: [] } });
    const person = tested.get("GBR")![0]!;
    expect(mostTold("GBR", withTraining(british))).toBe("United Kingdom");
    for (const training of [
      { ...british, single: false },
      { ...british, populations: ["CHB", "CHS"] },
      { ...british, populations: ["nobody"] },
    ])
      expect(ask(person, withTraining(training)).answer).toMatchObject({ reason: "accuracy-not-measured" });
    expect(ask(person, withTraining(null)).answer).toMatchObject({ reason: "training-people-unknown" });
  });

  test("a published figure is not told of a pack that lacks more than a quarter of the score's rows", () => {
    const person = tested.get("CEU")![0]!;
    for (const validity of [[], own]) {
      const pack = { reference: space, training: british, validity };
      expect(ask(person, { pack, rowShare: 0.75 }).answer.kind).toBe("answer");
      const { answer, figure } = ask(person, { pack, rowShare: 0.74 });
      expect(answer).toMatchObject({ kind: "abstention", reason: "weight-mass-too-low" });
      expect(figure).toBeNull();
    }
  });

  test("without a pack, in another reference, outside it or without a position nothing is said", () => {
    const person = tested.get("GBR")![0]!;
    const reasonOf = (change: Partial<AccuracyQuestion>) => {
      const { answer } = ask(person, change);
      return answer.kind === "abstention" ? answer.reason : answer.kind;
    };
    expect(reasonOf({})).toBe("answer");
    expect(reasonOf({ pack: null })).toBe("no-score-pack");
    expect(reasonOf({ place: { ...placed(person), digest: "another" } })).toBe("pack-of-another-reference");
    expect(reasonOf({ place: { ...placed(person), outside: true } })).toBe("outside-reference");
    expect(reasonOf({ place: "too-few-sites" })).toBe("too-few-sites");
  });
});
