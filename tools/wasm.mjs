/**
 * Compiles the AssemblyScript kernels: `node tools/wasm.mjs` writes packages/engine/wasm/inflate.wasm;
 * `--check` compares instead.
 * The file is committed, so that nobody needs the compiler to run Pangenic; a test runs the check.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import asc from "assemblyscript/asc";

const engine = join(import.meta.dirname, "../packages/engine");

/** @returns {Promise<Uint8Array>} the same bytes for the same sources and compiler. */
async function inflateWasm() {
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
  const { error } = await asc.main(
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
  if (error || !(bytes instanceof Uint8Array)) throw error ?? new Error("AssemblyScript wrote nothing");
  return bytes;
}

const file = join(engine, "wasm/inflate.wasm");
const bytes = await inflateWasm();
if (process.argv.includes("--check")) {
  if (!readFileSync(file).equals(bytes))
    throw new Error("packages/engine/wasm/inflate.wasm is not what its sources compile to");
} else {
  mkdirSync(join(engine, "wasm"), { recursive: true });
  writeFileSync(file, bytes);
  console.log(`packages/engine/wasm/inflate.wasm: ${bytes.length} bytes`);
}
