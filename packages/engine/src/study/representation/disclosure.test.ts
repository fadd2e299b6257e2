import { expect, test } from "vitest";
import { disclosed } from "./disclosure.ts";
import { type Representation, representationOf } from "./representation.ts";
import { type Participant, tallyOf } from "./tally.ts";

function study(counts: Readonly<Record<string, number>>): Representation {
  const people = Object.entries(counts).flatMap(([group, n]) =>
    Array.from({ length: n }, (): Participant => ({ group: group === "?" ? null : group, isCase: null })),
  );
  return representationOf(tallyOf(people), {
    target: new Map([
      ["A", 0.5],
      ["D", 0.5],
    ]),
    precision: [],
    transferability: new Map(),
  });
}

const hiddenIn = (seen: ReturnType<typeof disclosed>): string[] =>
  seen.groups.filter((row) => "hidden" in row).map((row) => row.group);

test("a small group is hidden together with the next smallest, so that the total does not give it away", () => {
  const seen = disclosed(study({ A: 1000, B: 7, C: 50 }), new Map(), 20);
  expect(hiddenIn(seen)).toEqual(["B", "C"]);
  expect(JSON.stringify(seen)).not.toMatch(/\b(7|50)\b/);
});

test("two small groups hide each other; nobody in a group is no secret; large groups are shown", () => {
  expect(hiddenIn(disclosed(study({ A: 1000, B: 7, C: 3 }), new Map(), 20))).toEqual(["B", "C"]);
  expect(hiddenIn(disclosed(study({ A: 1000, B: 20 }), new Map(), 20))).toEqual([]);
});

test("few cases hide a group; few people of unknown group are hidden too", () => {
  expect(hiddenIn(disclosed(study({ A: 1000, B: 500, C: 600 }), new Map([["A", [12, 988]]]), 20))).toEqual(["A", "B"]);
  const unknown = disclosed(study({ A: 1000, B: 500, C: 9, "?": 4 }), new Map(), 20);
  expect(unknown).toMatchObject({ people: null, groupUnknown: null });
  expect(hiddenIn(unknown)).toEqual(["B", "C"]);
});

test("with no limit everything is shown", () => {
  const whole = study({ A: 1000, B: 7 });
  expect(disclosed(whole, new Map(), 0)).toEqual({ ...whole, fewerThan: 0 });
});
