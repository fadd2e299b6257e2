/** Which directions stretch most under a symmetric matrix that is too large to write down, but can be applied? */
import { PangenicError, randomFrom } from "../../base/index.ts";
import { type Eigen, symmetricEigen } from "../../kernels/index.ts";

/** Applies the matrix to `width` columns at once. @param block `[size × width]`, row-major. @returns the same shape. */
export type Apply = (block: Float64Array, width: number) => Promise<Float64Array>;

export interface KrylovOptions {
  /** Eigenpairs wanted. */
  readonly count: number;
  /** Columns applied at once. */
  readonly width: number;
  /** Of the random start. */
  readonly seed: number;
  /** Ends when |Av − λv| ≤ tolerance × λ for every wanted pair. */
  readonly tolerance: number;
}

export interface LeadingEigen {
  /** `[count]`, largest first. */
  readonly values: Float64Array;
  /** `[size × count]`, row-major; columns of unit length, the element of largest size positive. */
  readonly vectors: Float64Array;
  /** How often the matrix was applied. */
  readonly passes: number;
  /** |Av − λv| / λ of the worst pair. */
  readonly residual: number;
}

/** Columns kept before the search starts again from the best directions found, and how many of those beyond the wanted. */
const MOST_COLUMNS = 240;
const SPARE = 10;

/** Applications after which the search gives up; a search that works needs a tenth of it. */
const MOST_PASSES = 500;

/** A column counts as dependent when this little of it is left after the others were taken out. */
const DEPENDENT = 1e-10;

/** Of the largest eigenvalue: one below counts as this large where its residual is judged, for it may be 0. */
const NEGLIGIBLE = 1e-5;

/** Share of a squared length that may be taken out at once: rounding then leaves columns at right angles to 1e-14. */
const ROUGH = 1e-4;

/** Orthonormal columns of length `size`, and what the matrix makes of them. */
interface Basis {
  readonly columns: readonly Float64Array[];
  readonly images: readonly Float64Array[];
  /** `[columns × columns]`, the matrix as the columns see it; the lower triangle. */
  readonly seen: Float64Array;
}

/**
 * Block Krylov with Rayleigh–Ritz over all columns so far, fully reorthogonalized, and thick restarts. Directions of weak
 * structure come out right, where repeated multiplication alone would need many more passes.
 * @throws PangenicError `shape`, when more pairs are wanted than the matrix has; `not-converged`.
 * @see Musco and Musco 2015, NeurIPS 28; Saad 2011, Numerical Methods for Large Eigenvalue Problems, 6.
 */
export async function leadingEigen(apply: Apply, size: number, options: KrylovOptions): Promise<LeadingEigen> {
  const { count, seed, tolerance } = options;
  if (!(count >= 1 && count <= size)) throw new PangenicError("shape", "more components are wanted than there can be");
  const width = Math.min(options.width, size);
  let basis: Basis = { columns: [], images: [], seen: new Float64Array() };
  const random = normalColumns(seed, size);
  let next = orthonormal(Array.from({ length: width }, random), []);
  for (let passes = 1; ; passes++) {
    const images = columnsOf(await apply(rowsOf(next, size), next.length), next.length, size);
    basis = grown(basis, next, images);
    const found = symmetricEigen(basis.seen, basis.columns.length);
    const wanted = Math.min(count, basis.columns.length);
    const rest = images.map((image) => without(basis.columns, image));
    const residual = worstResidual(rest, found, wanted);
    next = orthonormal(rest, basis.columns);
    // The matrix leads nowhere else, for fewer variants differ than components are wanted: the rest are of value 0.
    if (next.length === 0 && wanted < count) next = orthonormal(Array.from({ length: width }, random), basis.columns);
    if (wanted === count && (next.length === 0 || residual <= tolerance)) {
      const vectors = combined(basis.columns, found, count).map(facingPositive);
      return { values: found.values.slice(0, count), vectors: rowsOf(vectors, size), passes, residual };
    }
    if (passes >= MOST_PASSES)
      throw new PangenicError(
        "not-converged",
        "the components did not settle: ask for fewer, or allow a larger tolerance",
      );
    if (basis.columns.length + next.length > MOST_COLUMNS + count) basis = restarted(basis, found, count + SPARE);
  }
}

/** Eigenpairs found with a matrix that was applied roughly, once more with the matrix itself: within what they span, exact. */
export async function refined(
  apply: Apply,
  size: number,
  { values, vectors, passes }: LeadingEigen,
): Promise<LeadingEigen> {
  const count = values.length;
  const columns = columnsOf(vectors, count, size);
  const basis = grown(
    { columns: [], images: [], seen: new Float64Array() },
    columns,
    columnsOf(await apply(vectors, count), count, size),
  );
  const found = symmetricEigen(basis.seen, count);
  const least = Math.max(NEGLIGIBLE * Math.abs(found.values[0]!), Number.MIN_VALUE);
  const turned = combined(columns, found, count);
  let residual = 0;
  for (const [k, image] of combined(basis.images, found, count).entries()) {
    addTimes(image, -found.values[k]!, turned[k]!);
    residual = Math.max(residual, Math.sqrt(dot(image, image)) / Math.max(Math.abs(found.values[k]!), least));
  }
  return {
    values: found.values.slice(),
    vectors: rowsOf(turned.map(facingPositive), size),
    passes: passes + 1,
    residual,
  };
}

/** A symmetric matrix that is at hand. @param matrix `[size × size]` */
export function applied(matrix: Float64Array, size: number): Apply {
  return async (block, width) => {
    const columns = columnsOf(block, width, size);
    const out = new Float64Array(block.length);
    for (let i = 0; i < size; i++) {
      const row = matrix.subarray(i * size, (i + 1) * size);
      for (let k = 0; k < width; k++) out[i * width + k] = dot(row, columns[k]!);
    }
    return out;
  };
}

function grown(
  { columns, images, seen }: Basis,
  more: readonly Float64Array[],
  moreImages: readonly Float64Array[],
): Basis {
  const known = columns.length;
  const all = [...columns, ...more];
  const next = new Float64Array(all.length ** 2);
  for (let i = 0; i < known; i++) next.set(seen.subarray(i * known, (i + 1) * known), i * all.length);
  for (const [i, image] of moreImages.entries())
    for (let j = 0; j <= known + i; j++) next[(known + i) * all.length + j] = dot(image, all[j]!);
  return { columns: all, images: [...images, ...moreImages], seen: next };
}

/** The best directions found, and nothing else: what they lack comes with the block that is applied next. */
function restarted(basis: Basis, found: Eigen, count: number): Basis {
  const kept = Math.min(count, basis.columns.length);
  const seen = new Float64Array(kept * kept);
  for (let i = 0; i < kept; i++) seen[i * kept + i] = found.values[i]!;
  return { columns: combined(basis.columns, found, kept), images: combined(basis.images, found, kept), seen };
}

function combined(
  columns: readonly Float64Array[],
  { vectors }: Pick<Eigen, "vectors">,
  count: number,
): Float64Array[] {
  return Array.from({ length: count }, (_, k) => {
    const sum = new Float64Array(columns[0]!.length);
    for (const [i, column] of columns.entries()) addTimes(sum, vectors[i * columns.length + k]!, column);
    return sum;
  });
}

/** What the matrix leads out of the basis comes from the last block alone. @param rest its images without the basis. */
function worstResidual(rest: readonly Float64Array[], { values, vectors }: Eigen, wanted: number): number {
  const dimensions = values.length;
  const first = dimensions - rest.length;
  const least = Math.max(NEGLIGIBLE * Math.abs(values[0]!), Number.MIN_VALUE);
  let worst = 0;
  for (let k = 0; k < wanted; k++) {
    const left = new Float64Array(rest[0]!.length);
    for (const [i, column] of rest.entries()) addTimes(left, vectors[(first + i) * dimensions + k]!, column);
    worst = Math.max(worst, Math.sqrt(dot(left, left)) / Math.max(Math.abs(values[k]!), least));
  }
  return worst;
}

/** Once more where little was left, for that is rough; twice is enough (Kahan and Parlett). */
function without(basis: readonly Float64Array[], column: Float64Array): Float64Array {
  const left = Float64Array.from(column);
  for (let before = dot(left, left), round = 0; round < 2; round++) {
    for (const other of basis) addTimes(left, -dot(other, left), other);
    const after = dot(left, left);
    if (after > ROUGH * before) break;
    before = after;
  }
  return left;
}

/** Columns at right angles to the basis and to each other, of unit length; what depends on others is dropped. */
function orthonormal(given: readonly Float64Array[], basis: readonly Float64Array[]): Float64Array[] {
  const kept: Float64Array[] = [];
  const longest = Math.max(...given.map((column) => dot(column, column)));
  for (const column of given) {
    const left = without([...basis, ...kept], column);
    const length = Math.sqrt(dot(left, left));
    if (!(length > DEPENDENT * Math.sqrt(longest))) continue;
    kept.push(left.map((value) => value / length));
  }
  return kept;
}

/** An eigenvector has no sign of its own: the same data must give the same one. */
function facingPositive(column: Float64Array): Float64Array {
  const largest = column.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
  return largest < 0 ? column.map((value) => -value) : column;
}

/** Four sums at a time do not wait for each other. */
function dot(one: Float64Array, other: Float64Array): number {
  const end = one.length & ~3;
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let i = 0; i < end; i += 4) {
    a += one[i]! * other[i]!;
    b += one[i + 1]! * other[i + 1]!;
    c += one[i + 2]! * other[i + 2]!;
    d += one[i + 3]! * other[i + 3]!;
  }
  for (let i = end; i < one.length; i++) a += one[i]! * other[i]!;
  return a + b + (c + d);
}

function addTimes(sum: Float64Array, factor: number, column: Float64Array): void {
  const end = sum.length & ~3;
  for (let i = 0; i < end; i += 4) {
    sum[i]! += factor * column[i]!;
    sum[i + 1]! += factor * column[i + 1]!;
    sum[i + 2]! += factor * column[i + 2]!;
    sum[i + 3]! += factor * column[i + 3]!;
  }
  for (let i = end; i < sum.length; i++) sum[i]! += factor * column[i]!;
}

function rowsOf(columns: readonly Float64Array[], size: number): Float64Array {
  const rows = new Float64Array(size * columns.length);
  for (const [k, column] of columns.entries())
    for (let i = 0, at = k; i < size; i++, at += columns.length) rows[at] = column[i]!;
  return rows;
}

function columnsOf(rows: Float64Array, width: number, size: number): Float64Array[] {
  return Array.from({ length: width }, (_, k) => {
    const column = new Float64Array(size);
    for (let i = 0, at = k; i < size; i++, at += width) column[i] = rows[at]!;
    return column;
  });
}

/** @see Box and Muller 1958 */
function normalColumns(seed: number, size: number): () => Float64Array {
  const random = randomFrom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return () => Float64Array.from({ length: size }, normal);
}
