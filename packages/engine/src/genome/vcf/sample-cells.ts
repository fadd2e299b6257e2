/** Walks the sample columns of a row: the genotype of each wanted sample, and the fields that qualify it. */
import { PangenicError } from "../../base/index.ts";
import { GenotypeReader } from "./genotype.ts";
import type { VcfRow } from "./vcf-row.ts";

const TAB = 9;
const COLON = 58;

const fields = ["GQ", "RGQ", "DP", "MIN_DP", "AD", "PS", "PSL", "FT", "LEN"] as const;
export type CellField = (typeof fields)[number];
const slotOf = Object.fromEntries(fields.map((field, i) => [field, i])) as Record<CellField, number>;

const decoder = new TextDecoder();

export class SampleCells {
  readonly genotype: GenotypeReader = new GenotypeReader();
  readonly #wanted: Int32Array;
  /** AD counts reads per allele only where the head says Number=R, or says nothing of AD. */
  readonly #readsAD: boolean;
  readonly #from = new Int32Array(fields.length);
  readonly #to = new Int32Array(fields.length);
  #slots: readonly number[] = [];
  /** Bits of the fields that the row has. */
  #present = 0;
  #text: Uint8Array = new Uint8Array(0);

  constructor(wanted: Int32Array, formats: ReadonlyMap<string, string>) {
    this.#wanted = wanted;
    const number = formats.get("AD");
    this.#readsAD = number === undefined || number === "R";
  }

  /** For each sample column its index among the wanted samples, −1 where nobody asked for it. */
  get wanted(): Int32Array {
    return this.#wanted;
  }

  /**
   * Calls `visit` with the index of each wanted sample; `genotype` and the fields are those of that sample meanwhile.
   * @throws PangenicError `vcf-genotype-invalid`, `vcf-ploidy-unsupported`, `vcf-line-short`.
   */
  read(text: Uint8Array, row: VcfRow, end: number, visit: (sample: number) => void): void {
    this.#text = text;
    const slots = row.format.map((key) => (key === "AD" && !this.#readsAD ? -1 : (slotOf[key as CellField] ?? -1)));
    this.#slots = slots;
    this.#present = slots.reduce((bits, slot) => (slot < 0 ? bits : bits | (1 << slot)), 0);
    const last = slots.findLastIndex((slot) => slot >= 0);
    const alleles = row.alts.length + 1;
    const wanted = this.#wanted;
    let at = row.samplesAt;
    for (let column = 0; column < wanted.length; column++) {
      if (at > end)
        throw new PangenicError("vcf-line-short", "the row has fewer columns than the head declares", {
          line: row.line,
        });
      const sample = wanted[column]!;
      if (sample >= 0) {
        at = this.genotype.read(text, at, end, alleles, row.line);
        if (last > 0) at = this.#locate(text, at, end, last);
        visit(sample);
      }
      while (at < end && text[at] !== TAB) at++;
      at++;
    }
    if (at <= end)
      throw new PangenicError("vcf-line-short", "the row has more columns than the head declares", { line: row.line });
  }

  #locate(text: Uint8Array, start: number, end: number, last: number): number {
    this.#from.fill(-1);
    let at = start;
    for (let field = 1; field <= last && at < end && text[at] === COLON; field++) {
      const from = ++at;
      while (at < end && text[at] !== COLON && text[at] !== TAB) at++;
      const slot = this.#slots[field]!;
      if (slot >= 0) {
        this.#from[slot] = from;
        this.#to[slot] = at;
      }
    }
    return at;
  }

  #has(slot: number): boolean {
    return (this.#present & (1 << slot)) !== 0 && this.#from[slot]! >= 0;
  }

  /** NaN where the row has no such field or the sample no value. */
  number(field: CellField): number {
    const slot = slotOf[field];
    return this.#has(slot) ? decimal(this.#text, this.#from[slot]!, this.#to[slot]!) : Number.NaN;
  }

  /** null where the row has no such field or the sample no value. */
  string(field: CellField): string | null {
    const slot = slotOf[field];
    if (!this.#has(slot)) return null;
    const value = decoder.decode(this.#text.subarray(this.#from[slot], this.#to[slot]));
    return value === "." || value === "" ? null : value;
  }

  /**
   * Reads (AD) of a heterozygous genotype: how many alleles of the row have any, and the smaller share of the two called.
   * null where AD is missing, incomplete, or counts no read.
   */
  reads(): { readonly allelesWithReads: number; readonly balance: number } | null {
    const slot = slotOf.AD;
    if (!this.#has(slot)) return null;
    const { first, second } = this.genotype;
    let allelesWithReads = 0;
    let total = 0;
    let called = Number.POSITIVE_INFINITY;
    let allele = 0;
    for (let at = this.#from[slot]!; at <= this.#to[slot]!; allele++) {
      let stop = at;
      while (stop < this.#to[slot]! && this.#text[stop] !== 44) stop++;
      const count = decimal(this.#text, at, stop);
      if (Number.isNaN(count)) return null;
      if (count > 0) allelesWithReads++;
      total += count;
      if (allele === first || allele === second) called = Math.min(called, count);
      at = stop + 1;
    }
    return total === 0 || allele <= Math.max(first, second) ? null : { allelesWithReads, balance: called / total };
  }
}

/** A number without sign or exponent; NaN for anything else. */
function decimal(text: Uint8Array, from: number, to: number): number {
  let value = 0;
  let scale = 0;
  for (let i = from; i < to; i++) {
    const digit = text[i]! - 48;
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      scale *= 10;
    } else if (text[i] === 46 && scale === 0 && to - from > 1) scale = 1;
    else return Number.NaN;
  }
  return to > from ? value / (scale || 1) : Number.NaN;
}
