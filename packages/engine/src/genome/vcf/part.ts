/** One part of a BGZF file, scanned by itself: what a worker does. Parts join to what one scan of the whole file gives. */
import { type ByteSource, PangenicError, type Task } from "../../base/index.ts";
import { InflateKernel } from "../../kernels/index.ts";
import { rangeStream } from "../bytes/range-stream.ts";
import { TextWindow } from "../bytes/text-window.ts";
import type { Run } from "./row-order.ts";
import { RowWalk } from "./row-walk.ts";
import type { RowSink, ScanLimits } from "./scan.ts";
import type { Targets } from "./targets.ts";

/** Plain data, so that it crosses to a worker. */
export interface PartRequest {
  /** Where a block starts. */
  readonly from: number;
  /** Where the next part's first block starts; null for the file's end. */
  readonly to: number | null;
  readonly targets: Targets;
  readonly limits: ScanLimits;
}

/** Plain data too. Line numbers count from the first line that starts within the part. */
export interface PartResult {
  /** The end of a line that started before; all text, where `headEnds` is false. */
  readonly head: Uint8Array;
  readonly headEnds: boolean;
  /** The start of a line that goes on behind. */
  readonly tail: Uint8Array;
  readonly lines: number;
  readonly rows: number;
  readonly runs: readonly Run[];
  readonly headers: readonly { readonly line: string; readonly lineNumber: number }[];
  /** Hits, one behind the other. */
  readonly text: Uint8Array;
  /** Where each hit ends in `text`, and its line number. */
  readonly ends: Float64Array;
  readonly lineNumbers: Float64Array;
}

const LF = 10;

/**
 * @param inflate a kernel serves one part after the other, and spares its start.
 * @throws PangenicError when the part is broken, or no block starts at `to`: a part that starts at a true block tells a false end.
 */
export async function scanPart(
  source: ByteSource,
  inflate: WebAssembly.Module | InflateKernel,
  { from, to, targets, limits }: PartRequest,
  task: Task = {},
): Promise<PartResult> {
  const part = to === null ? { offset: from } : { offset: from, end: { block: to, within: 0 } };
  const kernel = inflate instanceof InflateKernel ? inflate : new InflateKernel(inflate);
  const stream = rangeStream(source, from, to ?? source.size);
  const window = new TextWindow(stream, kernel, { task, limits, part });
  const hits = new Hits();
  const runs: Run[] = [];
  const walk = new RowWalk(window.kernel, targets, hits, { add: (run) => runs.push(run) });
  let head = new Uint8Array(0);
  let headEnds = from === 0;
  try {
    while (await window.fill()) {
      if (!headEnds) {
        const end = window.kernel.text.subarray(0, window.end).indexOf(LF, window.start);
        if (end >= 0) {
          head = window.kernel.text.slice(window.start, end);
          headEnds = true;
          window.start = end + 1;
        }
      }
      if (headEnds) window.start = walk.lines(window.start, window.end);
      if (window.end - window.start > limits.line)
        throw new PangenicError("line-too-long", `a line is longer than ${limits.line} bytes`, { line: walk.line + 1 });
    }
  } finally {
    await window.close();
  }
  walk.close();
  const rest = window.kernel.text.slice(window.start, window.end);
  return {
    ...(headEnds ? { head, tail: rest } : { head: rest, tail: new Uint8Array(0) }),
    headEnds,
    lines: walk.line,
    rows: walk.rows,
    runs,
    ...hits.packed(),
  };
}

/** Collects hits into one array. */
class Hits implements RowSink {
  readonly #headers: { line: string; lineNumber: number }[] = [];
  #text = new Uint8Array(4_096);
  readonly #ends: number[] = [];
  readonly #lineNumbers: number[] = [];

  header(line: string, lineNumber: number): void {
    this.#headers.push({ line, lineNumber });
  }

  row(text: Uint8Array, start: number, end: number, lineNumber: number): void {
    const at = this.#ends.at(-1) ?? 0;
    const needed = at + end - start;
    if (needed > this.#text.length) {
      const larger = new Uint8Array(Math.max(needed, 2 * this.#text.length));
      larger.set(this.#text);
      this.#text = larger;
    }
    this.#text.set(text.subarray(start, end), at);
    this.#ends.push(needed);
    this.#lineNumbers.push(lineNumber);
  }

  packed(): Pick<PartResult, "headers" | "text" | "ends" | "lineNumbers"> {
    return {
      headers: this.#headers,
      text: this.#text.slice(0, this.#ends.at(-1) ?? 0),
      ends: Float64Array.from(this.#ends),
      lineNumbers: Float64Array.from(this.#lineNumbers),
    };
  }
}
