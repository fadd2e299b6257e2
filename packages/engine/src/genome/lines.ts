/** All lines of a text file, packed or not. */
import { type ByteStream, PangenicError, type Task } from "../base/index.ts";
import { InflateKernel } from "../kernels/index.ts";
import { type ScanLimits, scanLimits } from "./scan.ts";
import { TextWindow } from "./text-window.ts";

const LF = 10;
const CR = 13;

/**
 * @param stream plain text, gzip or BGZF, told from its first bytes.
 * @param onLine gets each line without its line end, counted from 1.
 * @throws PangenicError for broken packing, encodings that are not read, zero bytes and lines too long.
 */
export async function eachLine(
  stream: ByteStream,
  inflate: WebAssembly.Module,
  onLine: (line: string, lineNumber: number) => void,
  task: Task = {},
  limits: ScanLimits = scanLimits,
): Promise<void> {
  const window = new TextWindow(stream, new InflateKernel(inflate), { task, limits });
  const decoder = new TextDecoder();
  let lineNumber = 0;
  const deliver = (start: number, end: number): void => {
    const { text } = window.kernel;
    const line = text.subarray(start, end > start && text[end - 1] === CR ? end - 1 : end);
    lineNumber++;
    if (line.includes(0))
      throw new PangenicError("encoding-unsupported", "a zero byte stands in the text; UTF-8 is read", {
        line: lineNumber,
      });
    onLine(decoder.decode(line), lineNumber);
  };
  try {
    while (await window.fill()) {
      const unread = window.kernel.text.subarray(0, window.end);
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
