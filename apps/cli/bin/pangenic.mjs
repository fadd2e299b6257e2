#!/usr/bin/env node
/** The program as built; in a fresh checkout it is built first. */
import { existsSync } from "node:fs";

const main = new URL("../dist/main.js", import.meta.url);
if (existsSync(main)) await import(main.href);
else {
  process.stderr.write("pangenic: not built yet: run `npm run build` in the checkout\n");
  process.exitCode = 2;
}
