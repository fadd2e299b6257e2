#!/usr/bin/env node
/** The program as built; in a fresh checkout it is built first. */
import { existsSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { bundled, isBundled } from "./built.mjs";

// Genomes pass through as short-lived bytes: a small young generation keeps a long run within 120 MB. Cohorts and tables of
// weights are short-lived objects, which a generation as small would have to copy again and again.
if (["study", "score"].includes(process.argv[2])) setFlagsFromString("--max-semi-space-size=4");
else {
  setFlagsFromString("--max-semi-space-size=1");
  setFlagsFromString("--semi-space-growth-factor=1");
}

const main = new URL("main.js", isBundled() ? bundled : new URL("../dist/", import.meta.url));
if (existsSync(main)) await import(main.href);
else {
  process.stderr.write("pangenic: not built yet: run `npm run build` in the checkout\n");
  process.exitCode = 2;
}
