export type { GeneticSimilarity, Measurement, Medicine, Person, Sex, Stated } from "./person.ts";
export { readPerson, unknownPerson } from "./read-person.ts";
