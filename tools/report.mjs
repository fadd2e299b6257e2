/** `npm run report [-- GENOME …]`: sets up, builds, and writes the report of a genome, or of the bundled example. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ready, root } from "./ready.mjs";

ready();
const given = process.argv.slice(2);
const example = [
  join(root, "examples/person.vcf.gz"),
  "--person",
  join(root, "examples/person.json"),
  "--outside",
  join(root, "examples/outside.tsv"),
  "--out",
  join(root, "report"),
];
const { status } = spawnSync(
  process.execPath,
  [join(root, "apps/cli/bin/pangenic.mjs"), "report", ...(given.length > 0 ? given : example)],
  { cwd: process.env["INIT_CWD"] ?? process.cwd(), stdio: "inherit" },
);
process.exit(status ?? 1);
