// What the people whose genotype was not seen would have added to sums over everybody: products of their own rows.

import { notSeen } from "./genotype-counts";

/**
 * Sums of x·xᵗ, lower triangles row by row, over the people of each variant with code 1; x is a person's row of `matrix`.
 * @param block up to 7 bytes behind a row are read.
 * @param matrix `[people × width]`, f64. @param list room for all people, u32.
 * @param out `[variants × width (width + 1) / 2]`, f64, added to.
 */
export function unseenProducts(
  block: usize,
  stride: usize,
  variants: usize,
  people: usize,
  matrix: usize,
  width: usize,
  list: usize,
  out: usize,
): void {
  const length = (width * (width + 1)) << 2;
  const row = width << 3;
  for (let variant: usize = 0; variant < variants; variant++, block += stride, out += length) {
    const end = list + (notSeen(block, people, list) << 2);
    let at = list;
    // Two people a turn: the sums are read and written half as often.
    for (; at + 4 < end; at += 8) addTwo(matrix + <usize>load<u32>(at) * row, matrix + <usize>load<u32>(at, 4) * row, width, out);
    if (at < end) addOne(matrix + <usize>load<u32>(at) * row, width, out);
  }
}

function addTwo(a: usize, b: usize, width: usize, out: usize): void {
  for (let i: usize = 0; i < width; i++) {
    const ai = load<f64>(a + (i << 3));
    const bi = load<f64>(b + (i << 3));
    const as = f64x2.splat(ai);
    const bs = f64x2.splat(bi);
    let j: usize = 0;
    for (; j + 1 <= i; j += 2, out += 16)
      v128.store(
        out,
        f64x2.add(
          v128.load(out),
          f64x2.add(f64x2.mul(as, v128.load(a + (j << 3))), f64x2.mul(bs, v128.load(b + (j << 3)))),
        ),
      );
    if (j <= i) {
      store<f64>(out, load<f64>(out) + (ai * ai + bi * bi));
      out += 8;
    }
  }
}

function addOne(a: usize, width: usize, out: usize): void {
  for (let i: usize = 0; i < width; i++) {
    const ai = load<f64>(a + (i << 3));
    for (let j: usize = 0; j <= i; j++, out += 8) store<f64>(out, load<f64>(out) + ai * load<f64>(a + (j << 3)));
  }
}
