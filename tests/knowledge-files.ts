/** The committed knowledge, read from its files: for tests. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Knowledge } from "@pangenic/engine/personalize";
import { readKnowledge } from "@pangenic/knowledge";

export const knowledgeFolder: string = join(import.meta.dirname, "../packages/knowledge/data");

export function readSliceFile(name: string): Promise<Uint8Array> {
  return readFile(join(knowledgeFolder, `${name}.json`));
}

let loaded: Promise<Knowledge> | undefined;

/** Everything, loaded once per process. */
export function loadKnowledge(): Promise<Knowledge> {
  loaded ??= readKnowledge(readSliceFile);
  return loaded;
}
