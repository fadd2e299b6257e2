/** What are people of each reference population told of a score's accuracy, when they are held out of the reference? */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expectedAccuracy, type PortabilityFacts } from "@pangenic/engine/personalize";
import { foldsOf } from "../../packages/engine/src/study/prepare/cross-fit.ts";
import { readScoredReference } from "../../tests/scored-reference-people.ts";

const COMPONENTS = 10;
const FOLDS = 10;

export interface ToldAccuracy {
  readonly population: string;
  readonly people: number;
  /** By tested group, pair of groups, or reason of saying nothing. */
  readonly told: Readonly<Record<string, number>>;
}

/** For weights made in British people alone, without tests of its own: what the published average over scores reaches. */
export function accuracyTold(): ToldAccuracy[] {
  const facts: PortabilityFacts = JSON.parse(
    readFileSync(join(import.meta.dirname, "../../packages/knowledge/data/portability.json"), "utf8"),
  );
  const { scores, populations } = readScoredReference();
  const { coordinates, width } = [...scores.values()][0]!;
  const placeOf = (person: number) => coordinates.slice(person * width, person * width + COMPONENTS);
  const source = { name: "assumed", version: "", license: "" };
  const training = { people: "British", n: null, single: true, populations: ["GBR"], source };
  const pack = { reference: { name: "akt", digest: "akt", components: COMPONENTS }, training, validity: [] };
  const folds = foldsOf(populations.length, FOLDS, 1);
  const told = new Map<string, Record<string, number>>();
  for (const [fold, tested] of folds.entries()) {
    const kept = folds.flatMap((people, i) => (i === fold ? [] : [...people]));
    const people = {
      coordinates: Float64Array.from(kept.flatMap((person) => [...placeOf(person)])),
      width: COMPONENTS,
      populations: kept.map((person) => populations[person]!),
    };
    for (const person of tested) {
      const place = {
        digest: "akt",
        coordinates: placeOf(person),
        noise: new Float64Array(COMPONENTS ** 2),
        outside: false,
      };
      const { answer } = expectedAccuracy({ pack, people, place, facts, weightMass: 1, rowShare: 1, expires: "" });
      const what = answer.kind === "answer" ? (answer.holds.accuracy?.group ?? "") : answer.reason;
      const own = told.get(populations[person]!) ?? {};
      own[what] = (own[what] ?? 0) + 1;
      told.set(populations[person]!, own);
    }
  }
  return [...told]
    .map(([population, of]) => ({
      population,
      people: Object.values(of).reduce((a, b) => a + b, 0),
      told: sortedBy(of),
    }))
    .sort((a, b) => (a.population < b.population ? -1 : 1));
}

function sortedBy(of: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(of).sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)));
}
