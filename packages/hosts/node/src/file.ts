/** Files and standard input as the engine's bytes. */
import { createReadStream, readSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { type ByteSource, type ByteStream, PangenicError } from "@pangenic/engine/base";

const CHUNK = 262_144;
/** Pieces up to this are read at once: a turn of the thread pool costs more than the copy. */
const SMALL = 65_536;

/**
 * @param path `-` reads standard input.
 * @throws PangenicError `file-unreadable`, while it is read too.
 */
export async function streamOf(path: string): Promise<ByteStream> {
  if (path === "-") return { chunks: readable(process.stdin), size: null };
  const file = await opened(path);
  const { size } = await file.stat();
  const from = createReadStream("", { fd: file, highWaterMark: CHUNK });
  return { chunks: readable(from), size };
}

/** A file that is read at any place, and the way to close it. */
export interface OpenFile extends ByteSource {
  close(): Promise<void>;
}

/** @throws PangenicError `file-unreadable`, while it is read too. */
export async function sourceOf(path: string): Promise<OpenFile> {
  const file = await opened(path);
  const { size } = await file.stat();
  return {
    size,
    async read(offset, length, into) {
      const count = Math.max(0, Math.min(length, size - offset));
      const bytes = into?.subarray(0, count) ?? new Uint8Array(count);
      for (let done = 0; done < bytes.length; ) {
        const bytesRead = await readPiece(file, bytes, done, offset + done).catch(refuse);
        if (bytesRead === 0) throw new PangenicError("file-unreadable", "the file became shorter while it was read");
        done += bytesRead;
      }
      return bytes;
    },
    close: () => file.close(),
  };
}

/** Fills what is left of `bytes`, or a part of it. */
async function readPiece(file: FileHandle, bytes: Uint8Array, done: number, offset: number): Promise<number> {
  const left = bytes.length - done;
  if (left <= SMALL) return readSync(file.fd, bytes, done, left, offset);
  return (await file.read(bytes, done, left, offset)).bytesRead;
}

async function opened(path: string): Promise<FileHandle> {
  const file = await open(path).catch(refuse);
  if ((await file.stat()).isDirectory()) {
    await file.close();
    throw new PangenicError("file-unreadable", "a folder was given where a file is read");
  }
  return file;
}

async function* readable(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* stream;
  } catch (error) {
    refuse(error);
  }
}

function refuse(error: unknown): never {
  const code = (error as NodeJS.ErrnoException).code ?? "unknown";
  throw new PangenicError("file-unreadable", `the file cannot be read (${code})`, {}, { cause: error });
}
