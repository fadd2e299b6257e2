/** The reference panels that ship, checked against their digests before they are believed. */
import { PangenicError } from "@pangenic/engine/base";
import { type ReferencePanel, readPanel } from "@pangenic/engine/models";
import { sha256 } from "./sha256.ts";

/** Largest first. A file of each is `data/panel/<name>.bin.gz`. */
export const panelNames = ["main", "small"] as const;

export type PanelName = (typeof panelNames)[number];

/**
 * @param bytes of `data/panel/<name>.bin.gz`, unpacked. @param sums text of `data/panel/SHA256SUMS`.
 * @throws PangenicError `knowledge-broken`, when the bytes are not those of the list; `panel-broken`.
 */
export async function readShippedPanel(name: PanelName, bytes: Uint8Array, sums: string): Promise<ReferencePanel> {
  const digest = await sha256(bytes);
  if (!sums.split("\n").includes(`${digest}  ${name}.bin`))
    throw new PangenicError("knowledge-broken", `panel ${name} is not the one its list of digests names`, {
      field: name,
    });
  return readPanel(bytes, digest);
}
