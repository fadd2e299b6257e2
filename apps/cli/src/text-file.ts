/** A small text file that the command line names. */
import { readFile } from "node:fs/promises";
import { PangenicError } from "@pangenic/engine/base";

/**
 * @param what names the file in the message: `the table of labels`.
 * @throws PangenicError `file-unreadable`.
 */
export async function textFile(path: string, what: string): Promise<string> {
  return readFile(path, "utf8").catch((cause: NodeJS.ErrnoException) => {
    throw new PangenicError("file-unreadable", `${what} cannot be read (${cause.code})`, {}, { cause });
  });
}
