/** Rows of a file that cannot be read yet, copied one behind the other. */

export class WaitingRows {
  #text: Uint8Array = new Uint8Array(0);
  readonly #ends: number[] = [];
  readonly #lines: number[] = [];
  readonly #chroms: number[] = [];

  get count(): number {
    return this.#ends.length;
  }

  /** Places in `chromosomes` of the rows, each once, in the order in which they came. */
  get chroms(): Set<number> {
    return new Set(this.#chroms);
  }

  /** `text[start, end)` is a row; the bytes are copied. */
  push(text: Uint8Array, start: number, end: number, line: number, chrom: number): void {
    const at = this.#ends.at(-1) ?? 0;
    const needed = at + end - start;
    if (needed > this.#text.length) {
      const larger = new Uint8Array(Math.max(2 * needed, 2 ** 16));
      larger.set(this.#text.subarray(0, at));
      this.#text = larger;
    }
    this.#text.set(text.subarray(start, end), at);
    this.#ends.push(needed);
    this.#lines.push(line);
    this.#chroms.push(chrom);
  }

  /** Rows of one chromosome, in the order in which they came. */
  each(chrom: number, visit: (text: Uint8Array, start: number, end: number, line: number) => void): void {
    for (let row = 0; row < this.#ends.length; row++)
      if (this.#chroms[row] === chrom)
        visit(this.#text, row === 0 ? 0 : this.#ends[row - 1]!, this.#ends[row]!, this.#lines[row]!);
  }
}
