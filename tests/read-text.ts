/** Reads files that a test has in its hands: text, bytes, packed or not, in chunks of any size. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type ByteStream, PangenicError } from "../packages/engine/src/base/index.ts";
import {
  type Reading,
  type ReadOptions,
  readGenome,
  type SightingTable,
  type SiteGroup,
} from "../packages/engine/src/genome/index.ts";

export const inflate = new WebAssembly.Module(
  readFileSync(join(import.meta.dirname, "../packages/engine/wasm/inflate.wasm")),
);

export function streamOf(file: string | Uint8Array, chunk = 1 << 16): ByteStream {
  const bytes = typeof file === "string" ? new TextEncoder().encode(file) : file;
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.slice(at, at + chunk);
  }
  return { chunks: chunks(), size: bytes.length };
}

export interface Read {
  readonly reading: Reading;
  readonly tables: ReadonlyMap<string, SightingTable>;
}

export async function read(
  file: string | Uint8Array,
  groups: readonly SiteGroup[],
  options: ReadOptions = {},
  chunk?: number,
): Promise<Read> {
  const tables = new Map<string, SightingTable>();
  const reading = await readGenome(
    streamOf(file, chunk),
    inflate,
    groups,
    (table) => tables.set(table.group.name, table),
    options,
  );
  return { reading, tables };
}

/** The code and the message a file is refused with; null where it is read. */
export async function refusal(
  file: string | Uint8Array,
  groups: readonly SiteGroup[],
  options: ReadOptions = {},
): Promise<{ code: string; message: string } | null> {
  try {
    await read(file, groups, options);
    return null;
  } catch (error) {
    if (error instanceof PangenicError)
      return { code: error.code, message: JSON.stringify([error.message, error.place]) };
    throw error;
  }
}
