import { expect, test } from "vitest";
import { codeAt } from "../packages/engine/src/kernels/index.ts";
import { type Kinship, kinship, kinshipTiles, oneCore, relativesToDrop } from "../packages/engine/src/study/index.ts";
import { geneRegions, genotypeKernel, hapMap, sharedCohort } from "./reference-cohorts.ts";
import { sharedMissing, sharedTable, sharedText } from "./reference-data.ts";

/** Visits the pairs of a cohort with at least this kinship, as places in its list of people. */
async function eachPair(
  name: readonly string[],
  least: number,
  visit: (first: number, second: number, kinship: number, ibs0: number) => void,
): Promise<void> {
  const cohort = await sharedCohort(name);
  for (const tile of kinshipTiles(cohort.people.length)) {
    const plan = { people: Int32Array.from(cohort.people.keys()), ...tile, least };
    const next = kinship.solve(await oneCore(genotypeKernel).summary(kinship, cohort, plan), plan);
    if ("next" in next) throw new Error("one round is expected");
    const found: Kinship = next.result;
    for (const [row, value] of found.kinship.entries())
      visit(found.first[row]!, found.second[row]!, value, found.ibs0[row]! / found.seen[row]!);
  }
}

test.skipIf(sharedMissing)(
  "parents and their children are found among 3,202 people, and share an allele nearly everywhere",
  async () => {
    const { people } = await sharedCohort(geneRegions);
    const group = new Map(
      sharedTable("data", "populations", "gene_regions_3202", "people.tsv").map((row) => [
        row["sample"],
        row["superpopulation"],
      ]),
    );
    const groups = people.map(({ id }) => group.get(id)!);
    const place = new Map(people.map(({ id }, i) => [id, i]));
    const families = new Set<number>();
    for (const line of sharedText("data", "populations", "labels", "1000g_pedigree.fam").trimEnd().split("\n")) {
      const [, child, ...parents] = line.split(/\s+/).map((id) => place.get(id) ?? -1);
      for (const parent of parents.slice(0, 2))
        if (child! >= 0 && parent >= 0)
          families.add(Math.min(child!, parent) * people.length + Math.max(child!, parent));
    }
    expect(families.size).toBe(1206);
    const ofFamilies: number[] = [];
    let [pairs, mostIbs0, related] = [0, 0, 0];
    await eachPair(geneRegions, Number.NEGATIVE_INFINITY, (first, second, value, ibs0) => {
      pairs++;
      if (families.has(first * people.length + second)) {
        ofFamilies.push(value);
        mostIbs0 = Math.max(mostIbs0, ibs0);
      } else if (groups[first] !== groups[second] && value > 0.177) related++;
    });
    expect(pairs).toBe((3202 * 3201) / 2);
    expect(ofFamilies.length).toBe(1206);
    const mean = ofFamilies.reduce((sum, value) => sum + value) / 1206;
    // Linked SNPs of 56 genes: a pair's own figure scatters, the mean does not.
    expect(mean).toBeGreaterThan(0.23);
    expect(mean).toBeLessThan(0.26);
    expect(ofFamilies.filter((value) => value > 0.177).length / 1206).toBeGreaterThan(0.96);
    expect(mostIbs0).toBeLessThan(0.005);
    // Of some four million pairs from different groups.
    expect(related).toBeLessThanOrEqual(2);
  },
);

test.skipIf(sharedMissing)("after the cutoff no two who stay are related, and no one goes without need", async () => {
  const cohort = await sharedCohort(hapMap);
  const related: [number, number][] = [];
  await eachPair(hapMap, 0.0884, (first, second) => related.push([first, second]));
  const dropped = relativesToDrop(cohort.people.length, related);
  // plink2 --king-cutoff 0.0884 drops 70 of these 957 people: the same ones (compared when this was written).
  expect(dropped.reduce((sum, each) => sum + each)).toBe(70);
  for (const [a, b] of related) expect(dropped[a]! + dropped[b]!).toBeGreaterThan(0);
  for (const person of dropped.keys())
    if (dropped[person] === 1)
      expect(related.some(([a, b]) => (a === person && dropped[b] === 0) || (b === person && dropped[a] === 0))).toBe(
        true,
      );
});

test.skipIf(sharedMissing)("counts of a pair are those of going through its genotypes one by one", async () => {
  const cohort = await sharedCohort(hapMap);
  const plan = { people: Int32Array.from(cohort.people.keys()), from: 70, to: 71, least: Number.NEGATIVE_INFINITY };
  const next = kinship.solve(await oneCore(genotypeKernel).summary(kinship, cohort, plan), plan);
  if ("next" in next) throw new Error("one round is expected");
  // NA12776 and NA07051: plink2 a3.5 says 14057 for this pair.
  const expected = [0, 0, 0];
  for await (const { genotypes } of cohort.blocks())
    for (let variant = 0; variant < genotypes.variants; variant++) {
      const [one, other] = [codeAt(genotypes, variant, 70), codeAt(genotypes, variant, 56)];
      if (one === 1 || other === 1) continue;
      expected[0]!++;
      if (one === 2 && other === 2) expected[1]!++;
      if (one + other === 3 && one !== 2 && other !== 2) expected[2]!++;
    }
  const { seen, bothHet, ibs0 } = next.result;
  expect([seen[56], bothHet[56], ibs0[56]]).toEqual(expected);
  expect(seen[56]).toBe(14056);
});

test("of a trio one goes, of a chain every second, of a star its middle", () => {
  expect([
    ...relativesToDrop(3, [
      [0, 2],
      [1, 2],
    ]),
  ]).toEqual([0, 0, 1]);
  expect([
    ...relativesToDrop(5, [
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 4],
    ]),
  ]).toEqual([0, 1, 0, 1, 0]);
  expect([
    ...relativesToDrop(4, [
      [1, 0],
      [1, 2],
      [1, 3],
    ]),
  ]).toEqual([0, 1, 0, 0]);
  expect(
    [
      ...relativesToDrop(4, [
        [0, 1],
        [1, 2],
        [2, 3],
        [3, 0],
      ]),
    ].reduce((sum, each) => sum + each),
  ).toBe(2);
  expect([...relativesToDrop(2, [])]).toEqual([0, 0]);
});

test("tiles cover every pair once", () => {
  for (const people of [1, 2, 1000, 3202, 20_000]) {
    const tiles = kinshipTiles(people);
    expect(tiles[0]!.from).toBe(0);
    expect(tiles.at(-1)!.to).toBe(people);
    for (const [i, { from, to }] of tiles.entries()) {
      if (i > 0) expect(from).toBe(tiles[i - 1]!.to);
      expect(to).toBeGreaterThan(from);
    }
  }
});
