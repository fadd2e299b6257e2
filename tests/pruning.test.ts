import { expect, test } from "vitest";
import { openPlink } from "../packages/engine/src/genome/index.ts";
import { prune } from "../packages/engine/src/study/index.ts";
import { madeUpCohort } from "./made-up-cohort.ts";
import { genotypeKernel, hapMap, sharedCohort } from "./reference-cohorts.ts";
import { sharedMissing, sharedText } from "./reference-data.ts";

test.skipIf(sharedMissing)("the variants that stay are those of plink2 --indep-pairwise 200 50 0.02", async () => {
  const cohort = await sharedCohort(hapMap);
  const kept = await prune(cohort, { window: 200, step: 50, r2: 0.02 }, genotypeKernel);
  const ids: string[] = [];
  for await (const { first, variants } of cohort.blocks())
    for (const [i, { id }] of variants.entries()) if (kept[first + i] === 1) ids.push(id);
  expect(ids).toEqual(sharedText("data", "gold", "plink2", "hm3_prune_200_50_0.02.in.gz").trimEnd().split("\n"));
});

const made = madeUpCohort({ seed: 11, people: 60, variants: 300, chroms: ["1", "2", "X", "Y", "MT"] });

test("what stays does not depend on where blocks end", async () => {
  const plan = { window: 40, step: 7, r2: 0.2 };
  const whole = await prune(await openPlink(made.files), plan, genotypeKernel);
  expect(whole.length).toBe(300);
  expect(new Set(whole)).toEqual(new Set([0, 1]));
  for (const blockBytes of [1, 100, 700])
    expect(await prune(await openPlink(made.files, { blockBytes }), plan, genotypeKernel)).toEqual(whole);
});

test("no two that stay in a window are correlated beyond the threshold", async () => {
  const cohort = await openPlink(madeUpCohort({ seed: 12, people: 80, variants: 120 }).files);
  const { genotypes } = await cohort.block(0);
  const kept = await prune(cohort, { window: 30, step: 1, r2: 0.1 }, genotypeKernel);
  let pairs = 0;
  for (let a = 0; a < 120; a++)
    for (let b = a + 1; b < Math.min(120, a + 30); b++) {
      if (kept[a] === 0 || kept[b] === 0) continue;
      const [n, x, y, xx, yy, xy] = genotypeKernel.ldSums(genotypes, a, b) as unknown as number[];
      const r2 = (n! * xy! - x! * y!) ** 2 / ((n! * xx! - x! * x!) * (n! * yy! - y! * y!));
      expect(r2).toBeLessThanOrEqual(0.1 * (1 + 1e-12));
      pairs++;
    }
  expect(pairs).toBeGreaterThan(50);
});

test("a chromosome that comes back is refused", async () => {
  const cohort = await openPlink(madeUpCohort({ seed: 1, people: 8, variants: 9, chroms: ["1", "2", "1"] }).files);
  await expect(prune(cohort, { window: 5, step: 1, r2: 0.5 }, genotypeKernel)).rejects.toMatchObject({
    code: "cohort-unsorted",
  });
});
