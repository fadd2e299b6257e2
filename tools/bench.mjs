/**
 * `npm run bench`: speed as ratios against the named tool, side by side, with an agreement check beside each. Writes into `evidence/`.
 * Takes some minutes and a quiet machine; inputs are generated once, below .cache/bench. Options are handed to bench/vcf.mjs.
 */
import { execFileSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ready, root, run } from "./ready.mjs";

function has(program) {
  return run("bash", ["-c", `command -v ${program}`], { stdio: "ignore" }) === 0;
}

ready();
const missing = ["bcftools", "bgzip", "tabix", "plink2"].filter((program) => !has(program));
if (missing.length > 0 && process.getuid?.() === 0 && existsSync("/etc/debian_version")) {
  run("apt-get", ["update", "-qq"]);
  run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "bcftools", "tabix", "plink2"]);
}
const out = (name) => join(root, "evidence", name);
const matcher = execFileSync(
  process.execPath,
  ["node_modules/tsx/dist/cli.mjs", "-C", "@pangenic/source", "bench/matcher.ts"],
  { cwd: root, encoding: "utf8" },
);
writeFileSync(out("bench-matcher.json"), matcher);
process.stdout.write(matcher);
const vcf = run(process.execPath, ["bench/vcf.mjs", "--out", out("bench-vcf.json"), ...process.argv.slice(2)]);
const score = run(process.execPath, ["bench/score.mjs", "--out", out("bench-score.json")]);
process.exit(vcf || score);
