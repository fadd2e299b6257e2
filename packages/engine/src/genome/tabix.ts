/** Where in a BGZF file the rows of a stretch stand: `.tbi` and `.csi` indexes of VCF files. */
import { chromosomeNamed, chromosomes, PangenicError } from "../base/index.ts";
import { InflateKernel } from "../kernels/index.ts";
import { keyOf, stretchAt, type Targets } from "./targets.ts";
import { TextWindow } from "./text-window.ts";

/**
 * Text of a BGZF file from `begin` to `end`, end excluded. Each is a virtual offset in one number: the block's offset × 65,536
 * + the place in its text. Exact up to files of 128 GiB; larger ones are refused.
 */
export interface Chunk {
  readonly begin: number;
  readonly end: number;
}

/** The bins of one contig, as columns: a whole genome has some 200,000. */
interface Reference {
  readonly name: string;
  readonly bins: Int32Array;
  /** The chunks of `bins[i]` are those from `firstChunk[i]` to `firstChunk[i + 1]`. */
  readonly firstChunk: Int32Array;
  readonly begins: Float64Array;
  readonly ends: Float64Array;
  /** No record that overlaps `bins[i]` starts before; CSI only. */
  readonly lowest: Float64Array | null;
  /** Lowest offset of a record overlapping each window of 16,384 bases; TBI only. */
  readonly linear: Float64Array | null;
}

/** Most text of an index, bytes. */
const MOST = 2 ** 29;
const VCF = 2;

export class Tabix {
  readonly references: readonly Reference[];
  readonly #minShift: number;
  readonly #depth: number;

  private constructor(references: readonly Reference[], minShift: number, depth: number) {
    this.references = references;
    this.#minShift = minShift;
    this.#depth = depth;
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
      const names = namesOf(reader);
      return new Tabix(referencesOf(reader, names, count, false, 5), 14, 5);
    }
    if (magic !== "CSI\u0001") broken("the file is neither a TBI nor a CSI index");
    const minShift = reader.int();
    const depth = reader.int();
    if (minShift < 1 || minShift > 30 || depth < 1 || depth > 6) broken("its bin sizes are out of range");
    const auxiliary = reader.part(reader.count(1));
    const names = namesOf(auxiliary);
    const count = reader.count(4);
    return new Tabix(referencesOf(reader, names, count, true, depth), minShift, depth);
  }

  /** Where each chunk of the index begins and ends, each sorted: together the chunks hold every row of the file. */
  borders(): { begins: Float64Array; ends: Float64Array } {
    const sorted = (side: "begins" | "ends") => {
      const all = new Float64Array(this.references.reduce((sum, reference) => sum + reference[side].length, 0));
      let at = 0;
      for (const reference of this.references) {
        all.set(reference[side], at);
        at += reference[side].length;
      }
      return all.sort();
    };
    return { begins: sorted("begins"), ends: sorted("ends") };
  }

  /** The chunks that hold the rows touching the targets, sorted and merged. */
  chunks(targets: Targets): Chunk[] {
    const found: Chunk[] = [];
    for (const reference of this.references) {
      const chrom = chromosomeNamed(reference.name);
      if (chrom === null) continue;
      const start = keyOf(chromosomes.indexOf(chrom), 0);
      const place = this.#placesOf(reference);
      for (let i = stretchAt(targets, start); targets.from[i]! < start + keyOf(1, 0); i++) {
        const from = Math.max(1, targets.from[i]! - start);
        this.#find(reference, place, from - 1, targets.to[i]! - start, found);
      }
    }
    return merged(found);
  }

  /** Bin number → its index in `bins` + 1; 0 for a bin that is not there. */
  #placesOf({ bins }: Reference): Int32Array {
    const places = new Int32Array((8 ** (this.#depth + 1) - 1) / 7);
    for (let i = 0; i < bins.length; i++) places[bins[i]!] = i + 1;
    return places;
  }

  /** Bins that overlap bases `from` to `to`, counted from 0, end excluded; numbered as in the SAM specification. */
  #find(reference: Reference, places: Int32Array, from: number, to: number, found: Chunk[]): void {
    const { firstChunk, begins, ends } = reference;
    const lowest = this.#lowest(reference, places, from);
    let firstOfLevel = 0;
    for (let level = 0; level <= this.#depth; level++) {
      const width = 2 ** (this.#minShift + 3 * (this.#depth - level));
      const last = Math.min(Math.floor((to - 1) / width), 8 ** level - 1);
      for (let bin = Math.floor(from / width); bin <= last; bin++) {
        const place = places[firstOfLevel + bin]! - 1;
        if (place < 0) continue;
        for (let chunk = firstChunk[place]!; chunk < firstChunk[place + 1]!; chunk++)
          if (ends[chunk]! > lowest) found.push({ begin: Math.max(begins[chunk]!, lowest), end: ends[chunk]! });
      }
      firstOfLevel += 8 ** level;
    }
  }

  /** No record that reaches `from` starts before this offset. */
  #lowest({ linear, lowest }: Reference, places: Int32Array, from: number): number {
    const window = Math.floor(from / 2 ** this.#minShift);
    if (linear !== null) return linear[Math.min(window, linear.length - 1)] ?? 0;
    // The smallest bin at or left of `from`, else its parent.
    let bin = (8 ** this.#depth - 1) / 7 + Math.min(window, 8 ** this.#depth - 1);
    while (bin > 0 && places[bin] === 0) {
      const parent = (bin - 1) >> 3;
      bin = bin > 8 * parent + 1 ? bin - 1 : parent;
    }
    return lowest![places[bin]! - 1] ?? 0;
  }
}

/** Sorted; chunks that touch the same block are one, so that no block is read twice. */
function merged(chunks: readonly Chunk[]): Chunk[] {
  const result: Chunk[] = [];
  for (const chunk of [...chunks].sort((a, b) => a.begin - b.begin)) {
    const last = result.at(-1);
    if (last !== undefined && Math.floor(chunk.begin / 65_536) <= Math.floor(last.end / 65_536))
      result[result.length - 1] = { begin: last.begin, end: Math.max(last.end, chunk.end) };
    else result.push(chunk);
  }
  return result;
}

async function unpacked(bytes: Uint8Array, inflate: WebAssembly.Module): Promise<Uint8Array> {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield bytes;
  }
  const window = new TextWindow({ chunks: chunks(), size: bytes.length }, new InflateKernel(inflate));
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    while (await window.fill()) {
      const part = window.kernel.text.slice(window.start, window.end);
      window.start = window.end;
      parts.push(part);
      length += part.length;
      if (length > MOST) broken("it is larger than any index");
    }
  } catch (error) {
    if (!(error instanceof PangenicError) || error.code === "index-broken") throw error;
    throw new PangenicError("index-broken", `the index cannot be unpacked: ${error.message}`, error.place, {
      cause: error,
    });
  }
  const text = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    text.set(part, at);
    at += part.length;
  }
  return text;
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

function referencesOf(reader: Reader, names: string[], count: number, isCsi: boolean, depth: number): Reference[] {
  if (names.length !== count || new Set(names).size < count) broken("its names are not as many as its contigs");
  // Counts of rows stand in a bin behind the last true one.
  const pseudo = (8 ** (depth + 1) - 1) / 7 + 1;
  return names.map((name) => {
    const bins: number[] = [];
    const firstChunk: number[] = [0];
    const begins: number[] = [];
    const ends: number[] = [];
    const lowest: number[] = [];
    for (let left = reader.count(8); left > 0; left--) {
      const bin = reader.int();
      const low = isCsi ? reader.offset() : 0;
      for (let more = reader.count(16); more > 0; more--) {
        const begin = reader.offset();
        const end = reader.offset();
        if (bin === pseudo) continue;
        if (begin > end) broken("a chunk ends before it starts");
        begins.push(begin);
        ends.push(end);
      }
      if (bin === pseudo) continue;
      if (bin < 0 || bin >= pseudo) broken("it names a bin that does not exist");
      bins.push(bin);
      lowest.push(low);
      firstChunk.push(begins.length);
    }
    if (new Set(bins).size < bins.length) broken("a bin comes twice");
    const linear = isCsi ? null : Float64Array.from({ length: reader.count(8) }, () => reader.offset());
    if (linear !== null && !rises(linear)) broken("its windows do not rise");
    return {
      name,
      bins: Int32Array.from(bins),
      firstChunk: Int32Array.from(firstChunk),
      begins: Float64Array.from(begins),
      ends: Float64Array.from(ends),
      lowest: isCsi ? Float64Array.from(lowest) : null,
      linear,
    };
  });
}

/** Windows without a row may hold 0. */
function rises(linear: Float64Array): boolean {
  let highest = 0;
  for (const offset of linear) {
    if (offset !== 0 && offset < highest) return false;
    highest = Math.max(highest, offset);
  }
  return true;
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

  offset(): number {
    const at = this.#take(8);
    const high = this.#view.getUint32(at + 4, true);
    if (high >= 2 ** 21) broken("it points beyond 128 GiB");
    return high * 2 ** 32 + this.#view.getUint32(at, true);
  }

  ascii(length: number): string {
    return new TextDecoder().decode(this.#bytes(length));
  }

  part(length: number): Reader {
    return new Reader(this.#bytes(length));
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
