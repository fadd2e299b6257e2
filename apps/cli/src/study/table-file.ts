/** A table written row by row: to a file, or to standard output. */
import { outputFile } from "../output-file.ts";

/** Bytes gathered before they are written. */
const PIECE = 2 ** 18;

export interface TableFile {
  /** A line with its line end, or several; to be awaited where it gives a promise. */
  write(text: string): Promise<void> | undefined;
  /** Only here the file gets its name; without it nothing is left behind. */
  close(): Promise<void>;
}

/**
 * @param path null writes to standard output.
 * @param head first line, with its line end.
 * @throws PangenicError `file-unwritable`, here and where it is written.
 */
export function tableFile(path: string | null, head = ""): TableFile {
  const file = path === null ? null : outputFile(path);
  // Bytes, not strings: many small strings that wait make the collector copy them again and again.
  let piece = Buffer.allocUnsafe(PIECE);
  let length = piece.write(head);
  const send = (bytes: Uint8Array): Promise<void> =>
    file?.write(bytes) ??
    new Promise((resolve, reject) => {
      process.stdout.write(bytes, (error) => (error ? reject(error) : resolve()));
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
      await file?.close();
    },
  };
}
