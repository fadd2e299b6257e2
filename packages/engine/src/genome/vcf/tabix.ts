/** Where in a BGZF file the rows of a stretch stand: `.tbi` and `.csi` indexes of VCF files. */
import { chromosomeNamed, chromosomes, PangenicError } from "../../base/index.ts";
import { InflateKernel } from "../../kernels/index.ts";
import { TextWindow } from "../bytes/text-window.ts";
import { keyOf, stretchAt, type Targets } from "./targets.ts";

/**
 * Text of a BGZF file from `begin` to `end`, end excluded. Each is a virtual offset in one number: the block's offset × 65,536
 * + the place in its text. Exact up to files of 128 GiB; larger ones are refused.
 */
export interface Chunk {
  readonly begin: number;
  readonly end: number;
  /** Key of the last base wanted of it: see `Targets`. */
  readonly last: number;
}

/** Where the bins of one contig stand among the index's words; they are read again when they are asked for. */
interface Reference {
  readonly name: string;
  /** First word of the first bin, and how many bins there are, those of no rows included. */
  readonly at: number;
  readonly bins: number;
  /** TBI only: lowest offset of a record that overlaps each window of 16,384 bases, two words each. */
  readonly linearAt: number;
  readonly windows: number;
  readonly hasRows: boolean;
}

/** What an index is made of: bins numbered as in the SAM specification, the smallest `2 ** minShift` bases wide. */
interface Shape {
  readonly isCsi: boolean;
  readonly minShift: number;
  readonly depth: number;
}

/** Most text of an index, bytes. */
const MOST = 2 ** 29;
const VCF = 2;

export class Tabix {
  /**
   * Where stretches of chunks that follow each other begin and end, each sorted by itself: together the chunks hold every
   * row of the file.
   */
  readonly borders: { readonly begins: Float64Array; readonly ends: Float64Array };
  readonly #shape: Shape;
  readonly #words: Words;
  readonly #references: readonly Reference[];

  private constructor(shape: Shape, words: Words, names: readonly string[]) {
    this.#shape = shape;
    this.#words = words;
    const begins: number[] = [];
    const ends: number[] = [];
    const seen = new Int32Array(binsOf(shape.depth));
    // Counts of rows stand in a bin behind the last true one.
    const pseudo = seen.length + 1;
    this.#references = names.map((name, i) => {
      const bins = words.count(2);
      const at = words.at;
      let hasRows = false;
      for (let left = bins; left > 0; left--) {
        const bin = words.int();
        if (shape.isCsi) words.offset();
        const count = words.count(4);
        if (bin === pseudo) {
          words.skip(4 * count);
          continue;
        }
        if (bin < 0 || bin >= pseudo - 1) broken("it names a bin that does not exist");
        if (seen[bin] === i + 1) broken("a bin comes twice");
        seen[bin] = i + 1;
        for (let more = count; more > 0; more--) {
          const begin = words.offset();
          const end = words.offset();
          if (begin > end) broken("a chunk ends before it starts");
          hasRows = true;
          // Most chunks go on where the one before ended.
          if (begin === ends.at(-1)) ends[ends.length - 1] = end;
          else {
            begins.push(begin);
            ends.push(end);
          }
        }
      }
      const windows = shape.isCsi ? 0 : words.count(2);
      const linearAt = words.at;
      // Windows without a row may hold 0.
      let highest = 0;
      for (let left = windows; left > 0; left--) {
        const offset = words.offset();
        if (offset !== 0 && offset < highest) broken("its windows do not rise");
        highest = Math.max(highest, offset);
      }
      return { name, at, bins, linearAt, windows, hasRows };
    });
    this.borders = { begins: Float64Array.from(begins).sort(), ends: Float64Array.from(ends).sort() };
  }

  /**
   * @param bytes the index as stored, BGZF or gzip.
   * @throws PangenicError `index-broken`, also when it is no index of a VCF.
   */
  static async read(bytes: Uint8Array, inflate: WebAssembly.Module): Promise<Tabix> {
    const reader = new Reader(await unpacked(bytes, inflate));
    const magic = reader.ascii(4);
    if (magic === "TBI\u0001") {
      const count = reader.count(4);
      return new Tabix({ isCsi: false, minShift: 14, depth: 5 }, ...bodyOf(reader, namesOf(reader), count));
    }
    if (magic !== "CSI\u0001") broken("the file is neither a TBI nor a CSI index");
    const minShift = reader.int();
    const depth = reader.int();
    if (minShift < 1 || minShift > 30 || depth < 1 || depth > 6) broken("its bin sizes are out of range");
    const names = namesOf(reader.part(reader.count(1)));
    return new Tabix({ isCsi: true, minShift, depth }, ...bodyOf(reader, names, reader.count(4)));
  }

  /** Contigs that have rows. */
  get contigs(): string[] {
    return this.#references.filter(({ hasRows }) => hasRows).map(({ name }) => name);
  }

  /** The chunks that hold the rows touching the targets, sorted and merged. */
  chunks(targets: Targets): Chunk[] {
    const found: Chunk[] = [];
    const places = new Int32Array(binsOf(this.#shape.depth));
    for (const reference of this.#references) {
      const chrom = chromosomeNamed(reference.name);
      if (chrom === null) continue;
      const start = keyOf(chromosomes.indexOf(chrom), 0);
      const first = stretchAt(targets, start);
      if (!(targets.from[first]! < start + keyOf(1, 0))) continue;
      this.#place(reference, places);
      for (let i = first; targets.from[i]! < start + keyOf(1, 0); i++) {
        const from = Math.max(1, targets.from[i]! - start);
        this.#find(reference, places, from - 1, targets.to[i]! - start, targets.to[i]!, found);
      }
    }
    return merged(found);
  }

  /** Bin number → its first word; 0 for a bin that is not there. */
  #place({ at, bins }: Reference, places: Int32Array): void {
    const words = this.#words;
    places.fill(0);
    words.at = at;
    for (let left = bins; left > 0; left--) {
      const place = words.at;
      const bin = words.int();
      if (this.#shape.isCsi) words.skip(2);
      // The bin that counts rows lies behind the table, and is not written.
      places[bin] = place;
      words.skip(4 * words.int());
    }
  }

  /** Bins that overlap bases `from` to `to`, counted from 0, end excluded. */
  #find(reference: Reference, places: Int32Array, from: number, to: number, last: number, found: Chunk[]): void {
    const words = this.#words;
    const { isCsi, minShift, depth } = this.#shape;
    const lowest = this.#lowest(reference, places, from);
    const highest = this.#highest(places, to);
    let firstOfLevel = 0;
    for (let level = 0; level <= depth; level++) {
      const width = 2 ** (minShift + 3 * (depth - level));
      const lastBin = Math.min(Math.floor((to - 1) / width), 8 ** level - 1);
      for (let bin = Math.floor(from / width); bin <= lastBin; bin++) {
        const place = places[firstOfLevel + bin]!;
        if (place === 0) continue;
        words.at = place + (isCsi ? 3 : 1);
        for (let more = words.int(); more > 0; more--) {
          const begin = words.offset();
          const end = words.offset();
          if (end > lowest && begin < highest)
            found.push({ begin: Math.max(begin, lowest), end: Math.min(end, highest), last });
        }
      }
      firstOfLevel += 8 ** level;
    }
  }

  /** No record that reaches `from` starts before this offset. */
  #lowest({ linearAt, windows }: Reference, places: Int32Array, from: number): number {
    const words = this.#words;
    const { isCsi, minShift, depth } = this.#shape;
    const window = Math.floor(from / 2 ** minShift);
    if (!isCsi) {
      if (windows === 0) return 0;
      words.at = linearAt + 2 * Math.min(window, windows - 1);
      return words.offset();
    }
    // The smallest bin at or left of `from`, else its parent.
    let bin = (8 ** depth - 1) / 7 + Math.min(window, 8 ** depth - 1);
    while (bin > 0 && places[bin] === 0) {
      const parent = (bin - 1) >> 3;
      bin = bin > 8 * parent + 1 ? bin - 1 : parent;
    }
    if (places[bin] === 0) return 0;
    words.at = places[bin]! + 1;
    return words.offset();
  }

  /** Records that start before `to` start before this offset: the first of a small bin behind it. */
  #highest(places: Int32Array, to: number): number {
    const words = this.#words;
    const { isCsi, minShift, depth } = this.#shape;
    const first = (8 ** depth - 1) / 7;
    for (let bin = first + Math.ceil(to / 2 ** minShift); bin < places.length; bin++) {
      if (places[bin] === 0) continue;
      words.at = places[bin]! + (isCsi ? 3 : 1);
      if (words.int() > 0) return words.offset();
    }
    return Number.POSITIVE_INFINITY;
  }
}

function binsOf(depth: number): number {
  return (8 ** (depth + 1) - 1) / 7;
}

function bodyOf(reader: Reader, names: readonly string[], count: number): [Words, readonly string[]] {
  if (names.length !== count || new Set(names).size < count) broken("its names are not as many as its contigs");
  return [new Words(reader.rest()), names];
}

/** Sorted; chunks that touch the same block are one, so that no block is read twice. */
function merged(chunks: readonly Chunk[]): Chunk[] {
  const result: Chunk[] = [];
  for (const chunk of [...chunks].sort((a, b) => a.begin - b.begin)) {
    const last = result.at(-1);
    if (last !== undefined && Math.floor(chunk.begin / 65_536) <= Math.floor(last.end / 65_536))
      result[result.length - 1] = {
        begin: last.begin,
        end: Math.max(last.end, chunk.end),
        // Which contig comes first, keys do not tell.
        last: chromosomeOf(last) === chromosomeOf(chunk) ? Math.max(last.last, chunk.last) : Number.POSITIVE_INFINITY,
      };
    else result.push(chunk);
  }
  return result;
}

function chromosomeOf({ last }: Chunk): number {
  return Math.floor(last / keyOf(1, 0));
}

async function unpacked(bytes: Uint8Array, inflate: WebAssembly.Module): Promise<Uint8Array> {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield bytes;
  }
  const window = new TextWindow({ chunks: chunks(), size: bytes.length }, new InflateKernel(inflate));
  try {
    // Nothing is read from the window, so that all stays in it.
    while (await window.fill()) if (window.end > MOST) broken("it is larger than any index");
  } catch (error) {
    if (!(error instanceof PangenicError) || error.code === "index-broken") throw error;
    throw new PangenicError("index-broken", `the index cannot be unpacked: ${error.message}`, error.place, {
      cause: error,
    });
  }
  return window.kernel.text.subarray(window.start, window.end);
}

/** Format, columns and names: the same fields in both kinds of index. */
function namesOf(reader: Reader): string[] {
  const format = reader.int() & 0xffff;
  const columns = [reader.int(), reader.int()];
  reader.int(); // the end's column: VCF has none
  const meta = reader.int();
  reader.int(); // lines to skip
  if (format !== VCF || columns[0] !== 1 || columns[1] !== 2 || meta !== 35) broken("it is not the index of a VCF");
  const text = reader.ascii(reader.count(1));
  if (text !== "" && !text.endsWith("\0")) broken("its names do not end");
  return text.split("\0").slice(0, -1);
}

function broken(rule: string): never {
  throw new PangenicError("index-broken", `the index cannot be used: ${rule}`);
}

/** Little-endian numbers, none of them read behind the end. */
class Reader {
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  int(): number {
    return this.#view.getInt32(this.#take(4), true);
  }

  /** A number of items of at least `size` bytes each, all of which must be there. */
  count(size: number): number {
    const count = this.int();
    if (count < 0 || count * size > this.#view.byteLength - this.#at) broken("it ends early");
    return count;
  }

  ascii(length: number): string {
    return new TextDecoder().decode(this.#bytes(length));
  }

  part(length: number): Reader {
    return new Reader(this.#bytes(length));
  }

  /** What follows. */
  rest(): Uint8Array {
    return this.#bytes(this.#view.byteLength - this.#at);
  }

  #bytes(length: number): Uint8Array {
    return new Uint8Array(this.#view.buffer, this.#view.byteOffset + this.#take(length), length);
  }

  #take(length: number): number {
    const at = this.#at;
    if (at + length > this.#view.byteLength) broken("it ends early");
    this.#at += length;
    return at;
  }
}

/** The body of an index, which is made of words of four bytes; none is read behind the end. */
class Words {
  at = 0;
  readonly #words: Int32Array;

  constructor(bytes: Uint8Array) {
    // A copy, so that words stand where a typed array can read them; and little-endian, as every platform that runs this is.
    this.#words = new Int32Array(bytes.slice(0, bytes.length & ~3).buffer);
  }

  get left(): number {
    return this.#words.length - this.at;
  }

  int(): number {
    if (this.at >= this.#words.length) broken("it ends early");
    return this.#words[this.at++]!;
  }

  /** A number of items of at least `size` words each, all of which must be there. */
  count(size: number): number {
    const count = this.int();
    if (count < 0 || count * size > this.left) broken("it ends early");
    return count;
  }

  offset(): number {
    const low = this.int();
    const high = this.int();
    if (high < 0 || high >= 2 ** 21) broken("it points beyond 128 GiB");
    return high * 2 ** 32 + (low >>> 0);
  }

  skip(words: number): void {
    this.at += words;
  }
}
