/**
 * `npm run bench`: speed as ratios against the named tool, side by side, with an agreement check beside each. Writes into `evidence/`.
 * Takes a quarter of an hour and a quiet machine; inputs are generated once, below .cache/bench.
 * `npm run bench -- vcf score` runs those alone; options such as `--small` are handed on.
 */
import { execFileSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ready, root, run } from "./ready.mjs";

function has(program) {
  return run("bash", ["-c", `command -v ${program}`], { stdio: "ignore" }) === 0;
}

ready();
const missing = ["bcftools", "bgzip", "tabix", "plink2", "time"].filter((program) => !has(program));
if (missing.length > 0 && process.getuid?.() === 0 && existsSync("/etc/debian_version")) {
  run("apt-get", ["update", "-qq"]);
  run("apt-get", [
    "install",
    "-y",
    "-qq",
    "--no-install-recommends",
    "bcftools",
    "tabix",
    "plink2",
    "libopenblas0-pthread",
    "time",
  ]);
}
const out = (name) => join(root, "evidence", `bench-${name}.json`);
const benches = ["matcher", "vcf", "score", "association", "pca", "person", "growth"];
const asked = process.argv.slice(2).filter((argument) => benches.includes(argument));
const options = process.argv.slice(2).filter((argument) => !benches.includes(argument));
let failed = 0;
for (const name of asked.length > 0 ? asked : benches) {
  if (name === "matcher") {
    const tsx = ["node_modules/tsx/dist/cli.mjs", "-C", "@pangenic/source"];
    const matcher = execFileSync(process.execPath, [...tsx, "bench/matcher.ts"], { cwd: root, encoding: "utf8" });
    writeFileSync(out(name), matcher);
    process.stdout.write(matcher);
  } else failed += run(process.execPath, [`bench/${name}.mjs`, "--out", out(name), ...options]);
}
process.exit(failed > 0 ? 1 : 0);
