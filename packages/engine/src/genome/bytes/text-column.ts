/** Millions of short texts, such as rsIDs, without a string for each. */

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Texts one behind the other; text `i` is `bytes[ends[i − 1], ends[i])`. */
export class TextColumn {
  readonly bytes: Uint8Array;
  readonly ends: Uint32Array;

  constructor(bytes: Uint8Array, ends: Uint32Array) {
    this.bytes = bytes;
    this.ends = ends;
  }

  at(index: number): string {
    return decoder.decode(this.bytes.subarray(index === 0 ? 0 : this.ends[index - 1], this.ends[index]));
  }

  /** Is text `index` that of `bytes[from, to)`? */
  is(index: number, bytes: Uint8Array, from: number, to: number): boolean {
    const start = index === 0 ? 0 : this.ends[index - 1]!;
    if (this.ends[index]! - start !== to - from) return false;
    for (let i = from, at = start; i < to; i++, at++) if (this.bytes[at] !== bytes[i]) return false;
    return true;
  }
}

export class TextColumnBuilder {
  #bytes: Uint8Array = new Uint8Array(4096);
  #ends: Uint32Array = new Uint32Array(512);
  #length = 0;
  #end = 0;

  push(text: string): void {
    // A character takes at most three bytes.
    this.#makeRoom(text.length * 3);
    this.#end += encoder.encodeInto(text, this.#bytes.subarray(this.#end)).written;
    this.#ends[this.#length++] = this.#end;
  }

  /** The text `bytes[from, to)`. */
  pushBytes(bytes: Uint8Array, from: number, to: number): void {
    this.#makeRoom(to - from);
    for (let i = from; i < to; i++) this.#bytes[this.#end++] = bytes[i]!;
    this.#ends[this.#length++] = this.#end;
  }

  #makeRoom(bytes: number): void {
    if (this.#end + bytes > this.#bytes.length) {
      const larger = new Uint8Array(2 * (this.#bytes.length + bytes));
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    if (this.#length === this.#ends.length) {
      const larger = new Uint32Array(2 * this.#length);
      larger.set(this.#ends);
      this.#ends = larger;
    }
  }

  finish(): TextColumn {
    return new TextColumn(this.#bytes.slice(0, this.#end), this.#ends.slice(0, this.#length));
  }
}

/** Which texts of a column are these? */
export class TextIndex {
  readonly #column: TextColumn;
  /** First text of each slot; −1 where there is none. */
  readonly #heads: Int32Array;
  /** The next text of the same slot. */
  readonly #next: Int32Array;

  constructor(column: TextColumn, length: number) {
    this.#column = column;
    this.#heads = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(length, 1) * 2))).fill(-1);
    this.#next = new Int32Array(length);
    const { bytes, ends } = column;
    // From the end, so that a slot's texts come in the column's order.
    for (let index = length - 1; index >= 0; index--) {
      const slot = this.#slot(bytes, index === 0 ? 0 : ends[index - 1]!, ends[index]!);
      this.#next[index] = this.#heads[slot]!;
      this.#heads[slot] = index;
    }
  }

  #slot(bytes: Uint8Array, from: number, to: number): number {
    let hash = 0x811c9dc5;
    for (let i = from; i < to; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
    return (hash ^ (hash >>> 15)) & (this.#heads.length - 1);
  }

  /** @returns the first place of the text `bytes[from, to)`; −1 where there is none. */
  first(bytes: Uint8Array, from: number, to: number): number {
    return this.#from(this.#heads[this.#slot(bytes, from, to)]!, bytes, from, to);
  }

  /** @returns the next place of the same text; −1 where there is none. */
  after(index: number, bytes: Uint8Array, from: number, to: number): number {
    return this.#from(this.#next[index]!, bytes, from, to);
  }

  #from(index: number, bytes: Uint8Array, from: number, to: number): number {
    while (index >= 0 && !this.#column.is(index, bytes, from, to)) index = this.#next[index]!;
    return index;
  }
}
