/** Nearly every row of nearly every scoring file, one base for another, read without a string or an object for it. */

import { decimalAt } from "../bytes/decimal.ts";
import { chromosomeNumber } from "../chromosome-number.ts";
import type { ScoreBuilder } from "./score-builder.ts";
import type { ScoringColumns } from "./scoring-columns.ts";

const TAB = 9;
const SPACE = 32;
const QUOTE = 34;
const NOT_ASCII = 128;
/** Makes letters large. */
const LARGE = 0xdf;

/** By byte: A, C, G, T. */
const bases: Readonly<Record<number, string>> = { 65: "A", 67: "C", 71: "G", 84: "T" };

export class ScoringBytes {
  readonly #columns: ScoringColumns;
  readonly #decoder = new TextDecoder();
  /** Start and end of each cell, by turns. */
  readonly #cells: Int32Array;
  readonly #weights: Float64Array;
  #name = "";
  #nameBytes: Uint8Array = new Uint8Array(0);
  #chrom = 0;

  /** @returns null where rows of such columns have to be read as text. */
  static of(columns: ScoringColumns): ScoringBytes | null {
    const { delimiter, flags, dosages, effectType, accession } = columns;
    const isPlain = flags.length === 0 && dosages.length === 0 && effectType < 0 && accession < 0;
    return delimiter === "tab" && isPlain ? new ScoringBytes(columns) : null;
  }

  private constructor(columns: ScoringColumns) {
    this.#columns = columns;
    this.#cells = new Int32Array(2 * columns.count);
    this.#weights = new Float64Array(columns.weights.length);
  }

  /** @returns false where the row has to be read as text: whatever is unusual, and whatever is wrong. */
  row(text: Uint8Array, start: number, end: number, line: number, builder: ScoreBuilder): boolean {
    if (!this.#split(text, start, end)) return false;
    const { id, chrom, pos, effectAllele, otherAllele, inferredAllele, weights, frequency } = this.#columns;
    const cells = this.#cells;
    const effect = this.#base(text, effectAllele);
    if (effect === undefined || effect === "") return false;
    let other = this.#base(text, otherAllele);
    if (other === "") other = this.#base(text, inferredAllele);
    if (other === undefined) return false;
    const place = pos < 0 ? 0 : decimalAt(text, cells[2 * pos]!, cells[2 * pos + 1]!);
    if (!(Number.isInteger(place) && place >= 0 && place <= 2 ** 31 - 2) || !this.#isDigits(text, pos)) return false;
    for (let k = 0; k < weights.length; k++) {
      const at = 2 * weights[k]!;
      const weight = decimalAt(text, cells[at]!, cells[at + 1]!);
      if (Number.isNaN(weight)) return false;
      this.#weights[k] = weight;
    }
    let share = Number.NaN;
    if (frequency >= 0 && cells[2 * frequency]! < cells[2 * frequency + 1]!) {
      share = decimalAt(text, cells[2 * frequency]!, cells[2 * frequency + 1]!);
      if (!(share >= 0 && share <= 1)) return false;
    }
    const [from, to] = id < 0 ? [0, 0] : [cells[2 * id]!, cells[2 * id + 1]!];
    builder.pushBases(
      { chrom: this.#chromAt(text, chrom), pos: place, effect, other, weights: this.#weights, frequency: share, line },
      text,
      from,
      to,
    );
    return true;
  }

  /** Finds the cells. @returns false where a blank, a quote or another alphabet stands in the row, or a cell too few or many. */
  #split(text: Uint8Array, start: number, end: number): boolean {
    const cells = this.#cells;
    let count = 0;
    cells[0] = start;
    for (let i = start; i < end; i++) {
      const byte = text[i]!;
      if (byte === TAB) {
        cells[2 * count + 1] = i;
        if (++count * 2 === cells.length) return false;
        cells[2 * count] = i + 1;
      } else if (byte <= SPACE || byte === QUOTE || byte >= NOT_ASCII) return false;
    }
    cells[2 * count + 1] = end;
    return 2 * (count + 1) === cells.length;
  }

  /** @returns empty where the cell is, or there is no such column; undefined where it holds anything but a base. */
  #base(text: Uint8Array, column: number): string | undefined {
    if (column < 0) return "";
    const from = this.#cells[2 * column]!;
    const size = this.#cells[2 * column + 1]! - from;
    return size === 0 ? "" : size === 1 ? bases[text[from]! & LARGE] : undefined;
  }

  #isDigits(text: Uint8Array, column: number): boolean {
    if (column < 0) return true;
    const to = this.#cells[2 * column + 1]!;
    for (let i = this.#cells[2 * column]!; i < to; i++) if (!(text[i]! >= 48 && text[i]! <= 57)) return false;
    return true;
  }

  #chromAt(text: Uint8Array, column: number): number {
    if (column < 0) return 0;
    const from = this.#cells[2 * column]!;
    const size = this.#cells[2 * column + 1]! - from;
    const name = this.#nameBytes;
    let same = size === name.length ? 0 : -1;
    while (same >= 0 && same < size) same = text[from + same] === name[same] ? same + 1 : -1;
    if (same < 0 || this.#name === "") {
      this.#nameBytes = text.slice(from, from + size);
      this.#name = this.#decoder.decode(this.#nameBytes);
      this.#chrom = chromosomeNumber(this.#name);
    }
    return this.#chrom;
  }
}
