/**
 * Compiles the AssemblyScript kernels: `node tools/wasm.mjs` writes packages/engine/wasm/inflate.wasm.
 * The file is committed, so that nobody needs the compiler to run Pangenic; a test compiles it again and compares the bytes.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import asc from "assemblyscript/asc";

const engine = join(import.meta.dirname, "../packages/engine");

/** @returns {Promise<Uint8Array>} the same bytes for the same sources and compiler. */
export async function inflateWasm() {
  let bytes = null;
  // --noAssert removes bounds checks; the kernel's own checks are held by fuzzing (tests/inflate.test.ts).
  const flags = [
    "-O3",
    "--noAssert",
    "--runtime",
    "stub",
    "--enable",
    "simd",
    "--enable",
    "bulk-memory",
    "--memoryBase",
    "32768",
  ];
  const { error, stderr } = await asc.main(
    [
      "inflate.ts",
      "--baseDir",
      join(engine, "assembly"),
      "--outFile",
      "inflate.wasm",
      ...flags,
      "--initialMemory",
      "4",
    ],
    { writeFile: (_name, contents) => (bytes = contents) },
  );
  if (error || !(bytes instanceof Uint8Array)) throw new Error(`AssemblyScript: ${stderr.toString()}`);
  return bytes;
}

if (process.argv[1] === import.meta.filename) {
  const bytes = await inflateWasm();
  mkdirSync(join(engine, "wasm"), { recursive: true });
  writeFileSync(join(engine, "wasm/inflate.wasm"), bytes);
  console.log(`packages/engine/wasm/inflate.wasm: ${bytes.length} bytes`);
}
