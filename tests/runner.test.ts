/** Studies of the built command line: on one core and on several. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { randomFrom } from "../packages/engine/src/base/index.ts";
import { madeUpCohort } from "./made-up-cohort.ts";

const folder = mkdtempSync(join(tmpdir(), "pangenic-"));
afterAll(() => rmSync(folder, { recursive: true }));

function pangenic(...args: readonly string[]) {
  const bin = join(import.meta.dirname, "../apps/cli/bin/pangenic.mjs");
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, "study", ...args], { cwd: folder });
  return { status, out: stdout.toString(), err: stderr.toString() };
}

function write(name: string, { bed, bim, fam }: { bed: Uint8Array; bim: string; fam: string }): void {
  for (const [ending, content] of Object.entries({ bed, bim, fam }))
    writeFileSync(join(folder, `${name}.${ending}`), content);
}

/** Several blocks: 12,000 people's random codes. */
function large(): { bed: Uint8Array; bim: string; fam: string } {
  const [people, variants] = [12_000, 3000];
  const random = randomFrom(5);
  const bed = new Uint8Array(3 + (variants * people) / 4);
  const words = new Uint32Array(4096).map(() => random() * 2 ** 32);
  const bytes = new Uint8Array(words.buffer);
  for (let at = 3; at < bed.length; at += 4093) bed.set(bytes.subarray(0, Math.min(4093, bed.length - at)), at);
  bed.set([0x6c, 0x1b, 1]);
  const bim = Array.from({ length: variants }, (_, i) => `${1 + Math.floor(i / 200)} v${i} 0 ${i + 1} A G\n`).join("");
  const fam = Array.from({ length: people }, (_, i) => `0 p${i} 0 0 ${(i % 2) + 1} -9\n`).join("");
  return { bed, bim, fam };
}

function tables(prefix: string): Record<string, string> {
  const names = readdirSync(folder).filter((name) => name.startsWith(`${prefix}.`));
  return Object.fromEntries(names.map((name) => [name.slice(prefix.length), readFileSync(join(folder, name), "utf8")]));
}

test("one core, two and three write the same bytes", () => {
  write("large", large());
  for (const threads of ["1", "2", "3"]) {
    const { status, err } = pangenic(
      "frequency",
      "large",
      "--hardy",
      "--missing",
      "--het",
      "--threads",
      threads,
      "--out",
      `t${threads}`,
    );
    expect([status, err]).toEqual([0, ""]);
  }
  const one = tables("t1");
  expect(Object.keys(one).sort()).toEqual([".afreq", ".hardy", ".het", ".smiss", ".vmiss"]);
  expect(one[".afreq"]!.split("\n").length).toBe(3002);
  expect(tables("t2")).toEqual(one);
  expect(tables("t3")).toEqual(one);
});

test("people to keep are kept in every thread", () => {
  writeFileSync(join(folder, "keep"), Array.from({ length: 6000 }, (_, i) => `p${2 * i}\n`).join(""));
  for (const threads of ["1", "2"])
    expect(
      pangenic("frequency", "large", "--missing", "--keep", "keep", "--threads", threads, "--out", `k${threads}`)
        .status,
    ).toBe(0);
  expect(tables("k2")).toEqual(tables("k1"));
  expect(tables("k1")[".smiss"]!.split("\n").length).toBe(6002);
});

test("a set that is cut is refused with its code, before and behind the threads", () => {
  const made = madeUpCohort({ seed: 3, people: 20, variants: 30 });
  write("cut", made);
  truncateSync(join(folder, "cut.bed"), 100);
  for (const threads of ["1", "2"]) {
    const { status, out, err } = pangenic("frequency", "cut", "--threads", threads);
    expect([status, out]).toEqual([1, ""]);
    expect(err).toContain("[plink-bed-size]");
  }
  rmSync(join(folder, "cut.bim"));
  expect(pangenic("frequency", "cut").err).toContain("[file-unreadable]");
});

const labels = (of: (i: number) => string): string =>
  ["#IID GROUP", ...Array.from({ length: 20 }, (_, i) => `p${i} ${of(i)}`), ""].join("\n");

test("frequencies within groups stand beside everyone's", () => {
  write("small", madeUpCohort({ seed: 3, people: 20, variants: 30 }));
  writeFileSync(
    join(folder, "labels"),
    labels((i) => (i < 12 ? "north" : i < 18 ? "south" : "NA")),
  );
  const { status, out } = pangenic("frequency", "small", "--within", "labels");
  expect(status).toBe(0);
  const [head, ...rows] = out
    .trimEnd()
    .split("\n")
    .map((line) => line.split("\t"));
  expect(head).toEqual(["#CHROM", "ID", "REF", "ALT", "GROUP", "ALT_FREQS", "OBS_CT"]);
  expect(rows.length).toBe(60);
  writeFileSync(join(folder, "north"), Array.from({ length: 12 }, (_, i) => `p${i}\n`).join(""));
  const alone = pangenic("frequency", "small", "--keep", "north").out.trimEnd().split("\n").slice(1);
  expect(rows.filter((row) => row[4] === "north").map((row) => row.filter((_, i) => i !== 4).join("\t"))).toEqual(
    alone,
  );
});

test("relatives and pruned variants are written as plink2 names them", () => {
  expect(pangenic("relatedness", "small", "--cutoff", "0.0884", "--out", "kin").status).toBe(0);
  const { ".kin0": pairs, ".king.cutoff.in.id": stay, ".king.cutoff.out.id": go } = tables("kin");
  expect(pairs!.split("\n")[0]).toBe("#FID1\tIID1\tFID2\tIID2\tNSNP\tHETHET\tIBS0\tKINSHIP");
  expect(pairs!.trimEnd().split("\n").length).toBe(1 + (20 * 19) / 2);
  expect(stay!.trimEnd().split("\n").length + go!.trimEnd().split("\n").length).toBe(22);
  expect(pangenic("prune", "small", "--window", "10", "--step", "5", "--r2", "0.2", "--out", "thin").status).toBe(0);
  const { ".prune.in": kept, ".prune.out": thinned } = tables("thin");
  expect([...kept!.trimEnd().split("\n"), ...thinned!.trimEnd().split("\n")].sort()).toEqual(
    Array.from({ length: 30 }, (_, i) => `v${i}`).sort(),
  );
});

test("a wrong command line is told before anything is read", () => {
  for (const args of [
    ["frequency"],
    ["frequency", "small", "large"],
    ["frequency", "small", "--hardy"],
    ["frequency", "small", "--threads", "0"],
    ["relatedness", "small", "--cutoff", "0.1"],
    ["relatedness", "small", "--least", "high"],
    ["prune", "small", "--r2", "2"],
    ["prune", "small", "--window", "0"],
    ["frequency", "-"],
  ])
    expect([args, pangenic(...args).status]).toEqual([args, 2]);
  expect(pangenic("frequency", "small", "--keep", "labels-of-others").err).toContain("[file-unreadable]");
  writeFileSync(join(folder, "nobody"), "x1\nx2\n");
  expect(pangenic("frequency", "small", "--keep", "nobody").err).toContain("[people-none-left]");
});
