/** Rows of association results when they are asked for, so that several files can be walked side by side. */
import type { ByteStream } from "../../base/index.ts";
import { eachLine } from "../bytes/lines.ts";
import { SummaryRows } from "./summary-rows.ts";
import { type SummaryOptions, SummaryReader } from "./summary-statistics.ts";

/**
 * Rows of a file that `readSummary` has found good and sorted, some at a time; it is read on only when the next are asked for.
 * @throws PangenicError where it is broken now.
 */
export async function* summaryBatches(
  stream: ByteStream,
  inflate: WebAssembly.Module,
  options: SummaryOptions = {},
): AsyncGenerator<SummaryRows> {
  const reader = new SummaryReader(options, true);
  const gate = new Gate();
  let rows = new SummaryRows();
  const reading = eachLine(
    { size: stream.size, chunks: gate.chunks(stream.chunks) },
    inflate,
    (line, lineNumber) => {
      const row = reader.line(line, lineNumber);
      if (row) rows.push(row);
    },
    options.task,
  ).then(() => void reader.finish());
  const ended = reading.then(
    () => true,
    () => true,
  );
  try {
    for (;;) {
      const isEnd = await Promise.race([ended, gate.open()]);
      const batch = rows;
      rows = new SummaryRows();
      if (batch.length > 0) yield batch;
      if (isEnd) break;
    }
    await reading;
  } finally {
    gate.close();
    await ended;
  }
}

/** Lets one chunk through each time it is opened. */
class Gate {
  #isClosed = false;
  #pass: () => void = () => {};
  #arrived: (isEnd: false) => void = () => {};
  #waiting: Promise<void> | null = null;

  /** @returns when the reader has worked through what it got and waits again. */
  open(): Promise<false> {
    return new Promise((resolve) => {
      this.#arrived = resolve;
      this.#pass();
    });
  }

  close(): void {
    this.#isClosed = true;
    this.#pass();
  }

  async *chunks(from: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of from) {
      this.#waiting ??= new Promise((resolve) => {
        this.#pass = resolve;
      });
      this.#arrived(false);
      await this.#waiting;
      this.#waiting = null;
      if (this.#isClosed) return;
      yield chunk;
    }
  }
}
