/** The engine's compiled kernels, from the package that carries them. */
import { readFile } from "node:fs/promises";
import { PangenicError } from "@pangenic/engine/base";

/** @throws PangenicError `wasm-missing`. */
export async function inflateModule(): Promise<WebAssembly.Module> {
  try {
    const url = new URL(import.meta.resolve("@pangenic/engine/wasm/inflate.wasm"));
    return await WebAssembly.compile(new Uint8Array(await readFile(url)));
  } catch (error) {
    throw new PangenicError("wasm-missing", "the kernel inflate.wasm cannot be loaded", {}, { cause: error });
  }
}
