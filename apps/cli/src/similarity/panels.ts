/** The reference panels a command works with: those that ship, or one of the user's own. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { PangenicError } from "@pangenic/engine/base";
import { type ReferencePanel, readPanel } from "@pangenic/engine/models";
import { type PanelName, panelNames, readShippedPanel } from "@pangenic/knowledge";

/** Both, largest first. */
export function shippedPanels(): Promise<ReferencePanel[]> {
  return Promise.all(panelNames.map(shippedPanel));
}

async function shippedPanel(name: PanelName): Promise<ReferencePanel> {
  const read = (file: string): Promise<Buffer> =>
    readFile(fileURLToPath(import.meta.resolve(`@pangenic/knowledge/data/panel/${file}`)));
  const [packed, sums] = await Promise.all([read(`${name}.bin.gz`), read("SHA256SUMS")]);
  return readShippedPanel(name, gunzipSync(packed), sums.toString("utf8"));
}

/** @param path packed or not. @throws PangenicError `file-unreadable`, `gzip-broken`, `columns-broken`, `panel-broken`. */
export async function panelFrom(path: string): Promise<ReferencePanel> {
  const stored = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    throw new PangenicError("file-unreadable", `the reference panel cannot be read (${cause.code})`, {}, { cause });
  });
  const bytes = stored[0] === 31 && stored[1] === 139 ? unpacked(stored) : stored;
  return readPanel(bytes, createHash("sha256").update(bytes).digest("hex"));
}

function unpacked(stored: Buffer): Buffer {
  try {
    return gunzipSync(stored);
  } catch (cause) {
    throw new PangenicError("gzip-broken", "the packed reference panel is damaged", {}, { cause });
  }
}
