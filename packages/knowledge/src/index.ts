/** The curated facts as data: reading them, and nothing of where they are read from. */
export { readKnowledge, type Wanted } from "./read.ts";
