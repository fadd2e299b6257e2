/** Bytes as they are stored: a stream of chunks of any size, read ahead as far as the next step needs. */
import type { ByteStream, Task } from "../../base/index.ts";

export class StoredBytes {
  /** What is not yet consumed is `bytes[at, bytes.length)`. */
  bytes: Uint8Array = new Uint8Array(0);
  at = 0;
  ended = false;
  readonly #chunks: AsyncIterator<Uint8Array>;
  readonly #size: number | null;
  readonly #task: Task;
  #buffer: Uint8Array = new Uint8Array(0);
  /** Offset in the file of `bytes[0]`. */
  #base: number;

  /** @param base offset in the file of the stream's first byte. */
  constructor(stream: ByteStream, task: Task, base = 0) {
    this.#chunks = stream.chunks[Symbol.asyncIterator]();
    this.#size = stream.size;
    this.#task = task;
    this.#base = base;
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  /** Offset in the file of the next byte. */
  get offset(): number {
    return this.#base + this.at;
  }

  /** Appends the next chunk; false, and `ended`, where there is none. */
  async more(): Promise<boolean> {
    this.#task.signal?.throwIfAborted();
    const next = this.ended ? { done: true as const } : await this.#chunks.next();
    this.#task.progress?.(this.offset, this.#size);
    if (next.done) {
      this.ended = true;
      return false;
    }
    const chunk = next.value as Uint8Array;
    const kept = this.bytes.subarray(this.at);
    this.#base += this.at;
    this.at = 0;
    if (kept.length === 0) this.bytes = chunk;
    else {
      // One buffer for all, so that reading leaves no more behind than the chunks themselves.
      const length = kept.length + chunk.length;
      const buffer = this.#buffer.length < length ? new Uint8Array(length + chunk.length) : this.#buffer;
      buffer.set(kept);
      buffer.set(chunk, kept.length);
      this.#buffer = buffer;
      this.bytes = buffer.subarray(0, length);
    }
    return true;
  }

  /** Tells the source that no more is wanted. */
  async close(): Promise<void> {
    if (!this.ended) await this.#chunks.return?.();
    this.ended = true;
  }
}

/** One way of packing. Writes text into the kernel's text area. */
export interface Unpacker {
  /** Text written last that later text may still refer to, in bytes. */
  readonly history: number;
  /** All is unpacked. */
  readonly done: boolean;
  /**
   * Unpacks the next piece, at most `PIECE` bytes, to `end`.
   * @returns the new end; null where more stored bytes are needed first, or it is `done`.
   * @throws PangenicError when the stored bytes are broken, or have `ended` and something is missing.
   */
  step(stored: StoredBytes, end: number): number | null;
  /** The text was moved to the start of the text area, and what was given up stood before it; it ends at `end` now. */
  moved(end: number): void;
}

/** The most that one step writes: a BGZF block, or as much of a stream and the rest of a match. */
export const PIECE: number = 65_536 + 258;
