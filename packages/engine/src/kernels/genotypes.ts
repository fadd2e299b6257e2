/** Arithmetic on 2-bit genotypes, in WebAssembly (packages/engine/assembly): counts, scores, dots, and what pairs share. */
import { PangenicError } from "../base/index.ts";

/**
 * Genotypes of some variants in all people, variant-major, as PLINK `.bed` stores them: four people a byte, the first in the
 * low bits. Codes: 0 = two copies of allele 1, 1 = not seen, 2 = one copy, 3 = two copies of allele 2.
 */
export interface GenotypeBlock {
  readonly variants: number;
  readonly people: number;
  /** Bytes of one variant: ⌈people / 4⌉. Bits behind the last person may hold anything. */
  readonly stride: number;
  /** `[variants × stride]` */
  readonly bytes: Uint8Array;
}

/** Bytes of genotypes that are in memory at once. */
export const BLOCK_BYTES: number = 2 ** 23;

/** Of `pairCounts`: both one copy; two copies of one allele and two of the other; i has one copy; j has one copy; all of them. */
export const pairFields = { bothHet: 0, ibs0: 1, hetOfI: 2, hetOfJ: 3, bothSeen: 4 } as const;

interface Exports {
  readonly memory: WebAssembly.Memory;
  heapStart(): number;
  counts(rows: number, stride: number, variants: number, people: number, out: number): void;
  notSeen(row: number, people: number, out: number): number;
  ldSums(one: number, other: number, people: number, out: number): void;
  peopleCounts(
    rows: number,
    stride: number,
    variants: number,
    bytes: number,
    turned: number,
    counters: number,
    out: number,
  ): void;
  score(
    rows: number,
    stride: number,
    variants: number,
    bytes: number,
    values: number,
    width: number,
    codes: number,
    sums: number,
  ): void;
  dot(
    rows: number,
    stride: number,
    variants: number,
    people: number,
    matrix: number,
    width: number,
    codes: number,
    sums: number,
  ): void;
  roughDot(
    rows: number,
    stride: number,
    variants: number,
    people: number,
    matrix: number,
    width: number,
    codes: number,
    sums: number,
  ): void;
  unseenProducts(
    rows: number,
    stride: number,
    variants: number,
    people: number,
    matrix: number,
    width: number,
    list: number,
    sums: number,
  ): void;
  gather(planes: number, people: number, width: number, sums: number): void;
  planes(rows: number, stride: number, variants: number, bytes: number, codes: number, out: number): void;
  pairCounts(planes: number, words: number, i: number, counts: number): void;
}

const PAGE = 65_536;
/** Readable bytes behind the rows: the widest load of the kernel. */
const SLACK = 64;
/** Genotypes that are worked on at once: they stay in a core's own cache. */
const CHUNK = 2 ** 18;
/** Variants of a dot: the tables of sixteen people are made anew for each such stretch. */
const DOT_VARIANTS = 4_096;

/** One instance serves one thread. Its memory holds the genotypes worked on and sums of all people, not the block. */
export class GenotypeKernel {
  readonly #exports: Exports;
  readonly #heap: number;
  #bytes!: Uint8Array;
  #uint32!: Uint32Array;
  #float32!: Float32Array;
  #float64!: Float64Array;

  /**
   * @param module the compiled kernel, `@pangenic/engine/wasm/genotypes.wasm`.
   * @throws PangenicError `wasm-missing`, when the module is another.
   */
  constructor(module: WebAssembly.Module) {
    const exports = new WebAssembly.Instance(module).exports as unknown as Exports;
    if (typeof exports.peopleCounts !== "function")
      throw new PangenicError("wasm-missing", "the WebAssembly module given is not the genotype kernel");
    this.#exports = exports;
    this.#heap = exports.heapStart();
    this.#look();
  }

  /** How many people have each code. @returns `[variants × 4]`, in the order of the codes. */
  counts(block: GenotypeBlock): Uint32Array {
    const { variants, people, stride } = checked(block);
    const counts = new Uint32Array(variants * 4);
    const size = rowsWithin(CHUNK, stride, 1);
    const [rows, out] = this.#places(size * stride + SLACK, size * 16);
    for (let first = 0; first < variants; first += size) {
      const count = this.#copyRows(block, first, size, rows);
      this.#exports.counts(rows, stride, count, people, out);
      counts.set(this.#uint32.subarray(out / 4, out / 4 + count * 4), first * 4);
    }
    return counts;
  }

  /**
   * How many variants each person has with each code.
   * @param counts `[people × 4]`, in the order of the codes; added to.
   * @param turned `[variants]`: where it is not 0, codes 0 and 3 change places, so that copies of allele 2 are counted.
   */
  peopleCounts(block: GenotypeBlock, counts: Uint32Array, turned?: Uint8Array): void {
    const { variants, people, stride } = checked(block);
    if (counts.length !== people * 4 || (turned !== undefined && turned.length !== variants)) refuse();
    const lanes = lanesOf(stride);
    const size = rowsWithin(CHUNK, stride, 255);
    const [rows, turns, counters, out] = this.#places(size * stride + SLACK, size, lanes * 3, lanes * 16);
    this.#bytes.fill(0, out, out + lanes * 16);
    this.#bytes.fill(0, turns, turns + size);
    for (let first = 0; first < variants; first += size) {
      const count = this.#copyRows(block, first, size, rows);
      for (let i = 0; turned !== undefined && i < count; i++)
        this.#bytes[turns + i] = turned[first + i] === 0 ? 0 : 0x55;
      this.#exports.peopleCounts(rows, stride, count, stride, turns, counters, out);
    }
    const sums = this.#uint32.subarray(out / 4);
    for (let i = 0; i < counts.length; i++) counts[i]! += sums[i]!;
  }

  /**
   * Variants to people: adds the value of each person's code, for `width` scores at once.
   * @param values `[variants × 4 × width]`, per code.
   * @param sums `[people × width]`, added to in double precision.
   */
  score(block: GenotypeBlock, values: Float64Array, width: number, sums: Float64Array): void {
    const { variants, people, stride } = checked(block);
    if (values.length !== variants * 4 * width || sums.length !== people * width) refuse();
    const lanes = lanesOf(stride);
    const size = Math.min(rowsWithin(CHUNK, stride, 16), rowsWithin(CHUNK, 32 * width, 16));
    const pairs = (width + 1) >> 1;
    const [rows, given, codes, out, result] = this.#places(
      size * stride + SLACK,
      size * 32 * width + 16,
      lanes * 4,
      lanes * 16 * pairs,
      sums.byteLength,
    );
    this.#bytes.fill(0, out, out + lanes * 16 * pairs);
    for (let first = 0; first < variants; first += size) {
      const count = this.#copyRows(block, first, size, rows);
      const from = first * 4 * width;
      this.#float64.set(values.subarray(from, from + count * 4 * width), given / 8);
      this.#exports.score(rows, stride, count, stride, given, width, codes, out);
    }
    this.#float64.set(sums, result / 8);
    this.#exports.gather(out, people, width, result);
    sums.set(this.#float64.subarray(result / 8, result / 8 + sums.length));
  }

  /**
   * People to variants: copies of allele 1 (0, 1, 2; 0 where not seen) times the person's row, summed.
   * @param matrix `[people × width]`
   * @param isRough sums in single precision, in half of the time: for a step of a search that corrects itself.
   * @param result `[variants × width]`, written over.
   * @returns `result`
   */
  dot(
    block: GenotypeBlock,
    matrix: Float64Array,
    width: number,
    isRough = false,
    result: Float64Array = new Float64Array(block.variants * width),
  ): Float64Array {
    const { variants, people, stride } = checked(block);
    if (matrix.length !== people * width || result.length !== variants * width) refuse();
    const most = Math.min(DOT_VARIANTS, rowsWithin(BLOCK_BYTES, stride, 4), (variants + 3) & ~3);
    const columns = isRough ? 4 : 2;
    const planeCount = Math.ceil(width / columns);
    const [rows, given, codes, out] = this.#places(
      most * stride + SLACK,
      matrix.byteLength + 16,
      most * 16,
      most * 16 * planeCount,
    );
    this.#float64.set(matrix, given / 8);
    for (let first = 0; first < variants; first += most) {
      const count = this.#copyRows(block, first, most, rows);
      const room = (count + 3) & ~3;
      this.#bytes.fill(0, out, out + room * 16 * planeCount);
      this.#exports[isRough ? "roughDot" : "dot"](rows, stride, room, people, given, width, codes, out);
      const planes = isRough ? this.#float32.subarray(out / 4) : this.#float64.subarray(out / 8);
      for (let k = 0; k < width; k++) {
        let from = Math.floor(k / columns) * room * columns + (k % columns);
        for (let i = 0, to = first * width + k; i < count; i++, from += columns, to += width)
          result[to] = planes[from]!;
      }
    }
    return result;
  }

  /**
   * What every two people share, person i of `[from, to)` beside every j < i: five counts of the variants seen in both, in the
   * order of `pairFields`. Pair (i, j) begins at `5 × (i (i − 1) / 2 − from (from − 1) / 2 + j)`.
   * @param counts added to, and returned; a new array where none is given.
   */
  pairCounts(block: GenotypeBlock, from: number, to: number, counts?: Uint32Array): Uint32Array {
    const { variants, people, stride } = checked(block);
    if (!(from >= 0 && from <= to && to <= people)) refuse();
    const before = (from * (from - 1)) / 2;
    const all = 5 * ((to * (to - 1)) / 2 - before);
    const result = counts ?? new Uint32Array(all);
    if (result.length !== all) refuse();
    const lanes = lanesOf(stride);
    const size = 64 * Math.min(64, Math.max(8, Math.floor(CHUNK / (lanes * 24))));
    const words = size / 64;
    const [rows, codes, planes, out] = this.#places(size * stride + SLACK, lanes * 16, lanes * words * 24, people * 20);
    for (let first = 0; first < variants; first += size) {
      const count = this.#copyRows(block, first, size, rows);
      this.#exports.planes(rows, stride, count, stride, codes, planes);
      const shared = this.#uint32.subarray(out / 4, out / 4 + people * 5);
      for (let i = from; i < to; i++) {
        const at = 5 * ((i * (i - 1)) / 2 - before);
        shared.set(result.subarray(at, at + 5 * i));
        this.#exports.pairCounts(planes, Math.ceil(count / 64), i, out);
        result.set(shared.subarray(0, 5 * i), at);
      }
    }
    return result;
  }

  /**
   * Two variants over the people seen in both, x and y being copies of allele 1.
   * @returns n, Σx, Σy, Σx², Σy², Σxy.
   */
  ldSums(block: GenotypeBlock, a: number, b: number): Float64Array {
    const { people, stride } = checked(block);
    const [one, other, out] = this.#places(stride + SLACK, stride + SLACK, 48);
    this.#copyRows(block, a, 1, one);
    this.#copyRows(block, b, 1, other);
    this.#exports.ldSums(one, other, people, out);
    return this.#float64.slice(out / 8, out / 8 + 6);
  }

  /** People whose genotype was not seen at a variant of the block, ascending. */
  notSeen(block: GenotypeBlock, variant: number): Int32Array {
    const { people, stride } = checked(block);
    const [row, out] = this.#places(stride + SLACK, people * 4);
    this.#copyRows(block, variant, 1, row);
    const count = this.#exports.notSeen(row, people, out);
    return new Int32Array(this.#exports.memory.buffer, out, count).slice();
  }

  /**
   * Of the people whose genotype was not seen: products of each one's row with itself, summed. Taken from the sums over
   * everybody it leaves those over the people in whom the variant was seen.
   * @param matrix `[people × width]`
   * @returns `[variants × width (width + 1) / 2]`, lower triangles row by row.
   */
  unseenProducts(block: GenotypeBlock, matrix: Float64Array, width: number): Float64Array {
    const { variants, people, stride } = checked(block);
    if (matrix.length !== people * width) refuse();
    const length = (width * (width + 1)) / 2;
    const result = new Float64Array(variants * length);
    const size = Math.min(rowsWithin(CHUNK, stride, 1), rowsWithin(CHUNK, length * 8, 1));
    const [rows, given, list, out] = this.#places(
      size * stride + SLACK,
      matrix.byteLength,
      people * 4,
      size * length * 8,
    );
    this.#float64.set(matrix, given / 8);
    for (let first = 0; first < variants; first += size) {
      const count = this.#copyRows(block, first, size, rows);
      this.#float64.fill(0, out / 8, out / 8 + count * length);
      this.#exports.unseenProducts(rows, stride, count, people, given, width, list, out);
      result.set(this.#float64.subarray(out / 8, out / 8 + count * length), first * length);
    }
    return result;
  }

  /** @returns how many variants there were to copy. */
  #copyRows({ bytes, stride, variants }: GenotypeBlock, first: number, most: number, to: number): number {
    if (!(first >= 0 && first < variants)) refuse();
    const count = Math.min(most, variants - first);
    this.#bytes.set(bytes.subarray(first * stride, (first + count) * stride), to);
    return count;
  }

  /** Places of these sizes in bytes, one behind the other. They hold until the next call. */
  #places<Sizes extends readonly number[]>(...sizes: Sizes): { [K in keyof Sizes]: number } {
    let end = this.#heap;
    const places: number[] = [];
    for (const size of sizes) {
      places.push(end);
      end = (end + size + 63) & ~63;
    }
    const { memory } = this.#exports;
    if (end > memory.buffer.byteLength) {
      memory.grow(Math.ceil((end - memory.buffer.byteLength) / PAGE));
      this.#look();
    }
    return places as { [K in keyof Sizes]: number };
  }

  /** Views end with every growth of the memory. */
  #look(): void {
    const { buffer } = this.#exports.memory;
    this.#bytes = new Uint8Array(buffer);
    this.#uint32 = new Uint32Array(buffer);
    this.#float32 = new Float32Array(buffer);
    this.#float64 = new Float64Array(buffer);
  }
}

/** @returns 0–3, see `GenotypeBlock`. */
export function codeAt(block: GenotypeBlock, variant: number, person: number): number {
  return (block.bytes[variant * block.stride + (person >> 2)]! >> ((person & 3) * 2)) & 3;
}

/** People in whole vectors of 64. */
function lanesOf(stride: number): number {
  return Math.ceil(stride / 16) * 64;
}

/** As many rows as fit, in whole groups; one group at least. */
function rowsWithin(bytes: number, row: number, group: number): number {
  return Math.max(group, Math.floor(bytes / Math.max(1, row) / group) * group);
}

function checked(block: GenotypeBlock): GenotypeBlock {
  const { variants, people, stride, bytes } = block;
  if (stride !== Math.ceil(people / 4) || bytes.length < variants * stride) refuse();
  return block;
}

function refuse(): never {
  throw new PangenicError("shape", "genotypes, values and sums do not fit each other");
}
