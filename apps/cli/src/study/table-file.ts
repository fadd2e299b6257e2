/** A table written row by row: to a file, or to standard output. */
import { createWriteStream } from "node:fs";

/** Bytes gathered before they are written. */
const PIECE = 2 ** 18;

export interface TableFile {
  /** A line with its line end, or several; to be awaited where it gives a promise. */
  write(text: string): Promise<void> | undefined;
  close(): Promise<void>;
}

/**
 * @param path null writes to standard output.
 * @param head first line, with its line end.
 */
export function tableFile(path: string | null, head = ""): TableFile {
  const stream = path === null ? process.stdout : createWriteStream(path);
  // The write that meets a failure tells it; unheard, the event would end the program.
  if (path !== null) stream.on("error", () => {});
  // Bytes, not strings: many small strings that wait make the collector copy them again and again.
  let piece = Buffer.allocUnsafe(PIECE);
  let length = piece.write(head);
  const send = (bytes: Uint8Array): Promise<void> =>
    new Promise((resolve, reject) => {
      stream.write(bytes, (error) => (error ? reject(error) : resolve()));
    });
  const flush = (): Promise<void> => {
    const bytes = piece.subarray(0, length);
    piece = Buffer.allocUnsafe(PIECE);
    length = 0;
    return send(bytes);
  };
  return {
    write(text) {
      const most = 3 * text.length;
      if (most > PIECE) return flush().then(() => send(Buffer.from(text)));
      const full = length + most > PIECE ? flush() : undefined;
      length += piece.write(text, length);
      return full;
    },
    async close() {
      await flush();
      if (path !== null) await new Promise<void>((resolve) => stream.end(resolve));
    },
  };
}
