/** Makes a fresh checkout ready: dependencies as locked, then the build. Quick when nothing changed. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export const root = join(import.meta.dirname, "..");

/** Runs a command in the checkout; what it prints goes to stderr so that stdout stays the product's. */
export function run(command, args, options = {}) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: ["ignore", 2, 2], ...options });
  return status ?? 1;
}

/** Installs when the lock file is not the one last installed from. */
function install() {
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  const mark = join(root, "node_modules", ".installed-from");
  if (existsSync(mark) && readFileSync(mark, "utf8") === lock) return;
  process.stderr.write("Installing the dependencies …\n");
  if (run("npm", ["ci", "--no-audit", "--no-fund"]) !== 0) process.exit(1);
  writeFileSync(mark, lock);
}

export function ready({ build = true } = {}) {
  install();
  mkdirSync(join(root, ".cache"), { recursive: true });
  const steps = build ? [["node_modules/typescript/bin/tsc", "-b"], ["tools/bundle.mjs"]] : [];
  for (const step of steps) {
    if (run(process.execPath, step) === 0) continue;
    process.stderr.write("The build failed.\n");
    process.exit(1);
  }
}
