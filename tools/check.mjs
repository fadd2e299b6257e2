/**
 * `npm test`: the one check. Sets up (system packages too, as root on Debian), then types, format, lint, dead code and
 * every test. Ends with `N passed, N failed, N skipped`; in CI a skipped check fails.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ready, root, run } from "./ready.mjs";

const CHROMIUM = process.env["PANGENIC_CHROMIUM"] ?? "/usr/bin/chromium";

function systemPackages() {
  if (existsSync(CHROMIUM)) return;
  if (process.getuid?.() !== 0 || !existsSync("/etc/debian_version")) {
    process.stderr.write("Chromium is not here: install it, or set PANGENIC_CHROMIUM to its path.\n");
    return;
  }
  process.stderr.write("Installing Chromium …\n");
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  run("apt-get", ["update", "-qq"], { env: environment });
  run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-noto-core"], {
    env: environment,
  });
}

const bin = (name) => join(root, "node_modules", ".bin", name);
const counts = { passed: 0, failed: 0, skipped: 0 };

function step(name, command, args) {
  const started = Date.now();
  const ok = run(command, args) === 0;
  counts[ok ? "passed" : "failed"]++;
  process.stderr.write(`${ok ? "ok  " : "FAIL"}  ${name}  ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
}

function tests(name, args, environment = {}) {
  const file = join(root, ".cache", `tests-${name}.json`);
  rmSync(file, { force: true });
  const { status } = spawnSync(
    bin("vitest"),
    ["run", "--reporter=default", "--reporter=json", `--outputFile=${file}`, ...args],
    {
      cwd: root,
      stdio: ["ignore", 2, 2],
      env: { ...process.env, ...environment },
    },
  );
  if (!existsSync(file)) {
    counts.failed++;
    return;
  }
  const result = JSON.parse(readFileSync(file, "utf8"));
  counts.passed += result.numPassedTests;
  counts.failed += result.numFailedTests;
  counts.skipped += result.numPendingTests + result.numTodoTests;
  // A suite that fails to load runs no test, and an unhandled error fails none: neither may look like a pass.
  const broken = result.testResults.filter((suite) => suite.status === "failed" && suite.assertionResults.length === 0);
  counts.failed += broken.length;
  if (status !== 0 && result.numFailedTests === 0 && broken.length === 0) counts.failed++;
  if (result.numTotalTests === 0) counts.failed++;
}

systemPackages();
ready({ build: false });
step("types and build", process.execPath, ["node_modules/typescript/bin/tsc", "-b"]);
step("types of tests and tools", process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.check.json"]);
step("format and walls between packages", bin("biome"), ["ci", "--error-on-warnings", "."]);
step("lint", bin("oxlint"), ["--type-aware", "--deny-warnings"]);
step("dead code", bin("knip"), []);
tests("node", ["--project", "node"]);
if (existsSync(CHROMIUM)) tests("chromium", ["--project", "chromium"]);
else counts.skipped++;
for (const zone of ["America/St_Johns", "Pacific/Kiritimati"])
  tests(`zone-${zone.replace("/", "-")}`, ["--project", "node", "packages/engine"], { TZ: zone });

const strict = process.env["CI"] === "true";
if (strict && counts.skipped > 0) {
  process.stderr.write(`${counts.skipped} skipped: in CI that is a failure.\n`);
  counts.failed += counts.skipped;
}
process.stdout.write(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
process.exit(counts.failed > 0 ? 1 : 0);
