/** Which rows of a VCF touch the wanted positions? */
import { type ByteStream, PangenicError, type Task } from "../../base/index.ts";
import { InflateKernel } from "../../kernels/index.ts";
import { type Packing, type UnpackLimits, unpackLimits } from "../bytes/gzip.ts";
import { TextWindow } from "../bytes/text-window.ts";
import { RowOrder } from "./row-order.ts";
import { RowWalk } from "./row-walk.ts";
import type { Targets } from "./targets.ts";

/** Receives what a scan finds, in file order. */
export interface RowSink {
  /** A line that starts with `#`, without its line end. */
  header(line: string, lineNumber: number): void;
  /**
   * A row that touches a target: `text[start, end)`, without its line end. The bytes are only valid during the call.
   * @param lineNumber counted from 1; 0 where the file is read through an index.
   */
  row(text: Uint8Array, start: number, end: number, lineNumber: number): void;
}

/** What a whole scan learned about the file. */
export interface ScanFacts {
  readonly packing: Packing;
  /** Lines in the file, header included. */
  readonly lines: number;
  /** Lines that are neither header nor blank. */
  readonly rows: number;
  /** false where a row steps backward or a contig comes back; hits are complete all the same. */
  readonly sorted: boolean;
  /** Contig names as the file writes them, in order of first appearance; at most 65,536. */
  readonly contigs: readonly string[];
}

export interface ScanLimits extends UnpackLimits {
  /** Longest line, bytes; beyond it `line-too-long`. Rows of a biobank are long. */
  readonly line: number;
}

export const scanLimits: ScanLimits = { ...unpackLimits, line: 2 ** 26 };

/**
 * Delivers every row whose interval `[POS, END]` touches a target, whether the file is sorted or not. END is the last of
 * `POS + |REF| − 1`, INFO `END` and, for symbolic alleles without one, INFO `SVLEN` or FORMAT `LEN`: so a reference
 * block or a deletion that starts before a target is found.
 * @param stream plain text, gzip or BGZF, told from its first bytes.
 * @param inflate the compiled kernel, `@pangenic/engine/wasm/inflate.wasm`.
 * @param targets a function is called once, when the header has been delivered: the build is known by then.
 * @throws PangenicError for broken packing, encodings that are not read, lines too long, and rows without the first columns.
 */
export async function scanVcf(
  stream: ByteStream,
  inflate: WebAssembly.Module,
  targets: Targets | (() => Targets),
  sink: RowSink,
  task: Task = {},
  limits: ScanLimits = scanLimits,
): Promise<ScanFacts> {
  const window = new TextWindow(stream, new InflateKernel(inflate), { task, limits });
  const order = new RowOrder();
  const walk = new RowWalk(window.kernel, targets, sink, order);
  try {
    while (await window.fill()) {
      window.start = walk.lines(window.start, window.end);
      if (window.end - window.start > limits.line)
        throw new PangenicError("line-too-long", `a line is longer than ${limits.line} bytes`, { line: walk.line + 1 });
    }
    walk.finish(window.start, window.end);
  } finally {
    await window.close();
  }
  return { packing: window.packing!, lines: walk.line, rows: walk.rows, sorted: order.sorted, contigs: order.contigs };
}
