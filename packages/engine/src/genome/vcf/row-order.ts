/** Do the rows of a file come sorted? Works on runs of rows of one contig, so that parts of a file can be told in turn. */

/** Rows of one contig that follow each other. */
export interface Run {
  readonly contig: string;
  /** POS of the first and of the last row. */
  readonly first: number;
  readonly last: number;
  /** false where a row within steps backward. */
  readonly sorted: boolean;
}

/** Contig names remembered: a hostile file may name one in every row. */
const MOST_CONTIGS = 65_536;

export class RowOrder {
  sorted = true;
  readonly #contigs = new Set<string>();
  #contig: string | null = null;
  #last = 0;

  /** Runs in file order; a run may go on where the one before ended. */
  add(run: Run): void {
    if (!run.sorted) this.sorted = false;
    if (run.contig === this.#contig) {
      if (run.first < this.#last) this.sorted = false;
    } else if (this.#contigs.has(run.contig)) this.sorted = false;
    else if (this.#contigs.size < MOST_CONTIGS) this.#contigs.add(run.contig);
    this.#contig = run.contig;
    this.#last = run.last;
  }

  get contigs(): string[] {
    return [...this.#contigs];
  }
}
