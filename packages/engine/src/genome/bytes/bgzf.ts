/** BGZF: gzip members of at most 64 KiB of text, each telling its own size, so that a file can be read from any of them. */
import { type ByteSource, PangenicError } from "../../base/index.ts";
import { type InflateKernel, inflateStatus } from "../../kernels/index.ts";
import type { StoredBytes, Unpacker } from "./stored.ts";

/** Bytes of the fixed gzip header and the length of its extra field. */
const FIXED = 12;
const TRAILER = 8;
/** Longest block, and most text in one. */
export const BLOCK = 65_536;

/** A place in the text of a BGZF file, as its indexes write it: where the block starts, and how far into its text. */
export interface VirtualOffset {
  readonly block: number;
  readonly within: number;
}

/** How a block is framed; offsets count from the block's first byte. */
export interface BlockFrame {
  /** Of the whole block, header and trailer included. */
  readonly size: number;
  /** Where deflate data starts; it ends `TRAILER` bytes before the end. */
  readonly data: number;
}

/**
 * Reads a block's header: the `BC` subfield may stand anywhere among the extra fields.
 * @returns null where the bytes are no BGZF header, `"short"` where too few are given to tell.
 */
export function blockFrame(bytes: Uint8Array, at: number): BlockFrame | "short" | null {
  const left = bytes.length - at;
  const fixed = [31, 139, 8, 4];
  for (let i = 0; i < fixed.length; i++) {
    if (i >= left) return "short";
    if (bytes[at + i] !== fixed[i]) return null;
  }
  if (left < FIXED) return "short";
  const data = FIXED + u16(bytes, at + 10);
  if (left < data) return "short";
  for (let field = FIXED; field + 4 <= data; ) {
    const length = u16(bytes, at + field + 2);
    if (bytes[at + field] === 66 && bytes[at + field + 1] === 67 && length === 2 && field + 6 <= data) {
      const size = u16(bytes, at + field + 4) + 1;
      return size < data + TRAILER ? null : { size, data };
    }
    field += 4 + length;
  }
  return null;
}

function u16(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8);
}

function u32(bytes: Uint8Array, at: number): number {
  return (u16(bytes, at) | (u16(bytes, at + 2) << 16)) >>> 0;
}

/** Which blocks to unpack; a whole file where nothing is given. */
export interface BlockRange {
  /** Text of the first block to leave out. */
  readonly skip?: number;
  /** Where to stop; a whole file stops at its empty last block. */
  readonly end?: VirtualOffset;
}

/** Unpacks whole blocks, with CRC-32 and length checked. */
export class BgzfUnpacker implements Unpacker {
  readonly history = 0;
  done = false;
  readonly #kernel: InflateKernel;
  readonly #end: VirtualOffset | null;
  #skip: number;
  #lastWasEmpty = false;

  constructor(kernel: InflateKernel, range: BlockRange = {}) {
    this.#kernel = kernel;
    this.#skip = range.skip ?? 0;
    this.#end = range.end ?? null;
  }

  step(stored: StoredBytes, end: number): number | null {
    const offset = stored.offset;
    if (this.#atEnd(stored)) {
      this.done = true;
      return null;
    }
    const frame = stored.left === 0 ? "short" : blockFrame(stored.bytes, stored.at);
    if (frame === null) throw new PangenicError("bgzf-broken", "no BGZF block starts here", { offset });
    if (frame === "short" || stored.left < frame.size) {
      if (!stored.ended) return null;
      const rule = stored.left === 0 ? "without the empty block that closes BGZF" : "within a BGZF block";
      throw new PangenicError("bgzf-truncated", `the file ends ${rule}`, { offset });
    }
    const { bytes, at } = stored;
    const trailer = at + frame.size - TRAILER;
    const size = u32(bytes, trailer + 4);
    if (size > BLOCK) throw new PangenicError("bgzf-broken", "a BGZF block holds more than 64 KiB", { offset });
    const status = this.#kernel.block(bytes.subarray(at + frame.data, trailer), end, size, u32(bytes, trailer));
    if (status === inflateStatus.badCrc)
      throw new PangenicError("bgzf-crc", "a BGZF block does not have the CRC-32 that is stored with it", { offset });
    if (status !== inflateStatus.done)
      throw new PangenicError("bgzf-broken", "the deflate data of a BGZF block are broken", { offset });
    stored.at += frame.size;
    this.#lastWasEmpty = size === 0;
    return this.#cut(offset, end, size);
  }

  moved(): void {
    // A block refers to nothing before itself.
  }

  #atEnd(stored: StoredBytes): boolean {
    if (this.#end === null) return stored.left === 0 && stored.ended && this.#lastWasEmpty;
    if (this.done || (stored.offset === this.#end.block && this.#end.within === 0)) return true;
    if (stored.offset > this.#end.block)
      throw new PangenicError("bgzf-broken", "no BGZF block starts where one must", { offset: this.#end.block });
    return false;
  }

  /** Leaves out what stands before and after the range. */
  #cut(offset: number, end: number, size: number): number {
    const last = this.#end !== null && offset === this.#end.block;
    const until = last ? this.#end!.within : size;
    if (this.#skip > until || until > size)
      throw new PangenicError("index-broken", "an index points behind the text of a block", { offset });
    if (this.#skip > 0) this.#kernel.text.copyWithin(end, end + this.#skip, end + until);
    const length = until - this.#skip;
    this.#skip = 0;
    this.done = last;
    return end + length;
  }
}

/**
 * The first block that starts at `from` or later, told by its header and by the header of the block behind it.
 * Data may imitate both: who cuts a file here must check that the blocks before end exactly here.
 * @returns the file's size where no block starts.
 */
export async function nextBlock(source: ByteSource, from: number): Promise<number> {
  const bytes = await source.read(from, 3 * BLOCK);
  for (let at = bytes.indexOf(31); at >= 0 && at < BLOCK; at = bytes.indexOf(31, at + 1)) {
    const frame = blockFrame(bytes, at);
    if (frame === null || frame === "short") continue;
    const behind = at + frame.size;
    if (from + behind === source.size || typeof (blockFrame(bytes, behind) ?? "none") === "object") return from + at;
  }
  return source.size;
}
