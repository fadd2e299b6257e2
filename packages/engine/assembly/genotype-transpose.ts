// From one row a variant to one word a person: sixteen 2-bit codes a word.

/** Where the rows of the sixteen variants begin, u32 each. */
const rows: usize = memory.data(64, 16);

// @ts-ignore: decorator
@inline
function row(which: usize, at: usize): v128 {
  return v128.load(<usize>load<u32>(rows + (which << 2)) + at);
}

/** Four variants of 64 people → byte j of the k-th result holds the codes of person 4j + k. */
// @ts-ignore: decorator
@inline
function lowPairs(one: v128, other: v128): v128 {
  return v128.or(v128.and(one, i8x16.splat(0x33)), v128.shl<i8>(v128.and(other, i8x16.splat(0x33)), 2));
}

// @ts-ignore: decorator
@inline
function highPairs(one: v128, other: v128): v128 {
  return v128.or(v128.shr<u8>(v128.and(one, i8x16.splat(<i8>0xcc)), 2), v128.and(other, i8x16.splat(<i8>0xcc)));
}

// @ts-ignore: decorator
@inline
function lowNibbles(one: v128, other: v128): v128 {
  return v128.or(v128.and(one, i8x16.splat(0x0f)), v128.shl<i16>(v128.and(other, i8x16.splat(0x0f)), 4));
}

// @ts-ignore: decorator
@inline
function highNibbles(one: v128, other: v128): v128 {
  return v128.or(v128.shr<u16>(v128.and(one, i8x16.splat(<i8>0xf0)), 4), v128.and(other, i8x16.splat(<i8>0xf0)));
}

/** Four bytes a person, one from each group of four variants. */
// @ts-ignore: decorator
@inline
function interleave(a: v128, b: v128, c: v128, d: v128, to: usize): void {
  const abLow = v128.shuffle<u8>(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  const abHigh = v128.shuffle<u8>(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
  const cdLow = v128.shuffle<u8>(c, d, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  const cdHigh = v128.shuffle<u8>(c, d, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
  v128.store(to, v128.shuffle<u16>(abLow, cdLow, 0, 8, 1, 9, 2, 10, 3, 11));
  v128.store(to, v128.shuffle<u16>(abLow, cdLow, 4, 12, 5, 13, 6, 14, 7, 15), 16);
  v128.store(to, v128.shuffle<u16>(abHigh, cdHigh, 0, 8, 1, 9, 2, 10, 3, 11), 32);
  v128.store(to, v128.shuffle<u16>(abHigh, cdHigh, 4, 12, 5, 13, 6, 14, 7, 15), 48);
}

/**
 * The sixteen rows from `block` on that `transpose` reads; the last stands in for those behind it.
 * @param left how many there are.
 */
export function sixteenRows(block: usize, stride: usize, left: usize): void {
  for (let i: usize = 0; i < 16; i++) store<u32>(rows + (i << 2), <u32>(block + min(i, left - 1) * stride));
}

/**
 * Codes of sixteen variants by person, u32 each: within 64 people, person 4j + k stands at 16k + j.
 * @param bytes of a row that hold people; up to 15 more are read.
 */
export function transpose(bytes: usize, codes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16, codes += 256) {
    const al = lowPairs(row(0, at), row(1, at));
    const ah = highPairs(row(0, at), row(1, at));
    const bl = lowPairs(row(2, at), row(3, at));
    const bh = highPairs(row(2, at), row(3, at));
    const cl = lowPairs(row(4, at), row(5, at));
    const ch = highPairs(row(4, at), row(5, at));
    const dl = lowPairs(row(6, at), row(7, at));
    const dh = highPairs(row(6, at), row(7, at));
    const el = lowPairs(row(8, at), row(9, at));
    const eh = highPairs(row(8, at), row(9, at));
    const fl = lowPairs(row(10, at), row(11, at));
    const fh = highPairs(row(10, at), row(11, at));
    const gl = lowPairs(row(12, at), row(13, at));
    const gh = highPairs(row(12, at), row(13, at));
    const hl = lowPairs(row(14, at), row(15, at));
    const hh = highPairs(row(14, at), row(15, at));
    interleave(lowNibbles(al, bl), lowNibbles(cl, dl), lowNibbles(el, fl), lowNibbles(gl, hl), codes);
    interleave(lowNibbles(ah, bh), lowNibbles(ch, dh), lowNibbles(eh, fh), lowNibbles(gh, hh), codes + 64);
    interleave(highNibbles(al, bl), highNibbles(cl, dl), highNibbles(el, fl), highNibbles(gl, hl), codes + 128);
    interleave(highNibbles(ah, bh), highNibbles(ch, dh), highNibbles(eh, fh), highNibbles(gh, hh), codes + 192);
  }
}
