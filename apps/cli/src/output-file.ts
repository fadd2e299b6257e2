/** Files that stand under their name only when they are whole. */
import { accessSync, close, constants, openSync, realpathSync, renameSync, rmSync, statSync, write } from "node:fs";
import { mkdir } from "node:fs/promises";
import { promisify } from "node:util";
import { PangenicError } from "@pangenic/engine/base";

const writeTo = promisify(write);
const closeOf = promisify(close);

export interface OutputFile {
  /** To be awaited before the next. */
  write(bytes: Uint8Array): Promise<void>;
  /** Only here the file gets its name; without it nothing is left behind. */
  close(): Promise<void>;
}

/** Begun and not closed: taken away when the program ends. */
const unfinished = new Set<string>();
process.on("exit", () => {
  for (const path of unfinished) rmSync(path, { force: true });
});

/** @throws PangenicError `file-unwritable`. */
export function outputFile(path: string): OutputFile {
  const { target, part, file } = unwritable(() => opened(path));
  if (part !== target) unfinished.add(part);
  return {
    async write(bytes) {
      for (let done = 0; done < bytes.length; ) done += (await writeTo(file, bytes, done).catch(refuse)).bytesWritten;
    },
    async close() {
      await closeOf(file).catch(refuse);
      if (part === target) return;
      unwritable(() => renameSync(part, target));
      unfinished.delete(part);
    },
  };
}

/** @throws PangenicError `file-unwritable`. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const file = outputFile(path);
  await file.write(typeof content === "string" ? Buffer.from(content) : content);
  await file.close();
}

/** Makes it, and those above it, where it does not exist. @throws PangenicError `file-unwritable`. */
export async function outputFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true }).catch(refuse);
}

function opened(path: string): { readonly target: string; readonly part: string; readonly file: number } {
  const before = statSync(path, { throwIfNoEntry: false });
  // A device or a pipe has no name to give.
  if (before !== undefined && !before.isFile()) return { target: path, part: path, file: openSync(path, "w") };
  // What a link leads to is written, with the rights that it has; what is write-protected stays.
  if (before !== undefined) accessSync(path, constants.W_OK);
  const target = before === undefined ? path : realpathSync(path);
  const part = `${target}.part`;
  if (unfinished.has(part)) throw new PangenicError("file-unwritable", "two results would be written to one file");
  return { target, part, file: openSync(part, "w", before === undefined ? 0o666 : before.mode & 0o777) };
}

function unwritable<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof PangenicError) throw cause;
    return refuse(cause as NodeJS.ErrnoException);
  }
}

function refuse(cause: NodeJS.ErrnoException): never {
  const why = cause.code === "ENOENT" ? "its folder does not exist" : cause.code;
  throw new PangenicError("file-unwritable", `a file cannot be written (${why})`, {}, { cause });
}
