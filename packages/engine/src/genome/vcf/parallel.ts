/** A scan of one BGZF file by several workers, with the result of one. */
import { type ByteSource, PangenicError, type Task } from "../../base/index.ts";
import { InflateKernel } from "../../kernels/index.ts";
import { nextBlock } from "../bytes/bgzf.ts";
import { rangeStream } from "../bytes/range-stream.ts";
import { TextWindow } from "../bytes/text-window.ts";
import { type PartRequest, type PartResult, scanPart } from "./part.ts";
import { RowOrder } from "./row-order.ts";
import { RowWalk } from "./row-walk.ts";
import { type RowSink, type ScanFacts, type ScanLimits, scanLimits } from "./scan.ts";
import type { Targets } from "./targets.ts";

/** Who scans parts: a host's workers, each with its own kernel and its own way to the same file. */
export interface PartWorkers {
  readonly count: number;
  /** Runs `scanPart`; more calls than workers wait their turn. */
  run(request: PartRequest): Promise<PartResult>;
}

export interface ParallelOptions {
  readonly task?: Task;
  readonly limits?: ScanLimits;
  /** Stored bytes of a part, about. */
  readonly part?: number;
}

/**
 * Like `scanVcf`, for a BGZF file: same rows, same order, same facts, wherever it is cut.
 * @throws PangenicError as `scanVcf` does; `format-unsupported`, when the file is not BGZF.
 */
export async function scanVcfParallel(
  source: ByteSource,
  inflate: WebAssembly.Module,
  workers: PartWorkers,
  targets: Targets | (() => Targets),
  sink: RowSink,
  { task = {}, limits = scanLimits, part = 2 ** 22 }: ParallelOptions = {},
): Promise<ScanFacts> {
  const header = await readHeader(source, inflate, limits);
  for (const { line, lineNumber } of header) sink.header(line, lineNumber);
  const wanted = typeof targets === "function" ? targets() : targets;
  const join = new Join(inflate, wanted, sink, header.at(-1)?.lineNumber ?? 0, limits);

  const waiting: { request: PartRequest; result: Promise<PartResult | null> }[] = [];
  let from = 0;
  let ended = false;
  while (true) {
    // Two parts a worker: one at work, one ready.
    while (!ended && waiting.length < 2 * workers.count) {
      const border = await nextBlock(source, Math.min(from + part, source.size));
      ended = border >= source.size;
      const request = { from, to: ended ? null : border, targets: wanted, limits };
      // A worker's failure is told by null, and looked into when its turn comes.
      waiting.push({ request, result: workers.run(request).catch(() => null) });
      from = border;
    }
    const first = waiting.shift();
    if (first === undefined) break;
    task.signal?.throwIfAborted();
    task.progress?.(first.request.from, source.size);
    const result = await first.result;
    if (result !== null) join.add(result);
    else {
      // The file is broken, or data imitated a block where it was cut: from here on, in order and uncut.
      join.add(await scanPart(source, inflate, { ...first.request, to: null }, task).catch((e) => join.refuse(e)));
      break;
    }
  }
  return join.finish();
}

/** Header lines, until the first row. */
async function readHeader(
  source: ByteSource,
  inflate: WebAssembly.Module,
  limits: ScanLimits,
): Promise<{ line: string; lineNumber: number }[]> {
  const window = new TextWindow(rangeStream(source, 0, source.size), new InflateKernel(inflate), { limits });
  const lines: { line: string; lineNumber: number }[] = [];
  let atRow = false;
  const sink: RowSink = {
    header: (line, lineNumber) => void (atRow || lines.push({ line, lineNumber })),
    row: () => undefined,
  };
  // Targets are asked for at the first row.
  const noTargets = () => {
    atRow = true;
    return { from: new Float64Array(0), to: new Float64Array(0) };
  };
  const walk = new RowWalk(window.kernel, noTargets, sink, { add: () => undefined });
  try {
    while (!atRow && (await window.fill())) {
      if (window.packing !== "bgzf")
        throw new PangenicError("format-unsupported", "only a BGZF file can be scanned in parts", { offset: 0 });
      window.start = walk.lines(window.start, window.end);
      if (window.end - window.start > limits.line)
        throw new PangenicError("line-too-long", `a line is longer than ${limits.line} bytes`, { line: walk.line + 1 });
    }
  } finally {
    await window.close();
  }
  return lines;
}

/** Puts parts together: a line cut between two is walked over here. */
class Join {
  readonly #order = new RowOrder();
  readonly #sink: RowSink;
  readonly #kernel: InflateKernel;
  readonly #walk: RowWalk;
  readonly #limits: ScanLimits;
  #carry: Uint8Array = new Uint8Array(0);
  #isFirst = true;
  #line = 0;
  #rows = 0;

  /** @param known last line of the header, which was delivered before. */
  constructor(inflate: WebAssembly.Module, targets: Targets, sink: RowSink, known: number, limits: ScanLimits) {
    this.#limits = limits;
    this.#sink = {
      header: (line, lineNumber) => void (lineNumber > known && sink.header(line, lineNumber)),
      row: (text, start, end, lineNumber) => sink.row(text, start, end, lineNumber),
    };
    this.#kernel = new InflateKernel(inflate);
    this.#walk = new RowWalk(this.#kernel, targets, this.#sink, this.#order);
  }

  add(part: PartResult): void {
    if (!this.#isFirst) {
      this.#carry = joined(this.#carry, part.head);
      if (this.#carry.length > this.#limits.line)
        throw new PangenicError("line-too-long", `a line is longer than ${this.#limits.line} bytes`, {
          line: this.#line + 1,
        });
      if (!part.headEnds) return;
      this.#walkCarry();
    }
    this.#isFirst = false;
    let hit = 0;
    let header = 0;
    while (hit < part.ends.length || header < part.headers.length) {
      const next = part.headers[header];
      const rowLine = part.lineNumbers[hit];
      if (next !== undefined && (rowLine === undefined || next.lineNumber < rowLine)) {
        this.#sink.header(next.line, this.#line + next.lineNumber);
        header++;
      } else {
        this.#sink.row(part.text, hit === 0 ? 0 : part.ends[hit - 1]!, part.ends[hit]!, this.#line + rowLine!);
        hit++;
      }
    }
    for (const run of part.runs) this.#order.add(run);
    this.#line += part.lines;
    this.#rows += part.rows;
    this.#carry = part.tail;
  }

  /** An error within a part, told with the line of the file. */
  refuse(error: unknown): never {
    if (!(error instanceof PangenicError) || error.place.line === undefined) throw error;
    const line = this.#line + (this.#isFirst ? 0 : 1) + error.place.line;
    throw new PangenicError(error.code, error.message, { ...error.place, line }, { cause: error });
  }

  finish(): ScanFacts {
    if (this.#carry.length > 0) this.#walkCarry();
    const { sorted, contigs } = this.#order;
    return { packing: "bgzf", lines: this.#line, rows: this.#rows, sorted, contigs };
  }

  #walkCarry(): void {
    const { length } = this.#carry;
    this.#kernel.reserve(length + 1);
    this.#kernel.text.set(this.#carry);
    this.#walk.line = this.#line;
    this.#walk.rows = 0;
    this.#kernel.text[length] = 10;
    this.#walk.lines(0, length + 1);
    this.#walk.close();
    this.#line = this.#walk.line;
    this.#rows += this.#walk.rows;
    this.#carry = new Uint8Array(0);
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
