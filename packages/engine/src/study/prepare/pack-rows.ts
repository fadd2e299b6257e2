/** Which rows of a score does a cohort have, and what is known of each from its people? */
import { type Build, chromosomeNamed, chromosomes, PangenicError } from "../../base/index.ts";
import {
  type Cohort,
  type CohortVariant,
  type MatchRules,
  rowValues,
  type ScoreMatch,
  type ScoreTable,
  sameStrand,
} from "../../genome/index.ts";
import type { PackRows } from "../../models/index.ts";
import type { Runner } from "../runner.ts";
import { type RowFacts, type RowPlaces, scoreRows } from "./score-rows.ts";

/** Rows of the score that the cohort has and has seen, in the order of the cohort's variants. */
interface KeptRows extends RowPlaces {
  /** Rows of the table. */
  readonly table: Int32Array;
  readonly facts: RowFacts;
}

export interface RowQuestion {
  readonly table: ScoreTable;
  /** With every palindromic row kept. */
  readonly match: ScoreMatch;
  readonly palindromic: MatchRules["palindromic"];
  /** `[people × components]`, standardized. */
  readonly positions: Float64Array;
  readonly components: number;
  /** `[components]`, standardized: where the people stand in whom the weights were made; null where they are not known. */
  readonly origin: Float64Array | null;
}

/** A row seen in fewer of the cohort's people has no frequency to speak of. */
const SEEN_FROM = 0.9;

/** @throws PangenicError `score-rows-missing`, where the cohort has none of the rows. */
export async function keptRows(cohort: Cohort, runner: Runner, question: RowQuestion): Promise<KeptRows> {
  const { match, positions, components } = question;
  const found = Int32Array.from(match.variant.keys()).filter((row) => match.variant[row]! >= 0);
  found.sort((a, b) => match.variant[a]! - match.variant[b]!);
  const variant = found.map((row) => match.variant[row]!);
  const second = Uint8Array.from(found, (row) => (match.allele[row] === 0 ? 1 : 0));
  const plan = { variant, second, positions, components };
  const solved = scoreRows.solve(await runner.summary(scoreRows, cohort, plan), plan);
  if ("next" in solved) throw new PangenicError("shape", "frequencies need one round");
  const { variants, seen } = solved.result;
  const turns = found.map((row, i) => turnOf(question, row, solved.result, i));
  const keep = Int32Array.from(found.keys()).filter(
    (i) => turns[i]! >= 0 && seen[i]! >= SEEN_FROM && isAutosome(variants[i]!),
  );
  if (keep.length === 0)
    throw new PangenicError("score-rows-missing", "no row of the score is a variant that the cohort shows");
  return {
    table: keep.map((i) => found[i]!),
    variant: keep.map((i) => variant[i]!),
    second: Uint8Array.from(keep, (i) => second[i]! ^ turns[i]!),
    facts: turned(solved.result, keep, turns, components),
  };
}

/** Men carry one X: on it men and women would need models of their own. */
function isAutosome({ chrom }: CohortVariant): boolean {
  return /^(?:[1-9]|1\d|2[0-2])$/.test(chromosomeNamed(chrom) ?? "");
}

/** Pairs of letters that read the same on both strands. */
const mirrored = new Set(["A T", "T A", "C G", "G C"]);

/**
 * 0: as the score writes it; 1: the other letter is meant; −1: not told, and left out. The cohort's own frequencies decide. The
 * score states how common the letter is in its own people: where the cohort has people like them, these must say the same.
 */
function turnOf({ table, palindromic, origin }: RowQuestion, row: number, facts: RowFacts, at: number): number {
  const { allele1, allele2 } = facts.variants[at]!;
  if (palindromic === "keep" || !mirrored.has(`${allele1} ${allele2}`)) return 0;
  const stated = table.rows.frequency?.[row] ?? Number.NaN;
  const same = palindromic === "exclude" ? null : sameStrand(stated, facts.frequency[at]!);
  if (same === null || (origin !== null && sameStrand(stated, frequencyAt(facts, at, origin)) !== same)) return -1;
  return same ? 0 : 1;
}

function frequencyAt({ frequency, slopes }: RowFacts, at: number, position: Float64Array): number {
  const change = position.reduce((sum, place, k) => sum + place * slopes[at * position.length + k]!, 0);
  return Math.min(Math.max(frequency[at]! + change / 2, 0), 1);
}

/** Of the rows kept, in their order, counting the allele that is meant. */
function turned(
  { variants, frequency, slopes, seen }: RowFacts,
  keep: Int32Array,
  turns: Int32Array,
  width: number,
): RowFacts {
  const chosen = rowsOf(slopes, keep, width);
  return {
    variants: Array.from(keep, (i) => variants[i]!),
    frequency: Float64Array.from(keep, (i) => (turns[i] === 1 ? 1 - frequency[i]! : frequency[i]!)),
    slopes: chosen.map((slope, i) => (turns[keep[Math.floor(i / width)]!] === 1 ? -slope : slope)),
    seen: Float64Array.from(keep, (i) => seen[i]!),
  };
}

/** Rows of a matrix, in the order asked for. */
function rowsOf<A extends Float64Array | Int8Array>(matrix: A, rows: Int32Array, width: number): A {
  const out = matrix.slice(0, rows.length * width) as A;
  for (const [i, row] of rows.entries()) out.set(matrix.subarray(row * width, (row + 1) * width), i * width);
  return out;
}

/** Steps of a slope: a byte, with its sign. */
const STEPS = 127;

export interface RowTerms {
  readonly build: Build;
  readonly otherPositions: Int32Array | null;
  readonly secondIsReference: boolean;
}

export function packRows(
  table: ScoreTable,
  kept: KeptRows,
  { build, otherPositions, secondIsReference }: RowTerms,
): PackRows {
  const { facts, second } = kept;
  const components = facts.slopes.length / facts.variants.length;
  const alleles: string[] = [];
  const placeOf = new Map<string, number>();
  const place = (allele: string): number => {
    if (!placeOf.has(allele)) placeOf.set(allele, alleles.push(allele) - 1);
    return placeOf.get(allele)!;
  };
  const values = Array.from(kept.table, (row) => rowValues(table, row));
  const isAdditive = values.every(([none, one, two]) => none === 0 && two === 2 * one);
  const own = Int32Array.from(facts.variants, ({ pos }) => pos);
  const others = Int32Array.from(kept.table, (row) => otherPositions?.[row] ?? 0);
  const slopeSteps = new Float64Array(components);
  for (const [i, slope] of facts.slopes.entries())
    slopeSteps[i % components] = Math.max(slopeSteps[i % components]!, Math.abs(slope) / STEPS);
  return {
    chrom: Uint8Array.from(facts.variants, ({ chrom }) => chromosomes.indexOf(chromosomeNamed(chrom)!)),
    pos37: build === "GRCh37" ? own : others,
    pos38: build === "GRCh38" ? own : others,
    effect: Uint16Array.from(facts.variants, ({ allele1, allele2 }, i) => place(second[i] === 1 ? allele2 : allele1)),
    other: Uint16Array.from(facts.variants, ({ allele1, allele2 }, i) => place(second[i] === 1 ? allele1 : allele2)),
    alleles,
    reference: secondIsReference ? second.map((isSecond) => (isSecond === 1 ? 1 : 2)) : new Uint8Array(),
    weight: Float64Array.from(values, ([none, one]) => one - none),
    two: isAdditive ? new Float64Array() : Float64Array.from(values, ([none, , two]) => two - none),
    constant: values.reduce((sum, [none]) => sum + none, 0),
    frequency: Float32Array.from(facts.frequency),
    slopes: Int8Array.from(facts.slopes, (slope, i) => {
      const step = slopeSteps[i % components]!;
      return step > 0 ? Math.round(slope / step) : 0;
    }),
    slopeSteps,
  };
}

/** By chromosome and position, as files of genomes are. */
export function sorted(rows: PackRows, build: Build): PackRows {
  const pos = build === "GRCh37" ? rows.pos37 : rows.pos38;
  const order = Int32Array.from(pos.keys()).sort(
    (a, b) => rows.chrom[a]! - rows.chrom[b]! || pos[a]! - pos[b]! || a - b,
  );
  const by = <A extends Int32Array | Uint8Array | Uint16Array | Float64Array | Float32Array>(column: A): A =>
    column.map((_, i) => column[order[i]!]!) as A;
  return {
    ...rows,
    chrom: by(rows.chrom),
    pos37: by(rows.pos37),
    pos38: by(rows.pos38),
    effect: by(rows.effect),
    other: by(rows.other),
    reference: by(rows.reference),
    weight: by(rows.weight),
    two: by(rows.two),
    frequency: by(rows.frequency),
    slopes: rowsOf(rows.slopes, order, rows.slopeSteps.length),
  };
}
