import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromosomeNamed, chromosomes, PangenicError, randomFrom } from "@pangenic/engine/base";
import {
  matchRules,
  openPlink,
  rowValues,
  type ScoreMatch,
  ScoreMatcher,
  type ScoreTable,
  ScoringReader,
} from "@pangenic/engine/genome";
import { codeAt, GenotypeKernel } from "@pangenic/engine/kernels";
import {
  expectedRow,
  packScore,
  readScorePack,
  readTraining,
  readValidity,
  type ScorePack,
  standardized,
} from "@pangenic/engine/models";
import { adjustScore, type PlacedSum, type PlaceInReference, scoreBands } from "@pangenic/engine/personalize";
import { oneCore, type PackDeclaration, prepareScorePack, withPeople } from "@pangenic/engine/study";
import { genotypesModule, type OpenFile, sourceOf } from "@pangenic/host-node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RowPlan, scoreRows } from "../packages/engine/src/study/prepare/score-rows.ts";
import { scoreSums } from "../packages/engine/src/study/prepare/score-sums.ts";
import { sharedMissing, sharedPath, sharedTable, sharedText } from "./reference-data.ts";

const opened: OpenFile[] = [];
afterAll(() => Promise.all(opened.map((file) => file.close())));

/** 1,092 people of phase 1 at every ninth of 14,079 sites, weights drawn; positions from plink2. */
async function open() {
  const [bed, bim, fam] = await Promise.all(
    ["bed", "bim", "fam"].map((kind) => sourceOf(sharedPath("data", "populations", "flashpca", `kg1.${kind}`))),
  );
  opened.push(bed!, bim!, fam!);
  return openPlink({ bed: bed!, bim: bim!, fam: fam! });
}

const WIDTH = 10;

function positionsOf(ids: readonly string[]): Float64Array {
  const values = sharedText("data", "gold", "plink2", "kg1.eigenval").trim().split("\n").map(Number);
  const rows = new Map(sharedTable("data", "gold", "plink2", "kg1.eigenvec.gz").map((row) => [row["IID"]!, row]));
  return Float64Array.from(
    ids.flatMap((id) => values.map((value, k) => Math.sqrt(value) * Number(rows.get(id)![`PC${k + 1}`]))),
  );
}

type Cohort = Awaited<ReturnType<typeof open>>;

/** Every third row counts allele 2, and is written with the alleles turned. */
async function scoreOf(cohort: Cohort): Promise<{ table: ScoreTable; match: ScoreMatch }> {
  const random = randomFrom(11);
  const reader = new ScoringReader({ name: "drawn", build: "GRCh37" });
  reader.line("rsID\tchr_name\tchr_position\teffect_allele\tother_allele\teffect_weight", 1);
  let line = 2;
  for await (const { first, variants } of cohort.blocks())
    for (const [i, { id, chrom, pos, allele1, allele2 }] of variants.entries()) {
      if ((first + i) % 9 !== 0) continue;
      const [effect, other] = line % 3 === 0 ? [allele2, allele1] : [allele1, allele2];
      reader.line([id, chrom, pos, effect, other, random() - 0.5].join("\t"), line++);
    }
  const table = reader.finish().scores[0]!;
  const matcher = new ScoreMatcher([table], "position");
  for await (const { first, variants } of cohort.blocks())
    for (const [i, { id, chrom, pos, allele1, allele2 }] of variants.entries())
      matcher.see(first + i, chromosomes.indexOf(chromosomeNamed(chrom)!) + 1, pos, id, allele2, [allele1]);
  return { table, match: matcher.finish() };
}

const declared: PackDeclaration = {
  score: {
    id: "drawn",
    trait: "none",
    weightType: "beta",
    source: { name: "drawn for a test", version: "1", license: "CC0-1.0" },
  },
  reference: { name: "phase 1", digest: "d1", components: WIDTH },
  training: null,
  trainingCenter: null,
  validity: [],
  otherPositions: null,
  palindromic: "keep",
  date: "2026-11-22",
};

test("files about a score are read, and refused with the field where they are not what they should be", () => {
  const source = { name: "a paper", version: "2020", license: "facts" };
  const training = { people: "made up", n: null, single: true, populations: ["GBR"], source };
  expect(readTraining(JSON.stringify(training))).toEqual(training);
  const published = {
    group: "made up",
    populations: ["YRI"],
    measure: "AUC",
    figure: 0.6,
    low: 0.58,
    high: 0.62,
    n: 900,
    source,
  };
  expect(readValidity(JSON.stringify([published]))).toEqual([
    {
      group: "made up",
      populations: ["YRI"],
      measure: "AUC",
      figure: 0.6,
      interval: { low: 0.58, high: 0.62 },
      n: 900,
      source,
    },
  ]);
  const place = (read: () => unknown) => {
    try {
      read();
    } catch (error) {
      if (error instanceof PangenicError) return `${error.code} ${error.place.field ?? ""}`;
    }
    return "read";
  };
  expect(place(() => readTraining("{"))).toBe("score-facts-invalid ");
  expect(place(() => readTraining("[]"))).toBe("score-facts-invalid ");
  for (const [field, value] of [
    ["people", ""],
    ["n", -1],
    ["single", "yes"],
    ["populations", "GBR"],
    ["source", null],
  ] as const)
    expect(place(() => readTraining(JSON.stringify({ ...training, [field]: value })))).toMatch(
      `score-facts-invalid ${field}`,
    );
  expect(place(() => readValidity("{}"))).toBe("score-facts-invalid ");
  for (const [field, value] of [
    ["measure", "luck"],
    ["figure", "0.6"],
    ["low", 0.61],
  ] as const)
    expect(place(() => readValidity(JSON.stringify([{ ...published, [field]: value }])))).toBe(
      `score-facts-invalid [0].${field}`,
    );
});

const context = { expires: "2027-05-22", sources: [], accuracy: null, distance: null };
const noNoise = new Float64Array(WIDTH * WIDTH);

describe.skipIf(sharedMissing)("a pack of 1,092 people", () => {
  let cohort: Cohort;
  let table: ScoreTable;
  let match: ScoreMatch;
  let positions: Float64Array;
  let labels: string[];
  let pack: ScorePack;
  const kernelOf = genotypesModule().then((module) => new GenotypeKernel(module));

  const prepare = async (groups: readonly string[], people = Int32Array.from({ length: 1092 }, (_, i) => i)) =>
    prepareScorePack(
      {
        cohort,
        kernel: await kernelOf,
        build: "GRCh37",
        people,
        coordinates: positions.slice(0, people.length * WIDTH),
        labels: groups,
        secondIsReference: false,
      },
      table,
      match,
      declared,
    );

  const placeOf = (person: number): PlaceInReference => ({
    digest: "d1",
    coordinates: positions.slice(person * WIDTH, (person + 1) * WIDTH),
    noise: noNoise,
    outside: false,
  });

  /** Copies of each row's effect allele, `[rows × people]`: counted one by one, without a kernel. */
  let copies: Int8Array;

  /** @param isSeen by row. @param fill what a row that is not seen adds. */
  function sumOf(person: number, isSeen: (row: number) => boolean, fill: (row: number) => number): number {
    let sum = 0;
    for (let row = 0; row < pack.rows.weight.length; row++)
      sum += isSeen(row) ? copies[row * 1092 + person]! * pack.rows.weight[row]! : fill(row);
    return sum;
  }

  const complete = (person: number): PlacedSum => ({
    sum: sumOf(
      person,
      () => true,
      () => 0,
    ),
    missingVariance: 0,
    weightMass: 1,
  });

  beforeAll(async () => {
    cohort = await open();
    ({ table, match } = await scoreOf(cohort));
    const ids = cohort.people.map(({ id }) => id);
    positions = positionsOf(ids);
    const groups = new Map(
      sharedTable("data", "populations", "labels", "kg1_pop.tsv").map((row) => [row["IID"]!, row["SUPERPOP"]!]),
    );
    labels = ids.map((id) => groups.get(id)!);
    pack = await prepare(labels);
    const rowAt = new Map(
      Array.from(pack.rows.weight.keys(), (row) => [`${pack.rows.chrom[row]} ${pack.rows.pos37[row]}`, row]),
    );
    copies = new Int8Array(pack.rows.weight.length * 1092);
    for await (const { variants, genotypes } of cohort.blocks())
      for (const [i, { chrom, pos, allele1 }] of variants.entries()) {
        const row = rowAt.get(`${chromosomes.indexOf(chromosomeNamed(chrom)!)} ${pos}`);
        if (row === undefined) continue;
        const isFirst = pack.rows.alleles[pack.rows.effect[row]!] === allele1;
        for (let person = 0; person < 1092; person++)
          copies[row * 1092 + person] = (isFirst ? [2, -1, 1, 0] : [0, -1, 1, 2])[codeAt(genotypes, i, person)]!;
      }
  });

  test("a pack holds every row once, by chromosome and position, with the weights of the file", () => {
    const { rows } = pack;
    expect(rows.weight.length).toBe(match.variant.filter((at) => at >= 0).length);
    expect(rows.weight.length).toBeGreaterThan(1000);
    for (let row = 1; row < rows.weight.length; row++)
      expect(rows.chrom[row]! * 1e9 + rows.pos37[row]!).toBeGreaterThan(
        rows.chrom[row - 1]! * 1e9 + rows.pos37[row - 1]!,
      );
    const inFile = new Map(
      Array.from(table.weight.keys(), (row) => [
        `${table.rows.chrom[row]! - 1} ${table.rows.pos[row]} ${table.rows.alleles[table.rows.effect[row]!]}`,
        rowValues(table, row)[1],
      ]),
    );
    for (let row = 0; row < rows.weight.length; row++)
      expect(rows.weight[row]).toBe(
        inFile.get(`${rows.chrom[row]} ${rows.pos37[row]} ${rows.alleles[rows.effect[row]!]}`),
      );
  });

  test("frequencies are those of the genotypes, and standardized scores have mean 0 and spread 1 in every group", () => {
    for (const row of [0, 500, 1000]) {
      let counted = 0;
      for (let person = 0; person < 1092; person++) counted += copies[row * 1092 + person]!;
      expect(pack.rows.frequency[row]).toBeCloseTo(counted / 2184, 6);
    }
    const z = labels.map((_, person) => {
      const answer = adjustScore(pack, complete(person), placeOf(person), context);
      return answer.kind === "answer" ? answer.value.z : Number.NaN;
    });
    for (const { code, people, shown, mean, sd } of pack.crossFit.groups) {
      expect(shown).toBe(true);
      const own = z.filter((value, person) => labels[person] === code && !Number.isNaN(value));
      expect(own.length).toBeGreaterThan(people * 0.9);
      // Held out, of 200 to 400 people: three standard errors of a mean are 0.15 to 0.2.
      expect(Math.abs(mean)).toBeLessThan(0.2);
      expect(Math.abs(sd - 1)).toBeLessThan(0.15);
    }
  });

  test("permuting labels changes no byte of the model, and none of an answer", async () => {
    const random = randomFrom(5);
    const permuted = labels.toSorted(() => random() - 0.5);
    expect(permuted).not.toEqual(labels);
    const other = await prepare(permuted);
    const without = (of: ScorePack) => packScore({ ...of, crossFit: { ...of.crossFit, groups: [] } });
    expect(Buffer.from(without(other)).equals(without(pack))).toBe(true);
    expect(other.crossFit.groups).not.toEqual(pack.crossFit.groups);
    expect(adjustScore(other, complete(3), placeOf(3), context)).toEqual(
      adjustScore(pack, complete(3), placeOf(3), context),
    );
  });

  test("a pack comes back from its file as it was, and the same cohort gives the same bytes", async () => {
    const bytes = packScore(pack);
    const read = readScorePack(bytes);
    expect(read).toEqual(pack);
    expect(Buffer.from(packScore(await prepare(labels))).equals(bytes)).toBe(true);
  });

  test("a cut pack, another file and a pack that contradicts itself are refused, each with a code", () => {
    const bytes = packScore(pack);
    expect(() => readScorePack(bytes.subarray(0, bytes.length - 64))).toThrow("cut");
    expect(() => readScorePack(new TextEncoder().encode("this is not a pack at all"))).toThrow("first bytes");
    const broken: [Partial<ScorePack>, string][] = [
      [{ rows: { ...pack.rows, weight: pack.rows.weight.slice(1) } }, "differ in length"],
      [{ rows: { ...pack.rows, frequency: pack.rows.frequency.map(() => 2) } }, "outside 0–1"],
      [{ rows: { ...pack.rows, weight: pack.rows.weight.map(() => Number.NaN) } }, "not a number"],
      [{ rows: { ...pack.rows, alleles: [] } }, "not listed"],
      [{ rows: { ...pack.rows, chrom: pack.rows.chrom.map(() => 77) } }, "not known"],
      [{ model: { ...pack.model, mean: pack.model.mean.slice(1) } }, "does not fit"],
      [{ shape: [] }, "quantiles"],
      [{ shape: pack.shape.toReversed() }, "do not ascend"],
      [{ reach: { ...pack.reach, cells: [] } }, "cells"],
      [{ reach: { ...pack.reach, threshold: Number.NaN } }, "edge of the reach"],
      [
        {
          reach: { ...pack.reach, cells: pack.reach.cells.map((cell) => ({ ...cell, center: cell.center.slice(1) })) },
        },
        "cells",
      ],
      [{ model: { ...pack.model, design: { ...pack.model.design, curved: WIDTH + 1 } } }, "bends along components"],
      [
        { model: { ...pack.model, design: { ...pack.model.design, scale: pack.model.design.scale.map(() => 0) } } },
        "model",
      ],
      [{ reference: { ...pack.reference, components: 2 } }, "reference space"],
    ];
    for (const [part, rule] of broken) expect(() => readScorePack(packScore({ ...pack, ...part }))).toThrow(rule);
  });

  test("a palindromic row counts the letter that the cohort's frequency shows was meant, and is left out where none does", async () => {
    // Rows of the file as if they had no strand: what is told of them must come from frequencies.
    const random = randomFrom(31);
    const turned: string[] = [];
    const left: string[] = [];
    const reader = new ScoringReader({ name: "drawn", build: "GRCh37" });
    reader.line("rsID\tchr_name\tchr_position\teffect_allele\tother_allele\teffect_weight\tallelefrequency_effect", 1);
    let line = 2;
    const frequency = new Map(sharedTable("data", "gold", "plink2", "kg1.afreq.gz").map((row) => [row["ID"]!, row]));
    for await (const { variants } of cohort.blocks())
      for (const { id, chrom, pos, allele1, allele2 } of variants) {
        if (!["AT", "TA", "CG", "GC"].includes(allele1 + allele2)) continue;
        const row = frequency.get(id)!;
        const own = row["ALT"] === allele1 ? Number(row["ALT_FREQS"]) : 1 - Number(row["ALT_FREQS"]);
        const isTurned = random() < 0.5;
        // The score's authors counted allele 1 on the other strand: the letter of allele 2.
        reader.line(
          [id, chrom, pos, ...(isTurned ? [allele2, allele1] : [allele1, allele2]), 1, own].join("\t"),
          line++,
        );
        if (Math.abs(own - 0.5) < 0.09) left.push(`${chrom}:${pos}`);
        else if (Math.abs(own - 0.5) > 0.11 && isTurned) turned.push(`${chrom}:${pos} ${allele1}`);
      }
    const palindromes = reader.finish().scores[0]!;
    const matcher = new ScoreMatcher([palindromes], "position", { ...matchRules, palindromic: "keep" });
    for await (const { first, variants } of cohort.blocks())
      for (const [i, { id, chrom, pos, allele1, allele2 }] of variants.entries())
        matcher.see(first + i, chromosomes.indexOf(chromosomeNamed(chrom)!) + 1, pos, id, allele2, [allele1]);
    const all = Int32Array.from({ length: 1092 }, (_, i) => i);
    const { rows } = await prepareScorePack(
      {
        cohort,
        kernel: await kernelOf,
        build: "GRCh37",
        people: all,
        coordinates: positions,
        labels: [],
        secondIsReference: true,
      },
      palindromes,
      matcher.finish(),
      { ...declared, palindromic: "frequency" },
    );
    const kept = new Set(
      Array.from(
        rows.weight.keys(),
        (row) => `${chromosomes[rows.chrom[row]!]}:${rows.pos37[row]} ${rows.alleles[rows.effect[row]!]}`,
      ),
    );
    const places = new Set([...kept].map((name) => name.split(" ")[0]!));
    expect(turned.length).toBeGreaterThan(60);
    expect(left.length).toBeGreaterThan(50);
    for (const name of turned) expect(kept).toContain(name);
    for (const place of left) expect(places).not.toContain(place);
    // Declared: allele 2 is the reference, so that every effect allele that is allele 1 is the other of the two.
    expect(rows.reference.length).toBe(rows.weight.length);
    expect(new Set(rows.reference)).toEqual(new Set([2]));
  });

  test("a palindromic row is not turned around because the score's people differ from the whole cohort", async () => {
    // Weights made in Africans, every row on the cohort's own strand: each one that is turned is turned in error.
    const members = [...labels.keys()].filter((person) => labels[person] === "AFR");
    const reader = new ScoringReader({ name: "drawn", build: "GRCh37" });
    reader.line("rsID\tchr_name\tchr_position\teffect_allele\tother_allele\teffect_weight\tallelefrequency_effect", 1);
    let line = 2;
    for await (const { variants, genotypes } of cohort.blocks())
      for (const [i, { id, chrom, pos, allele1, allele2 }] of variants.entries()) {
        if (!["AT", "TA", "CG", "GC"].includes(allele1 + allele2)) continue;
        let [copies, seen] = [0, 0];
        for (const person of members) {
          const code = codeAt(genotypes, i, person);
          if (code === 1) continue;
          copies += [2, 0, 1, 0][code]!;
          seen += 2;
        }
        reader.line([id, chrom, pos, allele1, allele2, 1, copies / seen].join("\t"), line++);
      }
    const palindromes = reader.finish().scores[0]!;
    const matcher = new ScoreMatcher([palindromes], "position", { ...matchRules, palindromic: "keep" });
    for await (const { first, variants } of cohort.blocks())
      for (const [i, { id, chrom, pos, allele1, allele2 }] of variants.entries())
        matcher.see(first + i, chromosomes.indexOf(chromosomeNamed(chrom)!) + 1, pos, id, allele2, [allele1]);
    const match = matcher.finish();
    const center = Array.from(
      { length: WIDTH },
      (_, k) => members.reduce((sum, person) => sum + positions[person * WIDTH + k]!, 0) / members.length,
    );
    const madeWith = async (trainingCenter: readonly number[] | null) => {
      const { rows } = await prepareScorePack(
        {
          cohort,
          kernel: await kernelOf,
          build: "GRCh37",
          people: Int32Array.from(labels.keys()),
          coordinates: positions,
          labels: [],
          secondIsReference: true,
        },
        palindromes,
        match,
        { ...declared, trainingCenter, palindromic: "frequency" },
      );
      // Allele 2 is the reference: an effect allele that is the reference was turned.
      const turned = rows.reference.reduce((sum, which) => sum + (which === 1 ? 1 : 0), 0);
      return { turned, kept: rows.weight.length };
    };
    const [unknown, known] = [await madeWith(null), await madeWith(center)];
    expect(unknown.turned).toBeGreaterThan(0);
    expect(known.turned).toBe(0);
    expect(known.kept).toBeGreaterThan(0.95 * unknown.kept);
  });

  test("fewer than 500 people make no pack", async () => {
    await expect(
      prepare(
        [],
        Int32Array.from({ length: 499 }, (_, i) => i),
      ),
    ).rejects.toMatchObject({
      code: "score-people-too-few",
    });
  });

  test("a reference of few components makes no pack: whole populations would be off", async () => {
    const people = Int32Array.from({ length: 1092 }, (_, i) => i);
    const six = Float64Array.from({ length: 1092 * 6 }, (_, i) => positions[Math.floor(i / 6) * WIDTH + (i % 6)]!);
    await expect(
      prepareScorePack(
        {
          cohort,
          kernel: await kernelOf,
          build: "GRCh37",
          people,
          coordinates: six,
          labels: [],
          secondIsReference: false,
        },
        table,
        match,
        { ...declared, reference: { ...declared.reference, components: 6 } },
      ),
    ).rejects.toMatchObject({ code: "score-reference-too-coarse" });
  });

  test("no position of a person can be read from a pack: each cell averages at least eight", () => {
    expect(Math.min(...pack.reach.cells.map(({ people }) => people))).toBeGreaterThanOrEqual(8);
    expect(pack.reach.cells.reduce((sum, { people }) => sum + people, 0)).toBe(1092);
  });

  test("rows that were not seen, filled at the person's own position, leave every group's mean where it was", () => {
    const random = randomFrom(21);
    const hidden = Array.from(pack.rows.weight, () => random() < 0.15);
    const bias = (position: (person: number) => Float64Array | null): Map<string, number> => {
      const sums = new Map<string, number[]>();
      for (let person = 0; person < 1092; person++) {
        const at = position(person);
        const filled = sumOf(
          person,
          (row) => !hidden[row],
          (row) => expectedRow(pack.rows, row, at).mean,
        );
        const one = adjustScore(pack, { ...complete(person), sum: filled }, placeOf(person), context);
        const all = adjustScore(pack, complete(person), placeOf(person), context);
        if (one.kind !== "answer" || all.kind !== "answer") continue;
        sums.set(labels[person]!, [...(sums.get(labels[person]!) ?? []), one.value.z - all.value.z]);
      }
      return new Map([...sums].map(([group, values]) => [group, values.reduce((a, b) => a + b, 0) / values.length]));
    };
    const own = bias((person) => standardized(pack.model, placeOf(person).coordinates));
    const flat = bias(() => null);
    const worst = (of: Map<string, number>) => Math.max(...[...of.values()].map(Math.abs));
    // Chance alone: 0.4 SD of unseen rows over the 180 to 380 people of a group.
    expect(worst(own)).toBeLessThan(0.06);
    expect(worst(flat)).toBeGreaterThan(3 * worst(own));
  });

  test("the interval holds the score that would have been seen, in 95 of 100 people, and grows with what is missing", () => {
    const random = randomFrom(22);
    let inside = 0;
    let asked = 0;
    for (let person = 0; person < 1092; person += 3) {
      const at = standardized(pack.model, placeOf(person).coordinates);
      const hidden = Array.from(pack.rows.weight, () => random() < 0.12);
      const rows = Array.from(pack.rows.weight.keys(), (row) => expectedRow(pack.rows, row, at));
      const missing = rows.reduce((sum, { variance }, row) => sum + (hidden[row] ? variance : 0), 0);
      const total = rows.reduce((sum, { variance }) => sum + variance, 0);
      const placed = {
        sum: sumOf(
          person,
          (row) => !hidden[row],
          (row) => rows[row]!.mean,
        ),
        missingVariance: missing,
        weightMass: 1 - missing / total,
      };
      const one = adjustScore(pack, placed, placeOf(person), context);
      const all = adjustScore(pack, complete(person), placeOf(person), context);
      if (one.kind !== "answer" || all.kind !== "answer") continue;
      asked++;
      const { low, high } = one.value.zInterval;
      if (low <= all.value.z && all.value.z <= high) inside++;
      expect(high - low).toBeGreaterThan(all.value.zInterval.high - all.value.zInterval.low);
    }
    expect(asked).toBeGreaterThan(330);
    expect(inside / asked).toBeGreaterThan(0.94);
  });

  test("sums over rows do not depend on how people or variants were cut, and a withdrawal equals never having been there", async () => {
    const kernel = await kernelOf;
    const order = Int32Array.from(match.variant.keys()).filter((row) => match.variant[row]! >= 0);
    order.sort((a, b) => match.variant[a]! - match.variant[b]!);
    const plan = (people: Int32Array): RowPlan => ({
      variant: order.map((row) => match.variant[row]!),
      second: Uint8Array.from(order, (row) => (match.allele[row] === 0 ? 1 : 0)),
      positions: Float64Array.from(people, (person) => positions[person * WIDTH]!),
      components: 1,
    });
    const range = (from: number, to: number) => Int32Array.from({ length: to - from }, (_, i) => from + i);
    const of = (people: Int32Array) => oneCore(kernel).summary(scoreRows, withPeople(cohort, people), plan(people));
    const [all, a, b] = await Promise.all([of(range(0, 1092)), of(range(0, 401)), of(range(401, 1092))]);
    const scale = Math.max(...all.sums.map(Math.abs));
    const near = (one: Float64Array, other: Float64Array) =>
      expect(Math.max(...one.map((value, i) => Math.abs(value - other[i]!)))).toBeLessThan(1e-12 * scale);
    near(scoreRows.merge(a, b).sums, all.sums);
    near(scoreRows.merge(b, a).sums, all.sums);
    near(scoreRows.subtract(all, b).sums, a.sums);
    expect(scoreRows.subtract(all, b).people).toBe(401);

    const sumsPlan = { ...plan(range(0, 1092)), rows: rowsInFileOrder(), people: range(0, 1092) };
    const whole = await oneCore(kernel).summary(scoreSums, cohort, sumsPlan);
    const parts = await Promise.all(
      [range(0, 401), range(401, 1092)].map((people) =>
        oneCore(kernel).summary(scoreSums, withPeople(cohort, people), {
          ...plan(people),
          rows: sumsPlan.rows,
          people,
        }),
      ),
    );
    const merged = scoreSums.merge(parts[0]!, parts[1]!);
    const size = Math.max(...whole.sums.map(Math.abs));
    expect(Math.max(...whole.sums.map((sum, i) => Math.abs(sum - merged.sums[i]!)))).toBeLessThan(1e-12 * size);
    expect([...scoreSums.subtract(whole, parts[1]!).people]).toEqual([...range(0, 401)]);
    // And they are what is counted one by one.
    for (const person of [0, 400, 1091])
      expect(Math.abs(whole.sums[person]! - complete(person).sum)).toBeLessThan(1e-12 * size);
  });

  /** The `.bim` is sorted, so that its order is the pack's. */
  const rowsInFileOrder = () => pack.rows;

  test("a score is adjusted, and every reason not to is told", () => {
    const person = 10;
    const answer = adjustScore(pack, complete(person), placeOf(person), context);
    expect(answer.kind).toBe("answer");
    if (answer.kind !== "answer") return;
    expect(answer.value.byConstruction).toBe("equal-in-every-group");
    expect(answer.value.zInterval.low).toBeLessThan(answer.value.z);
    expect(answer.value.percentileInterval.low).toBeLessThanOrEqual(answer.value.percentile);
    expect(answer.value.percentileInterval.high).toBeGreaterThanOrEqual(answer.value.percentile);
    // Accuracy is not known here: a percentile alone holds poorly.
    expect(answer.holds).toMatchObject({ kind: "score", level: "poorly", weightMass: 1, accuracy: null });
    const why = (...[of, placed, place]: [ScorePack | null, PlacedSum, Parameters<typeof adjustScore>[2]]) => {
      const said = adjustScore(of, placed, place, context);
      return said.kind === "abstention" ? [said.reason, said.wouldChange.length > 0] : said.kind;
    };
    const whole = complete(person);
    const place = placeOf(person);
    expect(why(null, whole, place)).toEqual(["no-score-pack", true]);
    expect(why(pack, whole, "too-few-sites")).toEqual(["too-few-sites", true]);
    expect(why(pack, whole, { ...place, digest: "another" })).toEqual(["pack-of-another-reference", true]);
    expect(why(pack, whole, { ...place, outside: true })).toEqual(["outside-reference", true]);
    expect(why(pack, whole, { ...place, coordinates: place.coordinates.map((x) => 3 * x) })).toEqual([
      "outside-pack-range",
      true,
    ]);
    expect(why(pack, { ...whole, weightMass: scoreBands.massNeeded - 0.01 }, place)).toEqual([
      "weight-mass-too-low",
      true,
    ]);
    expect(why(pack, { ...whole, weightMass: scoreBands.massNeeded }, place)).toBe("answer");
    // What cannot be compared with a limit has not met it.
    expect(why(pack, { ...whole, weightMass: Number.NaN }, place)).toEqual(["weight-mass-too-low", true]);
    expect(why(pack, whole, { ...place, coordinates: place.coordinates.map(() => Number.NaN) })).toEqual([
      "outside-pack-range",
      true,
    ]);
  });

  test("errors of a position widen the interval", () => {
    const sharp = adjustScore(pack, complete(10), placeOf(10), context);
    const spread = Math.max(...positions.filter((_, i) => i % WIDTH === 0)) / 20;
    const noise = noNoise.slice();
    noise[0] = spread ** 2;
    const blurred = adjustScore(pack, complete(10), { ...placeOf(10), noise }, context);
    const width = (answer: typeof sharp) =>
      answer.kind === "answer" ? answer.value.zInterval.high - answer.value.zInterval.low : Number.NaN;
    expect(width(blurred)).toBeGreaterThan(width(sharp));
  });

  test("a person of a part of the world that the cohort lacks is out of its range", async () => {
    const others = Int32Array.from(labels.keys()).filter((person) => labels[person] !== "EAS");
    const coordinates = Float64Array.from(others, (person) => person).reduce<number[]>((all, person) => {
      all.push(...positions.subarray(person * WIDTH, (person + 1) * WIDTH));
      return all;
    }, []);
    const without = await prepareScorePack(
      {
        cohort,
        kernel: await kernelOf,
        build: "GRCh37",
        people: others,
        coordinates: Float64Array.from(coordinates),
        labels: [],
        secondIsReference: false,
      },
      table,
      match,
      declared,
    );
    const outside = labels.flatMap((label, person) => {
      if (label !== "EAS") return [];
      const said = adjustScore(without, complete(person), placeOf(person), context);
      return [said.kind === "abstention" && said.reason === "outside-pack-range"];
    });
    expect(outside.length).toBeGreaterThan(250);
    expect(outside.filter(Boolean).length / outside.length).toBeGreaterThan(0.99);
  });
});

describe.skipIf(sharedMissing)("score prepare", () => {
  const folder = mkdtempSync(join(tmpdir(), "pangenic-pack-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const kg1 = sharedPath("data", "populations", "flashpca", "kg1");

  const prepare = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(import.meta.dirname, "../apps/cli/bin/pangenic.mjs"), "score", "prepare", kg1, ...args],
      { cwd: folder },
    );
    return { status, out: stdout.toString(), err: stderr.toString() };
  };

  function weights(name: string, build: string): string {
    const rows = sharedText("data", "populations", "flashpca", "kg1.bim").trimEnd().split("\n");
    const random = randomFrom(3);
    const lines = rows.flatMap((line, i) => {
      const [chrom, id, , pos, first, second] = line.split("\t");
      return i % 20 === 0 ? [[id, chrom, pos, first, second, (random() - 0.5).toFixed(4)].join("\t")] : [];
    });
    const head = `#pgs_id=MADE\n#genome_build=${build}\n`;
    const columns = "rsID\tchr_name\tchr_position\teffect_allele\tother_allele\teffect_weight\n";
    writeFileSync(join(folder, name), `${head}${columns}${lines.join("\n")}\n`);
    return name;
  }

  test("the command makes a pack of a PLINK cohort with the panel that ships, and prints held-out groups", {
    timeout: 60_000,
  }, () => {
    const labels = sharedTable("data", "populations", "labels", "kg1_pop.tsv");
    writeFileSync(
      join(folder, "labels.tsv"),
      `IID\tGROUP\n${labels.map((row) => `${row["IID"]}\t${row["SUPERPOP"]}`).join("\n")}\n`,
    );
    const asked = ["--weights", weights("w.txt", "GRCh37"), "--labels", "labels.tsv", "--date", "2026-11-22"];
    const { status, out, err } = prepare(...asked, "--out", "one.pack");
    expect([status, err.split("\n").length]).toEqual([0, 3]);
    expect(
      out
        .trim()
        .split("\n")
        .map((line) => line.split("\t")[0]),
    ).toEqual(["GROUP", "AFR", "AMR", "EAS", "EUR"]);
    const pack = readScorePack(readFileSync(join(folder, "one.pack")));
    expect(pack.score.id).toBe("MADE");
    expect(pack.checks).toMatchObject({ build: "GRCh37", date: "2026-11-22", rowsInFile: 704 });
    expect(pack.checks.people).toBeGreaterThan(1000);
    expect(pack.reference).toMatchObject({ name: "main", components: 10 });
    expect(pack.reference.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(prepare(...asked, "--out", "two.pack").status).toBe(0);
    expect(readFileSync(join(folder, "two.pack")).equals(readFileSync(join(folder, "one.pack")))).toBe(true);
  });

  test("a score of another build, a score without a cohort's rows and a missing file are refused, each with its code", {
    timeout: 60_000,
  }, () => {
    const codeOf = (...args: string[]) => /\[([a-z0-9-]+)\]/.exec(prepare(...args, "--out", "no.pack").err)?.[1];
    expect(codeOf("--weights", weights("w38.txt", "GRCh38"))).toBe("score-build-wrong");
    expect(codeOf("--weights", "absent.txt")).toBe("file-unreadable");
    writeFileSync(join(folder, "bad.json"), "{}");
    expect(codeOf("--weights", weights("w.txt", "GRCh37"), "--training", "bad.json")).toBe("score-facts-invalid");
    expect(prepare("--weights", "w.txt").status).toBe(2);
  });
});
