/** Which of a person's medicines is this drug? By name alone: brand names are not known here, and are reported as such. */
import type { Medicine, Person } from "../../../collect/index.ts";

/** `amiodarone 200 mg` is amiodarone; `Methylene blue (injection)` is methylene blue. */
export function isTaken(medicines: readonly Medicine[], drug: string): boolean {
  const wanted = ` ${wordsOf(drug)} `;
  return medicines.some((medicine) => ` ${wordsOf(medicine.name)} `.includes(wanted));
}

/** Names the person gave that are none of these drugs: nothing is known of them here, which is not "safe". */
export function unrecognized({ medicines }: Pick<Person, "medicines">, drugs: readonly string[]): string[] {
  if (medicines.status !== "known") return [];
  return medicines.value.filter((one) => !drugs.some((drug) => isTaken([one], drug))).map(({ name }) => name);
}

function wordsOf(name: string): string {
  return name
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter(Boolean)
    .join(" ");
}
