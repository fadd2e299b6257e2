/** Which of the cohort's people are counted, and in which group? */
import { PangenicError } from "@pangenic/engine/base";
import { type CohortPerson, columnOf, readPeopleTable } from "@pangenic/engine/genome";
import { textFile } from "../text-file.ts";

export interface Groups {
  /** In alphabetical order; empty where no labels were given. */
  readonly labels: readonly string[];
  /** `[people]`; place among the labels; then founders without a label; then those whose parents the file names. */
  readonly of: Int32Array;
  /** Labels and the two further groups. */
  readonly count: number;
}

/**
 * @param path a table of people and labels; undefined: there are no labels.
 * @param name of the column; undefined: the first.
 * @throws PangenicError `file-unreadable`, `people-table-invalid`; `people-none-left`, where no founder has a label.
 */
export async function groupsOf(
  people: readonly CohortPerson[],
  path: string | undefined,
  name: string | undefined,
): Promise<Groups> {
  const labelOf = path === undefined ? new Map<string, string | null>() : await labelsIn(path, name);
  const label = ({ id, isFounder }: CohortPerson): string | null =>
    isFounder === false ? null : (labelOf.get(id) ?? null);
  const labels = [...new Set(people.map(label))].filter((each) => each !== null).sort();
  if (path !== undefined && labels.length === 0)
    throw new PangenicError("people-none-left", "no founder of the cohort has a label in the table of labels");
  const places = new Map(labels.map((each, i) => [each, i]));
  const of = Int32Array.from(people, (person) => {
    const own = label(person);
    return own === null ? labels.length + (person.isFounder === false ? 1 : 0) : places.get(own)!;
  });
  return { labels, of, count: labels.length + 2 };
}

async function labelsIn(path: string, name: string | undefined): Promise<ReadonlyMap<string, string | null>> {
  const text = await textFile(path, "the table of labels");
  return columnOf(readPeopleTable(text), name ?? null);
}
