/** Eigenvalues of a tridiagonal matrix by implicit QL, and the rotations that find them applied to its vectors. */
import { PangenicError } from "../base/index.ts";
import type { Tridiagonal } from "./tridiagonal.ts";

/** Sweeps whose rotations are kept and then applied together: a row of the basis is then read once for all of them. */
const SWEEPS = 8;

/**
 * Turns the diagonal into the eigenvalues, in no order, and the line beside it into zeros; Wilkinson's shift.
 * @param basis `[n × n]`, row-major: its columns are turned too; null where only values are wanted.
 * @throws PangenicError `not-converged`, where an element is not finite.
 * @see Wilkinson and Reinsch 1971, Handbook for Automatic Computation, II/4.
 */
export function diagonalize({ diagonal: d, beside: e }: Tridiagonal, basis: Float64Array | null): void {
  const n = d.length;
  const turns = basis && new Turns(basis, n);
  let scale = 0;
  for (let i = 0; i < n; i++) scale = Math.max(scale, Math.abs(d[i]!) + Math.abs(e[i]!));
  if (!Number.isFinite(scale))
    throw new PangenicError("not-converged", "eigenvalues were asked of a matrix with numbers that are not finite");
  // Between two values of rounding, nothing is left to remove.
  const floor = scale * Number.EPSILON;
  for (let l = 0; l < n; l++)
    for (let tries = 0; ; tries++) {
      let m = l;
      while (m < n - 1 && Math.abs(e[m]!) > Number.EPSILON * Math.max(floor, Math.abs(d[m]!) + Math.abs(d[m + 1]!)))
        m++;
      if (m === l) break;
      if (tries === 200) throw new PangenicError("not-converged", "an eigenvalue was not found in 200 sweeps");
      sweep(d, e, l, m, turns);
    }
  turns?.apply();
}

function sweep(d: Float64Array, e: Float64Array, l: number, m: number, turns: Turns | null): void {
  const half = (d[l + 1]! - d[l]!) / (2 * e[l]!);
  const root = Math.hypot(half, 1);
  let g = d[m]! - d[l]! + e[l]! / (half + (half >= 0 ? root : -root));
  let sine = 1;
  let cosine = 1;
  let p = 0;
  turns?.begin(m);
  for (let i = m - 1; i >= l; i--) {
    const f = sine * e[i]!;
    const b = cosine * e[i]!;
    const r = Math.hypot(f, g);
    e[i + 1] = r;
    if (r === 0) {
      d[i + 1]! -= p;
      e[m] = 0;
      turns?.end();
      return;
    }
    sine = f / r;
    cosine = g / r;
    const before = d[i + 1]! - p;
    const turned = (d[i]! - before) * sine + 2 * cosine * b;
    p = sine * turned;
    d[i + 1] = before + p;
    g = cosine * turned - b;
    turns?.push(sine, cosine);
  }
  d[l]! -= p;
  e[l] = g;
  e[m] = 0;
  turns?.end();
}

/** Rotations of neighboring columns, kept until there are enough of them. */
class Turns {
  readonly #basis: Float64Array;
  readonly #n: number;
  readonly #sines: Float64Array;
  readonly #cosines: Float64Array;
  /** Of each sweep: its highest column and how many rotations it has, downward. */
  readonly #tops = new Int32Array(SWEEPS);
  readonly #counts = new Int32Array(SWEEPS);
  #sweeps = 0;

  constructor(basis: Float64Array, n: number) {
    this.#basis = basis;
    this.#n = n;
    this.#sines = new Float64Array(SWEEPS * n);
    this.#cosines = new Float64Array(SWEEPS * n);
  }

  /** @param top the highest column of the sweep. */
  begin(top: number): void {
    this.#tops[this.#sweeps] = top;
    this.#counts[this.#sweeps] = 0;
  }

  push(sine: number, cosine: number): void {
    const at = this.#sweeps * this.#n + this.#counts[this.#sweeps]!++;
    this.#sines[at] = sine;
    this.#cosines[at] = cosine;
  }

  end(): void {
    if (++this.#sweeps === SWEEPS) this.apply();
  }

  /** Four rows at a time: each rotation waits for the one before it in its row, so four rows fill the waiting. */
  apply(): void {
    const n = this.#n;
    for (let row = 0; row < n; row += 4) {
      const rows = Math.min(4, n - row);
      for (let s = 0; s < this.#sweeps; s++) {
        const from = s * n;
        const top = this.#tops[s]!;
        const count = this.#counts[s]!;
        if (rows === 4) turnFour(this.#basis, row * n + top, n, this.#sines, this.#cosines, from, count);
        else
          for (let i = 0; i < rows; i++)
            turnOne(this.#basis, (row + i) * n + top, this.#sines, this.#cosines, from, count);
      }
    }
    this.#sweeps = 0;
  }
}

function turnOne(
  basis: Float64Array,
  top: number,
  sines: Float64Array,
  cosines: Float64Array,
  from: number,
  count: number,
): void {
  let upper = basis[top]!;
  let at = top;
  for (let t = from; t < from + count; t++, at--) {
    const s = sines[t]!;
    const c = cosines[t]!;
    const lower = basis[at - 1]!;
    basis[at] = s * lower + c * upper;
    upper = c * lower - s * upper;
  }
  basis[at] = upper;
}

function turnFour(
  basis: Float64Array,
  top: number,
  n: number,
  sines: Float64Array,
  cosines: Float64Array,
  from: number,
  count: number,
): void {
  const [two, three, four] = [n, 2 * n, 3 * n];
  let u1 = basis[top]!;
  let u2 = basis[top + two]!;
  let u3 = basis[top + three]!;
  let u4 = basis[top + four]!;
  let at = top;
  for (let t = from; t < from + count; t++, at--) {
    const s = sines[t]!;
    const c = cosines[t]!;
    const l1 = basis[at - 1]!;
    const l2 = basis[at - 1 + two]!;
    const l3 = basis[at - 1 + three]!;
    const l4 = basis[at - 1 + four]!;
    basis[at] = s * l1 + c * u1;
    basis[at + two] = s * l2 + c * u2;
    basis[at + three] = s * l3 + c * u3;
    basis[at + four] = s * l4 + c * u4;
    u1 = c * l1 - s * u1;
    u2 = c * l2 - s * u2;
    u3 = c * l3 - s * u3;
    u4 = c * l4 - s * u4;
  }
  basis[at] = u1;
  basis[at + two] = u2;
  basis[at + three] = u3;
  basis[at + four] = u4;
}
