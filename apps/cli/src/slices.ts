/** The curated facts that ship with the program, read from its own files. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Knowledge } from "@pangenic/engine/personalize";
import { readKnowledge } from "@pangenic/knowledge";

/** @param genes only these; all where not given. */
export function shippedKnowledge(genes?: readonly string[]): Promise<Knowledge> {
  const read = (name: string): Promise<Uint8Array> =>
    readFile(fileURLToPath(import.meta.resolve(`@pangenic/knowledge/data/${name}.json`)));
  return readKnowledge(read, genes && { genes });
}
