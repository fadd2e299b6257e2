/** May this genome speak for this person at all? */
import type { Person } from "../../../collect/index.ts";

/** After a liver or stem-cell transplant the genome in the file need not be the one that handles medicines. */
export function abstainsForTransplant(person: Pick<Person, "liverOrStemCellTransplant">): boolean {
  const { liverOrStemCellTransplant: transplant } = person;
  return transplant.status === "known" && transplant.value;
}

/**
 * `differs` calls for the question whether this is the right file; the cause may also be a transplant, XXY, XXX or another
 * variation, so nothing is concluded. Genes on chrX (G6PD) are then not reported.
 */
export type SexComparison = "agrees" | "differs" | "not-comparable";

/** Gender identity is another fact and plays no part. */
export function compareSex(person: Pick<Person, "sex">, inFile: "female" | "male" | "unclear"): SexComparison {
  if (person.sex.status !== "known" || person.sex.value === "intersex" || inFile === "unclear") return "not-comparable";
  return person.sex.value === inFile ? "agrees" : "differs";
}
