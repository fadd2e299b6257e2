/** Whole numbers as planes of bytes, low ones apart from high ones: each plane repeats more than their mixture does. */

type Whole = Int16Array | Uint16Array | Int32Array | Uint32Array;

/** Each number's two low bytes, all lowest bytes first. @returns `[2 × numbers]` */
export function lowBytes(numbers: Whole): Uint8Array {
  return planes(numbers, 0);
}

/** The two bytes above; 0 or 255 for what is shorter. @returns `[2 × numbers]` */
export function highBytes(numbers: Whole): Uint8Array {
  return planes(numbers, 16);
}

function planes(numbers: Whole, by: number): Uint8Array {
  const out = new Uint8Array(2 * numbers.length);
  numbers.forEach((number, i) => {
    out[i] = number >> by;
    out[numbers.length + i] = number >> (by + 8);
  });
  return out;
}

/** The numbers again; above 2³¹ they come back negative. */
export function joinBytes(low: Uint8Array, high: Uint8Array): Int32Array {
  const count = low.length / 2;
  return Int32Array.from(
    { length: count },
    (_, i) => low[i]! | (low[count + i]! << 8) | (high[i]! << 16) | (high[count + i]! << 24),
  );
}

/** Differences to the entry before on the same chromosome; the first stays. */
export function stepsFrom(values: Int32Array, chrom: Uint8Array): Int32Array {
  return values.map((value, i) => (i > 0 && chrom[i] === chrom[i - 1] ? value - values[i - 1]! : value));
}

/** The values again. */
export function sumsOf(steps: Int32Array, chrom: Uint8Array): Int32Array {
  const values = Int32Array.from(steps);
  for (let i = 1; i < values.length; i++) if (chrom[i] === chrom[i - 1]) values[i]! += values[i - 1]!;
  return values;
}
