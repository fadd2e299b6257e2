/** Rows of a text file read by place, and their fields between spaces or tabs, without a string for each. */
import { type ByteSource, PangenicError, type Task } from "../../base/index.ts";

const LF = 10;
const TAB = 9;
const SPACE = 32;
const PIECE = 2 ** 19;
/** No allele of a known variant is longer. */
const LONGEST = 2 ** 24;

/** `bytes[start, end)` is a row without its line end; `offset` is the place of `bytes[0]` in the file. */
export type VisitRow = (bytes: Uint8Array, start: number, end: number, line: number, offset: number) => void;

/**
 * Every row that is not blank.
 * @param name of the kind of file, for messages.
 * @returns lines read.
 * @throws PangenicError `file-empty`, `encoding-unsupported`, `line-too-long`.
 */
export async function eachRow(source: ByteSource, name: string, visit: VisitRow, task: Task = {}): Promise<number> {
  if (source.size === 0) throw new PangenicError("file-empty", `the ${name} file is empty`, { offset: 0 });
  let area = new Uint8Array(Math.min(PIECE, source.size));
  /** Bytes of an unfinished row at the start of the area. */
  let kept = 0;
  let line = 0;
  for (let offset = 0; offset < source.size; ) {
    task.signal?.throwIfAborted();
    if (kept === area.length) {
      if (kept >= LONGEST)
        throw new PangenicError("line-too-long", `a line is longer than ${LONGEST} bytes`, { line: line + 1 });
      const larger = new Uint8Array(area.length * 2);
      larger.set(area);
      area = larger;
    }
    const piece = await source.read(offset, area.length - kept);
    if (piece.length === 0) break;
    area.set(piece, kept);
    if (offset === 0) checkStart(piece, name);
    const zero = piece.indexOf(0);
    if (zero >= 0)
      throw new PangenicError("encoding-unsupported", "a zero byte stands in the text; UTF-8 is read", {
        offset: offset + zero,
      });
    const base = offset - kept;
    offset += piece.length;
    const end = kept + piece.length;
    let at = 0;
    const text = area.subarray(0, end);
    // Rows are short: a call to find each one's end would cost more than looking.
    for (let stop = kept; stop < end; stop++) {
      if (text[stop] !== LF) continue;
      line++;
      give(text, at, stop, line, base, visit);
      at = stop + 1;
    }
    if (offset >= source.size && at < end) give(text, at, end, ++line, base, visit);
    area.copyWithin(0, at, end);
    kept = end - at;
    task.progress?.(offset, source.size);
  }
  return line;
}

function give(text: Uint8Array, start: number, end: number, line: number, base: number, visit: VisitRow): void {
  for (let i = start; i < end; i++)
    if (!isBlank(text[i]!)) {
      visit(text, start, end, line, base);
      return;
    }
}

function checkStart(text: Uint8Array, name: string): void {
  const [a, b, c] = text;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || (a === 0xef && b === 0xbb && c === 0xbf))
    throw new PangenicError(
      "encoding-unsupported",
      `the ${name} file begins with a byte order mark; PLINK's files are plain text without one`,
      { offset: 0 },
    );
  if (a === 31 && b === 139)
    throw new PangenicError("format-unsupported", `the ${name} file is packed; unpack it first`, { offset: 0 });
}

/**
 * Where the fields of a row lie.
 * @param into start and end of each field, by turns; further fields are counted only.
 * @returns how many fields the row has.
 */
export function fieldsAt(bytes: Uint8Array, start: number, end: number, into: Int32Array): number {
  let count = 0;
  for (let i = start; i < end; ) {
    while (i < end && isBlank(bytes[i]!)) i++;
    if (i >= end) break;
    const from = i;
    while (i < end && !isBlank(bytes[i]!)) i++;
    if (count * 2 < into.length) {
      into[count * 2] = from;
      into[count * 2 + 1] = i;
    }
    count++;
  }
  return count;
}

function isBlank(byte: number): boolean {
  return byte <= SPACE && (byte === TAB || byte === SPACE || byte === 13);
}
