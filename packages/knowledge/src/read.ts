/** Slices → `Knowledge`; every byte is checked against the manifest before it is believed. */
import { PangenicError } from "@pangenic/engine/base";
import type { Knowledge, Manifest } from "@pangenic/engine/personalize";
import { decodeDrug } from "./drug.ts";
import { decodeGene } from "./gene.ts";
import { type DrugSlice, drugSliceName, type GeneSlice, geneSliceName } from "./schema.ts";

/** What to load; absent: everything. Names that the knowledge does not hold are left out of the maps. */
export interface Wanted {
  readonly genes?: readonly string[];
  readonly drugs?: readonly string[];
}

/**
 * @param readSlice bytes of a slice by name: `manifest`, `gene/CYP2C9`, `drug/warfarin`; as a file `data/<name>.json`.
 * @throws PangenicError `knowledge-broken`, when a slice is not what the manifest says.
 */
export async function readKnowledge(
  readSlice: (name: string) => Promise<Uint8Array>,
  wanted: Wanted = {},
): Promise<Knowledge> {
  const manifestBytes = await readSlice("manifest");
  const manifest = parse<Manifest>("manifest", manifestBytes);
  if (manifest.schema !== 1 || typeof manifest.slices !== "object")
    throw new PangenicError("knowledge-broken", "the manifest's schema is not 1", { field: "manifest" });
  const names = Object.keys(manifest.slices);
  const load = async <S>(kind: string, asked: readonly string[] | undefined): Promise<S[]> => {
    const chosen = names.filter((name) => name.startsWith(`${kind}/`) && (!asked || asked.includes(name)));
    return Promise.all(chosen.map(async (name) => parse<S>(name, await readChecked(name, manifest, readSlice))));
  };
  const [genes, drugs] = await Promise.all([
    load<GeneSlice>("gene", wanted.genes?.map(geneSliceName)),
    load<DrugSlice>("drug", wanted.drugs?.map(drugSliceName)),
  ]);
  return {
    manifest,
    hash: await sha256(manifestBytes),
    genes: new Map(genes.map((slice) => [slice.gene, decodeGene(slice)])),
    drugs: new Map(drugs.map((slice) => [slice.drug, decodeDrug(slice)])),
  };
}

async function readChecked(
  name: string,
  manifest: Manifest,
  readSlice: (name: string) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const bytes = await readSlice(name);
  if ((await sha256(bytes)) !== manifest.slices[name])
    throw new PangenicError("knowledge-broken", `slice ${name} is not the one the manifest names`, { field: name });
  return bytes;
}

/** Lower-case hexadecimal. */
async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await globalThis.crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function parse<T>(name: string, bytes: Uint8Array): T {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as T;
  } catch (cause) {
    throw new PangenicError("knowledge-broken", `slice ${name} is not JSON`, { field: name }, { cause });
  }
}
