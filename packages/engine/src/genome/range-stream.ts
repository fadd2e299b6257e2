/** A stretch of a file as a stream, the next piece being read while the one before is worked on. */
import type { ByteSource, ByteStream } from "../base/index.ts";

const PIECE = 262_144;

/** The first read starts at once. @param to end of the stretch, excluded. */
export function rangeStream(source: ByteSource, from: number, to: number): ByteStream {
  const read = (at: number) => source.read(at, Math.min(PIECE, to - at));
  const first = from < to ? read(from) : null;
  // Whoever never reads the stream must not be told of a failed read by the platform.
  first?.catch(() => undefined);
  async function* chunks(): AsyncGenerator<Uint8Array> {
    let next = first;
    for (let at = from; next !== null; ) {
      const piece = await next;
      at += piece.length;
      next = piece.length > 0 && at < to ? read(at) : null;
      next?.catch(() => undefined);
      yield piece;
    }
  }
  return { chunks: chunks(), size: to - from };
}
