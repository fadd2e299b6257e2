/** A stretch of a file as a stream, the next piece being read while the one before is worked on. */
import type { ByteSource, ByteStream } from "../../base/index.ts";

const PIECE = 131_072;

/** Memory that is read into again and again: what was read stands until `count` more pieces were read. */
export class ReadRing {
  readonly #buffers: Uint8Array[];
  #next = 0;

  constructor(count: number, bytes: number = PIECE) {
    this.#buffers = Array.from({ length: count }, () => new Uint8Array(bytes));
  }

  /** A read that fits in, or one with memory of its own. */
  read(source: ByteSource, offset: number, length: number): Promise<Uint8Array> {
    const into = this.#buffers[this.#next]!;
    if (length > into.length) return source.read(offset, length);
    this.#next = (this.#next + 1) % this.#buffers.length;
    return source.read(offset, length, into);
  }
}

/**
 * The first read starts at once. A chunk of the stream is valid until the next one is asked for and a step longer.
 * @param to end of the stretch, excluded.
 * @param first what is likely to be enough, and where it is read to.
 */
export function rangeStream(
  source: ByteSource,
  from: number,
  to: number,
  first?: { readonly piece: number; readonly ring: ReadRing },
): ByteStream {
  // One piece is worked on, one is ready, one is being read.
  const ring = first === undefined ? new ReadRing(3, Math.min(PIECE, Math.max(0, to - from))) : null;
  const read = (at: number): Promise<Uint8Array> => {
    const length = Math.min(PIECE, to - at);
    return ring === null ? source.read(at, length) : ring.read(source, at, length);
  };
  let next: Promise<Uint8Array> | null = null;
  if (from < to)
    next = first === undefined ? read(from) : first.ring.read(source, from, Math.min(first.piece, to - from));
  // Whoever never reads the stream must not be told of a failed read by the platform.
  next?.catch(() => undefined);
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = from; next !== null; ) {
      const piece: Uint8Array = await next;
      at += piece.length;
      const goesOn = piece.length > 0 && at < to;
      // Behind a first piece that is likely to be enough, nothing is read before it is asked for.
      next = goesOn && first === undefined ? read(at) : null;
      next?.catch(() => undefined);
      yield piece;
      if (goesOn) next ??= read(at);
    }
  }
  return { chunks: chunks(), size: to - from };
}
