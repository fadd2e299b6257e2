/**
 * The built program once more in few files: opening 350 small ones takes longer than much of its work. Written where the build
 * is newer than it; bin/pangenic.mjs takes it only where it is not.
 */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { bundled, isBundled, mark } from "../apps/cli/bin/built.mjs";

const root = join(import.meta.dirname, "..");

if (!isBundled()) {
  rmSync(bundled, { recursive: true, force: true });
  await build({
    absWorkingDir: join(root, "apps/cli/dist"),
    entryPoints: { main: "main.js", "scan-thread": "scan-thread.js", thread: "study/thread.js" },
    outdir: fileURLToPath(bundled),
    bundle: true,
    splitting: true,
    // Beside the entries: a thread's file is found by the same relative URL as in the build.
    chunkNames: "[name]-[hash]",
    format: "esm",
    platform: "node",
    target: "node20",
    legalComments: "none",
    logLevel: "warning",
  });
  // Last: who runs the program meanwhile takes the build.
  writeFileSync(mark, "");
}
