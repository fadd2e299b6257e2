/** Small BGZF and gzip files for tests, on any platform. */
import { deflateSync } from "fflate";
import type { ByteSource, ByteStream } from "../packages/engine/src/base/index.ts";

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc >>> 0;
});

/** Written apart from the kernel, so that the two can disagree. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ table[(crc ^ byte) & 255]!;
  return (crc ^ 0xffffffff) >>> 0;
}

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function trailerOf(text: Uint8Array): Uint8Array {
  const trailer = new DataView(new ArrayBuffer(8));
  trailer.setUint32(0, crc32(text), true);
  trailer.setUint32(4, text.length, true);
  return new Uint8Array(trailer.buffer);
}

/** @param before extra subfields that stand before `BC`. */
export function bgzfBlock(text: Uint8Array, before: readonly number[] = []): Uint8Array {
  const deflate = deflateSync(text, { level: 6 });
  const extra = before.length + 6;
  const size = 12 + extra + deflate.length + 8 - 1;
  const header = [31, 139, 8, 4, 0, 0, 0, 0, 0, 255, extra & 255, extra >> 8, ...before, 66, 67, 2, 0];
  return concat(Uint8Array.of(...header, size & 255, size >> 8), deflate, trailerOf(text));
}

/** Closes every BGZF file. */
export const endBlock: Uint8Array = Uint8Array.from([
  31, 139, 8, 4, 0, 0, 0, 0, 0, 255, 6, 0, 66, 67, 2, 0, 27, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0,
]);

/** @param blockText bytes of text in a block. */
export function bgzf(text: Uint8Array, blockText: number = 65_280): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (let at = 0; at < text.length; at += blockText) blocks.push(bgzfBlock(text.subarray(at, at + blockText)));
  return concat(...blocks, endBlock);
}

/** One gzip member. */
export function gzip(text: Uint8Array, flags = 0, optional: readonly number[] = []): Uint8Array {
  const header = Uint8Array.of(31, 139, 8, flags, 0, 0, 0, 0, 0, 255, ...optional);
  return concat(header, deflateSync(text, { level: 6 }), trailerOf(text));
}

/** The bytes in chunks of `size`. */
export function streamOf(bytes: Uint8Array, size: number = bytes.length): ByteStream {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
  }
  return { chunks: chunks(), size: bytes.length };
}

export function sourceOf(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: async (offset, length) => bytes.slice(offset, offset + length) };
}

/** sfc32: whole numbers below a limit, the same for the same seed. */
export function randomFrom(seed: number): (below: number) => number {
  let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, 0xb7e15162 ^ seed, 1];
  const next = (): number => {
    const t = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 12; i++) next();
  return (below) => Math.floor((next() / 2 ** 32) * below);
}
