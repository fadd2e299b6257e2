/** How alike are all pairs of people, over standardized genotypes? One matrix from which the axes of every subset follow. */
import { leading } from "./leading.ts";

/** Sites worked on at once: their standardized genotypes of all people stay near the processor. */
const SITES = 128;

/**
 * Sum over sites of products of standardized genotypes.
 * @param fill writes a site's standardized genotypes into `[people]`.
 * @returns `[people × people]`, symmetric.
 */
export function relationshipOf(
  sites: number,
  people: number,
  fill: (site: number, into: Float64Array) => void,
): Float64Array {
  const out = new Float64Array(people * people);
  const column = new Float64Array(people);
  // Four people a tile; the last tile may be filled up with empty ones.
  const rows = Math.ceil(people / 4) * 4;
  const block = new Float64Array(rows * SITES);
  for (let from = 0; from < sites; from += SITES) {
    const width = Math.min(SITES, sites - from);
    block.fill(0);
    for (let s = 0; s < width; s++) {
      fill(from + s, column);
      for (let person = 0; person < people; person++) block[person * SITES + s] = column[person]!;
    }
    addProducts(block, rows, people, out);
  }
  for (let i = 0; i < people; i++) for (let j = 0; j < i; j++) out[j * people + i] = out[i * people + j]!;
  return out;
}

function addProducts(block: Float64Array, rows: number, people: number, out: Float64Array): void {
  for (let i = 0; i < rows; i += 2)
    for (let j = 0; j <= i; j += 4) {
      let [a0, a1, a2, a3, b0, b1, b2, b3] = [0, 0, 0, 0, 0, 0, 0, 0];
      let x = i * SITES;
      let y = j * SITES;
      for (const end = x + SITES; x < end; x++, y++) {
        const one = block[x]!;
        const two = block[x + SITES]!;
        const p = block[y]!;
        const q = block[y + SITES]!;
        const r = block[y + 2 * SITES]!;
        const s = block[y + 3 * SITES]!;
        a0 += one * p;
        a1 += one * q;
        a2 += one * r;
        a3 += one * s;
        b0 += two * p;
        b1 += two * q;
        b2 += two * r;
        b3 += two * s;
      }
      const sums = [a0, a1, a2, a3, b0, b1, b2, b3];
      for (let di = 0; di < 2; di++)
        for (let dj = 0; dj < 4; dj++) {
          if (i + di >= people || j + dj > i + di) continue;
          out[(i + di) * people + j + dj]! += sums[4 * di + dj]!;
        }
    }
}

/** Leading axes of a set of people, and how others fall on them before any correction. */
export interface Axes {
  /** Rows of the relationship matrix that the axes were made from. */
  readonly people: Int32Array;
  readonly count: number;
  /** `[count]` */
  readonly singular: Float64Array;
  /** `[people × count]`, orthonormal columns. */
  readonly vectors: Float64Array;
}

/** @param relationship `[all × all]`. @param people rows of the set. */
export function axesOf(relationship: Float64Array, all: number, people: Int32Array, count: number): Axes {
  const n = people.length;
  const matrix = new Float64Array(n * n);
  const means = new Float64Array(n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      const value = relationship[people[i]! * all + people[j]!]!;
      matrix[i * n + j] = value;
      means[i]! += value / n;
    }
  const mean = means.reduce((a, b) => a + b, 0) / n;
  // The same as taking each site's mean over the set away first.
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) matrix[i * n + j]! += mean - means[i]! - means[j]!;
  const { values, vectors } = leading(matrix, n, count);
  return { people, count, singular: values.map((value) => Math.sqrt(Math.max(0, value))), vectors };
}

/** One of the other people on the axes: plain projection, and the squared length of what the axes leave. */
export function plainOn(
  axes: Axes,
  relationship: Float64Array,
  all: number,
  person: number,
): { readonly plain: Float64Array; readonly rest: number } {
  const { people, count, singular, vectors } = axes;
  const n = people.length;
  const plain = new Float64Array(count);
  let mean = 0;
  for (let i = 0; i < n; i++) {
    const shared = relationship[person * all + people[i]!]!;
    mean += shared / n;
    // The vectors are centered: taking row means of the person away changes nothing; those of the set are taken below.
    for (let a = 0; a < count; a++) plain[a]! += shared * vectors[i * count + a]!;
  }
  const { rowMeans, total } = meansOf(axes, relationship, all);
  for (let i = 0; i < n; i++) for (let a = 0; a < count; a++) plain[a]! -= rowMeans[i]! * vectors[i * count + a]!;
  for (let a = 0; a < count; a++) plain[a]! /= singular[a]!;
  const square = relationship[person * all + person]! - 2 * mean + total;
  return { plain, rest: Math.max(0, square - plain.reduce((sum, c) => sum + c * c, 0)) };
}

const kept = new WeakMap<Axes, { readonly rowMeans: Float64Array; readonly total: number }>();

function meansOf(axes: Axes, relationship: Float64Array, all: number): { rowMeans: Float64Array; total: number } {
  const before = kept.get(axes);
  if (before) return before;
  const { people } = axes;
  const rowMeans = Float64Array.from(people, (i) => {
    let sum = 0;
    for (const j of people) sum += relationship[i * all + j]!;
    return sum / people.length;
  });
  const found = { rowMeans, total: rowMeans.reduce((a, b) => a + b, 0) / people.length };
  kept.set(axes, found);
  return found;
}
