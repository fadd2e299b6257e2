/** All lines of a text file, packed or not. */
import { type ByteStream, PangenicError, type Task } from "../../base/index.ts";
import { InflateKernel } from "../../kernels/index.ts";
import { type ScanLimits, scanLimits } from "../vcf/scan.ts";
import { TextWindow } from "./text-window.ts";

const LF = 10;
const CR = 13;

/** `text[start, end)` is a line without its line end; it holds until the visit ends. */
export type VisitLine = (text: Uint8Array, start: number, end: number, lineNumber: number) => void;

/**
 * @param stream plain text, gzip or BGZF, told from its first bytes.
 * @param onLine gets each line without its line end, counted from 1.
 * @throws PangenicError for broken packing, encodings that are not read, zero bytes and lines too long.
 */
export function eachLine(
  stream: ByteStream,
  inflate: WebAssembly.Module,
  onLine: (line: string, lineNumber: number) => void,
  task: Task = {},
  limits: ScanLimits = scanLimits,
): Promise<void> {
  const decoder = new TextDecoder();
  const visit: VisitLine = (text, start, end, line) => onLine(decoder.decode(text.subarray(start, end)), line);
  return eachTextLine(stream, inflate, visit, task, limits);
}

/** As `eachLine`, without a string for each. */
export async function eachTextLine(
  stream: ByteStream,
  inflate: WebAssembly.Module,
  visit: VisitLine,
  task: Task = {},
  limits: ScanLimits = scanLimits,
): Promise<void> {
  const window = new TextWindow(stream, new InflateKernel(inflate), { task, limits });
  let lineNumber = 0;
  /** Of the first zero byte in the window, behind all text where there is none. */
  let zero = 0;
  const deliver = (start: number, end: number): void => {
    const { text } = window.kernel;
    lineNumber++;
    if (zero < end)
      throw new PangenicError("encoding-unsupported", "a zero byte stands in the text; UTF-8 is read", {
        line: lineNumber,
      });
    visit(text, start, end > start && text[end - 1] === CR ? end - 1 : end, lineNumber);
  };
  try {
    while (await window.fill()) {
      const unread = window.kernel.text.subarray(0, window.end);
      zero = unread.indexOf(0, window.start);
      if (zero < 0) zero = Number.POSITIVE_INFINITY;
      for (let end = unread.indexOf(LF, window.start); end >= 0; end = unread.indexOf(LF, window.start)) {
        deliver(window.start, end);
        window.start = end + 1;
      }
      if (window.end - window.start > limits.line)
        throw new PangenicError("line-too-long", `a line is longer than ${limits.line} bytes`, {
          line: lineNumber + 1,
        });
    }
    if (window.end > window.start) deliver(window.start, window.end);
  } finally {
    await window.close();
  }
}
