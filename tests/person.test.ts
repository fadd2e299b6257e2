/** The reader, the JSON Schema and the documentation of person.json say the same. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readPerson } from "@pangenic/engine/collect";
import { abstainsForTransplant, ancestryWords, compareSex } from "@pangenic/engine/personalize";
import { Ajv } from "ajv";
import fc from "fast-check";
import { expect, test } from "vitest";

const docs = join(import.meta.dirname, "../docs");
const page = readFileSync(join(docs, "person.md"), "utf8");
const schema = JSON.parse(readFileSync(join(docs, "person.schema.json"), "utf8")) as Record<string, unknown>;
const fits = new Ajv({ strict: true, allErrors: false, allowUnionTypes: true }).compile(schema);

function isRead(file: unknown): boolean {
  try {
    readPerson(JSON.stringify(file));
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: "person-invalid" });
    return false;
  }
}

const examples = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map((match) => match[1]!);

test("the examples of the documentation are read", () => {
  expect(examples.length).toBeGreaterThanOrEqual(3);
  for (const example of examples) {
    expect(isRead(JSON.parse(example))).toBe(true);
    expect(fits(JSON.parse(example))).toBe(true);
  }
});

test("every field of the reader stands in the schema and in the documentation, and no other", () => {
  const fields = ["version", ...Object.keys(readPerson('{"version":1}'))].sort();
  expect(Object.keys(schema["properties"] as object).sort()).toEqual(fields);
  const documented = [...page.matchAll(/^\| `(\w+)` \| /gm)].map((match) => match[1]!);
  expect(new Set(documented.filter((name) => fields.includes(name)))).toEqual(new Set(fields));
  for (const word of ancestryWords) expect(page).toContain(`| \`${word}\` |`);
});

const day = "2026-01-31";
/** Values at and around every rule, for any field. */
const atTheRules: readonly unknown[] = [
  [null, true, false, "unknown", "declined", "female", "intersex", "", " ", "x".repeat(200), "x".repeat(201)],
  [29.99, 30, 272, 272.01, 0.29, 0.3, 650, 650.1, 1899, 1900, 2100, 2101, 1980.5, -1, 0],
  ["héé", "𝒳".repeat(200), "𝒳".repeat(201)],
  [[], ["african"], [""], [1], Array(20).fill("x"), Array(21).fill("x"), Array(201).fill("x")],
  [[{ name: "codeine" }], [{ name: "codeine", rxnorm: "12345" }], [{ name: "codeine", rxnorm: "1234a" }], [{}]],
  [{}, { status: "known" }, { status: "known", value: 170 }, { status: "known", value: "female" }],
  [{ status: "declined" }, { status: "declined", value: 1 }, { status: "unknown" }, { status: "x" }],
  [
    { status: "known", value: 170, other: 1 },
    { groups: { EUR: 1 }, reference: "r", date: day },
  ],
  [
    { groups: { EUR: 1.5 }, reference: "r", date: day },
    { groups: {}, reference: "r", date: "31.1.26" },
  ],
  [
    { groups: { XXX: 1 }, reference: "r", date: day },
    { groups: {}, date: day },
  ],
  [[{ code: "6301-6", value: 2, ucum: "{INR}", date: day }], [{ code: "6301-6", value: 2, ucum: "1" }]],
  [[{ code: "x", value: 2, ucum: "1", date: day }]],
].flat();
const value = fc.oneof(
  fc.constantFrom<unknown>(...atTheRules),
  fc.integer({ min: -10, max: 3000 }),
  fc.double({ min: -10, max: 1000, noNaN: true }),
  fc.string({ maxLength: 210 }),
);

test("reader and schema agree on 5,000 files", () => {
  const fields = fc.constantFrom("heigthCm", "version", ...Object.keys(readPerson('{"version":1}')));
  let read = 0;
  fc.assert(
    fc.property(fc.dictionary(fields, value, { maxKeys: 2 }), (stated) => {
      const file = { version: 1, ...stated };
      // Through JSON, so that both see the same file.
      const same: unknown = JSON.parse(JSON.stringify(file));
      const accepted = isRead(same);
      expect(fits(same)).toBe(accepted);
      if (accepted) read++;
    }),
    { numRuns: 5000, seed: 20260701 },
  );
  expect(read).toBeGreaterThan(500);
  expect(read).toBeLessThan(4500);
});

test("after a liver or stem-cell transplant the report abstains; unknown or declined does not count as one", () => {
  const abstains = (stated: unknown) =>
    abstainsForTransplant(readPerson(JSON.stringify({ version: 1, liverOrStemCellTransplant: stated })));
  expect(abstains(true)).toBe(true);
  for (const stated of [false, "unknown", "declined"]) expect(abstains(stated)).toBe(false);
});

test("stated sex and the file's sex are compared only where both can be", () => {
  const compare = (sex: string, inFile: "female" | "male" | "unclear", genderIdentity = "unknown") =>
    compareSex(readPerson(JSON.stringify({ version: 1, sex, genderIdentity })), inFile);
  expect(compare("female", "female")).toBe("agrees");
  expect(compare("female", "male")).toBe("differs");
  expect(compare("male", "unclear")).toBe("not-comparable");
  for (const sex of ["intersex", "unknown", "declined"]) expect(compare(sex, "male")).toBe("not-comparable");
  expect(compare("male", "male", "woman")).toBe("agrees");
});
