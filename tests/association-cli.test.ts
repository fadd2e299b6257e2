/** `pangenic study association`, run as a user runs it, on a made-up cohort. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { randomFrom } from "../packages/engine/src/base/index.ts";
import { madeUpCohort } from "./made-up-cohort.ts";

const root = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "pangenic-"));
afterAll(() => rmSync(folder, { recursive: true }));

function association(...args: string[]) {
  const program = join(root, "apps/cli/bin/pangenic.mjs");
  const { status, stderr } = spawnSync(process.execPath, [program, "study", "association", ...args], { cwd: folder });
  return { status, err: stderr.toString() };
}

function file(name: string, text: string | Uint8Array): string {
  writeFileSync(join(folder, name), text);
  return name;
}

const textOf = (name: string): string => readFileSync(join(folder, name), "utf8");

const PEOPLE = 150;
// More variants than a block holds, so that two workers have something to share.
const cohort = madeUpCohort({ seed: 8, people: PEOPLE, variants: 17_000, chroms: ["1", "2", "X", "Y"] });
file("c.bed", cohort.bed);
file("c.bim", cohort.bim);
file("c.fam", cohort.fam);

const few = madeUpCohort({ seed: 9, people: PEOPLE, variants: 400, chroms: ["1", "X"] });
file("few.bed", few.bed);
file("few.bim", few.bim);
file("few.fam", few.fam);

const random = randomFrom(3);
const normal = (): string => (Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())).toFixed(4);
/** One row a person; p3 has no phenotype, p4 no covariate. */
function table(head: string, cells: (person: number) => readonly (string | number)[]): string {
  const rows = Array.from({ length: PEOPLE }, (_, i) => [`p${i}`, ...cells(i)].join("\t"));
  return `${[head, ...rows].join("\n")}\n`;
}
file(
  "traits.tsv",
  table("#IID\tHEIGHT\tRARE\tZERO\tFLAT", (i) => [
    i === 3 ? "NA" : normal(),
    1 + Number(i % 19 === 1),
    Number(i % 19 === 1),
    5,
  ]),
);
file(
  "covariates.tsv",
  table("#IID\tPC1\tPC2\tAGE\tTWICE", (i) => {
    const age = 30 + Number(normal());
    return [normal(), normal(), i === 4 ? "NA" : age, i === 4 ? "NA" : 2 * age];
  }),
);

const given = ["c", "--pheno", "traits.tsv", "--covar", "covariates.tsv", "--covar-name", "PC1-AGE"];

test("one core and two write the same bytes, and say who was left out", () => {
  const one = association(...given, "--out", "one", "--plots");
  expect(one.err).toContain(
    "HEIGHT: quantitative; 3 covariates\n148 of 150 people take part; 1 have no phenotype, 1 lack a covariate\n",
  );
  expect(one.status).toBe(0);
  expect(association(...given, "--out", "two", "--threads", "2").status).toBe(0);
  expect(textOf("one.HEIGHT.glm.linear")).toBe(textOf("two.HEIGHT.glm.linear"));
  const rows = textOf("one.HEIGHT.glm.linear")
    .trimEnd()
    .split("\n")
    .map((row) => row.split("\t"));
  expect(rows[0]!.join(" ")).toBe("#CHROM POS ID REF ALT A1 TEST OBS_CT BETA SE T_STAT P ERRCODE");
  expect(rows.length).toBe(17_001);
  expect(new Set(rows.filter(([chrom]) => chrom === "Y").map((row) => row[12]))).toEqual(
    new Set(["CHROMOSOME_UNSUPPORTED"]),
  );
  expect(rows.filter(([chrom, , , , , , , , , , , p]) => chrom === "X" && Number(p) > 0).length).toBeGreaterThan(3000);
});

test("the plots name what they show and are the same bytes every time", () => {
  const [manhattan, quantiles] = ["one.HEIGHT.manhattan.svg", "one.HEIGHT.qq.svg"].map(textOf);
  expect(manhattan).toMatch(/role="img" aria-labelledby="t d"/);
  expect(manhattan).toContain('<title id="t">Manhattan plot: HEIGHT, 148 people</title>');
  expect(quantiles).toMatch(/<desc id="d">[\d,]+ variants, genomic control λ = \d\.\d{3};/);
  for (const svg of [manhattan!, quantiles!]) expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  association(...given, "--out", "again", "--plots");
  expect(textOf("again.HEIGHT.manhattan.svg")).toBe(manhattan);
});

test("coding 1 and 2 is case-control, and Firth's regression can be asked for, always or never", () => {
  const ran = (name: string, ...more: string[]) =>
    association("few", ...given.slice(1), "--pheno-name", name, "--out", "cc", ...more);
  expect(ran("RARE").err).toContain("RARE: 8 cases, 141 controls");
  expect(ran("RARE", "--firth", "--firth-lrt").status).toBe(0);
  expect(ran("ZERO", "--1", "--no-firth").status).toBe(0);
  const cells = (name: string) =>
    textOf(name)
      .trimEnd()
      .split("\n")
      .map((row) => row.split("\t"));
  const [hybrid, firth, never] = ["cc.RARE.glm.logistic.hybrid", "cc.RARE.glm.firth", "cc.ZERO.glm.logistic"].map(
    cells,
  );
  expect(hybrid![0]!.join(" ")).toBe("#CHROM POS ID REF ALT A1 FIRTH? TEST OBS_CT OR LOG(OR)_SE Z_STAT P ERRCODE");
  expect(firth![0]!.join(" ")).toBe("#CHROM POS ID REF ALT A1 TEST OBS_CT OR LOG(OR)_SE Z_STAT P ERRCODE");
  expect(new Set(firth!.slice(1).map((row) => row[12]))).toEqual(new Set(["."]));
  const asked = hybrid!.flatMap((row, i) => (row[6] === "Y" ? [i] : []));
  expect(asked.length).toBeGreaterThan(0);
  for (const i of asked) expect(never![i]!.slice(8)).toEqual(["NA", "NA", "NA", "NA", "LOGISTIC_CONVERGE_FAIL"]);
  // Where the plain likelihood has a maximum, the two agree in every byte.
  for (const [i, row] of hybrid!.entries())
    if (row[6] === "N") expect(row.filter((_, k) => k !== 6)).toEqual(never![i]);
});

test("the table for the GWAS Catalog states its build, and its metadata the digest of its bytes", () => {
  expect(association(...given, "--format", "gwas-ssf", "--out", "ssf").status).toBe(2);
  expect(association(...given, "--format", "gwas-ssf", "--build", "GRCh38", "--out", "ssf").status).toBe(0);
  expect(textOf("ssf.HEIGHT.tsv")).not.toMatch(/\tNA\t/);
  const md5 = spawnSync("md5sum", ["ssf.HEIGHT.tsv"], { cwd: folder }).stdout.toString().slice(0, 32);
  expect(textOf("ssf.HEIGHT.tsv-meta.yaml")).toContain(`genome_assembly: GRCh38\n`);
  expect(textOf("ssf.HEIGHT.tsv-meta.yaml")).toContain(`data_file_md5sum: ${md5}\n`);
});

test.each([
  ["people-unmatched", ["--pheno", file("others.tsv", "#IID\tY\nstranger\t1.5\nforeigner\t2.5\n")]],
  ["people-table-invalid", ["--pheno", file("twice.tsv", "#IID\tY\np1\t1.5\np1\t2.5\n")]],
  ["people-table-invalid", ["--pheno", "traits.tsv", "--pheno-name", "WEIGHT"]],
  ["phenotype-invalid", ["--pheno", file("text.tsv", "#IID\tY\np1\t1.5\np2\ttall\n")]],
  ["phenotype-invalid", ["--pheno", "traits.tsv", "--pheno-name", "HEIGHT", "--logistic"]],
  ["phenotype-constant", ["--pheno", "traits.tsv", "--pheno-name", "FLAT"]],
  ["phenotype-constant", ["--pheno", "traits.tsv", "--pheno-name", "ZERO"]],
  ["people-too-few", ["--pheno", file("few.tsv", "#IID\tY\np1\t1.5\np2\t2.5\n")]],
  [
    "covariate-invalid",
    [
      "--pheno",
      "traits.tsv",
      "--covar",
      file(
        "words.tsv",
        table("#IID\tSITE", () => ["north"]),
      ),
    ],
  ],
  [
    "covariate-constant",
    [
      "--pheno",
      "traits.tsv",
      "--covar",
      file(
        "same.tsv",
        table("#IID\tSITE", () => [1]),
      ),
    ],
  ],
  ["covariates-collinear", ["--pheno", "traits.tsv", "--covar", "covariates.tsv"]],
  ["file-unreadable", ["--pheno", "absent.tsv"]],
])("refuses by its code: %s", (code, args) => {
  const { status, err } = association("c", ...args, "--out", "refused");
  expect(err).toContain(`[${code}]`);
  expect(status).toBe(1);
  // Never what stood there.
  expect(err).not.toMatch(/stranger|tall|north|p1\b/);
});

test("two people of one name are refused, because a table could mean either", () => {
  const fam = cohort.fam.replace("f1 p1 ", "f1 p0 ");
  for (const [name, content] of [
    ["d.bed", cohort.bed],
    ["d.bim", cohort.bim],
    ["d.fam", fam],
  ] as const)
    file(name, content);
  expect(association("d", "--pheno", "traits.tsv", "--out", "refused").err).toContain("[people-ambiguous]");
});
