/** Do we refuse whom the reference does not contain, and only them? Thresholds come from the reference people alone. */
import { NOT_SEEN, projectorOf } from "@pangenic/engine/models";
import { preparePanel, type Similarity } from "@pangenic/engine/personalize";
import { type LabeledGenotypes, personCopies } from "@pangenic/engine/study";
import { beforeAll, describe, expect, test } from "vitest";
import { mainGenotypes } from "../packages/knowledge/build/reference-panel/main.ts";
import { panels } from "../packages/knowledge/build/reference-panel/panels.ts";
import { outsideInComponentSpace } from "./component-space.ts";
import { alone, panelOf, shippedPanel } from "./panels.ts";
import { sharedMissing } from "./reference-data.ts";
import { twins } from "./twins.ts";

const plan = panels().find(({ name }) => name === "main")!.plan;
const PHASE_1 = 1092;

describe.skipIf(sharedMissing)("a reference of 1000 Genomes phase 1 alone: no South Asians, no Maasai", () => {
  let everyone: LabeledGenotypes;
  const found = new Map<string, Similarity[]>();

  beforeAll(() => {
    everyone = mainGenotypes();
    const space = preparePanel(panelOf(mainGenotypes({ onlyPhase1: true }), { ...plan, name: "phase1" }));
    for (let person = PHASE_1; person < everyone.population.length; person++) {
      const { code } = everyone.populations[everyone.population[person]!]!;
      const said = alone(space, personCopies(everyone.genotypes, person));
      found.set(code, [...(found.get(code) ?? []), said]);
    }
  }, 240_000);

  const outside = (said: readonly Similarity[]): number =>
    said.filter(({ distance }) => distance.kind === "answer" && distance.value.outside).length;

  test("at least 99 % of the 87 Gujarati and 140 Maasai people are called outside", () => {
    const [gujarati, maasai] = [found.get("GIH")!, found.get("MKK")!];
    expect([gujarati.length, maasai.length]).toEqual([87, 140]);
    expect((outside(gujarati) + outside(maasai)) / 227).toBeGreaterThanOrEqual(0.99);
    expect(outside(gujarati) / 87).toBeGreaterThanOrEqual(0.99);
    expect(outside(maasai) / 140).toBeGreaterThanOrEqual(0.99);
  });

  test("who is called outside is given no group, no population and no mixture", () => {
    for (const said of found.get("GIH")!)
      for (const part of [said.groups, said.populations, said.admixture])
        expect(part).toMatchObject({ kind: "abstention", reason: "outside-reference" });
  });

  test("of the 166 others, whom it represents, at most one in twenty is", () => {
    const represented = [...found].filter(([code]) => code !== "GIH" && code !== "MKK").flatMap(([, said]) => said);
    expect(represented.length).toBe(166);
    expect(outside(represented) / 166).toBeLessThanOrEqual(0.05);
  });
});

test.skipIf(sharedMissing)("the same 564 people, typed on two platforms, stand at the same place", async () => {
  const { people, axes } = twins(await shippedPanel("main"));
  expect(people).toBe(564);
  // The panel's own axes partly part Maasai and Gujaratis from others; none of the 564 is of them, and nearly nothing is left
  // to correlate there. The four axes along which these people differ most are asked.
  for (const { correlation } of axes.slice(0, 4)) expect(correlation).toBeGreaterThanOrEqual(0.999);
});

test.skipIf(sharedMissing)(
  "with 10, 50 or 90 % of the sites missing at random a person stands at the same place on average",
  async () => {
    const panel = await shippedPanel("main");
    const projector = projectorOf(panel);
    const { genotypes } = mainGenotypes();
    const k = panel.components.count;
    for (const missing of [0.1, 0.5, 0.9]) {
      let [off, noise, covered, all] = [0, 0, 0, 0];
      const drift = new Float64Array(k);
      for (let person = 0; person < genotypes.people; person += 10) {
        const whole = personCopies(genotypes, person);
        const less = whole.map((value, site) => (hash(site, person) < missing ? NOT_SEEN : value));
        const [one, two] = [projector.project(whole)!, projector.project(less)!];
        for (let axis = 0; axis < 5; axis++) {
          const difference = two.coordinates[axis]! - one.coordinates[axis]!;
          const variance = two.noise[axis * k + axis]!;
          drift[axis]! += difference / Math.sqrt(variance);
          off += difference ** 2;
          noise += variance;
          if (Math.abs(difference) < 1.96 * Math.sqrt(variance)) covered++;
          all++;
        }
      }
      const people = all / 5;
      // A mean of so many standard normals lies within 3.5 of its own errors on five axes, but for one run in 400.
      for (let axis = 0; axis < 5; axis++)
        expect(Math.abs(drift[axis]!) / people).toBeLessThan(3.5 / Math.sqrt(people));
      expect(covered / all).toBeGreaterThan(0.9);
      expect(off / noise).toBeLessThan(1.3);
    }
  },
);

test.skipIf(sharedMissing)(
  "all 27 Oceanians are called outside in pgsc_calc's own component space, Han, Japanese, Yoruba, French and Tuscans are not",
  () => {
    const counts = outsideInComponentSpace((row) => row["REGION"]!);
    expect(counts.get("Oceania")).toEqual({ people: 27, outside: 27 });
    const populations = outsideInComponentSpace((row) => row["POP"]!);
    for (const represented of ["Han", "Japanese", "Yoruba", "French", "Tuscan"])
      expect(populations.get(represented)!.outside).toBeLessThanOrEqual(populations.get(represented)!.people * 0.05);
  },
);

/** Uniform on [0, 1), the same for the same numbers. */
function hash(one: number, other: number): number {
  let mixed = Math.imul(one + 1, 0x9e3779b1) ^ Math.imul(other + 7, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
}
