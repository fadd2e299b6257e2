/** Walks over the lines of a VCF in a text area, and merges its rows with the targets. */
import { chromosomeNamed, chromosomes, PangenicError } from "../../base/index.ts";
import { type InflateKernel, type RowStop, rowStop } from "../../kernels/index.ts";
import type { RowOrder } from "./row-order.ts";
import type { RowSink } from "./scan.ts";
import { keyOf, stretchAt, type Targets } from "./targets.ts";

const LF = 10;
const CR = 13;
const NEVER = 2 ** 52;
const decoder: TextDecoder = new TextDecoder();

export class RowWalk {
  /** Lines walked over. */
  line = 0;
  rows = 0;
  readonly #kernel: InflateKernel;
  readonly #given: Targets | (() => Targets);
  readonly #sink: RowSink;
  readonly #order: Pick<RowOrder, "add">;
  #targets: Targets | null = null;

  // The run of rows that is being walked.
  #contig = "";
  /** Of the contig's name in the kernel; 0 before the first row. */
  #nameLength = 0;
  /** Of the chromosome; −1 where the contig is none. */
  #index = -1;
  /** The first stretch that ends at the row's position or later. */
  #stretch = 0;
  #first = -1;
  #last = -1;
  #sorted = true;

  constructor(kernel: InflateKernel, targets: Targets | (() => Targets), sink: RowSink, order: Pick<RowOrder, "add">) {
    this.#kernel = kernel;
    this.#given = targets;
    this.#sink = sink;
    this.#order = order;
  }

  /** Walks over the whole lines of `text[start, end)`. @returns where the first unfinished line starts. */
  lines(start: number, end: number): number {
    let at = start;
    while (true) {
      const from = this.#nameLength === 0 ? 0 : this.#nextFrom();
      const stop = this.#kernel.rows(at, end, this.#nameLength, from, this.#last);
      this.line += stop.linesBefore;
      this.rows += stop.linesBefore;
      if (stop.stop === rowStop.noLine) {
        if (stop.linesBefore > 0) this.#last = stop.pos;
        return stop.lineStart;
      }
      if (stop.stop === rowStop.contig) {
        if (stop.linesBefore > 0) this.#last = stop.pos;
        this.#enter(stop);
        at = stop.lineStart;
        continue;
      }
      this.line++;
      this.#line(stop);
      at = stop.lineEnd + 1;
    }
  }

  /** Walks over a last line that may lack its line end, and ends the text. */
  finish(start: number, end: number): void {
    if (end > start) {
      this.#kernel.reserve(end + 1);
      this.#kernel.text[end] = LF;
      this.lines(start, end + 1);
    }
    this.close();
    this.#wanted();
  }

  /** Ends the run of rows: what comes next may be anywhere. */
  close(): void {
    if (this.#first >= 0)
      this.#order.add({ contig: this.#contig, first: this.#first, last: this.#last, sorted: this.#sorted });
    this.#first = this.#last = -1;
    this.#sorted = true;
    this.#nameLength = 0;
  }

  /** Have the rows stepped behind this key? */
  passed(key: number): boolean {
    return this.#first >= 0 && this.#index >= 0 && keyOf(this.#index, this.#last) > key;
  }

  #wanted(): Targets {
    this.#targets ??= typeof this.#given === "function" ? this.#given() : this.#given;
    return this.#targets;
  }

  /** Where the next stretch starts on this contig. */
  #nextFrom(): number {
    // The first row of a run is always looked at.
    if (this.#first < 0) return 0;
    const from = this.#index < 0 ? undefined : this.#wanted().from[this.#stretch];
    if (from === undefined) return NEVER;
    const pos = from - keyOf(this.#index, 0);
    return pos < keyOf(1, 0) ? pos : NEVER;
  }

  #line(stop: RowStop): void {
    const { text } = this.#kernel;
    const end = text[stop.lineEnd - 1] === CR && stop.lineEnd > stop.lineStart ? stop.lineEnd - 1 : stop.lineEnd;
    switch (stop.stop) {
      case rowStop.header:
        this.#sink.header(decoder.decode(text.subarray(stop.lineStart, end)), this.line);
        return;
      case rowStop.blank:
        return;
      case rowStop.row:
        this.#row(stop.pos, stop.reach, stop.lineStart, end);
        return;
      case rowStop.long:
        this.#row(stop.pos, longReach(text, stop, end), stop.lineStart, end);
        return;
      case rowStop.short:
        throw new PangenicError("vcf-line-short", "a row has fewer than six columns", { line: this.line });
      case rowStop.badPosition:
        throw new PangenicError("vcf-position-invalid", "POS is not a whole number of at most ten digits", {
          line: this.line,
        });
      default:
        throw new PangenicError("encoding-unsupported", "a zero byte stands in the text; UTF-8 is read", {
          line: this.line,
        });
    }
  }

  #row(pos: number, reach: number, start: number, end: number): void {
    this.rows++;
    const last = this.#last;
    this.#last = pos;
    if (this.#first < 0) this.#first = pos;
    if (pos < last) this.#sorted = false;
    if (this.#index < 0) return;
    const targets = this.#wanted();
    const key = keyOf(this.#index, pos);
    if (pos < last) this.#stretch = stretchAt(targets, key);
    else while (targets.to[this.#stretch]! < key) this.#stretch++;
    if (targets.from[this.#stretch]! <= keyOf(this.#index, reach))
      this.#sink.row(this.#kernel.text, start, end, this.line);
  }

  /** A line of another contig comes. */
  #enter(stop: RowStop): void {
    this.close();
    const { text } = this.#kernel;
    const name = text.subarray(stop.lineStart, text.indexOf(9, stop.lineStart));
    this.#nameLength = this.#kernel.nameContig(name);
    if (this.#nameLength === 0)
      throw new PangenicError("format-unknown", "CHROM is longer than any contig's name", { line: this.line + 1 });
    this.#contig = decoder.decode(name);
    const chrom = chromosomeNamed(this.#contig);
    this.#index = chrom === null ? -1 : chromosomes.indexOf(chrom);
    this.#stretch = this.#index < 0 ? 0 : stretchAt(this.#wanted(), keyOf(this.#index, 0));
  }
}

/** Last base of a row with a symbolic allele and no END: from INFO `SVLEN` or, since VCF 4.5, the largest FORMAT `LEN`. */
function longReach(text: Uint8Array, { pos, reach, lineStart }: RowStop, end: number): number {
  const [, , , , , , , info = "", format = "", ...samples] = decoder.decode(text.subarray(lineStart, end)).split("\t");
  const svlen = /(?:^|;)SVLEN=([^;]*)/.exec(info)?.[1] ?? "";
  const ends = svlen.split(",").map((length) => pos + Math.abs(Number.parseInt(length, 10)));
  const field = format.split(":").indexOf("LEN");
  if (field >= 0)
    for (const sample of samples) ends.push(pos + Number.parseInt(sample.split(":")[field] ?? "", 10) - 1);
  return ends.filter(Number.isFinite).reduce((most, each) => Math.max(most, each), reach);
}
