// Scores (variants to people) and dots (people to variants), sixteen genotypes at a time through tables of sums.

import { addSums, columnsAt, columnsOf, fill, valueAt } from "./genotype-tables";
import { sixteenRows, transpose } from "./genotype-transpose";

/**
 * Adds to each person the values of their codes.
 * @param block the first variant's row; 15 bytes behind the last row are readable.
 * @param values `[variants × 4 × width]`, f64.
 * @param codes room for u32 × 64 × ⌈bytes / 16⌉.
 * @param sums `[⌈width / 2⌉ × 64 × ⌈bytes / 16⌉]` of f64 × 2; people in the order of `transpose`.
 */
export function score(
  block: usize,
  stride: usize,
  variants: i32,
  bytes: usize,
  values: usize,
  width: i32,
  codes: usize,
  sums: usize,
): void {
  const people = ((bytes + 15) >> 4) << 6;
  const line = <usize>width << 3;
  for (let first: i32 = 0; first < variants; first += 16) {
    sixteenRows(block + <usize>first * stride, stride, variants - first);
    transpose(bytes, codes);
    let to = sums;
    for (let k: i32 = 0; k < width; k += 2, to += people << 4) {
      for (let table: i32 = 0; table < 4; table++) {
        for (let i: i32 = 0; i < 4; i++) {
          const variant = first + 4 * table + i;
          for (let code: i32 = 0; code < 4; code++) {
            const from = values + <usize>(4 * variant + code) * line + (<usize>k << 3);
            // Beyond the last variant its row stands in, with no value.
            v128.store(valueAt(i, code), variant >= variants ? f64x2.splat(0) : columnsAt<f64>(from, width - k));
          }
        }
        fill<f64>(table);
      }
      addSums<f64>(codes, people, to);
    }
  }
}

/**
 * Adds the sums of `score` to sums in the people's own order.
 * @param people in whole vectors of 64 in `planes`.
 * @param sums `[people × width]`, f64.
 */
export function gather(planes: usize, people: usize, width: usize, sums: usize): void {
  const plane = ((people + 63) >> 6) << 10;
  const line = width << 3;
  for (let k: usize = 0; k < width; k += 2, planes += plane) {
    let to = sums + (k << 3);
    for (let person: usize = 0; person < people; person++, to += line) {
      const from = planes + (((person & ~63) | ((person & 3) << 4) | ((person & 63) >> 2)) << 4);
      if (k + 1 < width) v128.store(to, f64x2.add(v128.load(to), v128.load(from)));
      else store<f64>(to, load<f64>(to) + load<f64>(from));
    }
  }
}

/**
 * Adds to each variant its copies of allele 1 times the people's rows.
 * @param variants a multiple of 4, rows behind the last are readable; 16 bytes behind the last row too.
 * @param matrix `[people × width]`, f64.
 * @param codes room for u32 × 4 × variants.
 * @param sums `[⌈width / 2⌉ × variants]` of f64 × 2.
 */
export function dot(
  block: usize,
  stride: usize,
  variants: usize,
  people: i32,
  matrix: usize,
  width: i32,
  codes: usize,
  sums: usize,
): void {
  dotIn<f64>(block, stride, variants, people, matrix, width, codes, sums);
}

/** As `dot`, in single precision. @param sums `[⌈width / 4⌉ × variants]` of f32 × 4. */
export function roughDot(
  block: usize,
  stride: usize,
  variants: usize,
  people: i32,
  matrix: usize,
  width: i32,
  codes: usize,
  sums: usize,
): void {
  dotIn<f32>(block, stride, variants, people, matrix, width, codes, sums);
}

// @ts-ignore: decorator
@inline
function dotIn<T>(
  block: usize,
  stride: usize,
  variants: usize,
  people: i32,
  matrix: usize,
  width: i32,
  codes: usize,
  sums: usize,
): void {
  const plane = variants << 2;
  for (let first: i32 = 0; first < people; first += 64) {
    let from = block + (<usize>first >> 2);
    for (let to = codes, end = codes + plane; to < end; to += 4, from += stride) {
      store<u32>(to, load<u32>(from));
      store<u32>(to + plane, load<u32>(from, 4));
      store<u32>(to + 2 * plane, load<u32>(from, 8));
      store<u32>(to + 3 * plane, load<u32>(from, 12));
    }
    for (let strip: i32 = 0; strip < 4 && first + 16 * strip < people; strip++) {
      let to = sums;
      for (let k: i32 = 0; k < width; k += columnsOf<T>(), to += variants << 4) {
        for (let table: i32 = 0; table < 4; table++) {
          for (let i: i32 = 0; i < 4; i++) {
            const person = first + 16 * strip + 4 * table + i;
            const at = matrix + ((<usize>(person * width + k)) << 3);
            const one = person >= people ? f64x2.splat(0) : columnsAt<T>(at, width - k);
            v128.store(valueAt(i, 0), v128.add<T>(one, one));
            v128.store(valueAt(i, 1), f64x2.splat(0));
            v128.store(valueAt(i, 2), one);
            v128.store(valueAt(i, 3), f64x2.splat(0));
          }
          fill<T>(table);
        }
        addSums<T>(codes + <usize>strip * plane, variants, to);
      }
    }
  }
}
