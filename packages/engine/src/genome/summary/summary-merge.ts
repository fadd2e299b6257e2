/** Several files of association results, walked side by side by position. */
import { type AlignedVariant, type AlignmentLog, alignSite, type StudyRow } from "./summary-alignment.ts";
import type { SummaryRow } from "./summary-row.ts";
import { SummaryRows } from "./summary-rows.ts";

/** Rows of a study, sorted by chromosome and position, some at a time. */
export type SortedStudy = AsyncIterable<SummaryRows>;

/** Variants handed on at once. */
const BATCH = 1_024;

/**
 * Variants of all studies in the order of the genome, each with the studies that have it. Memory does not depend on the length
 * of the files.
 * @param log counts what was done; complete when the last variants have been handed on.
 */
export async function* mergedVariants(
  studies: readonly SortedStudy[],
  log: AlignmentLog,
): AsyncGenerator<readonly AlignedVariant[]> {
  const cursors = studies.map((study) => new Cursor(study));
  try {
    await Promise.all(cursors.map((cursor) => cursor.fill()));
    let batch: AlignedVariant[] = [];
    for (;;) {
      let place = Number.POSITIVE_INFINITY;
      for (const cursor of cursors) place = Math.min(place, cursor.place);
      if (place === Number.POSITIVE_INFINITY) break;
      const rows: StudyRow[] = [];
      for (const [study, cursor] of cursors.entries())
        while (cursor.place === place) {
          rows.push({ study, row: cursor.row });
          cursor.step();
          if (cursor.isEmpty) await cursor.fill();
        }
      batch.push(...alignSite(rows, log));
      if (batch.length >= BATCH) {
        yield batch;
        batch = [];
      }
    }
    if (batch.length > 0) yield batch;
  } finally {
    await Promise.all(cursors.map((cursor) => cursor.close()));
  }
}

class Cursor {
  /** Of the row it stands at; infinite behind the last. */
  place = Number.NEGATIVE_INFINITY;
  readonly #batches: AsyncIterator<SummaryRows>;
  #batch = new SummaryRows();
  #at = 0;

  constructor(study: SortedStudy) {
    this.#batches = study[Symbol.asyncIterator]();
  }

  get row(): SummaryRow {
    return this.#batch.at(this.#at);
  }

  get isEmpty(): boolean {
    return this.#at >= this.#batch.length;
  }

  step(): void {
    this.#at++;
    if (!this.isEmpty) this.place = this.#batch.placeAt(this.#at);
  }

  async fill(): Promise<void> {
    do {
      const { value, done } = await this.#batches.next();
      this.#batch = done ? new SummaryRows() : value;
      this.#at = 0;
      if (done) {
        this.place = Number.POSITIVE_INFINITY;
        return;
      }
    } while (this.isEmpty);
    this.place = this.#batch.placeAt(this.#at);
  }

  async close(): Promise<void> {
    await this.#batches.return?.();
  }
}
