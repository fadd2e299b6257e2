/** The engine's compiled kernels, from the package that carries them. */
import { readFile } from "node:fs/promises";
import { PangenicError } from "@pangenic/engine/base";

/** @throws PangenicError `wasm-missing`. */
export function inflateModule(): Promise<WebAssembly.Module> {
  return compiled("inflate.wasm");
}

/** @throws PangenicError `wasm-missing`. */
export function genotypesModule(): Promise<WebAssembly.Module> {
  return compiled("genotypes.wasm");
}

async function compiled(name: string): Promise<WebAssembly.Module> {
  try {
    const url = new URL(import.meta.resolve(`@pangenic/engine/wasm/${name}`));
    return await WebAssembly.compile(new Uint8Array(await readFile(url)));
  } catch (error) {
    throw new PangenicError("wasm-missing", `the kernel ${name} cannot be loaded`, {}, { cause: error });
  }
}
