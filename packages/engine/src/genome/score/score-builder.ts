/** Collects the rows of one score, or of several that share their rows, into columns. */

import { TextColumnBuilder } from "../bytes/text-column.ts";
import type { EffectType } from "./effect-type.ts";
import { effectTypes } from "./effect-type.ts";
import type { RowRefusal, ScoreRows, ScoreTable } from "./score-table.ts";
import { rowRefusals } from "./score-table.ts";
import type { ScoringHeader } from "./scoring-header.ts";

export interface ScoreRow {
  /** Place in `chromosomes` plus 1, or 0. */
  readonly chrom: number;
  readonly pos: number;
  readonly id: string;
  readonly effect: string;
  readonly other: string | null;
  readonly type: EffectType;
  readonly refusal: RowRefusal | null;
  readonly weights: readonly number[];
  readonly dosages: readonly number[] | null;
  /** NaN where the file states none. */
  readonly frequency: number;
  readonly line: number;
}

/** A row of one base for another, additive. */
export interface BaseRow extends Pick<ScoreRow, "chrom" | "pos" | "effect" | "frequency" | "line"> {
  /** Empty where it is not stated. */
  readonly other: string;
  readonly weights: Float64Array;
}

/** Texts that come again and again, by number. */
export class Interned {
  readonly texts: string[] = [];
  readonly #numbers = new Map<string, number>();

  number(text: string): number {
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.texts.push(text) - 1;
      this.#numbers.set(text, number);
    }
    return number;
  }
}

const START = 1024;

export class ScoreBuilder {
  readonly #names: readonly string[];
  readonly #alleles: Interned;
  readonly #ids: TextColumnBuilder | null;
  readonly #width: number;
  #length = 0;
  #chrom = new Uint8Array(START);
  #pos = new Int32Array(START);
  #effect = new Int32Array(START);
  #other = new Int32Array(START);
  #type = new Uint8Array(START);
  #refusal = new Uint8Array(START);
  #line = new Int32Array(START);
  #frequency: Float32Array | null = null;
  #weights: Float64Array[];
  #byDosage: Float64Array | null = null;

  /** @param names one per weight of a row. @param alleles shared between the scores of a file. */
  constructor(names: readonly string[], alleles: Interned, hasIds: boolean) {
    this.#names = names;
    this.#alleles = alleles;
    this.#ids = hasIds ? new TextColumnBuilder() : null;
    this.#width = names.length;
    this.#weights = names.map(() => new Float64Array(START));
  }

  get length(): number {
    return this.#length;
  }

  push(row: ScoreRow): void {
    const at = this.#place(row.frequency);
    this.#chrom[at] = row.chrom;
    this.#pos[at] = row.pos;
    this.#effect[at] = this.#alleles.number(row.effect);
    this.#other[at] = row.other === null ? -1 : this.#alleles.number(row.other);
    this.#type[at] = effectTypes.indexOf(row.type);
    this.#refusal[at] = row.refusal === null ? 0 : rowRefusals.indexOf(row.refusal) + 1;
    this.#line[at] = row.line;
    for (let score = 0; score < this.#width; score++) this.#weights[score]![at] = row.weights[score] ?? 0;
    this.#ids?.push(row.id);
    if (row.dosages !== null) {
      this.#byDosage ??= new Float64Array(this.#chrom.length * 3);
      this.#byDosage.set(row.dosages, at * 3);
    }
  }

  /** @param text `text[from, to)` is the row's ID. */
  pushBases(row: BaseRow, text: Uint8Array, from: number, to: number): void {
    const at = this.#place(row.frequency);
    this.#chrom[at] = row.chrom;
    this.#pos[at] = row.pos;
    this.#effect[at] = this.#alleles.number(row.effect);
    this.#other[at] = row.other === "" ? -1 : this.#alleles.number(row.other);
    this.#line[at] = row.line;
    for (let score = 0; score < this.#width; score++) this.#weights[score]![at] = row.weights[score]!;
    this.#ids?.pushBytes(text, from, to);
  }

  #place(frequency: number): number {
    const at = this.#length++;
    if (at === this.#chrom.length) this.#resize(2 * at);
    if (!Number.isNaN(frequency)) this.#frequency ??= new Float32Array(this.#chrom.length).fill(Number.NaN);
    if (this.#frequency !== null) this.#frequency[at] = frequency;
    return at;
  }

  #resize(length: number): void {
    this.#chrom = resized(this.#chrom, new Uint8Array(length));
    this.#pos = resized(this.#pos, new Int32Array(length));
    this.#effect = resized(this.#effect, new Int32Array(length));
    this.#other = resized(this.#other, new Int32Array(length));
    this.#type = resized(this.#type, new Uint8Array(length));
    this.#refusal = resized(this.#refusal, new Uint8Array(length));
    this.#line = resized(this.#line, new Int32Array(length));
    this.#weights = this.#weights.map((weight) => resized(weight, new Float64Array(length)));
    if (this.#frequency !== null) this.#frequency = resized(this.#frequency, new Float32Array(length).fill(Number.NaN));
    if (this.#byDosage !== null) this.#byDosage = resized(this.#byDosage, new Float64Array(length * 3));
  }

  finish(header: ScoringHeader): ScoreTable[] {
    const length = this.#length;
    const byDosage = this.#byDosage?.slice(0, length * 3) ?? null;
    const rows: ScoreRows = {
      length,
      chrom: this.#chrom.slice(0, length),
      pos: this.#pos.slice(0, length),
      effect: this.#effect.slice(0, length),
      other: this.#other.slice(0, length),
      alleles: this.#alleles.texts,
      type: this.#type.slice(0, length),
      refusal: this.#refusal.slice(0, length),
      frequency: this.#frequency?.slice(0, length) ?? null,
      ids: this.#ids?.finish() ?? null,
      line: this.#line.slice(0, length),
    };
    return this.#names.map((id, score) => ({
      id,
      header,
      rows,
      weight: this.#weights[score]!.slice(0, length),
      byDosage,
    }));
  }
}

function resized<T extends Uint8Array | Int32Array | Float32Array | Float64Array>(from: T, into: T): T {
  into.set(from.length > into.length ? from.subarray(0, into.length) : from);
  return into;
}
