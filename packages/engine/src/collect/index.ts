export type { GeneticSimilarity, Measurement, Medicine, Person, Sex, Stated } from "./person.ts";
