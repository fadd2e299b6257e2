import { expect, test } from "vitest";
import type { CohortVariant } from "../packages/engine/src/genome/index.ts";
import {
  allelesSeen,
  COUNTS,
  expectedHet,
  frequency,
  type GenotypeCounts,
  hardyWeinbergP,
  malesOf,
  missingness,
  oneCore,
  peopleNotSeen,
} from "../packages/engine/src/study/index.ts";
import { genotypeKernel, hapMap, phase1, sharedCohort } from "./reference-cohorts.ts";
import { sharedMissing, sharedTable } from "./reference-data.ts";

const gold = (name: string): Record<string, string>[] => sharedTable("data", "gold", "plink2", `${name}.gz`);

async function countsOf(name: readonly string[], labels?: Int32Array): Promise<GenotypeCounts> {
  const cohort = await sharedCohort(name);
  const plan = { males: malesOf(cohort.people), groups: labels ?? null, groupCount: labels ? 2 : 1 };
  return oneCore(genotypeKernel).summary(frequency, cohort, plan);
}

/** Every printed digit: PLINK prints six. Where the seventh decides, our rounding may fall on the other side. */
function expectPrinted(value: number, printed: string | undefined): void {
  const expected = Number(printed);
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(5.000_001e-6 * 10 ** Math.floor(Math.log10(expected || 1)));
}

function expectVariant(variant: CohortVariant, row: Record<string, string>): void {
  expect([variant.chrom, variant.id]).toEqual([row["#CHROM"], row["ID"]]);
}

for (const [name, path] of [
  ["hm3", hapMap],
  ["kg1", phase1],
] as const)
  test.skipIf(sharedMissing)(`allele frequencies of ${name} are plink2's, to every digit it prints`, async () => {
    const { variants, counts } = await countsOf(path);
    const rows = gold(`${name}.afreq`);
    expect(variants.length).toBe(rows.length);
    for (const [i, row] of rows.entries()) {
      expectVariant(variants[i]!, row);
      expect([variants[i]!.allele2, variants[i]!.allele1]).toEqual([row["REF"], row["ALT"]]);
      const { allele1, both } = allelesSeen(counts, i * COUNTS);
      expect(both).toBe(Number(row["OBS_CT"]));
      expectPrinted(allele1 / both, row["ALT_FREQS"]);
    }
  });

test.skipIf(sharedMissing)("what was not seen, by variant and by person, is plink2's exactly", async () => {
  const { counts } = await countsOf(hapMap);
  for (const [i, row] of gold("hm3.vmiss").entries())
    expect(peopleNotSeen(counts, i * COUNTS)).toEqual({
      notSeen: Number(row["MISSING_CT"]),
      people: Number(row["OBS_CT"]),
    });
  const cohort = await sharedCohort(hapMap);
  const plan = { people: Int32Array.from(cohort.people.keys()), males: malesOf(cohort.people) };
  const { sums } = await oneCore(genotypeKernel).summary(missingness, cohort, plan);
  const rows = gold("hm3.smiss");
  expect(rows.length).toBe(cohort.people.length);
  for (const [i, row] of rows.entries()) {
    expect(cohort.people[i]!.id).toBe(row["IID"]);
    expect([...sums.subarray(2 * i, 2 * i + 2)]).toEqual([Number(row["MISSING_CT"]), Number(row["OBS_CT"])]);
  }
});

test.skipIf(sharedMissing)("Hardy–Weinberg tests are plink2's, to every digit it prints", async () => {
  const { variants, counts } = await countsOf(hapMap);
  const rows = gold("hm3.hardy");
  expect(rows.length).toBe(variants.length);
  let smallest = 1;
  for (const [i, row] of rows.entries()) {
    expectVariant(variants[i]!, row);
    // PLINK's A1 is here the allele that the .bim calls the second.
    const [two, , het, none] = counts.subarray(i * COUNTS, i * COUNTS + 4) as unknown as [
      number,
      number,
      number,
      number,
    ];
    expect([none, het, two]).toEqual(["HOM_A1_CT", "HET_A1_CT", "TWO_AX_CT"].map((column) => Number(row[column])));
    expectPrinted(het / (none + het + two), row["O(HET_A1)"]);
    expectPrinted(expectedHet(het, none, two), row["E(HET_A1)"]);
    const p = hardyWeinbergP(het, none, two);
    smallest = Math.min(smallest, p);
    expectPrinted(p, row["P"]);
  }
  expect(smallest).toBeLessThan(1e-5);
});

test.skipIf(sharedMissing)("groups' counts add up to everyone's", async () => {
  const { people } = await sharedCohort(hapMap);
  const labels = Int32Array.from(people, (_, i) => (i % 3 === 0 ? 0 : 1));
  const grouped = await countsOf(hapMap, labels);
  const { counts } = await countsOf(hapMap);
  const summed = new Uint32Array(counts.length).map((_, k) => {
    const at = Math.floor(k / COUNTS) * 2 * COUNTS + (k % COUNTS);
    return grouped.counts[at]! + grouped.counts[at + COUNTS]!;
  });
  expect(summed).toEqual(counts);
});
