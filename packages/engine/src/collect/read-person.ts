/** `person.json` version 1 → `Person`. Documented in docs/person.md; docs/person.schema.json says the same to other tools. */
import { PangenicError } from "../base/index.ts";
import { day, type Field, integer, list, number, pattern, record, refuse, text, word, yesOrNo } from "./field.ts";
import type { GeneticSimilarity, Measurement, Medicine, Person, Stated } from "./person.ts";

const version = 1;
const groups = ["AFR", "AMR", "EAS", "EUR", "SAS"] as const;

const similarity: Field<GeneticSimilarity> = (value, path) => {
  const fields = record(value, path, ["groups", "reference", "date"]);
  const shares = record(fields["groups"], `${path}.groups`, groups);
  const read = Object.entries(shares).map(([group, share]) => {
    return [group, number(0, 1, "")(share, `${path}.groups.${group}`)] as const;
  });
  if (read.reduce((sum, [, share]) => sum + share, 0) > 1.000_001) refuse(`${path}.groups`, "must sum to at most 1");
  return {
    groups: Object.fromEntries(read),
    reference: text(200)(fields["reference"], `${path}.reference`),
    date: day(fields["date"], `${path}.date`),
  };
};

const medicine: Field<Medicine> = (value, path) => {
  if (typeof value === "string") return { name: text(200)(value, path) };
  const fields = record(value, path, ["name", "rxnorm"]);
  const rxnorm = fields["rxnorm"];
  return {
    name: text(200)(fields["name"], `${path}.name`),
    ...(rxnorm !== undefined && { rxnorm: pattern(/^\d{1,8}$/, "must be 1 to 8 digits")(rxnorm, `${path}.rxnorm`) }),
  };
};

const measurement: Field<Measurement> = (value, path) => {
  const fields = record(value, path, ["code", "value", "ucum", "date"]);
  return {
    code: pattern(/^\d{1,7}-\d$/, "must be a LOINC code")(fields["code"], `${path}.code`),
    value: number(-1e9, 1e9, "")(fields["value"], `${path}.value`),
    ucum: pattern(/^[!-~]{1,40}$/, "must be a UCUM unit")(fields["ucum"], `${path}.ucum`),
    date: day(fields["date"], `${path}.date`),
  };
};

const readers: { readonly [K in keyof Person]: Field<Extract<Person[K], { status: "known" }>["value"]> } = {
  birthYear: integer(1900, 2100),
  sex: word("female", "male", "intersex"),
  genderIdentity: text(200),
  heightCm: number(30, 272, "cm"),
  weightKg: number(0.3, 650, "kg"),
  selfReportedEthnicity: list(20, text(200)),
  geneticSimilarity: similarity,
  medicines: list(200, medicine),
  indications: list(200, text(200)),
  pregnant: yesOrNo,
  liverOrStemCellTransplant: yesOrNo,
  measurements: list(2000, measurement),
};

/** Everything unknown: what an absent `person.json` means. */
export const unknownPerson: Person = Object.fromEntries(
  Object.keys(readers).map((name) => [name, { status: "unknown" }]),
) as unknown as Person;

/**
 * @param json text of the file. A field holds its value, `"unknown"`, `"declined"`, or `{ "status": … , "value": … }`; an absent
 * field is unknown.
 * @throws PangenicError `person-invalid` with the field's path and the rule, never the value.
 */
export function readPerson(json: string): Person {
  const fields = record(parsed(json), "person", ["version", ...Object.keys(readers)]);
  const stated = fields["version"];
  if (stated === undefined) refuse("version", `must be given: ${version}`);
  if (stated !== version) refuse("version", `must be ${version}; a later one needs a later release`);
  return Object.fromEntries(
    Object.entries(readers).map(([name, read]) => [name, statedAs(read as Field<unknown>, fields[name], name)]),
  ) as unknown as Person;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json.replace(/^\uFEFF/, ""));
  } catch {
    // The parser's own message quotes the text.
    throw new PangenicError("person-invalid", "person is not JSON", { field: "person" });
  }
}

function statedAs<T>(read: Field<T>, value: unknown, path: string): Stated<T> {
  if (value === undefined || value === "unknown") return { status: "unknown" };
  if (value === "declined") return { status: "declined" };
  if (typeof value !== "object" || value === null || !("status" in value))
    return { status: "known", value: read(value, path) };
  const fields = record(value, path, ["status", "value"]);
  const status = word("known", "unknown", "declined")(fields["status"], `${path}.status`);
  if (status === "known") return { status, value: read(fields["value"], `${path}.value`) };
  if (fields["value"] !== undefined) refuse(path, `is ${status}: it must have no value`);
  return { status };
}
