/** How a file is packed, and ordinary gzip: one or many members, each with its CRC-32 and length checked. */
import { PangenicError } from "../../base/index.ts";
import { type InflateKernel, inflateStatus } from "../../kernels/index.ts";
import { blockFrame } from "./bgzf.ts";
import { PIECE, type StoredBytes, type Unpacker } from "./stored.ts";

export type Packing = "plain" | "gzip" | "bgzf";

const archives: readonly (readonly number[])[] = [
  [0x50, 0x4b, 3, 4], // zip
  [0x50, 0x4b, 5, 6], // zip, empty
  [0xfd, 0x37, 0x7a, 0x58], // xz
  [0x28, 0xb5, 0x2f, 0xfd], // zstd
  [0x42, 0x5a, 0x68], // bzip2
  [0x37, 0x7a, 0xbc, 0xaf], // 7z
];

/**
 * Told from a file's first bytes (64 KiB are always enough), never from its name.
 * @throws PangenicError `archive-unsupported`, for archives and packings that are not read here.
 */
export function packingOf(first: Uint8Array): Packing {
  if (first[0] === 31 && first[1] === 139) return typeof (blockFrame(first, 0) ?? "no") === "object" ? "bgzf" : "gzip";
  if (archives.some((magic) => magic.every((byte, i) => first[i] === byte)))
    throw new PangenicError("archive-unsupported", "unpack the archive first: plain text, gzip and BGZF are read", {
      offset: 0,
    });
  return "plain";
}

/** Against files that unpack to far more than they are. */
export interface UnpackLimits {
  /** Most text, bytes. */
  readonly text: number;
  /** Most text per stored byte, once `grace` bytes are unpacked; deflate itself ends at 1,032. */
  readonly ratio: number;
  readonly grace: number;
}

/** Real genomes stay below a ratio of 400. */
export const unpackLimits: UnpackLimits = { text: 2 ** 42, ratio: 1_000, grace: 2 ** 24 };

const WINDOW = 32_768;
const INPUT = 65_536;
/** Longest member header accepted: names and comments have no end of their own. */
const HEADER = 65_536;

/** Unpacks members one after the other. */
export class GzipUnpacker implements Unpacker {
  readonly history: number = WINDOW;
  done = false;
  readonly #kernel: InflateKernel;
  readonly #limits: UnpackLimits;
  #stage: "header" | "deflate" | "trailer" = "header";
  #members = 0;
  #crc = 0;
  #size = 0;
  #text = 0;

  constructor(kernel: InflateKernel, limits: UnpackLimits = unpackLimits) {
    this.#kernel = kernel;
    this.#limits = limits;
  }

  step(stored: StoredBytes, end: number): number | null {
    const offset = stored.offset;
    if (this.#stage === "header") {
      if (this.#members > 0 && this.#onlyPadding(stored)) {
        this.done = stored.ended;
        return null;
      }
      const length = headerLength(stored.bytes, stored.at);
      if (length === null) throw new PangenicError("gzip-broken", "no gzip header stands here", { offset });
      if (length === "short") {
        if (stored.ended || stored.left > HEADER)
          throw new PangenicError("gzip-broken", "the file ends within a gzip header", { offset });
        return null;
      }
      stored.at += length;
      this.#kernel.begin(end);
      this.#crc = this.#size = 0;
      this.#stage = "deflate";
      return end;
    }
    if (this.#stage === "deflate") {
      const input = stored.bytes.subarray(stored.at, stored.at + INPUT);
      const isLast = stored.ended && input.length === stored.left;
      const result = this.#kernel.inflate(input, isLast, end + PIECE - 258);
      if (result.status < 0) {
        const rule =
          result.status === inflateStatus.truncated
            ? "the file ends within deflate data"
            : "the deflate data are broken";
        throw new PangenicError("gzip-broken", rule, { offset });
      }
      stored.at += result.consumed;
      this.#crc = this.#kernel.crc32(this.#crc, end, result.end);
      this.#size += result.end - end;
      this.#text += result.end - end;
      this.#checkLimits(stored.offset);
      if (result.status === inflateStatus.done) this.#stage = "trailer";
      else if (result.status === inflateStatus.needsInput && result.consumed === 0 && result.end === end) return null;
      return result.end;
    }
    if (stored.left < 8) {
      if (stored.ended) throw new PangenicError("gzip-broken", "the file ends within a gzip trailer", { offset });
      return null;
    }
    const trailer = new DataView(stored.bytes.buffer, stored.bytes.byteOffset + stored.at, 8);
    if (trailer.getUint32(0, true) !== this.#crc || trailer.getUint32(4, true) !== this.#size % 2 ** 32)
      throw new PangenicError("gzip-broken", "the text does not have the CRC-32 and length stored with it", { offset });
    stored.at += 8;
    this.#members++;
    this.#stage = "header";
    return end;
  }

  moved(end: number): void {
    // No match reaches back beyond its own member.
    this.#kernel.moved(end, Math.max(0, end - this.#size));
  }

  /** Zero bytes may pad a file behind its last member, as gzip itself allows. */
  #onlyPadding(stored: StoredBytes): boolean {
    while (stored.left > 0 && stored.bytes[stored.at] === 0) stored.at++;
    return stored.left === 0;
  }

  #checkLimits(stored: number): void {
    const { text, ratio, grace } = this.#limits;
    if (this.#text > text || (this.#text > grace && this.#text > stored * ratio))
      throw new PangenicError("gzip-too-large", "the file unpacks to more than is allowed", { offset: stored });
  }
}

/** Length of a member's header; null where it is none, `"short"` where more bytes are needed. */
function headerLength(bytes: Uint8Array, at: number): number | "short" | null {
  const magic = [31, 139, 8];
  for (let i = 0; i < magic.length; i++) {
    if (at + i >= bytes.length) return "short";
    if (bytes[at + i] !== magic[i]) return null;
  }
  if (bytes.length < at + 10) return "short";
  const flags = bytes[at + 3]!;
  if (flags & 0b1110_0000) return null;
  let end = at + 10;
  if (flags & 4) {
    if (bytes.length < end + 2) return "short";
    end += 2 + (bytes[end]! | (bytes[end + 1]! << 8));
  }
  // Name and comment, each closed by a zero byte.
  for (const flag of [8, 16]) {
    if (!(flags & flag)) continue;
    const zero = bytes.indexOf(0, end);
    if (zero < 0) return "short";
    end = zero + 1;
  }
  if (flags & 2) end += 2;
  return end > bytes.length ? "short" : end - at;
}
