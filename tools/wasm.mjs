/**
 * Compiles the AssemblyScript kernels into packages/engine/wasm: `node tools/wasm.mjs` writes them, `--check` compares instead.
 * The files are committed, so that nobody needs the compiler to run Pangenic; a test runs the check.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import asc from "assemblyscript/asc";

const engine = join(import.meta.dirname, "../packages/engine");
/** Pages of memory each begins with: its tables, and the places that its class reserves at once. */
const kernels = { inflate: 4, genotypes: 4 };

/** @returns {Promise<Uint8Array>} the same bytes for the same sources and compiler. */
async function compiled(name, pages) {
  let bytes = null;
  // --noAssert removes bounds checks; tests against plain forms and fuzzing hold the kernels' own (tests/inflate.test.ts).
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
      `${name}.ts`,
      "--baseDir",
      join(engine, "assembly"),
      "--outFile",
      `${name}.wasm`,
      ...flags,
      "--initialMemory",
      String(pages),
    ],
    { stderr: process.stderr, writeFile: (_name, contents) => (bytes = contents) },
  );
  if (error || !(bytes instanceof Uint8Array)) throw error ?? new Error("AssemblyScript wrote nothing");
  return bytes;
}

for (const [name, pages] of Object.entries(kernels)) {
  const file = join(engine, `wasm/${name}.wasm`);
  const bytes = await compiled(name, pages);
  if (process.argv.includes("--check")) {
    if (!readFileSync(file).equals(bytes))
      throw new Error(`packages/engine/wasm/${name}.wasm is not what its sources compile to`);
  } else {
    mkdirSync(join(engine, "wasm"), { recursive: true });
    writeFileSync(file, bytes);
    console.log(`packages/engine/wasm/${name}.wasm: ${bytes.length} bytes`);
  }
}
