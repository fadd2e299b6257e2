/** The curated facts that ship with the program, read from its own files. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Knowledge, PortabilityFacts } from "@pangenic/engine/personalize";
import { readKnowledge, readPortability } from "@pangenic/knowledge";

function readSlice(name: string): Promise<Uint8Array> {
  return readFile(fileURLToPath(import.meta.resolve(`@pangenic/knowledge/data/${name}.json`)));
}

/** @param genes only these; all where not given. */
export function shippedKnowledge(genes?: readonly string[]): Promise<Knowledge> {
  return readKnowledge(readSlice, genes && { genes });
}

export function shippedPortability(): Promise<PortabilityFacts> {
  return readPortability(readSlice);
}
