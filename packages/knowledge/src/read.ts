/** Slices → `Knowledge`; every byte is checked against the manifest before it is believed. */
import { PangenicError } from "@pangenic/engine/base";
import type { Knowledge, Manifest, PortabilityFacts } from "@pangenic/engine/personalize";
import { decodeDrug } from "./drug.ts";
import { decodeGene } from "./gene.ts";
import { type DrugSlice, drugSliceName, type GeneSlice, geneSliceName } from "./schema.ts";
import { sha256 } from "./sha256.ts";

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
  const manifest = manifestIn(manifestBytes);
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

/**
 * How the accuracy of scores falls with distance: published figures.
 * @param readSlice as for `readKnowledge`; the slice is `portability`.
 * @throws PangenicError `knowledge-broken`.
 */
export async function readPortability(readSlice: (name: string) => Promise<Uint8Array>): Promise<PortabilityFacts> {
  const manifest = manifestIn(await readSlice("manifest"));
  return parse<PortabilityFacts>("portability", await readChecked("portability", manifest, readSlice));
}

function manifestIn(bytes: Uint8Array): Manifest {
  const manifest = parse<Manifest>("manifest", bytes);
  if (manifest.schema !== 1 || typeof manifest.slices !== "object")
    throw new PangenicError("knowledge-broken", "the manifest's schema is not 1", { field: "manifest" });
  return manifest;
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

function parse<T>(name: string, bytes: Uint8Array): T {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as T;
  } catch (cause) {
    throw new PangenicError("knowledge-broken", `slice ${name} is not JSON`, { field: name }, { cause });
  }
}
