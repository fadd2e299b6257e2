// Sums by table: one byte holds the 2-bit codes of four things, so 256 sums tell every combination of them, and sixteen codes
// cost four reads. Scores look up four variants of a person at a time, dots four people of a variant. A sum is a vector: two
// columns in double precision (T = f64), or four in single (T = f32), where half of the time is worth more than the digits.

/** 4 × 256 sums: the low 16 KiB, which --memoryBase keeps free. A constant address costs nothing to add. */
const TABLE: usize = 0;
const TABLE_BYTES: usize = 4096;
/** Values of 4 things × 4 codes, and sums of the first two of them. */
const values: usize = memory.data(256, 16);
const firstTwo: usize = memory.data(256, 16);

/** Where a value of `fill` goes. @param which 0–3, the thing. */
// @ts-ignore: decorator
@inline
export function valueAt(which: usize, code: usize): usize {
  return values + ((which << 6) | (code << 4));
}

/** Columns that stand in a vector. */
// @ts-ignore: decorator
@inline
export function columnsOf<T>(): i32 {
  return <i32>(16 / sizeof<T>());
}

/** As many f64 as a vector takes, or as many as are left; 0 behind them. */
// @ts-ignore: decorator
@inline
export function columnsAt<T>(from: usize, left: i32): v128 {
  const first = left > 1 ? v128.load(from) : v128.load64_zero(from);
  if (sizeof<T>() == 8) return first;
  const second = left > 3 ? v128.load(from, 16) : left > 2 ? v128.load64_zero(from, 16) : f64x2.splat(0);
  return v128.shuffle<i64>(f32x4.demote_f64x2_zero(first), f32x4.demote_f64x2_zero(second), 0, 2);
}

/** Writes table 0–3 from what stands at `valueAt`. */
export function fill<T>(table: usize): void {
  for (let i: usize = 0; i < 256; i += 16)
    v128.store(firstTwo + i, v128.add<T>(v128.load(values + (i & 48)), v128.load(values + 64 + ((i >> 2) & 48))));
  let at = TABLE + table * TABLE_BYTES;
  for (let i: usize = 0; i < 256; i += 16) {
    const others = v128.add<T>(v128.load(values + 128 + (i & 48)), v128.load(values + 192 + ((i >> 2) & 48)));
    for (let j: usize = 0; j < 256; j += 64, at += 64) {
      v128.store(at, v128.add<T>(v128.load(firstTwo + j), others));
      v128.store(at, v128.add<T>(v128.load(firstTwo + j, 16), others), 16);
      v128.store(at, v128.add<T>(v128.load(firstTwo + j, 32), others), 32);
      v128.store(at, v128.add<T>(v128.load(firstTwo + j, 48), others), 48);
    }
  }
}

// @ts-ignore: decorator
@inline
function sumOf<T>(codes: u32): v128 {
  const first = v128.add<T>(
    v128.load((codes << 4) & 0xff0, TABLE),
    v128.load((codes >> 4) & 0xff0, TABLE + TABLE_BYTES),
  );
  const second = v128.add<T>(
    v128.load((codes >> 12) & 0xff0, TABLE + 2 * TABLE_BYTES),
    v128.load((codes >> 20) & 0xff0, TABLE + 3 * TABLE_BYTES),
  );
  return v128.add<T>(first, second);
}

/** Adds the sums of sixteen codes each. @param count of `codes` (u32) and of `sums` (vectors); a multiple of 4. */
export function addSums<T>(codes: usize, count: usize, sums: usize): void {
  for (const end = codes + 4 * count; codes < end; codes += 16, sums += 64) {
    v128.store(sums, v128.add<T>(v128.load(sums), sumOf<T>(load<u32>(codes))));
    v128.store(sums, v128.add<T>(v128.load(sums, 16), sumOf<T>(load<u32>(codes, 4))), 16);
    v128.store(sums, v128.add<T>(v128.load(sums, 32), sumOf<T>(load<u32>(codes, 8))), 32);
    v128.store(sums, v128.add<T>(v128.load(sums, 48), sumOf<T>(load<u32>(codes, 12))), 48);
  }
}
