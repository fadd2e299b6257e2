/** Unpacks deflate and walks over rows, in WebAssembly (packages/engine/assembly). One instance serves one stream. */
import { PangenicError } from "../base/index.ts";

/** As the kernel returns it; everything below zero is broken input. */
export const inflateStatus = {
  done: 0,
  needsInput: 1,
  needsOutput: 2,
  badBlockType: -1,
  badStoredLength: -2,
  badCodeLengths: -3,
  badSymbol: -4,
  badDistance: -5,
  truncated: -6,
  badSize: -7,
  badCrc: -8,
} as const;

/** Why `rows` stopped; `noLine` and `contig` did not consume the line at `lineStart`. */
export const rowStop = {
  noLine: 0,
  contig: 1,
  row: 2,
  header: 3,
  blank: 4,
  short: 5,
  badPosition: 6,
  nul: 7,
  /** A row whose last base stands in LEN or SVLEN. */
  long: 8,
} as const;

interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly report: WebAssembly.Global;
  readonly contigName: WebAssembly.Global;
  heapStart(): number;
  crc32(crc: number, at: number, length: number): number;
  begin(out: number): void;
  moved(out: number, first: number): void;
  inputAt(): number;
  outputAt(): number;
  inflate(from: number, inEnd: number, isLast: boolean, outEnd: number): number;
  block(from: number, length: number, out: number, size: number, crc: number): number;
  rows(at: number, end: number, nameLength: number, from: bigint, last: bigint): number;
}

/** Bytes of input the kernel takes at a time: a BGZF block always fits. */
const INPUT = 65_536;
/** What the kernel may touch behind an end: see assembly/inflate.ts. */
const SLACK = 1_024;
const PAGE = 65_536;
/** Of `contigName` in assembly/rows.ts, zero padding included. */
const NAME = 1_024 - 16;

/**
 * The kernel's memory holds its tables, a window of input and the text. Offsets that callers see count from the start of `text`.
 * @throws PangenicError `wasm-missing`, when the module is not the inflate kernel.
 */
export class InflateKernel {
  readonly #exports: Exports;
  readonly #input: number;
  readonly #base: number;
  #text: Uint8Array;
  #window: Uint8Array;
  #report: DataView;

  constructor(module: WebAssembly.Module) {
    const exports = new WebAssembly.Instance(module).exports as unknown as Exports;
    if (typeof exports.heapStart !== "function")
      throw new PangenicError("wasm-missing", "the WebAssembly module given is not the inflate kernel");
    this.#exports = exports;
    this.#input = exports.heapStart();
    this.#base = this.#input + INPUT + SLACK;
    this.#text = this.#window = new Uint8Array(0);
    this.#report = new DataView(exports.memory.buffer);
    this.reserve(PAGE);
  }

  /** The text area; a new view after `reserve` has grown it. */
  get text(): Uint8Array {
    return this.#text;
  }

  /** Makes `text` at least `bytes` long. What stands in it stays. */
  reserve(bytes: number): void {
    if (this.#text.length >= bytes) return;
    const { memory, report } = this.#exports;
    const missing = this.#base + bytes + SLACK - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
    this.#window = new Uint8Array(memory.buffer, this.#input, INPUT);
    this.#text = new Uint8Array(memory.buffer, this.#base, memory.buffer.byteLength - this.#base - SLACK);
    this.#report = new DataView(memory.buffer, report.value, 32);
  }

  /**
   * Inflates one whole BGZF block.
   * @param deflate at most 65,536 bytes.
   * @param to where the block's `size` bytes (at most 65,536) are written; `text` must reach that far.
   * @returns an `inflateStatus`: `done`, or broken; never more than `size` bytes stay valid.
   */
  block(deflate: Uint8Array, to: number, size: number, crc: number): number {
    this.#checkRoom(to, size);
    this.#window.set(deflate);
    return this.#exports.block(this.#input, deflate.length, this.#base + to, size, crc);
  }

  /** Starts a deflate stream whose text begins at `to`. */
  begin(to: number): void {
    this.#exports.begin(this.#base + to);
  }

  /** The text was moved within `text`: it ends at `end` now, and `first` is the first byte kept. */
  moved(end: number, first: number): void {
    this.#exports.moved(this.#base + end, this.#base + first);
  }

  /**
   * Continues a deflate stream.
   * @param deflate at most 65,536 bytes, from the first that was not consumed; all there is when `isLast`.
   * @param limit the text may run over it by up to 257 bytes; `text` must reach that far.
   */
  inflate(deflate: Uint8Array, isLast: boolean, limit: number): { status: number; consumed: number; end: number } {
    this.#checkRoom(limit, 257);
    this.#window.set(deflate);
    const exports = this.#exports;
    const status = exports.inflate(this.#input, this.#input + deflate.length, isLast, this.#base + limit);
    return { status, consumed: exports.inputAt() - this.#input, end: exports.outputAt() - this.#base };
  }

  /** CRC-32 of `text[start, end)`, continuing `crc` (0 at the start); unsigned. */
  crc32(crc: number, start: number, end: number): number {
    this.#checkRoom(start, end - start);
    return this.#exports.crc32(crc, this.#base + start, end - start) >>> 0;
  }

  /** Sets the contig that `rows` stays on. @returns the length to pass to `rows`; 0 where the name is too long to be one. */
  nameContig(name: Uint8Array): number {
    if (name.length > NAME) return 0;
    const area = new Uint8Array(this.#exports.memory.buffer, this.#exports.contigName.value, NAME + 16).fill(0);
    area.set(name);
    area[name.length] = 9;
    return name.length + 1;
  }

  /**
   * Walks rows in `text[start, end)` while they stay on the contig, step forward from `last` and end before `from`.
   * @returns a `rowStop`; the other fields tell about the line it stopped at.
   */
  rows(start: number, end: number, nameLength: number, from: number, last: number): RowStop {
    const stop = this.#exports.rows(this.#base + start, this.#base + end, nameLength, BigInt(from), BigInt(last));
    const report = this.#report;
    return {
      stop,
      pos: report.getFloat64(0, true),
      reach: report.getFloat64(8, true),
      lineStart: report.getUint32(16, true) - this.#base,
      lineEnd: report.getUint32(20, true) - this.#base,
      linesBefore: report.getUint32(28, true),
    };
  }

  #checkRoom(to: number, size: number): void {
    if (to < 0 || size < 0 || to + size > this.#text.length)
      throw new PangenicError("shape", "the text area is shorter than what is to be written");
  }
}

/** A line that the kernel could not pass by itself. */
export interface RowStop {
  /** A `rowStop`. */
  readonly stop: number;
  /** POS of the row, else of the last row walked over. */
  readonly pos: number;
  /** Last base of the row, 1-based. */
  readonly reach: number;
  readonly lineStart: number;
  /** Where its LF stands. */
  readonly lineEnd: number;
  /** Rows walked over before it. */
  readonly linesBefore: number;
}
