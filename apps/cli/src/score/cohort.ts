/** Scores of a cohort in PLINK's files: matched once, summed by the study's statistic on one core or several. */
import { PangenicError } from "@pangenic/engine/base";
import {
  byVariant,
  countsOfOutcomes,
  isFlipped,
  isPalindromic,
  type MatchRules,
  matchBim,
  outcomeOf,
  rowValues,
  type ScoreMatch,
  ScoreMatcher,
  type ScoreTable,
  type ScoringFile,
  siteOf,
  typeOf,
} from "@pangenic/engine/genome";
import { malesOf, type ScorePlan, score as scoreStatistic } from "@pangenic/engine/study";
import { sourceOf } from "@pangenic/host-node";
import { type CohortOptions, cohortNamed, type NamedCohort } from "../study/cohort.ts";
import type { TableFile } from "../study/table-file.ts";
import { type FrequencyRow, frequenciesOf } from "./frequencies.ts";
import { logRow, type RowsOfScore, reportOf } from "./match-report.ts";
import type { FileSums } from "./sscore.ts";

export interface CohortScoring {
  readonly by: "position" | "id" | null;
  readonly rules: MatchRules;
  /** null: none are given. */
  readonly frequencies: readonly FrequencyRow[] | null;
  /** The cohort's own frequencies stand in where none are given: people's scores then depend on each other. */
  readonly isOwn: boolean;
  readonly scale: ScorePlan["scale"];
  /** Share of a score's rows that must be matched. */
  readonly overlap: number;
  readonly log: TableFile | null;
}

export interface ScoredCohort {
  readonly people: readonly { readonly familyId: string; readonly id: string }[];
  readonly files: readonly FileSums[];
}

/** @param prefix of the `.bed`, `.bim` and `.fam`. */
export async function scoreCohort(
  prefix: string,
  files: readonly ScoringFile[],
  scoring: CohortScoring,
  options: CohortOptions,
): Promise<ScoredCohort> {
  const bim = await sourceOf(`${prefix}.bim`);
  const parts = files.flatMap(partsOf).map((part) => {
    const by = scoring.by ?? (part.file.hasPositions ? "position" : "id");
    const frequencies = scoring.frequencies === null ? null : frequenciesOf(part.file, scoring.frequencies);
    return { ...part, frequencies, matcher: new ScoreMatcher(part.scores, by, scoring.rules, frequencies) };
  });
  try {
    await matchBim(
      bim,
      parts.map(({ matcher }) => matcher),
    );
  } finally {
    await bim.close();
  }
  const named = await cohortNamed(prefix, options);
  try {
    const sums: FileSums[] = [];
    for (const { scores, frequencies, matcher } of parts) {
      const match = matcher.finish();
      await report(scores, match, frequencies, scoring);
      sums.push(await sumsOf(named, scores, match, frequencies, scoring));
    }
    return { people: named.cohort.people, files: sums };
  } finally {
    await named.close();
  }
}

/** Scores of a file that share their rows are summed at once. */
function partsOf(file: ScoringFile): { readonly file: ScoringFile; readonly scores: readonly ScoreTable[] }[] {
  const groups = new Map<unknown, ScoreTable[]>();
  for (const one of file.scores) groups.set(one.rows, [...(groups.get(one.rows) ?? []), one]);
  return [...groups.values()].map((scores) => ({ file: { ...file, scores }, scores }));
}

async function report(
  scores: readonly ScoreTable[],
  match: ScoreMatch,
  frequencies: Float64Array | null,
  { overlap, log }: CohortScoring,
): Promise<void> {
  const { rows } = scores[0]!;
  const counts = countsOfOutcomes(match);
  for (const one of scores) {
    const told: RowsOfScore = { id: one.id, rows: rows.length, counts, mass: massOf(one, match, frequencies) };
    process.stderr.write(reportOf(told));
  }
  if (log !== null) await logRows(log, scores, match);
  const met = counts.find(({ outcome }) => outcome === "matched")?.rows ?? 0;
  if (met === 0 || met < overlap * rows.length)
    throw new PangenicError(
      "score-unmatched",
      `${met} of ${rows.length} rows of a score are in the genotypes; ${Math.ceil(overlap * rows.length)} are needed (--min-overlap)`,
    );
}

async function logRows(log: TableFile, scores: readonly ScoreTable[], match: ScoreMatch): Promise<void> {
  const { rows } = scores[0]!;
  const names = scores.map(({ id }) => id).join(",");
  for (let row = 0; row < rows.length; row++) {
    const isMatched = outcomeOf(match, row) === "matched";
    await logRow(log, {
      score: names,
      line: rows.line[row]!,
      site: siteOf(rows, row),
      id: rows.ids?.at(row) ?? "",
      effect: rows.alleles[rows.effect[row]!]!,
      other: rows.other[row]! < 0 ? null : rows.alleles[rows.other[row]!]!,
      outcome: outcomeOf(match, row),
      counted: isMatched ? (match.allele[row] === 0 ? "REF" : "ALT") : "",
      strand: isMatched ? (isFlipped(match.fit[row]!) ? "-" : "+") : "",
    });
  }
}

/** Share of Σ w² 2p(1 − p) over all rows that the matched rows carry; null where a row's frequency is not known. */
function massOf({ weight }: ScoreTable, match: ScoreMatch, frequencies: Float64Array | null): number | null {
  if (frequencies === null) return null;
  let [met, all] = [0, 0];
  for (let row = 0; row < weight.length; row++) {
    const variance = weight[row]! ** 2 * 2 * frequencies[row]! * (1 - frequencies[row]!);
    all += variance;
    if (outcomeOf(match, row) === "matched") met += variance;
  }
  return all > 0 ? met / all : null;
}

async function sumsOf(
  named: NamedCohort,
  scores: readonly ScoreTable[],
  match: ScoreMatch,
  frequencies: Float64Array | null,
  { scale, isOwn }: CohortScoring,
): Promise<FileSums> {
  const matched = byVariant(match.variant);
  const isKnown = (row: number): boolean => frequencies !== null && !Number.isNaN(frequencies[row]!);
  const filled = isOwn ? matched : matched.filter(isKnown);
  // What is not seen and of no known frequency adds nothing: other people's genotypes are not asked.
  const unfilled = isOwn ? matched.subarray(0, 0) : matched.filter((row) => !isKnown(row));
  if (scale !== "copies" && unfilled.length > 0)
    throw new PangenicError(
      "score-frequency-invalid",
      `the table of frequencies lacks ${unfilled.length} of the matched rows, which cannot be centered without one`,
    );
  const parts: FileSums[] = [];
  for (const [rows, notSeen] of [
    [filled, "mean"],
    [unfilled, "nothing"],
  ] as const)
    if (rows.length > 0)
      parts.push(
        await summed(named, scores, {
          ...planRows(scores, match, rows, frequencies),
          notSeen,
          scale,
          isDiploid: match.isAutosomal,
        }),
      );
  return parts.reduce(added);
}

async function summed(
  { cohort, runner }: NamedCohort,
  scores: readonly ScoreTable[],
  rows: Omit<ScorePlan, "people" | "males" | "width">,
): Promise<FileSums> {
  const { people } = cohort;
  const plan = { ...rows, people: Int32Array.from(people.keys()), males: malesOf(people), width: scores.length };
  const solved = scoreStatistic.solve(await runner.summary(scoreStatistic, cohort, plan), plan);
  if (!("result" in solved)) throw new Error("a score has one round");
  const { alleles, denominators, named, sums } = solved.result;
  return { names: scores.map(({ id }) => id), alleles, denominators, named, sums };
}

function added(one: FileSums, other: FileSums): FileSums {
  const both = (a: ArrayLike<number>, b: ArrayLike<number>) => Float64Array.from(a, (value, i) => value + b[i]!);
  return {
    names: one.names,
    alleles: both(one.alleles, other.alleles),
    denominators: both(one.denominators, other.denominators),
    named: both(one.named, other.named),
    sums: both(one.sums, other.sums),
  };
}

/** What a row counts none, one and two copies as. A weight for each dosage is a sum of three such. */
const shapes = {
  additive: [[0, 1, 2]],
  dominant: [[0, 1, 1]],
  recessive: [[0, 0, 1]],
  dosage: [
    [1, 1, 1],
    [0, 1, 1],
    [0, 0, 1],
  ],
} as const;

/** @param matched rows, by their variants. */
function planRows(
  scores: readonly ScoreTable[],
  match: ScoreMatch,
  matched: Int32Array,
  frequencies: Float64Array | null,
): Pick<ScorePlan, "variants" | "named" | "weights" | "counted" | "frequencies"> {
  const { rows } = scores[0]!;
  const width = scores.length;
  const shapesOf = (row: number) => shapes[typeOf(rows, row)];
  const isAdditive = matched.every((row) => rows.type[row] === 0);
  const count = isAdditive ? matched.length : matched.reduce((sum, row) => sum + shapesOf(row).length, 0);
  const variants = new Uint32Array(count);
  const named = new Uint8Array(count);
  const weights = new Float64Array(count * width);
  const counted = isAdditive ? null : new Float64Array(count * 3);
  const given = frequencies === null ? null : new Float64Array(count);
  let at = 0;
  for (const row of matched) {
    const shapes = isAdditive ? null : shapesOf(row);
    const parts = shapes?.length ?? 1;
    for (let i = 0; i < parts; i++, at++) {
      variants[at] = match.variant[row]!;
      named[at] = match.allele[row] === 0 ? 2 : 1;
      for (let k = 0; k < width; k++) {
        const one = scores[k]!;
        weights[at * width + k] = parts === 1 ? one.weight[row]! : partOf(rowValues(one, row), i);
      }
      if (shapes !== null) counted!.set(shapes[i]!, at * 3);
      if (given !== null) given[at] = ofCounted(rows, row, match, frequencies![row]!);
    }
  }
  return { variants, named, weights, counted, frequencies: given };
}

/** A weight for each dosage, as the steps from none to one to two copies. */
function partOf([none, one, two]: readonly [number, number, number], part: number): number {
  return part === 0 ? none : part === 1 ? one - none : two - one;
}

/** The table's frequency is of the letters; a palindromic row that was turned around counts the other ones. */
function ofCounted(rows: ScoreTable["rows"], row: number, match: ScoreMatch, frequency: number): number {
  const other = rows.other[row]!;
  const isTurned =
    other >= 0 && isFlipped(match.fit[row]!) && isPalindromic(rows.alleles[rows.effect[row]!]!, rows.alleles[other]!);
  return isTurned ? 1 - frequency : frequency;
}
