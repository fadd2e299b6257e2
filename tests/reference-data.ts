/** The data beside the checkout that tests may read; the product never does. */
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";

const root = resolve(process.env["PANGENIC_SHARED"] ?? join(import.meta.dirname, "../../shared"));

/** In CI their absence fails; elsewhere the tests that need them are skipped by name. */
export const sharedMissing = !existsSync(root) && process.env["CI"] !== "true";

export function sharedPath(...parts: string[]): string {
  return join(root, ...parts);
}

/** Text of a shared file, unpacked where it ends in `.gz`. */
export function sharedText(...parts: string[]): string {
  const bytes = readFileSync(sharedPath(...parts));
  return (parts.at(-1)!.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
}

/** Rows of a tab-separated file with a header line. */
export function sharedTable(...parts: string[]): Record<string, string>[] {
  const [header, ...lines] = sharedText(...parts)
    .trimEnd()
    .split("\n");
  const names = header!.split("\t");
  return lines.map((line) => {
    const cells = line.split("\t");
    return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? ""]));
  });
}
