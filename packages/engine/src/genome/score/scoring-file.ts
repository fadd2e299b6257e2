/** Reads scoring files: what each variant adds to a polygenic score. */
import { type Build, type ByteStream, PangenicError, type Place, type Task } from "../../base/index.ts";
import { eachTextLine } from "../bytes/lines.ts";
import { chromosomeNumber } from "../chromosome-number.ts";
import type { EffectType } from "./effect-type.ts";
import { Interned, ScoreBuilder } from "./score-builder.ts";
import type { RowRefusal, ScoreTable } from "./score-table.ts";
import { ScoringBytes } from "./scoring-bytes.ts";
import {
  cellsIn,
  columnsIn,
  decimalIn,
  effectTypeNamed,
  type PlainColumns,
  type ScoringColumns,
} from "./scoring-columns.ts";
import { type ScoringHeader, ScoringHeaderReader } from "./scoring-header.ts";

export interface ScoringOptions {
  /** Columns of a plain table; told from its first line where not given. */
  readonly columns?: PlainColumns;
  /** Build of the positions, where the file does not state one. */
  readonly build?: Build;
  /** Name of a score that the file does not name: the file's own name. */
  readonly name?: string;
  readonly task?: Task;
}

export interface ScoringFile {
  readonly header: ScoringHeader;
  /** Build of the rows' positions; null where the file does not state it or has no positions. */
  readonly build: Build | null;
  /** The rows have chromosomes and positions. */
  readonly hasPositions: boolean;
  readonly hasIds: boolean;
  /** In the order in which the file names them. */
  readonly scores: readonly ScoreTable[];
}

/**
 * PGS Catalog files (format 1 and 2, with or without harmonized positions), OmicsPred's, combined files of several scores,
 * and plain tables of an ID, an allele and one or more weights. Every row is kept: rows that no genotype of a single variant
 * can score are marked (`ScoreRows.refusal`), rows without a position have `pos` 0.
 * @param stream plain, gzip or BGZF.
 * @throws PangenicError `score-column-missing`, `score-delimiter-unknown`, `score-row-invalid`, `score-weight-invalid`,
 * `score-allele-missing`, `score-position-invalid`, `score-effect-type-invalid`, `score-rows-missing`, and what `eachLine` throws.
 */
export async function readScoringFile(
  stream: ByteStream,
  inflate: WebAssembly.Module,
  options: ScoringOptions = {},
): Promise<ScoringFile> {
  const reader = new ScoringReader(options);
  await eachTextLine(stream, inflate, (text, start, end, line) => reader.bytes(text, start, end, line), options.task);
  return reader.finish();
}

/** Takes the lines of a scoring file one by one. */
export class ScoringReader {
  readonly #options: ScoringOptions;
  readonly #head = new ScoringHeaderReader();
  readonly #alleles = new Interned();
  /** One a score that `accession` names; one in all where there is no such column. */
  readonly #builders = new Map<string, ScoreBuilder>();
  #header: ScoringHeader | null = null;
  #columns: ScoringColumns | null = null;
  #bytes: ScoringBytes | null = null;
  readonly #decoder = new TextDecoder();
  #last: { readonly name: string; readonly builder: ScoreBuilder } | null = null;

  constructor(options: ScoringOptions = {}) {
    this.#options = options;
  }

  /** A line as it stands in the file, `text[start, end)`. */
  bytes(text: Uint8Array, start: number, end: number, lineNumber: number): void {
    const builder = this.#last?.builder;
    if (builder !== undefined && this.#bytes?.row(text, start, end, lineNumber, builder)) return;
    this.line(this.#decoder.decode(text.subarray(start, end)), lineNumber);
  }

  line(text: string, lineNumber: number): void {
    if (this.#columns !== null) {
      if (text !== "" && text.trim() !== "") this.#row(text, lineNumber);
      return;
    }
    if (text.trim() === "" || this.#head.line(text)) return;
    this.#header = this.#head.finish();
    const { columns, isRow } = columnsIn(
      text,
      lineNumber,
      this.#header.harmonizedBuild !== null,
      this.#options.columns ?? null,
    );
    this.#columns = columns;
    this.#bytes = ScoringBytes.of(columns);
    if (isRow) this.#row(text, lineNumber);
  }

  #row(text: string, lineNumber: number): void {
    const columns = this.#columns!;
    const place: Place = { line: lineNumber };
    const cells = cellsIn(text, columns.delimiter);
    if (cells.length > columns.count && cells.slice(columns.count).some((cell) => cell !== ""))
      throw new PangenicError("score-row-invalid", `a row has more cells than the ${columns.count} columns`, place);
    const cell = (column: number): string => (column < 0 ? "" : (cells[column] ?? ""));
    const effect = cell(columns.effectAllele).toUpperCase();
    if (effect === "" || effect === "." || effect === "NA")
      throw new PangenicError("score-allele-missing", "a row has no effect allele", {
        ...place,
        field: "effect_allele",
      });
    const { type, refusal } = this.#kindOf(cell, place);
    const isSequence = /^[ACGT]+$/.test(effect);
    this.#builder(cell(columns.accession)).push({
      chrom: chromosomeNumber(cell(columns.chrom)),
      pos: positionIn(cell(columns.pos), place),
      id: columns.id < 0 ? "" : cell(columns.id),
      effect,
      other: otherIn(cell(columns.otherAllele)) ?? otherIn(cell(columns.inferredAllele)),
      type,
      refusal: refusal ?? (isSequence ? null : "allele-not-sequence"),
      weights: type === "dosage" ? [] : columns.weights.map((column) => weightIn(cell(column), place)),
      dosages: type === "dosage" ? columns.dosages.map((column) => weightIn(cell(column), place)) : null,
      frequency: frequencyIn(cell(columns.frequency)),
      line: lineNumber,
    });
  }

  /** @throws PangenicError `score-effect-type-invalid`, where the row's columns contradict each other. */
  #kindOf(cell: (column: number) => string, place: Place): { type: EffectType; refusal: RowRefusal | null } {
    const columns = this.#columns!;
    const stated = cell(columns.effectType);
    let type = stated === "" ? null : effectTypeNamed(stated);
    let refusal: RowRefusal | null = null;
    const set = (next: EffectType): void => {
      if (type !== null && type !== next && !(type === "additive" && stated === ""))
        throw new PangenicError("score-effect-type-invalid", "a row is of two effect types at once", place);
      type = next;
    };
    for (const { column, means } of columns.flags) {
      if (!/^(?:true|1|yes)$/i.test(cell(column))) continue;
      if (means === "dominant" || means === "recessive") set(means);
      else refusal ??= means;
    }
    const hasDosages = columns.dosages.length > 0 && columns.dosages.some((column) => cell(column) !== "");
    if (hasDosages && type === null && (columns.weights.length === 0 || cell(columns.weights[0]!) === ""))
      set("dosage");
    if (type === null && stated !== "")
      throw new PangenicError(
        "score-effect-type-invalid",
        "effect_type must be additive, dominant or recessive, or the row must give a weight for each dosage",
        { ...place, field: "effect_type" },
      );
    return { type: type ?? "additive", refusal };
  }

  #builder(accession: string): ScoreBuilder {
    if (this.#last?.name === accession) return this.#last.builder;
    let builder = this.#builders.get(accession);
    if (builder === undefined) {
      const columns = this.#columns!;
      const own = this.#header!.id ?? this.#header!.name ?? this.#options.name ?? "score";
      const names = columns.names.length > 0 ? columns.names : [accession === "" ? own : accession];
      builder = new ScoreBuilder(names, this.#alleles, columns.id >= 0);
      this.#builders.set(accession, builder);
    }
    this.#last = { name: accession, builder };
    return builder;
  }

  /** @throws PangenicError `score-column-missing`, `score-rows-missing`. */
  finish(): ScoringFile {
    const columns = this.#columns;
    if (columns === null)
      throw new PangenicError("score-column-missing", "the file has a head, but neither columns nor rows");
    if (this.#builders.size === 0) throw new PangenicError("score-rows-missing", "the file has columns, but no row");
    const header = this.#header!;
    const hasPositions = columns.chrom >= 0 && columns.pos >= 0;
    const stated = columns.isHarmonized ? header.harmonizedBuild : header.build === "other" ? null : header.build;
    return {
      header,
      build: hasPositions ? (stated ?? (header.build === null ? (this.#options.build ?? null) : null)) : null,
      hasPositions,
      hasIds: columns.id >= 0,
      scores: [...this.#builders.values()].flatMap((builder) => builder.finish(header)),
    };
  }
}

function positionIn(cell: string, place: Place): number {
  if (cell === "" || cell === "." || cell === "NA") return 0;
  const pos = Number(cell);
  if (!/^\d{1,10}$/.test(cell) || pos > 2 ** 31 - 2)
    throw new PangenicError("score-position-invalid", "a position must be a whole number", {
      ...place,
      field: "chr_position",
    });
  return pos;
}

/** `A/C`, where it is not known which of them the authors meant, is no allele. */
function otherIn(cell: string): string | null {
  const allele = cell.toUpperCase();
  return /^[ACGT]+$/.test(allele) ? allele : null;
}

function weightIn(cell: string, place: Place): number {
  const weight = decimalIn(cell);
  if (weight === null)
    throw new PangenicError("score-weight-invalid", "a weight must be a finite number", {
      ...place,
      field: "effect_weight",
    });
  return weight;
}

/** What is no frequency counts as not stated: it is only ever a hint. */
function frequencyIn(cell: string): number {
  const frequency = decimalIn(cell);
  return frequency === null || frequency < 0 || frequency > 1 ? Number.NaN : frequency;
}
