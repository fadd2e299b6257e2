/** `pangenic score` as a user runs it, against plink 2's printed sums and the Catalog's own. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { sharedMissing, sharedPath, sharedTable } from "./reference-data.ts";

const folder = mkdtempSync(join(tmpdir(), "pangenic-score-"));
afterAll(() => rmSync(folder, { recursive: true }));

function score(...args: string[]): { status: number | null; out: string; err: string } {
  const bin = join(import.meta.dirname, "../apps/cli/bin/pangenic.mjs");
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, "score", ...args], { cwd: folder });
  return { status, out: stdout.toString(), err: stderr.toString() };
}

function table(text: string): Record<string, string>[] {
  const [head, ...lines] = text.trimEnd().split("\n");
  const names = head!.replace(/^#/, "").split("\t");
  return lines.map((line) => Object.fromEntries(line.split("\t").map((cell, i) => [names[i]!, cell])));
}

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const cineca = (name: string): string => sharedPath("data", "scores", "cineca", name);

describe.skipIf(sharedMissing)("2,504 made-up people with the ids of 1000 Genomes", () => {
  const weights = ["--weights", cineca("scorefiles/PGS001229_22.txt"), "--palindromic", "keep"];
  const bed = score(cineca("cineca_synthetic_subset"), ...weights);
  const vcf = score(cineca("cineca_synthetic_subset.vcf.gz"), ...weights, "--format", "sscore");

  test("829 of 835 rows are matched, and the known sums come out", () => {
    expect(bed.status).toBe(0);
    expect(bed.err).toContain("829 of 835 rows matched");
    const sums = new Map(table(bed.out).map((row) => [row["IID"], Number(row["PGS001229_SUM"])]));
    // Printed with six digits by the Catalog's own run.
    expect(sums.get("HG00096")).toBeCloseTo(0.331803, 6);
    expect(sums.get("HG00097")).toBeCloseTo(0.255963, 6);
    expect(sums.size).toBe(2504);
  });

  test(".bed and VCF give the same sums", () => {
    expect(vcf.status).toBe(0);
    const [one, other] = [table(bed.out), table(vcf.out)];
    expect(other).toHaveLength(one.length);
    for (const [i, row] of one.entries()) {
      expect(other[i]!["ALLELE_CT"]).toBe(row["ALLELE_CT"]);
      expect(other[i]!["NAMED_ALLELE_DOSAGE_SUM"]).toBe(row["NAMED_ALLELE_DOSAGE_SUM"]);
      // Sums of doubles in another order.
      expect(Math.abs(Number(other[i]!["PGS001229_SUM"]) - Number(row["PGS001229_SUM"]))).toBeLessThan(1e-13);
    }
  });

  test("in words, what is withheld stands beside what is said: percentile and accuracy without a pack", () => {
    const { out } = score(cineca("cineca_synthetic_subset.vcf.gz"), ...weights, "--sample", "HG00096_HG00096");
    expect(out).toMatch(/sum +0\.331803 \(of the rows seen\); it has no meaning by itself\n/);
    expect(out).toMatch(/percentile withheld: no score pack/);
    expect(out).toMatch(/accuracy +withheld: /);
  });

  test("a person alone and in company gives the same bytes", () => {
    const text = gunzipSync(readFileSync(cineca("cineca_synthetic_subset.vcf.gz"))).toString();
    const keep = (columns: readonly number[]): string =>
      text
        .split("\n")
        .map((line) =>
          line.startsWith("##") || line === "" ? line : columns.map((i) => line.split("\t")[i]).join("\t"),
        )
        .join("\n");
    const fixed = [0, 1, 2, 3, 4, 5, 6, 7, 8];
    const alone = file("alone.vcf", keep([...fixed, 10]));
    const company = file("company.vcf", keep([...fixed, 9, 10, 11, 200]));
    const asked = [...weights, "--date", "2026-11-22", "--format", "json", "--sample", "HG00097_HG00097"];
    const [one, other] = [score(alone, ...asked), score(company, ...asked)];
    expect(one.status).toBe(0);
    expect(other.out).toBe(one.out);
  });

  test("dominant and recessive rows, and a score of the same rows in another file, are summed beside", () => {
    const both = score(
      cineca("cineca_synthetic_subset"),
      ...weights,
      "--weights",
      cineca("scorefiles/scorefile_dominant_and_recessive.txt"),
    );
    expect(both.status).toBe(0);
    const [row] = table(both.out);
    expect(Number(row!["PGS001229_SUM"])).toBeCloseTo(0.331803, 6);
    expect(row).toHaveProperty("PGS001229_22_DominantRecessiveExample_SUM");
    const vcfBoth = score(
      cineca("cineca_synthetic_subset.vcf.gz"),
      "--palindromic",
      "keep",
      "--weights",
      cineca("scorefiles/scorefile_dominant_and_recessive.txt"),
      "--format",
      "sscore",
    );
    const sums = table(both.out).map((each) => Number(each["PGS001229_22_DominantRecessiveExample_SUM"]));
    const others = table(vcfBoth.out).map((each) => Number(each["PGS001229_22_DominantRecessiveExample_SUM"]));
    expect(Math.max(...sums.map((sum, i) => Math.abs(sum - others[i]!)))).toBeLessThan(1e-13);
  });

  test("the log has a line for every row, and counts that agree with the report", () => {
    const done = score(
      cineca("cineca_synthetic_subset"),
      ...weights.slice(0, 2),
      "--log",
      "rows.tsv",
      "--out",
      "sums.tsv",
    );
    expect(done.status).toBe(0);
    const rows = table(readFileSync(join(folder, "rows.tsv"), "utf8"));
    expect(rows).toHaveLength(835);
    const palindromic = rows.filter(({ outcome }) => outcome === "palindromic").length;
    expect(palindromic).toBeGreaterThan(0);
    expect(done.err).toContain(`palindromic ${palindromic}`);
    expect(done.err).toContain(`${rows.filter(({ outcome }) => outcome === "matched").length} of 835 rows matched`);
  });

  test("a score that hardly meets the genotypes is refused, and so is one of another build", () => {
    const few = score(cineca("cineca_synthetic_subset"), "--weights", cineca("scorefiles/customgrch37.txt"));
    expect([few.status, few.err.includes("[score-unmatched]")]).toEqual([1, true]);
    const args = ["--weights", cineca("scorefiles/PGS001229_22.txt"), "--build", "GRCh38"];
    const other = score(cineca("cineca_synthetic_subset.vcf.gz"), ...args);
    expect([other.status, other.err.includes("[score-build-wrong]")]).toEqual([1, true]);
    const stated = score(cineca("cineca_synthetic_subset"), ...args);
    expect([stated.status, stated.out, stated.err.includes("[score-build-wrong]")]).toEqual([1, "", true]);
    const unplaced = score(cineca("cineca_synthetic_subset.vcf.gz"), "--weights", cineca("scorefiles/multiscore.txt"));
    expect([unplaced.status, unplaced.err.includes("[score-column-missing]")]).toEqual([1, true]);
  });
});

describe.skipIf(sharedMissing)("1,485 HapMap people, five scores in one table", () => {
  const panel = sharedPath("data", "populations", "flashpca", "hm3");
  const weights = ["--weights", sharedPath("data", "gold", "plink2", "weights_5col.tsv"), "--palindromic", "keep"];
  const compare = (args: readonly string[], gold: string): void => {
    const done = score(panel, ...weights, ...args);
    expect(done.status).toBe(0);
    const found = table(done.out);
    const printed = sharedTable("data", "gold", "plink2", gold);
    expect(found).toHaveLength(printed.length);
    for (const [i, row] of printed.entries())
      for (const [name, text] of Object.entries(row)) {
        if (!/_SUM$|_AVG$|^ALLELE_CT$/.test(name)) continue;
        // plink prints six digits: half a unit of the last may differ.
        const value = Number(text);
        const unit = value === 0 ? 0 : 10 ** (Math.floor(Math.log10(Math.abs(value))) - 5);
        expect(Math.abs(Number(found[i]![name]) - value)).toBeLessThanOrEqual(unit / 2 + 1e-11);
      }
  };

  test("with the cohort's own frequencies the sums are plink 2's", () => {
    compare(["--cohort-frequencies"], "hm3_score_default.sscore.gz");
  });

  test("without frequencies what was not seen adds nothing, as plink 2 has it with no-mean-imputation", () => {
    compare([], "hm3_score_no-mean-imputation.sscore.gz");
  });

  test("frequencies that are given stand in as the cohort's own would", () => {
    // The table has six digits; the sums then have as many.
    const given = score(panel, ...weights, "--read-freq", sharedPath("data", "gold", "plink2", "hm3.afreq.gz"));
    const own = score(panel, ...weights, "--cohort-frequencies");
    expect(given.status).toBe(0);
    const [one, other] = [table(given.out), table(own.out)];
    for (const [i, row] of one.entries()) {
      expect(row["ALLELE_CT"]).toBe(other[i]!["ALLELE_CT"]);
      expect(Math.abs(Number(row["W1_SUM"]) - Number(other[i]!["W1_SUM"]))).toBeLessThan(1e-5);
    }
    expect(given.err).toMatch(/100\.0 % of its variance/);
  });
});

test("options that do not belong together are refused before anything is read", () => {
  const weights = file("w.txt", "rs1\tA\t1\n");
  expect(score("nothing.vcf").status).toBe(2);
  expect(score("nothing.vcf", "--weights", weights, "--center").status).toBe(2);
  expect(score("a", "b", "--weights", weights).status).toBe(2);
  expect(score("nothing.vcf", "--weights", weights, "--weights-columns", "1,x").status).toBe(2);
  expect(score("nothing.vcf", "--weights", weights, "--date", "today").status).toBe(2);
  expect(score("nothing.vcf", "--weights", weights, "--complete").err).toContain("--fa");
  expect(score("nothing.vcf", "--weights", weights, "--reference", "panel").status).toBe(2);
  expect(score("nothing.vcf", "--weights", weights, "--weights", weights).err).toContain("same name");
});
