/** A symmetric matrix turned, by reflections, until only its diagonal and the line beside it are left. */

export interface Tridiagonal {
  /** `[n]` */
  readonly diagonal: Float64Array;
  /** `[n]`: element i stands between i and i + 1; the last is 0. */
  readonly beside: Float64Array;
}

/** What was turned: reflection k is `I − tau v v′` with v in row k of `rows`, from column k + 1 on. */
export interface Reflections {
  /** `[n × n]`, row-major. */
  readonly rows: Float64Array;
  /** `[n]`; 0 where nothing was reflected. */
  readonly taus: Float64Array;
}

/**
 * @param a `[n × n]`, row-major; its lower triangle is read. Overwritten: its upper triangle then holds the reflections.
 * @see Golub and Van Loan, Matrix Computations, 8.3.1.
 */
export function tridiagonalize(a: Float64Array, n: number): { tridiagonal: Tridiagonal; reflections: Reflections } {
  const diagonal = new Float64Array(n);
  const beside = new Float64Array(n);
  const taus = new Float64Array(n);
  const v = new Float64Array(n);
  const p = new Float64Array(n);
  // The rank-two update `v p′ + p v′` of a step is made while the next step reads the matrix: one pass instead of two.
  let pending = false;
  const lastV = new Float64Array(n);
  const lastP = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    if (pending) for (let i = k; i < n; i++) a[i * n + k]! -= lastV[i]! * lastP[k]! + lastP[i]! * lastV[k]!;
    diagonal[k] = a[k * n + k]!;
    if (k === n - 1) break;
    let square = 0;
    for (let i = k + 1; i < n; i++) {
      v[i] = a[i * n + k]!;
      square += v[i]! * v[i]!;
    }
    const head = v[k + 1]!;
    const isDone = square - head * head <= 0 || k === n - 2;
    const edge = isDone ? head : head > 0 ? -Math.sqrt(square) : Math.sqrt(square);
    beside[k] = edge;
    const tau = isDone ? 0 : 1 / (square - head * edge);
    taus[k] = tau;
    v[k + 1] = head - edge;
    if (isDone) v.fill(0, k + 1);
    timesVector(a, n, k + 1, v, p, pending ? lastV : null, lastP);
    for (let i = k + 1; i < n; i++) a[k * n + i] = v[i]!;
    let inner = 0;
    for (let i = k + 1; i < n; i++) {
      p[i]! *= tau;
      inner += p[i]! * v[i]!;
    }
    const half = (tau * inner) / 2;
    for (let i = k + 1; i < n; i++) {
      lastV[i] = v[i]!;
      lastP[i] = p[i]! - half * v[i]!;
    }
    pending = !isDone;
  }
  return { tridiagonal: { diagonal, beside }, reflections: { rows: a, taus } };
}

/** `out = A v` from the lower triangle of A, which gets the update of the step before on the way. */
function timesVector(
  a: Float64Array,
  n: number,
  from: number,
  v: Float64Array,
  out: Float64Array,
  lastV: Float64Array | null,
  lastP: Float64Array,
): void {
  out.fill(0, from);
  for (let i = from; i < n; i++) {
    const row = a.subarray(i * n, i * n + i);
    const vi = v[i]!;
    let sum = 0;
    if (lastV) {
      const [lv, lp] = [lastV[i]!, lastP[i]!];
      for (let j = from; j < i; j++) {
        const element = row[j]! - (lv * lastP[j]! + lp * lastV[j]!);
        row[j] = element;
        sum += element * v[j]!;
        out[j]! += element * vi;
      }
      a[i * n + i]! -= 2 * lv * lp;
    } else
      for (let j = from; j < i; j++) {
        const element = row[j]!;
        sum += element * v[j]!;
        out[j]! += element * vi;
      }
    out[i]! += sum + a[i * n + i]! * vi;
  }
}

/**
 * Applies the reflections to vectors, last first: turns eigenvectors of the tridiagonal matrix into those of the first.
 * Four at a time, so that a vector is read twice for four reflections.
 * @param vectors `[width × n]`, a vector in each row; overwritten.
 * @param isIdentity the vectors are the identity, of which each step touches only a corner.
 */
export function reflectBack({ rows, taus }: Reflections, vectors: Float64Array, n: number, isIdentity: boolean): void {
  const width = n === 0 ? 0 : vectors.length / n;
  for (let k = n - 3; k >= 0; k -= 4) {
    const lowest = Math.max(k - 3, 0);
    // Reflections k, k − 1, k − 2 and k − 3 from element lowest + 1 on; below its own first element a v is 0.
    const vs = [0, 1, 2, 3].map((t) => {
      const v = new Float64Array(n - lowest - 1);
      if (k - t >= 0) v.set(rows.subarray((k - t) * n + k - t + 1, (k - t + 1) * n), k - t - lowest);
      return v;
    });
    const [v0, v1, v2, v3] = vs as [Float64Array, Float64Array, Float64Array, Float64Array];
    const [t0, t1, t2, t3] = [taus[k]!, taus[k - 1] ?? 0, taus[k - 2] ?? 0, taus[k - 3] ?? 0];
    // What a later reflection of the four sees has been changed by the earlier ones.
    const [o01, o02, o03, o12, o13, o23] = [
      dot(v0, v1),
      dot(v0, v2),
      dot(v0, v3),
      dot(v1, v2),
      dot(v1, v3),
      dot(v2, v3),
    ];
    for (let j = isIdentity ? lowest + 1 : 0; j < width; j++) {
      const vector = vectors.subarray(j * n + lowest + 1, (j + 1) * n);
      let [s0, s1, s2, s3] = [0, 0, 0, 0];
      for (let i = 0; i < vector.length; i++) {
        const value = vector[i]!;
        s0 += v0[i]! * value;
        s1 += v1[i]! * value;
        s2 += v2[i]! * value;
        s3 += v3[i]! * value;
      }
      s0 *= t0;
      s1 = t1 * (s1 - o01 * s0);
      s2 = t2 * (s2 - o02 * s0 - o12 * s1);
      s3 = t3 * (s3 - o03 * s0 - o13 * s1 - o23 * s2);
      for (let i = 0; i < vector.length; i++) vector[i]! -= v0[i]! * s0 + v1[i]! * s1 + v2[i]! * s2 + v3[i]! * s3;
    }
  }
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += one[i]! * other[i]!;
  return sum;
}
