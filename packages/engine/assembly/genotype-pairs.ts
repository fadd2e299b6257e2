// What every two people share: three bit planes a person (seen, one copy, two copies of allele 1), 64 variants a word.

import { sixteenRows, transpose } from "./genotype-transpose";

const LOW: u64 = 0x5555_5555_5555_5555;
/** Bytes of a person's 64 variants: three planes of 8. */
const WORDS: usize = 24;

/**
 * Planes of all people.
 * @param bytes of a row that hold people; up to 15 more are read.
 * @param codes room for 4 × (4 × 64 × ⌈bytes / 16⌉).
 * @param out `[64 × ⌈bytes / 16⌉ × ⌈variants / 64⌉]` of three words; people in their own order.
 */
export function planes(block: usize, stride: usize, variants: i32, bytes: usize, codes: usize, out: usize): void {
  const people = ((bytes + 15) >> 4) << 6;
  const plane = people << 2;
  const line = <usize>((variants + 63) >> 6) * WORDS;
  for (let first: i32 = 0; first < variants; first += 64, out += WORDS) {
    for (let part: i32 = 0; part < 4; part++) {
      const left = variants - first - 16 * part;
      sixteenRows(block + <usize>(variants - max(left, 1)) * stride, stride, <usize>max(left, 1));
      transpose(bytes, codes + <usize>part * plane);
    }
    const within: u64 = variants - first >= 64 ? <u64>-1 : ((<u64>1) << (variants - first)) - 1;
    const valid = spread(within) | (spread(within >> 32) << 1);
    for (let person: usize = 0; person < people; person++) {
      const at = codes + (((person & ~63) | ((person & 3) << 4) | ((person & 63) >> 2)) << 2);
      const early = <u64>load<u32>(at) | (<u64>load<u32>(at + plane) << 32);
      const late = <u64>load<u32>(at + 2 * plane) | (<u64>load<u32>(at + 3 * plane) << 32);
      // Variant v of the early half stands at bit 2v, of the late half at 2v + 1: the order does not matter to counts, but
      // which bits are variants does.
      const low = (early & LOW) | ((late & LOW) << 1);
      const high = ((early >> 1) & LOW) | (late & ~LOW);
      const to = out + person * line;
      store<u64>(to, (high | ~low) & valid);
      store<u64>(to, high & ~low & valid, 8);
      store<u64>(to, ~(high | low) & valid, 16);
    }
  }
}

/** Bit i of the low half goes to bit 2i. */
// @ts-ignore: decorator
@inline
function spread(half: u64): u64 {
  let x = half & 0xffff_ffff;
  x = (x | (x << 16)) & 0x0000_ffff_0000_ffff;
  x = (x | (x << 8)) & 0x00ff_00ff_00ff_00ff;
  x = (x | (x << 4)) & 0x0f0f_0f0f_0f0f_0f0f;
  x = (x | (x << 2)) & 0x3333_3333_3333_3333;
  return (x | (x << 1)) & LOW;
}

/** Adds the counts of person `i` beside every person before: five u32 each. @param words of 64 variants. */
export function pairCounts(planes: usize, words: usize, i: usize, counts: usize): void {
  const line = words * WORDS;
  const one = planes + i * line;
  for (let other = planes; other < one; counts += 20) {
    let bothHet: u64 = 0;
    let ibs0: u64 = 0;
    let hetOfI: u64 = 0;
    let hetOfJ: u64 = 0;
    let bothSeen: u64 = 0;
    for (const end = other + line, at = one - other; other < end; other += WORDS) {
      const seenI = load<u64>(other + at);
      const hetI = load<u64>(other + at, 8);
      const seenJ = load<u64>(other);
      const hetJ = load<u64>(other, 8);
      const both = seenI & seenJ;
      bothHet += popcnt(hetI & hetJ);
      hetOfI += popcnt(hetI & seenJ);
      hetOfJ += popcnt(hetJ & seenI);
      bothSeen += popcnt(both);
      ibs0 += popcnt((load<u64>(other + at, 16) ^ load<u64>(other, 16)) & ~(hetI | hetJ) & both);
    }
    store<u32>(counts, load<u32>(counts) + <u32>bothHet);
    store<u32>(counts, load<u32>(counts, 4) + <u32>ibs0, 4);
    store<u32>(counts, load<u32>(counts, 8) + <u32>hetOfI, 8);
    store<u32>(counts, load<u32>(counts, 12) + <u32>hetOfJ, 12);
    store<u32>(counts, load<u32>(counts, 16) + <u32>bothSeen, 16);
  }
}
