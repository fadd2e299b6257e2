/** The text of a file, unpacked as it is read: a window that slides over it, in the kernel's own memory. */
import { type ByteStream, PangenicError, type Task } from "../../base/index.ts";
import type { InflateKernel } from "../../kernels/index.ts";
import { BgzfUnpacker, BLOCK, type BlockRange } from "./bgzf.ts";
import { GzipUnpacker, type Packing, packingOf, type UnpackLimits, unpackLimits } from "./gzip.ts";
import { PIECE, StoredBytes, type Unpacker } from "./stored.ts";

/** Text unpacked before it is looked at: large enough to share the cost of a turn, small enough for a core's own cache. */
const TURN = 262_144;
/** A line longer than a turn doubles the next, so that looking again at its start stays cheap, up to this. */
const LONGEST_TURN = 2 ** 23;

export interface WindowOptions {
  readonly task?: Task;
  readonly limits?: UnpackLimits;
  /** Text unpacked before it is looked at, about. */
  readonly turn?: number;
  /** A part of a BGZF file: where in the file the stream starts, and which of its text counts. */
  readonly part?: BlockRange & { readonly offset: number };
}

export class TextWindow {
  readonly kernel: InflateKernel;
  /** Unread text is `kernel.text[start, end)`; the reader moves `start`. */
  start = 0;
  end = 0;
  packing: Packing | null = null;
  readonly #stored: StoredBytes;
  readonly #options: WindowOptions;
  #unpacker: Unpacker | null = null;

  constructor(stream: ByteStream, kernel: InflateKernel, options: WindowOptions = {}) {
    this.kernel = kernel;
    this.#options = options;
    this.#stored = new StoredBytes(stream, options.task ?? {}, options.part?.offset ?? 0);
  }

  /**
   * Unpacks more text behind `end`; what stands before `start` may be given up, and both move.
   * @returns false where no more text comes.
   * @throws PangenicError for broken packing, encodings that are not read, and an empty file.
   */
  async fill(): Promise<boolean> {
    const isFirst = this.#unpacker === null;
    const unpacker = this.#unpacker ?? (await this.#open());
    const turn = Math.min(Math.max(this.#options.turn ?? TURN, this.end - this.start), LONGEST_TURN);
    this.#slide(unpacker, turn + PIECE);
    const before = this.end;
    while (this.end - before < turn) {
      const end = unpacker.step(this.#stored, this.end);
      if (end !== null) this.end = end;
      else if (unpacker.done) break;
      else await this.#stored.more();
    }
    if (isFirst && this.#options.part === undefined) this.#checkStart();
    return this.end > before;
  }

  /** Tells the source that no more is wanted. */
  close(): Promise<void> {
    return this.#stored.close();
  }

  async #open(): Promise<Unpacker> {
    const stored = this.#stored;
    const { limits = unpackLimits, part } = this.#options;
    if (part !== undefined) this.packing = "bgzf";
    else {
      // A BGZF header may be as long as a block, but a few bytes tell every other packing.
      while (stored.left < 18 && (await stored.more()));
      if (stored.bytes[0] === 31) while (stored.left < BLOCK && (await stored.more()));
      this.packing = packingOf(stored.bytes);
    }
    this.#unpacker =
      this.packing === "bgzf"
        ? new BgzfUnpacker(this.kernel, part)
        : this.packing === "gzip"
          ? new GzipUnpacker(this.kernel, limits)
          : new PlainText(this.kernel);
    return this.#unpacker;
  }

  /** Makes room for `bytes` behind `end`. */
  #slide(unpacker: Unpacker, bytes: number): void {
    const { kernel } = this;
    if (this.end + bytes <= kernel.text.length) return;
    const first = Math.max(0, Math.min(this.start, this.end - unpacker.history));
    kernel.text.copyWithin(0, first, this.end);
    this.start -= first;
    this.end -= first;
    kernel.reserve(this.end + bytes);
    unpacker.moved(this.end);
  }

  /** Tells encodings apart that would be read as nonsense. */
  #checkStart(): void {
    const text = this.kernel.text.subarray(this.start, this.end);
    if (text.length === 0) throw new PangenicError("file-empty", "the file holds no text", { offset: 0 });
    if ((text[0] === 0xff && text[1] === 0xfe) || (text[0] === 0xfe && text[1] === 0xff))
      throw new PangenicError("encoding-unsupported", "the file is UTF-16; UTF-8 is read", { line: 1 });
    const cr = text.indexOf(13);
    if (cr >= 0 && cr < text.length - 1 && text.indexOf(10) < 0)
      throw new PangenicError("encoding-unsupported", "lines end in CR alone; LF or CR LF is read", { line: 1 });
    if (text[0] === 0xef && text[1] === 0xbb && text[2] === 0xbf) this.start += 3;
  }
}

/** Text as it is. */
class PlainText implements Unpacker {
  readonly history = 0;
  done = false;
  readonly #kernel: InflateKernel;

  constructor(kernel: InflateKernel) {
    this.#kernel = kernel;
  }

  step(stored: StoredBytes, end: number): number | null {
    if (stored.left === 0) {
      this.done = stored.ended;
      return null;
    }
    const piece = stored.bytes.subarray(stored.at, stored.at + BLOCK);
    this.#kernel.text.set(piece, end);
    stored.at += piece.length;
    return end + piece.length;
  }

  moved(): void {
    // Nothing refers back.
  }
}
