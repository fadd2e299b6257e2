// How often each code stands in a row, in a person, in what two rows share: bits counted in whole words.

const LOW: u64 = 0x5555_5555_5555_5555;

/** The codes that belong to people, of the word that holds the last of them. */
// @ts-ignore: decorator
@inline
function lastPeople(people: usize): u64 {
  const inWord = people & 31;
  return inWord == 0 ? <u64>-1 : ((<u64>1) << (2 * inWord)) - 1;
}

/** Every word of a row, the last with its padding cleared. */
// @ts-ignore: decorator
@inline
function word(row: usize, at: usize, bytes: usize, last: u64): u64 {
  return at + 8 < bytes ? load<u64>(row + at) : load<u64>(row + at) & last;
}

// @ts-ignore: decorator
@inline
function highBits(codes: v128): v128 {
  return v128.and(v128.shr<u16>(codes, 1), i8x16.splat(0x55));
}

// @ts-ignore: decorator
@inline
function lowBits(codes: v128): v128 {
  return v128.and(codes, i8x16.splat(0x55));
}

/** Fields of two bits added up in fields of four. */
// @ts-ignore: decorator
@inline
function nibbles(fields: v128): v128 {
  const pairs = i8x16.splat(0x33);
  return i8x16.add(v128.and(fields, pairs), v128.and(v128.shr<u16>(fields, 2), pairs));
}

/** Fields of four bits added up in bytes. */
// @ts-ignore: decorator
@inline
function inBytes(fields: v128): v128 {
  const nibble = i8x16.splat(0x0f);
  return i8x16.add(v128.and(fields, nibble), v128.and(v128.shr<u16>(fields, 4), nibble));
}

/** Bytes added up. */
// @ts-ignore: decorator
@inline
function total(bytes: v128): u32 {
  const sums = i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(bytes));
  return (
    i32x4.extract_lane(sums, 0) +
    i32x4.extract_lane(sums, 1) +
    i32x4.extract_lane(sums, 2) +
    i32x4.extract_lane(sums, 3)
  );
}

/**
 * People with each code, per variant.
 * @param block up to 7 bytes behind a row are read.
 * @param out `[variants × 4]`, u32.
 */
export function counts(block: usize, stride: usize, variants: usize, people: usize, out: usize): void {
  const bytes = (people + 3) >> 2;
  const last = lastPeople(people);
  // Three vectors fit fields of two bits, two such fields of four, ten such bytes.
  const whole = (bytes - min(bytes, 8)) / 96;
  for (const end = out + (variants << 4); out < end; out += 16, block += stride) {
    let low: u32 = 0;
    let high: u32 = 0;
    let both: u32 = 0;
    let at: usize = 0;
    for (let left = whole; left > 0; ) {
      const some = min(left, 10);
      left -= some;
      let lows = i8x16.splat(0);
      let highs = i8x16.splat(0);
      let boths = i8x16.splat(0);
      for (const until = at + some * 96; at < until; at += 96) {
        let lowFields = i8x16.splat(0);
        let highFields = i8x16.splat(0);
        let bothFields = i8x16.splat(0);
        for (let half: usize = 0; half < 96; half += 48) {
          const one = v128.load(block + at + half);
          const two = v128.load(block + at + half, 16);
          const three = v128.load(block + at + half, 32);
          const low1 = lowBits(one);
          const low2 = lowBits(two);
          const low3 = lowBits(three);
          const high1 = highBits(one);
          const high2 = highBits(two);
          const high3 = highBits(three);
          const both1 = v128.and(low1, high1);
          const both2 = v128.and(low2, high2);
          const both3 = v128.and(low3, high3);
          lowFields = i8x16.add(lowFields, nibbles(i8x16.add(i8x16.add(low1, low2), low3)));
          highFields = i8x16.add(highFields, nibbles(i8x16.add(i8x16.add(high1, high2), high3)));
          bothFields = i8x16.add(bothFields, nibbles(i8x16.add(i8x16.add(both1, both2), both3)));
        }
        lows = i8x16.add(lows, inBytes(lowFields));
        highs = i8x16.add(highs, inBytes(highFields));
        boths = i8x16.add(boths, inBytes(bothFields));
      }
      low += total(lows);
      high += total(highs);
      both += total(boths);
    }
    for (; at < bytes; at += 8) {
      const codes = word(block, at, bytes, last);
      const lows = codes & LOW;
      const highs = (codes >> 1) & LOW;
      low += <u32>popcnt(lows);
      high += <u32>popcnt(highs);
      both += <u32>popcnt(lows & highs);
    }
    store<u32>(out, <u32>people + both - low - high);
    store<u32>(out, low - both, 4);
    store<u32>(out, high - both, 8);
    store<u32>(out, both, 12);
  }
}

/** People of a row with code 1, as i32. @returns how many. */
export function notSeen(row: usize, people: usize, out: usize): usize {
  const bytes = (people + 3) >> 2;
  const last = lastPeople(people);
  const first = out;
  for (let at: usize = 0; at < bytes; at += 8) {
    const codes = word(row, at, bytes, last);
    for (let left = codes & ~(codes >> 1) & LOW; left != 0; left &= left - 1, out += 4)
      store<u32>(out, <u32>((at << 2) + <usize>(ctz(left) >> 1)));
  }
  return (out - first) >> 2;
}

/** Sums of two rows over the people seen in both: see `ldSums`. @param out 6 × f64. */
export function ldSums(one: usize, other: usize, people: usize, out: usize): void {
  const bytes = (people + 3) >> 2;
  const last = lastPeople(people);
  let n: u64 = 0;
  let oneHet: u64 = 0;
  let oneTwo: u64 = 0;
  let otherHet: u64 = 0;
  let otherTwo: u64 = 0;
  let hetHet: u64 = 0;
  let hetTwo: u64 = 0;
  let twoTwo: u64 = 0;
  for (let at: usize = 0; at < bytes; at += 8) {
    const x = load<u64>(one + at);
    const y = load<u64>(other + at);
    // Complement: 00 means two copies of allele 1 and 11 none, so that cleared bits count.
    const within = (at + 8 < bytes ? <u64>-1 : last) & LOW;
    const seen = ~((x & ~(x >> 1)) | (y & ~(y >> 1))) & within;
    const xHet = (x >> 1) & ~x & seen;
    const xTwo = ~((x >> 1) | x) & seen;
    const yHet = (y >> 1) & ~y & seen;
    const yTwo = ~((y >> 1) | y) & seen;
    n += popcnt(seen);
    oneHet += popcnt(xHet);
    oneTwo += popcnt(xTwo);
    otherHet += popcnt(yHet);
    otherTwo += popcnt(yTwo);
    hetHet += popcnt(xHet & yHet);
    // Two disjoint sets, side by side in one word.
    hetTwo += popcnt((xHet & yTwo) | ((xTwo & yHet) << 1));
    twoTwo += popcnt(xTwo & yTwo);
  }
  store<f64>(out, <f64>n);
  store<f64>(out, <f64>(oneHet + 2 * oneTwo), 8);
  store<f64>(out, <f64>(otherHet + 2 * otherTwo), 16);
  store<f64>(out, <f64>(oneHet + 4 * oneTwo), 24);
  store<f64>(out, <f64>(otherHet + 4 * otherTwo), 32);
  store<f64>(out, <f64>(hetHet + 2 * hetTwo + 4 * twoTwo), 40);
}
