/** The stated sex of people whose file does not tell it. */
import { type Cohort, type CohortPerson, columnOf, readPeopleTable } from "@pangenic/engine/genome";
import { textFile } from "../text-file.ts";

const codes: Readonly<Record<string, CohortPerson["sex"]>> = { "1": "male", M: "male", "2": "female", F: "female" };

/**
 * @returns by identifier; null for any other code, as PLINK has it.
 * @throws PangenicError `file-unreadable`, `people-table-invalid`.
 */
export async function statedSex(path: string): Promise<ReadonlyMap<string, CohortPerson["sex"]>> {
  const text = await textFile(path, "the table of sex");
  const column = columnOf(readPeopleTable(text), "SEX");
  return new Map([...column].map(([id, code]) => [id, codes[code?.slice(0, 1).toUpperCase() ?? ""] ?? null]));
}

export function withSex(cohort: Cohort, sex: ReadonlyMap<string, CohortPerson["sex"]>): Cohort {
  const people = cohort.people.map((person) => ({ ...person, sex: sex.get(person.id) ?? person.sex }));
  return { people, blocks: () => cohort.blocks() };
}
