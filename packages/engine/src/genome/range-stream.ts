/** A stretch of a file as a stream, the next piece being read while the one before is worked on. */
import type { ByteSource, ByteStream } from "../base/index.ts";

const PIECE = 131_072;

/**
 * The first read starts at once.
 * @param to end of the stretch, excluded.
 * @param firstPiece what is likely to be enough.
 */
export function rangeStream(source: ByteSource, from: number, to: number, firstPiece: number = PIECE): ByteStream {
  const read = (at: number, piece: number) => source.read(at, Math.min(piece, PIECE, to - at));
  const first = from < to ? read(from, firstPiece) : null;
  // Whoever never reads the stream must not be told of a failed read by the platform.
  first?.catch(() => undefined);
  async function* chunks(): AsyncGenerator<Uint8Array> {
    let next = first;
    for (let at = from; next !== null; ) {
      const piece = await next;
      at += piece.length;
      const goesOn = piece.length > 0 && at < to;
      // Behind a first piece that is likely to be enough, nothing is read before it is asked for.
      next = goesOn && firstPiece === PIECE ? read(at, PIECE) : null;
      next?.catch(() => undefined);
      yield piece;
      if (goesOn) next ??= read(at, PIECE);
    }
  }
  return { chunks: chunks(), size: to - from };
}
