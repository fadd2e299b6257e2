import { expect, test } from "vitest";
import { PangenicError } from "../base/index.ts";
import { readPerson, unknownPerson } from "./read-person.ts";

const read = (fields: Readonly<Record<string, unknown>>) => readPerson(JSON.stringify({ version: 1, ...fields }));

function refusal(json: string): PangenicError {
  try {
    readPerson(json);
  } catch (error) {
    if (error instanceof PangenicError) return error;
    throw error;
  }
  throw new Error("was not refused");
}

const refused = (fields: Readonly<Record<string, unknown>>) => refusal(JSON.stringify({ version: 1, ...fields }));

test("an absent field is unknown, and so is everything without a file", () => {
  expect(readPerson('{"version":1}')).toEqual(unknownPerson);
  expect(unknownPerson.pregnant).toEqual({ status: "unknown" });
  expect(Object.keys(unknownPerson)).toHaveLength(12);
});

test("a plain value is known; unknown and declined are never values", () => {
  const person = read({ birthYear: 1980, sex: "declined", heightCm: "unknown", pregnant: false, medicines: [] });
  expect(person.birthYear).toEqual({ status: "known", value: 1980 });
  expect(person.sex).toEqual({ status: "declined" });
  expect(person.heightCm).toEqual({ status: "unknown" });
  expect(person.pregnant).toEqual({ status: "known", value: false });
  expect(person.medicines).toEqual({ status: "known", value: [] });
});

test("the long form says the same as the short one", () => {
  expect(read({ weightKg: { status: "known", value: 80 }, sex: { status: "declined" } })).toEqual(
    read({ weightKg: 80, sex: "declined" }),
  );
  expect(read({ geneticSimilarity: { status: "unknown" } })).toEqual(unknownPerson);
});

test("medicines are names, with or without an RxNorm code", () => {
  const { medicines } = read({ medicines: ["warfarin", { name: "codeine", rxnorm: "12345" }] });
  expect(medicines).toEqual({ status: "known", value: [{ name: "warfarin" }, { name: "codeine", rxnorm: "12345" }] });
});

test.each<[string, Record<string, unknown>, string]>([
  ["a year as text", { birthYear: "1980" }, "birthYear"],
  ["half a year", { birthYear: 1980.5 }, "birthYear"],
  ["a year out of range", { birthYear: 1066 }, "birthYear"],
  ["a height in meters", { heightCm: 1.7 }, "heightCm"],
  ["a height in inches as text", { heightCm: "5 ft 7 in" }, "heightCm"],
  ["a weight above any person's", { weightKg: 651 }, "weightKg"],
  ["a sex outside the three", { sex: "F" }, "sex"],
  ["a single ethnicity outside a list", { selfReportedEthnicity: "african" }, "selfReportedEthnicity"],
  ["an empty word", { indications: [" "] }, "indications[0]"],
  ["a medicine without name", { medicines: ["warfarin", {}] }, "medicines[1].name"],
  ["an RxNorm code as number", { medicines: [{ name: "codeine", rxnorm: 12345 }] }, "medicines[0].rxnorm"],
  ["yes instead of true", { pregnant: "yes" }, "pregnant"],
  ["null", { heightCm: null }, "heightCm"],
  ["a declined field with a value", { weightKg: { status: "declined", value: 80 } }, "weightKg"],
  ["a known field without a value", { weightKg: { status: "known" } }, "weightKg.value"],
  ["a status outside the three", { weightKg: { status: "maybe" } }, "weightKg.status"],
  [
    "shares above 1",
    { geneticSimilarity: { groups: { AFR: 0.8, EUR: 0.4 }, reference: "1000 Genomes", date: "2026-01-01" } },
    "geneticSimilarity.groups",
  ],
  [
    "a group nobody measured",
    { geneticSimilarity: { groups: { OTH: 1 }, reference: "1000 Genomes", date: "2026-01-01" } },
    "geneticSimilarity.groups",
  ],
  [
    "the 29th of February of a common year",
    { measurements: [{ code: "6301-6", value: 2.4, ucum: "{INR}", date: "2026-02-29" }] },
    "measurements[0].date",
  ],
  [
    "a code that is not LOINC",
    { measurements: [{ code: "INR", value: 2.4, ucum: "{INR}", date: "2026-02-28" }] },
    "measurements[0].code",
  ],
])("%s is refused by field and rule", (_, fields, place) => {
  const error = refused(fields);
  expect(error.code).toBe("person-invalid");
  expect(error.place.field).toBe(place);
  expect(error.message).toContain(place);
});

test("a misspelled field is a mistake, and so is a repeated version of the future", () => {
  expect(refused({ heigthCm: 170 }).place.field).toBe("person");
  expect(refusal('{"version":2}').place.field).toBe("version");
  expect(refusal("{}").place.field).toBe("version");
  expect(refused({ medicines: [{ name: "codeine", dose: "30 mg" }] }).place.field).toBe("medicines[0]");
});

test("what is not a JSON object is refused", () => {
  for (const json of ["", "{", "[]", "null", "1", '"person"', "version: 1"])
    expect(refusal(json).code).toBe("person-invalid");
});

test("no message repeats what stood in the file", () => {
  const secret = "Xyzzy-Secret-4711";
  const files = [
    `{"version":1,"sex":"${secret}"}`,
    `{"version":1,"${secret}":1}`,
    `{"version":1,"medicines":[{"${secret}":1}]}`,
    `{"version":"${secret}"}`,
    `{"version":1,"heightCm":{"status":"${secret}"}}`,
    `${secret}`,
  ];
  for (const json of files) {
    const error = refusal(json);
    expect(`${error.message} ${JSON.stringify(error.place)} ${String(error.cause)}`).not.toContain(secret);
  }
});
