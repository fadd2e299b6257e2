import { expect, test } from "vitest";
import { PangenicError } from "../packages/engine/src/base/index.ts";
import {
  catalogRules,
  countsOfOutcomes,
  countsRef,
  fits,
  type MatchRules,
  matchRules,
  outcomeOf,
  type ScoreMatch,
  type ScoringFile,
  sameStrand,
  siteOf,
} from "../packages/engine/src/genome/index.ts";
import { sharedMissing, sharedPath, sharedText } from "./reference-data.ts";
import { bim, gunzipped, matched, pvar, scoringFile, sharedScoringFile, type Variant } from "./score-files.ts";

const keeping: MatchRules = { ...matchRules, palindromic: "keep" };
const shared = test.skipIf(sharedMissing);
const text = (...parts: string[]): string => sharedText("data", "scores", ...parts);
const counts = (match: ScoreMatch): Record<string, number> =>
  Object.fromEntries(countsOfOutcomes(match).map(({ outcome, rows }) => [outcome, rows]));
const score = (rows: string): ScoringFile =>
  scoringFile(
    `#genome_build=GRCh37\nchr_name\tchr_position\teffect_allele\tother_allele\teffect_weight\tallelefrequency_effect\n${rows}`,
  );
const variant = (pos: number, ref: string, ...alts: string[]): Variant => ({
  chrom: "1",
  pos,
  id: `rs${pos}`,
  ref,
  alts,
});
const outcomesOf = (rows: string, variants: readonly Variant[], rules: MatchRules = matchRules): string[] => {
  const { scores } = score(rows);
  const match = matched(scores, variants, rules);
  return Array.from({ length: scores[0]!.rows.length }, (_, row) => outcomeOf(match, row));
};

interface Expected {
  readonly accession: string;
  readonly row_nr: number;
  readonly match_result: {
    readonly effect_allele_idx: number | null;
    readonly is_ambiguous: boolean;
    readonly match_priority: number;
    readonly match_summary: string;
  };
}
const lines = <T>(name: string): T[] =>
  text("tiny1000G", name)
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as T);

shared("each pair of alleles is ranked as the Catalog's calculator ranks it", () => {
  // Its target is not among the files; where it says that the effect allele is ALT, REF and ALT follow from the row.
  const table = lines<Record<string, string>>("score_variant_table.json");
  const expected = lines<Expected>("allele_match_table.json").filter(({ accession }) => accession !== "test");
  const columns = ["chr_name", "chr_position", "effect_allele", "other_allele", "effect_weight"];
  const rows = expected.map(
    ({ accession, row_nr }) => table.find((row) => row["accession"] === accession && Number(row["row_nr"]) === row_nr)!,
  );
  const { scores } = scoringFile(
    [columns, ...rows.map((row) => columns.map((name) => row[name] ?? ""))].map((cells) => cells.join("\t")).join("\n"),
  );
  const target = rows.map((row) => ({
    chrom: row["chr_name"]!,
    pos: Number(row["chr_position"]),
    id: "",
    ref: row["other_allele"]!,
    alts: [row["effect_allele"]!],
  }));
  const match = matched(scores, target, catalogRules);
  expect(expected).toHaveLength(100);
  for (const [row, { match_result }] of expected.entries()) {
    expect(match.fit[row]).toBe(match_result.match_priority);
    expect(outcomeOf(match, row)).toBe(match_result.match_summary === "matched" ? "matched" : "palindromic");
    if (match_result.effect_allele_idx !== null) expect(match.allele[row]).toBe(match_result.effect_allele_idx);
  }
});

shared("a real score meets nearly every variant that was chosen for it", () => {
  const target = pvar(gunzipped(sharedPath("data", "scores", "tiny1000G", "tiny1000G.vcf.gz")));
  const { scores } = sharedScoringFile("tiny1000G", "PGS001229_hmPOS_GRCh38.txt.gz");
  const match = counts(matched(scores, target));
  const places = new Set(target.map(({ chrom, pos }) => `${chrom}:${pos}`));
  const { rows } = scores[0]!;
  const met = Array.from({ length: rows.length }, (_, row) => siteOf(rows, row)).filter((site) =>
    places.has(site ?? ""),
  );
  expect(met.length).toBeGreaterThan(900);
  expect(match["matched"]! + match["palindromic"]!).toBe(met.length);
});

shared("duplicates across scores stay apart, the palindromic row is left out", () => {
  const { scores } = sharedScoringFile("matching", "duplicated_scorefile.txt");
  const target = pvar(text("matching", "good_match.pvar"));
  const found = scores.flatMap((one) => {
    const match = matched([one], target);
    return [...match.variant].map((at, row) => ({ at, allele: match.allele[row], outcome: outcomeOf(match, row) }));
  });
  const kept = found.filter(({ outcome }) => outcome === "matched");
  // PLINK would need two tables: one variant is counted by either allele.
  const alleles = new Map<number, Set<number>>();
  for (const { at, allele } of kept) alleles.set(at, (alleles.get(at) ?? new Set()).add(allele!));
  expect([kept.length, alleles.size]).toEqual([4, 3]);
  expect(found.filter(({ outcome }) => outcome === "palindromic")).toHaveLength(1);
});

shared("a score that fits passes, one of another build reaches nothing", () => {
  const target = pvar(text("matching", "good_match.pvar"));
  const shares = sharedScoringFile("matching", "good_match_scorefile.txt").scores.map((one) => {
    const { matched: rows = 0, ...rest } = counts(matched([one], target));
    expect(rest["alleles-differ"]).toBeUndefined();
    return rows / one.rows.length;
  });
  expect(Math.max(...shares)).toBeGreaterThan(0.75);
  const bad = sharedScoringFile("matching", "bad_match_scorefile.txt.gz");
  expect(bad.scores[0]!.rows.length).toBe(51_209);
  // By chance a few rows stand at a position of the other build.
  expect(counts(matched(bad.scores, target))["matched"] ?? 0).toBeLessThan(0.001 * 51_209);
});

shared("variants of several alleles are left out as the Catalog's calculator does, or matched", () => {
  const { scores } = sharedScoringFile("matching", "good_match_scorefile.txt");
  const target = pvar(text("matching", "multiallelic.pvar"));
  const several = target.filter(({ alts }) => alts.length > 1).length;
  expect(several).toBeGreaterThan(0);
  for (const one of scores) {
    const strict = matched([one], target);
    const ours = matched([one], target, { ...catalogRules, multiallelic: "match" });
    const only = [...strict.outcome.keys()].filter((row) => outcomeOf(strict, row) === "multiallelic");
    for (const row of only) expect(outcomeOf(ours, row)).not.toBe("multiallelic");
  }
});

shared("a .bim and a .pvar of the same variants give the same matches", () => {
  const { scores } = sharedScoringFile("cineca", "scorefiles", "PGS001229_22.txt");
  const fromBim = matched(scores, bim(text("cineca", "cineca_synthetic_subset.bim")), keeping);
  const fromPvar = matched(scores, pvar(text("cineca", "cineca_synthetic_subset.pvar")), keeping);
  expect(fromPvar.variant).toEqual(fromBim.variant);
  expect(fromPvar.outcome).toEqual(fromBim.outcome);
});

test("each way to fit is recognized, and the better one wins", () => {
  const { scores } = score(
    "1\t100\tA\tG\t1\n1\t101\tA\tG\t1\n1\t102\tA\tG\t1\n1\t103\tA\tG\t1\n1\t104\tA\t\t1\n1\t105\tA\t\t1\n",
  );
  const match = matched(scores, [
    variant(100, "A", "G"),
    variant(101, "G", "A"),
    variant(102, "T", "C"),
    variant(103, "C", "T"),
    variant(104, "A", "C"),
    variant(105, "C", "A"),
    variant(102, "A", "G"),
    variant(100, "A", "G"),
  ]);
  expect([...match.fit]).toEqual([
    fits.refAlt,
    fits.altRef,
    fits.refAlt,
    fits.altRefFlipped,
    fits.refAlone,
    fits.altAlone,
  ]);
  expect([...match.variant]).toEqual([0, 1, 6, 3, 4, 5]);
  expect([...match.allele]).toEqual([0, 1, 0, 1, 0, 1]);
  expect([...match.fit].map((fit) => countsRef(fit))).toEqual([true, false, true, false, true, false]);
});

test("an indel is not looked for on the other strand, where it is anchored on another base", () => {
  const rows = "1\t100\tAT\tA\t1\n";
  expect(outcomesOf(rows, [variant(100, "TA", "T")])).toEqual(["alleles-differ"]);
  expect(outcomesOf(rows, [variant(100, "TA", "T")], catalogRules)).toEqual(["matched"]);
  expect(outcomesOf(rows, [variant(100, "A", "AT")])).toEqual(["matched"]);
});

test("a palindromic row is used only where both frequencies are far from a half", () => {
  expect([sameStrand(0.2, 0.25), sameStrand(0.2, 0.8), sameStrand(0.45, 0.2), sameStrand(0.2, 0.55)]).toEqual([
    true,
    false,
    null,
    null,
  ]);
  expect(sameStrand(Number.NaN, 0.2)).toBeNull();
  const rows = "1\t100\tA\tT\t1\t0.2\n";
  expect(outcomesOf(rows, [variant(100, "A", "T")])).toEqual(["palindromic"]);
  expect(outcomesOf(rows, [variant(100, "A", "T")], keeping)).toEqual(["matched"]);
});

test("of rows that are one variant, one is kept only where they say the same", () => {
  const target = [variant(100, "A", "G")];
  expect(outcomesOf("1\t100\tA\tG\t1\n1\t100\tA\tG\t1\n", target)).toEqual(["matched", "repeated"]);
  expect(outcomesOf("1\t100\tA\tG\t1\n1\t100\tA\tG\t2\n", target)).toEqual(["duplicated", "duplicated"]);
  expect(outcomesOf("1\t100\tA\tG\t1\n1\t100\tG\tA\t1\n", target)).toEqual(["duplicated", "duplicated"]);
  expect(outcomesOf("1\t100\tA\tG\t1\n1\t100\tA\tG\t1\n", target, catalogRules)).toEqual(["duplicated", "duplicated"]);
  expect(outcomesOf("1\t100\tA\tG\t1\n1\t100\tG\tA\t1\n", target, { ...matchRules, duplicates: "first" })).toEqual([
    "matched",
    "duplicated",
  ]);
});

test("the order of the variants does not change what each row is", () => {
  const rows = Array.from({ length: 60 }, (_, i) => `1\t${100 + i}\tA\t${i % 7 === 0 ? "T" : "G"}\t1\n`).join("");
  const variants = Array.from({ length: 60 }, (_, i) =>
    variant(100 + i, i % 3 === 0 ? "T" : "A", i % 3 === 0 ? "C" : "G"),
  );
  expect(outcomesOf(rows, variants.toReversed())).toEqual(outcomesOf(rows, variants));
});

test("genotypes of another build are refused, by their alleles or by their rsIDs", () => {
  const positions = Array.from({ length: 40 }, (_, i) => 1000 + 10 * i);
  const rows = positions.map((pos) => `1\t${pos}\tA\tG\t1`).join("\n");
  expect(() =>
    outcomesOf(
      rows,
      positions.map((pos) => variant(pos, "A", "C")),
    ),
  ).toThrow(PangenicError);
  expect(
    outcomesOf(
      rows,
      positions.map((pos) => variant(pos, "A", "G")),
    ),
  ).not.toContain("alleles-differ");
  const named = scoringFile(
    `#genome_build=GRCh37\nrsID\tchr_name\tchr_position\teffect_allele\tother_allele\teffect_weight\n${positions.map((pos) => `rs${pos}\t1\t${pos}\tA\tG\t1`).join("\n")}`,
  );
  const moved = positions.map((pos) => ({ ...variant(pos + 1_000_000, "A", "G"), id: `rs${pos}` }));
  expect(() => matched(named.scores, moved, matchRules)).toThrow("other positions");
});

shared("by ID, the same rows are found as by position", () => {
  const { scores } = sharedScoringFile("cineca", "scorefiles", "PGS001229_22.txt");
  const target = bim(text("cineca", "cineca_synthetic_subset.bim"));
  expect(matched(scores, target, keeping, "id").variant).toEqual(matched(scores, target, keeping).variant);
});

shared("835 rows of PGS001229 on chromosome 22: 829 are matched with palindromic rows kept", () => {
  const { scores } = sharedScoringFile("cineca", "scorefiles", "PGS001229_22.txt");
  const target = bim(text("cineca", "cineca_synthetic_subset.bim"));
  expect(scores[0]!.rows.length).toBe(835);
  expect(counts(matched(scores, target, keeping))["matched"]).toBe(829);
});
