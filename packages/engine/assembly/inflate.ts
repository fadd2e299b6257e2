// Raw deflate (RFC 1951). One decoder serves both uses: a BGZF block in one call, and a gzip member that arrives in pieces.
// Memory safety: the caller keeps SLACK readable bytes behind the input and SLACK writable bytes behind the output limit;
// every loop below checks both ends at least once a symbol, and a symbol reads at most 16 and writes at most 258 + 32 bytes.

import { crc32 } from "./crc";
export { crc32 };
export { rows, report, contigName } from "./rows";

/** What `inflate` and `block` return; the broken ones are negative. */
const DONE: i32 = 0;
const NEEDS_INPUT: i32 = 1;
const NEEDS_OUTPUT: i32 = 2;
const BAD_BLOCK_TYPE: i32 = -1;
const BAD_STORED_LENGTH: i32 = -2;
const BAD_CODE_LENGTHS: i32 = -3;
const BAD_SYMBOL: i32 = -4;
const BAD_DISTANCE: i32 = -5;
const TRUNCATED: i32 = -6;
const BAD_SIZE: i32 = -7;
const BAD_CRC: i32 = -8;

// Table entries, 32 bits. Low byte: bits to consume, extra bits included; bits 8–11: bits of the code word alone.
//   literal   LITERAL | byte << 16
//   length    base << 16, base ≤ 258
//   distance  base << 16, base ≤ 24577
//   others    SPECIAL, and SUBTABLE (start << 16, index bits << 8) or END or neither: a code that must not occur
const LITERAL: u32 = 0x8000_0000;
const SPECIAL: u32 = 0x8000;
const SUBTABLE: u32 = 0x4000;
const END: u32 = 0x2000;

const LITLEN_BITS: u32 = 11;
const DISTANCE_BITS: u32 = 9;
const PRECODE_BITS: u32 = 7;
// At most 2342, 594 and 128 entries are needed for these widths (zlib's `enough`).
const litlenTable: usize = memory.data(2560 * 4, 16);
const distanceTable: usize = memory.data(640 * 4, 16);
const precodeTable: usize = memory.data(128 * 4, 16);
const lengths: usize = memory.data(512, 16);
const counts: usize = memory.data(16 * 4, 16);
const offsets: usize = memory.data(16 * 4, 16);
const sorted: usize = memory.data(320 * 2, 16);
const precodeOrder: usize = memory.data<u8>([16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]);

/** Entry of each symbol without its code word's length; extra bits stand in the low byte. */
const litlenEntry: usize = memory.data(288 * 4, 16);
const distanceEntry: usize = memory.data(32 * 4, 16);
const precodeEntry: usize = memory.data(19 * 4, 16);

for (let symbol: u32 = 0; symbol < 256; symbol++) store<u32>(litlenEntry + (symbol << 2), LITERAL | (symbol << 16));
store<u32>(litlenEntry + (256 << 2), SPECIAL | END);
for (let symbol: u32 = 257, base: u32 = 3; symbol < 285; symbol++) {
  const extra: u32 = symbol < 265 ? 0 : (symbol - 261) >> 2;
  store<u32>(litlenEntry + (symbol << 2), (base << 16) | extra);
  base += 1 << extra;
}
store<u32>(litlenEntry + (285 << 2), 258 << 16);
store<u32>(litlenEntry + (286 << 2), SPECIAL);
store<u32>(litlenEntry + (287 << 2), SPECIAL);
for (let symbol: u32 = 0, base: u32 = 1; symbol < 30; symbol++) {
  const extra: u32 = symbol < 4 ? 0 : (symbol - 2) >> 1;
  store<u32>(distanceEntry + (symbol << 2), (base << 16) | extra);
  base += 1 << extra;
}
store<u32>(distanceEntry + (30 << 2), SPECIAL);
store<u32>(distanceEntry + (31 << 2), SPECIAL);
for (let symbol: u32 = 0; symbol < 19; symbol++) store<u32>(precodeEntry + (symbol << 2), symbol << 16);

// @ts-ignore: decorator
@inline
function withLength(entry: u32, length: u32): u32 {
  return entry + ((length << 8) | length);
}

/**
 * Fills a decoding table from code lengths. Accepts what zlib accepts: complete codes, a single code of one bit, and no code at all.
 * @returns false for an over-subscribed or incomplete code.
 */
function build(table: usize, bits: u32, entries: usize, at: usize, symbols: u32, mayBeIncomplete: bool): bool {
  memory.fill(counts, 0, 64);
  for (let i: u32 = 0; i < symbols; i++) {
    const slot = counts + ((<usize>load<u8>(at + i)) << 2);
    store<u32>(slot, load<u32>(slot) + 1);
  }
  let longest: u32 = 15;
  while (longest > 0 && load<u32>(counts + (longest << 2)) == 0) longest--;
  let room: i32 = 1;
  let offset: u32 = 0;
  for (let length: u32 = 1; length <= 15; length++) {
    const count = load<u32>(counts + (length << 2));
    room = (room << 1) - <i32>count;
    if (room < 0) return false;
    store<u32>(offsets + (length << 2), offset);
    offset += count;
  }
  const size: u32 = 1 << bits;
  if (room > 0) {
    if (!mayBeIncomplete || longest > 1) return false;
    // No code, or one code of one bit: every other bit pattern is a symbol that must not occur.
    for (let i: u32 = 0; i < size; i++) store<u32>(table + (i << 2), withLength(SPECIAL, 1));
    if (longest == 1)
      for (let symbol: u32 = 0; symbol < symbols; symbol++)
        if (load<u8>(at + symbol) == 1)
          for (let i: u32 = 0; i < size; i += 2)
            store<u32>(table + (i << 2), withLength(load<u32>(entries + (symbol << 2)), 1));
    return true;
  }
  for (let symbol: u32 = 0; symbol < symbols; symbol++) {
    const length: u32 = load<u8>(at + symbol);
    if (length == 0) continue;
    const slot = offsets + (length << 2);
    const place = load<u32>(slot);
    store<u32>(slot, place + 1);
    store<u16>(sorted + (place << 1), <u16>symbol);
  }

  // Code words in order, bit-reversed as deflate sends them. The table grows by doubling, so short codes are copied, not refilled.
  let next = sorted;
  let word: u32 = 0;
  let length: u32 = 1;
  let end: u32 = 2;
  let count = load<u32>(counts + 4);
  while (true) {
    while (count == 0) {
      if (++length > bits) break;
      memory.copy(table + (end << 2), table, <usize>end << 2);
      end <<= 1;
      count = load<u32>(counts + (length << 2));
    }
    if (length > bits) break;
    store<u32>(table + (word << 2), withLength(load<u32>(entries + ((<usize>load<u16>(next)) << 2)), length));
    next += 2;
    count--;
    if (word == end - 1) {
      for (; end < size; end <<= 1) memory.copy(table + (end << 2), table, <usize>end << 2);
      return true;
    }
    const bit: u32 = 1 << (31 - clz(word ^ (end - 1)));
    word = (word & (bit - 1)) | bit;
  }

  const mask = size - 1;
  let prefix: u32 = -1;
  let start: u32 = 0;
  end = size;
  count = load<u32>(counts + (length << 2));
  while (true) {
    while (count == 0) count = load<u32>(counts + (++length << 2));
    if ((word & mask) != prefix) {
      prefix = word & mask;
      start = end;
      let width = length - bits;
      let used = count;
      while (used < <u32>1 << width) {
        width++;
        used = (used << 1) + load<u32>(counts + ((bits + width) << 2));
      }
      end = start + (1 << width);
      store<u32>(table + (prefix << 2), (start << 16) | SPECIAL | SUBTABLE | (width << 8) | bits);
    }
    const entry = withLength(load<u32>(entries + ((<usize>load<u16>(next)) << 2)), length - bits);
    next += 2;
    count--;
    for (let i = start + (word >> bits); i < end; i += 1 << (length - bits)) store<u32>(table + (i << 2), entry);
    const last: u32 = (<u32>1 << length) - 1;
    if (word == last) return true;
    // The next word of this length, or of the next length that has one.
    const bit: u32 = 1 << (31 - clz(word ^ last));
    word = (word & (bit - 1)) | bit;
  }
}

// The state between calls; `inAt` and `outAt` are read and set by the caller through the functions below.
const BETWEEN_BLOCKS: i32 = 0;
const IN_STORED: i32 = 1;
const IN_CODES: i32 = 2;
let inAt: usize = 0;
let outAt: usize = 0;
let history: usize = 0;
let buffer: u64 = 0;
let held: u32 = 0;
let stage: i32 = BETWEEN_BLOCKS;
let lastBlock: bool = false;
let storedLeft: u32 = 0;
let tablesAreFixed: bool = false;

/** A new member: nothing before `out` may be referred to. */
export function begin(out: usize): void {
  outAt = out;
  history = out;
  buffer = 0;
  held = 0;
  stage = BETWEEN_BLOCKS;
  lastBlock = false;
}

/** The output was moved down: where it ends now, and the first byte that is still there. */
export function moved(out: usize, first: usize): void {
  outAt = out;
  history = first;
}

export function inputAt(): usize {
  return inAt;
}

export function outputAt(): usize {
  return outAt;
}

/** Reads the code lengths of a dynamic block and builds its tables. The caller has at least 14 bits in the buffer. */
function readTables(): i32 {
  const litlens: u32 = 257 + <u32>(buffer & 31);
  const distances: u32 = 1 + <u32>((buffer >> 5) & 31);
  const precodes: u32 = 4 + <u32>((buffer >> 10) & 15);
  buffer >>= 14;
  held -= 14;
  if (litlens > 286 || distances > 30) return BAD_CODE_LENGTHS;
  memory.fill(lengths, 0, 19);
  for (let i: u32 = 0; i < precodes; i++) {
    refill();
    store<u8>(lengths + load<u8>(precodeOrder + i), <u8>(buffer & 7));
    buffer >>= 3;
    held -= 3;
  }
  if (!build(precodeTable, PRECODE_BITS, precodeEntry, lengths, 19, false)) return BAD_CODE_LENGTHS;
  const total = litlens + distances;
  let i: u32 = 0;
  while (i < total) {
    refill();
    const entry = load<u32>(precodeTable + (<usize>(buffer & 127) << 2));
    buffer >>= entry & 63;
    held -= entry & 63;
    const symbol = entry >> 16;
    if (symbol < 16) {
      store<u8>(lengths + i++, <u8>symbol);
      continue;
    }
    let value: u8 = 0;
    let repeat: u32;
    if (symbol == 16) {
      if (i == 0) return BAD_CODE_LENGTHS;
      value = load<u8>(lengths + i - 1);
      repeat = 3 + <u32>(buffer & 3);
      buffer >>= 2;
      held -= 2;
    } else if (symbol == 17) {
      repeat = 3 + <u32>(buffer & 7);
      buffer >>= 3;
      held -= 3;
    } else {
      repeat = 11 + <u32>(buffer & 127);
      buffer >>= 7;
      held -= 7;
    }
    if (i + repeat > total) return BAD_CODE_LENGTHS;
    memory.fill(lengths + i, value, repeat);
    i += repeat;
  }
  if (load<u8>(lengths + 256) == 0) return BAD_CODE_LENGTHS;
  tablesAreFixed = false;
  if (!build(litlenTable, LITLEN_BITS, litlenEntry, lengths, litlens, true)) return BAD_CODE_LENGTHS;
  if (!build(distanceTable, DISTANCE_BITS, distanceEntry, lengths + litlens, distances, true)) return BAD_CODE_LENGTHS;
  return DONE;
}

function fixedTables(): void {
  if (tablesAreFixed) return;
  memory.fill(lengths, 8, 144);
  memory.fill(lengths + 144, 9, 112);
  memory.fill(lengths + 256, 7, 24);
  memory.fill(lengths + 280, 8, 8);
  build(litlenTable, LITLEN_BITS, litlenEntry, lengths, 288, false);
  memory.fill(lengths, 5, 32);
  build(distanceTable, DISTANCE_BITS, distanceEntry, lengths, 32, false);
  tablesAreFixed = true;
}

/** At least 56 bits. Bits above `held` are those of the bytes at `inAt`, so reading them again changes nothing. */
// @ts-ignore: decorator
@inline
function refill(): void {
  buffer |= load<u64>(inAt) << held;
  inAt += (63 - held) >> 3;
  held |= 56;
}

/** Gives whole bytes back to the input, so that a call may end here. */
function rest(): void {
  inAt -= held >> 3;
  held &= 7;
  buffer &= ((<u64>1) << held) - 1;
}

/**
 * Inflates from `inAt` on.
 * @param from where the rest of the input stands now.
 * @param inEnd end of the input; `isLast` tells that no more will come.
 * @param outEnd stop when the output reaches here; a match may run over it by 257 bytes.
 */
export function inflate(from: usize, inEnd: usize, isLast: bool, outEnd: usize): i32 {
  inAt = from;
  while (true) {
    if (stage == BETWEEN_BLOCKS) {
      if (lastBlock) {
        rest();
        return inAt > inEnd ? TRUNCATED : DONE;
      }
      // A header with its code lengths takes at most 290 bytes.
      if (!isLast && inAt + 320 > inEnd) {
        rest();
        // `rest` may have given back what makes the difference; without new input there is no use in trying again.
        return NEEDS_INPUT;
      }
      if (inAt > inEnd + 8) return TRUNCATED;
      refill();
      lastBlock = (buffer & 1) != 0;
      const type = <u32>(buffer >> 1) & 3;
      buffer >>= 3;
      held -= 3;
      if (type == 0) {
        // Stored: from the next byte border.
        buffer >>= held & 7;
        held &= ~7;
        rest();
        if (inAt + 4 > inEnd) return TRUNCATED;
        storedLeft = load<u16>(inAt);
        if (storedLeft != (~(<u32>load<u16>(inAt, 2)) & 0xffff)) return BAD_STORED_LENGTH;
        inAt += 4;
        stage = IN_STORED;
      } else if (type == 1) {
        fixedTables();
        stage = IN_CODES;
      } else if (type == 2) {
        const status = readTables();
        if (inAt - (held >> 3) > inEnd) return TRUNCATED;
        if (status != DONE) return status;
        stage = IN_CODES;
      } else return BAD_BLOCK_TYPE;
    } else if (stage == IN_STORED) {
      const available = inEnd > inAt ? <u32>(inEnd - inAt) : 0;
      const room = outEnd > outAt ? <u32>(outEnd - outAt) : 0;
      const length = min(storedLeft, min(available, room));
      memory.copy(outAt, inAt, length);
      inAt += length;
      outAt += length;
      storedLeft -= length;
      if (storedLeft == 0) stage = BETWEEN_BLOCKS;
      else if (length == available) return isLast ? TRUNCATED : NEEDS_INPUT;
      else return NEEDS_OUTPUT;
    } else {
      const status = codes(isLast ? inEnd + 8 : inEnd - 32, outEnd);
      if (status != DONE) {
        rest();
        return status == NEEDS_INPUT && isLast ? TRUNCATED : status;
      }
      if (inAt - (held >> 3) > inEnd) return TRUNCATED;
      stage = BETWEEN_BLOCKS;
    }
  }
}

/** The symbols of one block, until its end or until `in` passes `inStop` or `out` reaches `outStop`. */
function codes(inStop: usize, outStop: usize): i32 {
  // Locals live in registers; globals would be stored at each step.
  let at = inAt;
  let out = outAt;
  let bits = buffer;
  let count: u32 = held;
  let status = DONE;
  const first = history;
  while (true) {
    if (<isize>at > <isize>inStop) {
      status = NEEDS_INPUT;
      break;
    }
    if (out >= outStop) {
      // The end-of-block code may still follow a full output: look before asking for room.
      bits |= load<u64>(at) << count;
      at += (63 - count) >> 3;
      count |= 56;
      let entry = load<u32>(litlenTable + (<usize>(bits & 2047) << 2));
      let shift = entry & 63;
      if (entry & SUBTABLE && entry & SPECIAL && !(entry & LITERAL)) {
        entry = load<u32>(litlenTable + (<usize>((entry >> 16) + (<u32>(bits >> 11) & ((1 << ((entry >> 8) & 15)) - 1))) << 2));
        shift = 11 + (entry & 63);
      }
      if (!(entry & LITERAL) && entry & SPECIAL && entry & END) {
        bits >>= shift;
        count -= shift;
      } else status = NEEDS_OUTPUT;
      break;
    }
    bits |= load<u64>(at) << count;
    at += (63 - count) >> 3;
    count |= 56;
    let entry = load<u32>(litlenTable + (<usize>(bits & 2047) << 2));
    if (entry & LITERAL) {
      // Up to three literals of at most 11 bits before the buffer is filled again. Writing past `outStop` by two is within the slack.
      bits >>= entry & 63;
      count -= entry & 63;
      store<u8>(out++, entry >> 16);
      entry = load<u32>(litlenTable + (<usize>(bits & 2047) << 2));
      if (entry & LITERAL) {
        bits >>= entry & 63;
        count -= entry & 63;
        store<u8>(out++, entry >> 16);
        entry = load<u32>(litlenTable + (<usize>(bits & 2047) << 2));
        if (entry & LITERAL) {
          bits >>= entry & 63;
          count -= entry & 63;
          store<u8>(out++, entry >> 16);
          continue;
        }
      }
      bits |= load<u64>(at) << count;
      at += (63 - count) >> 3;
      count |= 56;
    }
    let before = bits;
    bits >>= entry & 63;
    count -= entry & 63;
    if (entry & SPECIAL) {
      if (entry & SUBTABLE) {
        entry = load<u32>(litlenTable + (<usize>((entry >> 16) + (<u32>bits & ((1 << ((entry >> 8) & 15)) - 1))) << 2));
        before = bits;
        bits >>= entry & 63;
        count -= entry & 63;
        if (entry & LITERAL) {
          store<u8>(out++, entry >> 16);
          continue;
        }
      }
      if (entry & SPECIAL) {
        if (!(entry & END)) status = BAD_SYMBOL;
        break;
      }
    }
    // before >> word bits, cut to the extra bits: both from the entry.
    const length: u32 = (entry >> 16) + <u32>((before & ~(<u64>-1 << (entry & 63))) >> ((entry >> 8) & 15));

    entry = load<u32>(distanceTable + (<usize>(bits & 511) << 2));
    if (entry & SPECIAL) {
      if (!(entry & SUBTABLE)) {
        status = BAD_SYMBOL;
        break;
      }
      bits >>= DISTANCE_BITS;
      count -= DISTANCE_BITS;
      entry = load<u32>(distanceTable + (<usize>((entry >> 16) + (<u32>bits & ((1 << ((entry >> 8) & 15)) - 1))) << 2));
      if (entry & SPECIAL) {
        status = BAD_SYMBOL;
        break;
      }
    }
    const distance: usize = (entry >> 16) + <u32>((bits & ~(<u64>-1 << (entry & 63))) >> ((entry >> 8) & 15));
    bits >>= entry & 63;
    count -= entry & 63;
    if (distance > out - first) {
      status = BAD_DISTANCE;
      break;
    }

    // Copies overrun by up to 31 bytes; what follows overwrites them.
    let source = out - distance;
    const end = out + length;
    if (distance >= 16) {
      v128.store(out, v128.load(source));
      v128.store(out, v128.load(source, 16), 16);
      if (length > 32) {
        out += 32;
        source += 32;
        do {
          v128.store(out, v128.load(source));
          out += 16;
          source += 16;
        } while (out < end);
      }
    } else if (distance == 1) {
      const run = i8x16.splat(load<i8>(source));
      do {
        v128.store(out, run);
        out += 16;
      } while (out < end);
    } else if (distance >= 8) {
      do {
        store<u64>(out, load<u64>(source));
        out += 8;
        source += 8;
      } while (out < end);
    } else {
      // Each step makes `distance` more bytes right.
      do {
        store<u64>(out, load<u64>(source));
        out += distance;
        source += distance;
      } while (out < end);
    }
    out = end;
  }
  inAt = at;
  outAt = out;
  buffer = bits;
  held = count;
  return status;
}

/** One whole BGZF block: `length` bytes of deflate at `from` must make exactly `size` bytes at `out` with this CRC. */
export function block(from: usize, length: usize, out: usize, size: u32, crc: u32): i32 {
  begin(out);
  const status = inflate(from, from + length, true, out + size);
  if (status == NEEDS_OUTPUT) return BAD_SIZE;
  if (status != DONE) return status;
  if (outAt != out + size) return BAD_SIZE;
  if (inAt != from + length) return BAD_SIZE;
  return crc32(0, out, size) == crc ? DONE : BAD_CRC;
}

/** The first byte that the tables above do not use. */
export function heapStart(): usize {
  return (__heap_base + 15) & ~15;
}
