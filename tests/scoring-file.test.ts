import { inflateModule, streamOf } from "@pangenic/host-node";
import { expect, test } from "vitest";
import { readScoringFile, rowValues, siteOf } from "../packages/engine/src/genome/index.ts";
import { sharedMissing, sharedPath, sharedText } from "./reference-data.ts";
import { refusalOf, scoringFile, sharedScoringFile } from "./score-files.ts";

const shared = test.skipIf(sharedMissing);
const HEAD = "#pgs_id=PGS999999\n#genome_build=GRCh37\n";
const COLUMNS = "chr_name\tchr_position\teffect_allele\tother_allele\teffect_weight\n";
const file = (rows: string, head = HEAD, columns = COLUMNS): string => head + columns + rows;
const placesOf = (text: { scores: readonly { rows: Parameters<typeof siteOf>[0] }[] }): (string | null)[] => {
  const { rows } = text.scores[0]!;
  return Array.from({ length: rows.length }, (_, row) => siteOf(rows, row));
};

shared("the Catalog's own files are read, authors' and harmonized", () => {
  const own = sharedScoringFile("scorefiles", "OPGS017309.txt");
  expect(own.header).toMatchObject({ id: "OPGS017309", trait: "Apolipoprotein(a)", license: "CC BY", variants: 697 });
  expect(own.build).toBe("GRCh37");
  expect(own.scores[0]!.rows.length).toBe(697);
  const harmonized = sharedScoringFile("scorefiles", "OPGS017309_hmPOS_GRCh38.txt.gz");
  expect(harmonized.build).toBe("GRCh38");
  expect(harmonized.scores[0]!.weight).toEqual(own.scores[0]!.weight);
  expect(placesOf(harmonized)[0]).toBe("6:159346461");
  expect(placesOf(own)[0]).toBe("6:159767493");
});

shared("harmonized positions in both builds are the known good ones", () => {
  for (const build of ["37", "38"]) {
    // Each list is written in the build that it is to be lifted from.
    const known = sharedText("data", "scores", "positions_37_38", `lift_to_grch${build === "37" ? 38 : 37}.txt`);
    const harmonized = placesOf(sharedScoringFile("scorefiles", `PGS000001_hmPOS_GRCh${build}.txt.gz`));
    const good = placesOf(scoringFile(known));
    expect(good).toHaveLength(77);
    expect(harmonized).toEqual(good);
  }
});

shared("rows that harmonization lost are kept, without a position", () => {
  const { scores, build } = sharedScoringFile("scorefiles", "bad_harmonised.txt");
  expect(build).toBe("GRCh38");
  expect(scores[0]!.rows.length).toBe(3);
  expect([...scores[0]!.rows.pos]).toEqual([0, 0, 0]);
  expect([...scores[0]!.weight]).toEqual([0.004040743, 0.004025092, 0.004013246]);
});

shared("haplotypes, diplotypes and types of proteins are refused by name, and counted", () => {
  const { rows } = sharedScoringFile("scorefiles", "complex_variants_PGS000021.txt").scores[0]!;
  expect(rows.length).toBe(
    sharedText("data", "scores", "scorefiles", "complex_variants_PGS000021.txt").trimEnd().split("\n").length - 1,
  );
  expect(rows.refusal.filter((refusal) => refusal === 2)).toHaveLength(5);
  expect(rows.refusal.filter((refusal) => refusal === 1)).toHaveLength(3);
  const other = sharedScoringFile("scorefiles", "complex_variants_PGS004239.txt").scores[0]!.rows;
  expect(other.refusal.filter((refusal) => refusal === 1)).toHaveLength(3);
  expect(other.refusal.filter((refusal) => refusal === 4)).toHaveLength(6);
  expect(other.refusal.filter((refusal) => refusal === 0)).toHaveLength(5);
});

shared("a weight for each dosage is read as such", () => {
  const [score] = sharedScoringFile("scorefiles", "PGS004255_hmPOS_GRCh38.txt.gz").scores;
  expect(rowValues(score!, 0)).toEqual([-0.09833810000000001, 0.08934160000000001, 0.4437184]);
  expect(siteOf(score!.rows, 0)).toBe("6:32609603");
});

shared("dominant and recessive rows are read from the Catalog's columns", () => {
  const [score] = sharedScoringFile("cineca", "scorefiles", "scorefile_dominant_and_recessive.txt").scores;
  expect(rowValues(score!, 0)).toEqual([0, 0.01045457, 0.01045457]);
  expect(rowValues(score!, 1)).toEqual([0, 0, 0.0001411475]);
  expect(rowValues(score!, 2)).toEqual([0, 0.008166266, 2 * 0.008166266]);
});

shared("a combined file holds several scores, a table for PLINK too", () => {
  const text = sharedText("data", "scores", "scorefiles", "combined.txt.gz");
  const combined = scoringFile(text);
  expect(combined.build).toBeNull();
  expect(combined.scores.map(({ id, rows }) => [id, rows.length])).toEqual([
    ["PGS000002", 77],
    ["PGS000001", 77],
  ]);
  const { scores, hasPositions, hasIds } = sharedScoringFile("cineca", "scorefiles", "multiscore.txt");
  expect([hasPositions, hasIds]).toEqual([false, true]);
  expect(scores.map(({ id }) => id)).toEqual(["PGS001229_22", "second_score"]);
  expect(scores[0]!.rows).toBe(scores[1]!.rows);
  expect(scores[0]!.rows.ids!.at(0)).toBe("22:17080378:G:A");
});

shared("files that cannot be scored by position say so", () => {
  expect(sharedScoringFile("scorefiles", "PGS000001.txt.gz")).toMatchObject({ build: null, hasPositions: false });
  expect(sharedScoringFile("scorefiles", "invalid_scorefile.txt")).toMatchObject({ build: null, hasPositions: false });
});

shared("a packed file reads as the plain one", async () => {
  const path = sharedPath("data", "scores", "scorefiles", "PGS000001_hmPOS_GRCh37.txt.gz");
  const read = await readScoringFile(await streamOf(path), await inflateModule());
  expect(read).toEqual(sharedScoringFile("scorefiles", "PGS000001_hmPOS_GRCh37.txt.gz"));
});

test("line ends, a byte order mark, trailing separators and quotes change nothing", () => {
  const plain = scoringFile(file("1\t100\tA\tG\t0.5\n"));
  for (const text of [
    `\ufeff${file("1\t100\tA\tG\t0.5\n")}`,
    file("1\t100\tA\tG\t0.5\n").replaceAll("\n", "\r\n"),
    file("1\t100\tA\tG\t0.5\t\t\n"),
    file('"1"\t100\t"a"\t"g"\t"0.5"\n'),
    file("chr1 100 A G 0.5\n", HEAD, COLUMNS.replaceAll("\t", " ")),
    file("1,100,A,G,0.5\n", HEAD, COLUMNS.replaceAll("\t", ",")),
  ])
    expect(scoringFile(text)).toEqual(plain);
});

test("the effect allele's frequency and an inferred other allele are taken where they stand", () => {
  const columns =
    "rsID\tchr_name\teffect_allele\teffect_weight\tallelefrequency_effect\thm_chr\thm_pos\thm_inferOtherAllele\n";
  const head = "#pgs_id=X\n#genome_build=NR\n#HmPOS_build=GRCh38\n";
  const { scores } = scoringFile(file("rs1\t1\tA\t0.5\t0.25\t2\t200\tG\nrs2\t1\tA\t1\t\t\t\tC/T\n", head, columns));
  const { rows } = scores[0]!;
  expect(placesOf({ scores })).toEqual(["2:200", null]);
  expect(rows.alleles[rows.other[0]!]).toBe("G");
  expect(rows.other[1]).toBe(-1);
  expect([...rows.frequency!]).toEqual([0.25, Number.NaN]);
});

test("a table for PLINK may name its columns by number, with or without a header", () => {
  const columns = { id: 2, allele: 3, weights: [4, 5] };
  const rows = "1 rs1 A 0.5 1\n1 rs2 C -1e-3 2\n";
  const [one, two] = scoringFile(`CHR SNP A1 first second\n${rows}`, { columns }).scores;
  expect([one!.id, two!.id]).toEqual(["first", "second"]);
  expect([...two!.weight]).toEqual([1, 2]);
  expect(scoringFile(rows, { columns }).scores.map(({ weight }) => [...weight])).toEqual([
    [0.5, -0.001],
    [1, 2],
  ]);
  expect(scoringFile("rs1\tA\t0.5\nrs2\tC\t1\n").scores[0]!.rows.length).toBe(2);
});

test("what is broken is refused with a code", () => {
  const row = "1\t100\tA\tG\t0.5\n";
  expect(refusalOf(file(row))).toBeNull();
  for (const weight of ["NaN", "", "abc", "Infinity", "1e999", "0x10", "1,5"])
    expect(refusalOf(file(`1\t100\tA\tG\t${weight}\n`))).toBe("score-weight-invalid");
  expect(refusalOf(file("1\t100\t\tG\t0.5\n"))).toBe("score-allele-missing");
  expect(refusalOf(file("1\t1.2E+08\tA\tG\t0.5\n"))).toBe("score-position-invalid");
  expect(refusalOf(file("1\t-5\tA\tG\t0.5\n"))).toBe("score-position-invalid");
  expect(refusalOf(file("1\t100\tA\tG\t0.5\tx\n"))).toBe("score-row-invalid");
  expect(refusalOf(file(""))).toBe("score-rows-missing");
  expect(refusalOf(HEAD)).toBe("score-column-missing");
  for (const name of ["effect_weight", "effect_allele", "chr_position"])
    expect(refusalOf(file("1\t100\tA\tG\t0.5\t0.7\n", HEAD, COLUMNS.replace("\n", `\t${name}\n`)))).toBe(
      "score-column-duplicated",
    );
  for (const name of ["effect_allele", "effect_weight", "chr_position"])
    expect(refusalOf(file(row, HEAD, COLUMNS.replace(name, "something")))).toBe("score-column-missing");
  expect(refusalOf(file(row, HEAD, COLUMNS.replaceAll("\t", ";")))).toBe("score-delimiter-unknown");
  const both = COLUMNS.replace("\n", "\tis_dominant\tis_recessive\n");
  expect(refusalOf(file("1\t100\tA\tG\t0.5\tTrue\tTrue\n", HEAD, both))).toBe("score-effect-type-invalid");
  expect(refusalOf(file("1\t100\tA\tG\t0.5\tnonadditive\n", HEAD, COLUMNS.replace("\n", "\teffect_type\n")))).toBe(
    "score-effect-type-invalid",
  );
});

test("a build that is not read is not taken for another, whatever the user says", () => {
  const row = "1\t100\tA\tG\t0.5\n";
  expect(scoringFile(file(row, "#genome_build=NCBI36\n"), { build: "GRCh37" }).build).toBeNull();
  expect(scoringFile(file(row, "#pgs_id=x\n"), { build: "GRCh37" }).build).toBe("GRCh37");
  expect(scoringFile(file(row, "#pgs_id=x\n")).build).toBeNull();
  expect(scoringFile(file(row, "#genome_build=hg19\n")).build).toBe("GRCh37");
});
