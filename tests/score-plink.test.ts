/** Scores of cohorts against plink 2 and plink 1.9, to the digits that these print. */
import { type IndexedCohort, openPlink } from "@pangenic/engine/genome";
import { GenotypeKernel } from "@pangenic/engine/kernels";
import { type CohortScores, oneCore, type ScorePlan, score } from "@pangenic/engine/study";
import { genotypesModule, sourceOf } from "@pangenic/host-node";
import { describe, expect, test } from "vitest";
import { sharedMissing, sharedPath, sharedTable, sharedText } from "./reference-data.ts";
import { scorePlan, variantsOf, type WeightRow } from "./score-plans.ts";

const kernel = new GenotypeKernel(await genotypesModule());

async function panel(name: string): Promise<IndexedCohort> {
  const at = (kind: string) => sourceOf(sharedPath("data", "populations", "flashpca", `${name}.${kind}`));
  return openPlink({ bed: await at("bed"), bim: await at("bim"), fam: await at("fam") });
}

async function scored(cohort: IndexedCohort, plan: ScorePlan): Promise<CohortScores> {
  const next = score.solve(await oneCore(kernel).summary(score, cohort, plan), plan);
  if (!("result" in next)) throw new Error("a score has one round");
  return next.result;
}

/** Weights in columns behind ID and A1. */
function weightRows(name: string): WeightRow[] {
  return sharedTable("data", "gold", "plink2", name).map(({ ID, A1, ...weights }) => ({
    id: ID!,
    allele: A1!,
    weights: Object.values(weights).map(Number),
  }));
}

/** plink prints six digits, cut by `%g`: half a unit of the last is all that may differ, and the rounding of doubles. */
function printedAs(found: number, printed: string): boolean {
  const value = Number(printed);
  const unit = value === 0 ? 0 : 10 ** (Math.floor(Math.log10(Math.abs(value))) - 5);
  return Math.abs(found - value) <= unit / 2 + 1e-11;
}

/** @returns cells compared. */
function compare(found: CohortScores, cohort: IndexedCohort, table: readonly Record<string, string>[]): number {
  expect(table.map((row) => row["IID"])).toEqual(cohort.people.map(({ id }) => id));
  let cells = 0;
  for (const [person, row] of table.entries()) {
    const denominator = found.denominators[person]!;
    const sums = [...found.sums.subarray(person * found.width, (person + 1) * found.width)];
    const expected: Record<string, number> = {
      ALLELE_CT: found.alleles[person]!,
      NAMED_ALLELE_DOSAGE_SUM: found.named[person]!,
      DENOM: denominator,
      CNT: found.alleles[person]!,
      CNT2: found.named[person]!,
      SCORESUM: sums[0]!,
      ...Object.fromEntries(sums.flatMap((sum, k) => ["W", "PC"].map((name) => [`${name}${k + 1}_SUM`, sum]))),
      ...Object.fromEntries(
        sums.flatMap((sum, k) => ["W", "PC"].map((name) => [`${name}${k + 1}_AVG`, sum / denominator])),
      ),
    };
    for (const [name, printed] of Object.entries(row)) {
      const value = expected[name];
      if (value === undefined) continue;
      if (!printedAs(value, printed)) expect(value, `${name}, row ${person + 1}`).toBe(Number(printed));
      cells++;
    }
  }
  return cells;
}

describe.skipIf(sharedMissing)("a score of a cohort", async () => {
  const hm3 = sharedMissing ? null : await panel("hm3");

  test.each([
    ["hm3_score_default.sscore.gz", "mean"],
    ["hm3_score_no-mean-imputation.sscore.gz", "nothing"],
  ] as const)("agrees with plink2 in every printed digit: %s", async (file, notSeen) => {
    const plan = scorePlan(hm3!, await variantsOf(hm3!), weightRows("weights_5col.tsv"), { notSeen });
    const cells = compare(await scored(hm3!, plan), hm3!, sharedTable("data", "gold", "plink2", file));
    expect(cells).toBe(957 * 13);
  });

  test("agrees with plink 1.9 in every printed digit", async () => {
    const plan = scorePlan(hm3!, await variantsOf(hm3!), weightRows("weights_1col.tsv"));
    const [head, ...lines] = sharedText("data", "gold", "plink2", "hm3_score_plink1.9.profile.gz")
      .trimEnd()
      .split("\n")
      .map((line) => line.trim().split(/\s+/));
    const table = lines.map((cells) => Object.fromEntries(cells.map((cell, i) => [head![i]!, cell])));
    expect(compare(await scored(hm3!, plan), hm3!, table)).toBe(957 * 3);
  });

  test("agrees with plink2 where both alleles have a row, genotypes are standardized and frequencies are given", async () => {
    const kg1 = await panel("kg1");
    const ofAlt = new Map(
      sharedTable("data", "gold", "plink2", "kg1.afreq.gz").map((row) => [row["ID"], Number(row["ALT_FREQS"])]),
    );
    const table = sharedTable("data", "gold", "plink2", "kg1.eigenvec.allele.gz").map((row) => ({
      id: row["ID"]!,
      allele: row["A1"]!,
      weights: Array.from({ length: 10 }, (_, k) => Number(row[`PC${k + 1}`])),
      frequency: row["A1"] === row["ALT"] ? ofAlt.get(row["ID"])! : 1 - ofAlt.get(row["ID"])!,
    }));
    const plan = scorePlan(kg1, await variantsOf(kg1), table, { notSeen: "nothing", scale: "standardize" });
    const cells = compare(await scored(kg1, plan), kg1, sharedTable("data", "gold", "plink2", "kg1_on_kg1.sscore.gz"));
    expect(cells).toBe(1_092 * 12);
  });
});
