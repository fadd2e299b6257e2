/** One result of an association study, brought to one scale: log odds, log hazard or units of the trait per copy. */
import { chromosomeNamed, chromosomes, PangenicError } from "../../base/index.ts";
import { normalLogTwoSided, normalUpperQuantile, Z95 } from "../../kernels/index.ts";
import { cellsIn, type Delimiter } from "../score/scoring-columns.ts";
import type { SummaryColumns, SummaryField } from "./summary-columns.ts";

export interface SummaryRow {
  /** Place in `chromosomes`, from 0. */
  readonly chrom: number;
  /** Counted from 1, in the study's own build. */
  readonly pos: number;
  /** Empty where the file has none. */
  readonly id: string;
  /** Upper case. */
  readonly effectAllele: string;
  readonly otherAllele: string;
  /** Per copy of the effect allele; a ratio as its natural logarithm. */
  readonly effect: number;
  /** Of `effect`, above 0. */
  readonly standardError: number;
  /** Of the effect allele, 0–1; NaN where not known. */
  readonly frequency: number;
  /** NaN where not known. */
  readonly people: number;
}

/** Why a row that is not broken says nothing. */
export const leftOut = ["no-result", "other-test", "chromosome-unknown"] as const;
export type LeftOut = (typeof leftOut)[number];

/** How the numbers of a study were come by. */
export interface Derivations {
  effect: "beta" | "odds-ratio" | "hazard-ratio";
  standardError: "given" | "interval" | "p-value";
}

export function derivationsOf({ at }: SummaryColumns): Derivations {
  return {
    effect: at.effect >= 0 ? "beta" : at.oddsRatio >= 0 ? "odds-ratio" : "hazard-ratio",
    standardError:
      at.standardError >= 0 ? "given" : at.intervalLow >= 0 && at.intervalHigh >= 0 ? "interval" : "p-value",
  };
}

/** Rows whose P was compared with effect and standard error, and those in which they say different things. */
export interface PAgreement {
  compared: number;
  disagreeing: number;
}

/**
 * Wide enough for P by t in a hundred people, for rounding, and for a likelihood-ratio P; a standard error on another scale
 * than the effect, the usual mistake beside odds ratios, is far outside of it.
 */
function comparePs(logP: number, effect: number, standardError: number, agreement: PAgreement): void {
  // P of nothing surprising says little, and P of 0 or 1 nothing.
  if (!(logP > -700 && logP < Math.log(0.5))) return;
  agreement.compared++;
  if (Math.abs(normalLogTwoSided(effect / standardError) - logP) > 0.2 - 0.15 * logP) agreement.disagreeing++;
}

/** Longer than any chromosome. */
const LAST = 2 ** 28;
const numbered: Readonly<Record<string, string>> = { "23": "X", "24": "Y", "25": "X", "26": "MT" };

/**
 * @param agreement counted in, where it is given and the row has a standard error of its own.
 * @returns the row, or why it says nothing.
 * @throws PangenicError `summary-row-invalid`, `summary-number-invalid`, `summary-allele-missing`, `summary-position-invalid`.
 */
export function summaryRow(
  line: string,
  lineNumber: number,
  columns: SummaryColumns,
  derived: Derivations,
  agreement?: PAgreement,
): SummaryRow | LeftOut {
  const cells = cellsOf(line, columns.delimiter);
  if (cells.length !== columns.count)
    throw new PangenicError("summary-row-invalid", `a row has ${cells.length} cells, the head has ${columns.count}`, {
      line: lineNumber,
    });
  const { at } = columns;
  const test = cellAt(cells, at.test);
  if (test !== "" && test !== "ADD" && !test.startsWith("ADD-")) return "other-test";
  if (!isMissing(cellAt(cells, at.error))) return "no-result";
  const id = cellAt(cells, at.id);
  const isNamed = at.chromosome < 0 || at.position < 0;
  const pos = positionIn(isNamed ? id.split(/[:_]/, 2)[1] : cellAt(cells, at.position), isNamed, lineNumber);
  const chrom = chromosomePlace(isNamed ? id.split(/[:_]/, 1)[0]! : cellAt(cells, at.chromosome));
  if (chrom < 0) return "chromosome-unknown";
  const number = (field: SummaryField, low = Number.NEGATIVE_INFINITY, isOpen = false): number =>
    numberIn(cellAt(cells, at[field]), field, lineNumber, low, isOpen);
  const effect =
    derived.effect === "beta"
      ? number("effect")
      : Math.log(number(derived.effect === "odds-ratio" ? "oddsRatio" : "hazardRatio", 0, true));
  const standardError = errorIn(number, derived, effect);
  const frequency = number("frequency", 0);
  const people = number("people", 0, true);
  if (Number.isNaN(effect) || Number.isNaN(standardError)) return "no-result";
  if (agreement && derived.standardError !== "p-value") comparePs(logPIn(number), effect, standardError, agreement);
  const effectAllele = alleleIn(cellAt(cells, at.effectAllele), lineNumber);
  const otherAllele = otherAlleleIn(cells, effectAllele, columns, lineNumber);
  return {
    chrom,
    pos,
    id: [cellAt(cells, columns.rsid), id].find((name) => !isMissing(name)) ?? "",
    effectAllele,
    otherAllele,
    effect,
    standardError,
    frequency,
    people,
  };
}

/** Empty where the file has no such column. */
function cellAt(cells: readonly string[], at: number): string {
  return at < 0 ? "" : cells[at]!.trim();
}

/** Cells are trimmed when they are looked at: most never are. */
function cellsOf(line: string, delimiter: Delimiter): string[] {
  if (delimiter === "blank" || line.includes('"')) return cellsIn(line, delimiter);
  return line.split(delimiter === "tab" ? "\t" : ",");
}

/** `NA`, `.` and nothing: a value that is not there. `NaN` and `inf` are broken numbers, not missing ones. */
function isMissing(cell: string): boolean {
  return cell === "" || cell === "." || cell === "NA" || cell === "N/A" || cell === "#NA";
}

function invalid(field: SummaryField, what: string, line: number): never {
  throw new PangenicError("summary-number-invalid", `a number ${what}`, { line, field });
}

function numberIn(cell: string, field: SummaryField, line: number, low: number, isOpen: boolean): number {
  if (isMissing(cell)) return Number.NaN;
  const value = Number(cell);
  // Number() also reads hexadecimals and words, which no table of results holds.
  if (!Number.isFinite(value) || /[^0-9+\-.eE]/.test(cell)) invalid(field, "is none", line);
  if (value < low || (isOpen && value === low))
    invalid(field, isOpen ? `is not above ${low}` : `lies below ${low}`, line);
  if (value > 1 && (field === "frequency" || field === "p")) invalid(field, "lies above 1", line);
  return value;
}

/** The standard error as given; else from a 95 % interval; else from P, which leaves none where the effect is 0. */
function errorIn(
  number: (field: SummaryField, low?: number, isOpen?: boolean) => number,
  { effect: scale, standardError: from }: Derivations,
  effect: number,
): number {
  if (from === "given") return number("standardError", 0, true);
  if (from === "interval") {
    const ends = [number("intervalLow"), number("intervalHigh")] as const;
    const [low, high] = scale === "beta" ? ends : [Math.log(ends[0]), Math.log(ends[1])];
    const error = (high - low) / (2 * Z95);
    return error > 0 && Number.isFinite(error) ? error : Number.NaN;
  }
  const z = normalUpperQuantile(logPIn(number) - Math.LN2);
  const error = Math.abs(effect) / z;
  return error > 0 && Number.isFinite(error) ? error : Number.NaN;
}

/** Natural logarithm of P; NaN where there is none. */
function logPIn(number: (field: SummaryField, low?: number) => number): number {
  const negative = number("negLog10P", 0);
  return Number.isNaN(negative) ? Math.log(number("p", 0)) : -negative * Math.LN10;
}

function alleleIn(cell: string, line: number): string {
  if (isMissing(cell)) throw new PangenicError("summary-allele-missing", "an allele is missing", { line });
  return cell.toUpperCase();
}

/** As named; else the one of REF and ALT that is not the effect allele. */
function otherAlleleIn(cells: readonly string[], effectAllele: string, { at }: SummaryColumns, line: number): string {
  if (at.otherAllele >= 0) {
    const other = alleleIn(cellAt(cells, at.otherAllele), line);
    if (other !== effectAllele) return other;
  } else {
    const [ref, alt] = [alleleIn(cellAt(cells, at.ref), line), alleleIn(cellAt(cells, at.alt), line)];
    if (ref !== alt && effectAllele === ref) return alt;
    if (ref !== alt && effectAllele === alt) return ref;
  }
  throw new PangenicError(
    "summary-allele-missing",
    "the effect allele is none of the variant's, or both of these are the same",
    { line },
  );
}

function positionIn(cell: string | undefined, isNamed: boolean, line: number): number {
  const pos = Number(cell);
  if (cell === undefined || !(pos >= 1 && pos < LAST) || !/^\d+(?:\.0+)?$/.test(cell))
    throw new PangenicError(
      "summary-position-invalid",
      isNamed
        ? "an identifier does not begin with chromosome:position"
        : "a position is no whole number within a chromosome",
      { line },
    );
  return pos;
}

const places = new Map<string, number>();

/** Place in `chromosomes`, −1 for others; names repeat, so that they are looked at once. */
function chromosomePlace(contig: string): number {
  const known = places.get(contig);
  if (known !== undefined) return known;
  const name = chromosomeNamed(numbered[contig] ?? contig);
  const place = name === null ? -1 : chromosomes.indexOf(name);
  // Files of other species have contigs without end; those of ours fit.
  if (places.size < 1_000) places.set(contig, place);
  return place;
}
