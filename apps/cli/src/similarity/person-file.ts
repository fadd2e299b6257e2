/** Carries a similarity into person.json, where medicines read it. */
import { readFile } from "node:fs/promises";
import { PangenicError } from "@pangenic/engine/base";
import { type GeneticSimilarity, readPerson } from "@pangenic/engine/collect";
import type { ReferencePanel } from "@pangenic/engine/models";
import type { Similarity } from "@pangenic/engine/personalize";
import { writeWhole } from "../output-file.ts";
import { withField } from "./person-field.ts";

/** More digits would claim what the panel cannot tell; rounded down, so that the sum stays within 1. */
const DIGITS = 10_000;

/** null: the groups abstained, and nothing is to be written. */
export function statementOf({ groups }: Similarity, panel: ReferencePanel, date: string): GeneticSimilarity | null {
  if (groups.kind === "abstention") return null;
  const shown = groups.value
    .map(({ code, probability }) => [code, Math.floor(probability * DIGITS) / DIGITS] as const)
    .filter(([, probability]) => probability > 0);
  return {
    groups: Object.fromEntries(shown),
    reference: `Pangenic panel ${panel.name} of ${panel.date}, ${panel.people.count} people`,
    date,
  };
}

/** @throws PangenicError `person-invalid`, before or after; the file is then left as it was. `file-unreadable`, `file-unwritable`. */
export async function updatePerson(path: string, statement: GeneticSimilarity): Promise<void> {
  const before = await readFile(path, "utf8").catch((cause: NodeJS.ErrnoException) => {
    throw new PangenicError("file-unreadable", `person.json cannot be read (${cause.code})`, {}, { cause });
  });
  readPerson(before);
  const after = withField(before, "geneticSimilarity", statement);
  readPerson(after);
  await writeWhole(path, after);
}
