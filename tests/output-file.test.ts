/** What the program writes is whole under its name, or not there. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { madeUpCohort } from "./made-up-cohort.ts";

const program = join(import.meta.dirname, "../apps/cli/bin/pangenic.mjs");
const base = mkdtempSync(join(tmpdir(), "pangenic-output-"));
afterAll(() => rmSync(base, { recursive: true }));

const { bed, bim, fam } = madeUpCohort({ seed: 3, people: 40, variants: 60 });
const phenotypes = `IID\theight\n${Array.from({ length: 40 }, (_, i) => `p${i}\t${(i * 7) % 11}\n`).join("")}`;
const row = (position: number, genotype: string) => `1\t${position}\tv${position}\tA\tG\t.\t.\t.\tGT\t${genotype}\n`;
const weights = bim.replace(/^\S+\t(\S+)\t.*\t(\S+)\t\S+$/gm, "$1\t$2\t0.1");
const vcf = `##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tone\n`;

let folder = base;
beforeEach(() => {
  folder = mkdtempSync(join(base, "run-"));
  for (const [name, content] of Object.entries({ "c.bed": bed, "c.bim": bim, "c.fam": fam, phenotypes }))
    writeFileSync(join(folder, name), content);
});

function study(...args: readonly string[]) {
  const run = spawnSync(process.execPath, [program, "study", ...args], { cwd: folder });
  return { status: run.status, out: run.stdout.toString(), err: run.stderr.toString() };
}

for (const [command, ...options] of [
  ["frequency"],
  ["relatedness"],
  ["prune"],
  ["structure", "--pca", "2"],
  ["association", "--pheno", "phenotypes"],
] as const)
  test(`study ${command} says by a code that there is no folder to write to, and not which`, () => {
    const { status, out, err } = study(command, "c", ...options, "--out", "missing/x");
    expect([status, out]).toEqual([1, ""]);
    expect(err).toContain("[file-unwritable]");
    expect(err).not.toContain("missing/");
  });

test("a cohort that breaks off leaves what stood there before, and nothing half-written", () => {
  const rows = Array.from({ length: 40_000 }, (_, i) => row(i + 1, "0/1"));
  writeFileSync(join(folder, "broken.vcf"), [vcf, ...rows, row(50_000, "0/x")].join(""));
  writeFileSync(join(folder, "x.afreq"), "before");
  const { status, err } = study("frequency", "broken.vcf", "--missing", "--out", "x");
  expect(err).toContain("[vcf-genotype-invalid]");
  expect(status).toBe(1);
  expect(readFileSync(join(folder, "x.afreq"), "utf8")).toBe("before");
  expect(readdirSync(folder).filter((name) => name.startsWith("x"))).toEqual(["x.afreq"]);
});

test("a file that is written anew keeps its rights, and a link to it stays a link", () => {
  writeFileSync(join(folder, "private"), "before", { mode: 0o600 });
  symlinkSync("private", join(folder, "x.afreq"));
  expect(study("frequency", "c", "--out", "x").status).toBe(0);
  expect(statSync(join(folder, "private")).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(folder, "private"), "utf8")).toMatch(/^#CHROM\tID/);
});

test("two results are not written to one file", () => {
  writeFileSync(join(folder, "weights"), weights);
  const args = ["score", "c", "--weights", "weights", "--weights-columns", "1,2,3", "--log", "same", "--out", "same"];
  const { status, stderr } = spawnSync(process.execPath, [program, ...args], { cwd: folder });
  expect([status, stderr.toString()]).toEqual([1, expect.stringContaining("[file-unwritable]")]);
});

test("a pipe can be written to", () => {
  writeFileSync(join(folder, "weights"), weights);
  const args = [program, "score", "c", "--weights", "weights", "--weights-columns", "1,2,3", "--out", "/dev/stdout"];
  const { status, stdout, stderr } = spawnSync("sh", ["-c", '"$0" "$@" | cat', process.execPath, ...args], {
    cwd: folder,
  });
  expect([status, stderr.toString()]).toEqual([0, expect.stringContaining("matched")]);
  expect(stdout.toString().split("\n")).toHaveLength(42);
});
