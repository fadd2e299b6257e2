/** What kind of file is this? Told from its first text, never from its name. */
import { Gunzip } from "fflate";
import { type ByteStream, PangenicError } from "../../base/index.ts";

export type Content = "vcf" | "table" | "zip";

/** First bytes of files that people give by mistake, and what to call them. */
const strangers: readonly (readonly [string, string])[] = [
  ["BAM\u0001", "BAM alignments"],
  ["CRAM", "CRAM alignments"],
  ["BCF\u0002", "BCF"],
  ["%PDF", "PDF"],
  ["\u0089PNG", "PNG image"],
  ["\u00ff\u00d8\u00ff", "JPEG image"],
  ["\u0089HDF", "HDF5"],
  ["SQLite format 3", "SQLite database"],
  ["\u006c\u001b\u0001", "PLINK genotypes"],
  ["@HD\t", "SAM alignments"],
  ["@SQ\t", "SAM alignments"],
  ["##gff", "GFF annotation"],
  ["{", "JSON"],
  ["[", "JSON"],
  ["<", "HTML or XML"],
  [">", "FASTA sequence"],
  ["{\\rtf", "RTF document"],
];

const PEEK = 65_536;

/**
 * Looks at the first bytes and gives them back.
 * @throws PangenicError `file-empty`, `format-unsupported`, `encoding-unsupported`, `vcf-header-missing`.
 */
export async function contentOf(
  stream: ByteStream,
): Promise<{ readonly content: Content; readonly stream: ByteStream }> {
  const iterator = stream.chunks[Symbol.asyncIterator]();
  const taken: Uint8Array[] = [];
  let size = 0;
  while (size < PEEK) {
    const { done, value } = await iterator.next();
    if (done === true) break;
    taken.push(value);
    size += value.length;
  }
  const head = joined(taken, size);
  async function* chunks(): AsyncGenerator<Uint8Array> {
    try {
      if (head.length > 0) yield head;
      for (;;) {
        const { done, value } = await iterator.next();
        if (done === true) return;
        yield value;
      }
    } finally {
      await iterator.return?.();
    }
  }
  return { content: recognized(head), stream: { chunks: chunks(), size: stream.size } };
}

function recognized(head: Uint8Array): Content {
  if (head.length === 0) throw new PangenicError("file-empty", "the file is empty");
  if (head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4) return "zip";
  const text = head[0] === 31 && head[1] === 139 ? unpacked(head) : head;
  // One character a byte: the signatures are bytes, not text.
  const start = String.fromCharCode(...text.subarray(0, 64)).replace(/^\u00ef\u00bb\u00bf/, "");
  const [first, second, third, fourth] = text;
  const isMarked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (isMarked || (text.length > 3 && ((first === 0 && third === 0) || (second === 0 && fourth === 0))))
    throw new PangenicError("encoding-unsupported", "the text is UTF-16; save it as UTF-8", { offset: 0 });
  const stranger = strangers.find(([signature]) => start.startsWith(signature));
  if (stranger !== undefined)
    throw new PangenicError("format-unsupported", `this is ${stranger[1]}, not a VCF or a raw-data file`, {
      offset: 0,
    });
  if (/^##fileformat\s*=\s*VCF/i.test(start)) return "vcf";
  if (/^#CHROM\t/i.test(start) || (start.startsWith("##") && !/MyHeritage/i.test(start)))
    throw new PangenicError("vcf-header-missing", "the first line must be ##fileformat=VCFv4.x", { line: 1 });
  return "table";
}

/** As far as the first bytes go; what is broken in them is told by the reader proper. */
function unpacked(head: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    const gunzip = new Gunzip((part) => {
      parts.push(part);
      size += part.length;
    });
    for (let at = 0; at < head.length && size < PEEK; at += 4096) gunzip.push(head.subarray(at, at + 4096));
  } catch {
    // A broken start: the reader says where.
  }
  return joined(parts, size);
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  if (parts.length === 1) return parts[0]!;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
