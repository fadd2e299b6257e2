// Walks over the rows of a VCF and stops only where a row may matter. Reads CHROM, POS, ID, REF and ALT, and INFO END where an
// allele is symbolic. Loads run up to 64 bytes over the text's end; the caller keeps that slack.

/** Why `rows` stopped. All but the first two consumed the line. */
const NO_LINE: i32 = 0;
const CONTIG: i32 = 1;
const ROW: i32 = 2;
const HEADER: i32 = 3;
const BLANK: i32 = 4;
const SHORT: i32 = 5;
const BAD_POS: i32 = 6;
const NUL: i32 = 7;
/** A row whose reach is not in END: the caller reads LEN or SVLEN. */
const LONG: i32 = 8;

/** f64 × 2: POS, last base reached; then u32 × 4: line start, line end (its LF), next line, lines walked. */
export const report: usize = memory.data(32, 16);
/** The current contig's name and a tab, zero-padded. */
export const contigName: usize = memory.data(1024, 16);

/** Bit i tells whether byte i of the sixteen at `at` is an LF or a NUL. */
// @ts-ignore: decorator
@inline
function ends(at: usize, offset: usize): u64 {
  const text = v128.load(at + offset);
  return <u64>i8x16.bitmask(v128.or(i8x16.eq(text, i8x16.splat(10)), i8x16.eq(text, i8x16.splat(0)))) << offset;
}

/** The first LF or NUL at `at` or later; `end` where there is none. */
// @ts-ignore: decorator
@inline
function lineEnd(at: usize, end: usize): usize {
  // Sixty-four bytes a step: how often the loop turns is hard to foresee, and lines are about that long.
  for (; at < end; at += 64) {
    const mask = ends(at, 0) | ends(at, 16) | ends(at, 32) | ends(at, 48);
    if (mask != 0) {
      const found = at + <usize>ctz(mask);
      return found < end ? found : end;
    }
  }
  return end;
}

// @ts-ignore: decorator
@inline
function tabAfter(at: usize, end: usize): usize {
  while (at < end && load<u8>(at) != 9) at++;
  return at;
}

/** INFO `END` of a row, 0 where it has none. @param at the first byte of QUAL. */
function infoEnd(at: usize, end: usize): i64 {
  at = tabAfter(at, end) + 1;
  at = tabAfter(at, end) + 1;
  while (at < end) {
    // "END="
    if (load<u32>(at) == 0x3d444e45) {
      at += 4;
      let value: i64 = 0;
      for (let digits = 0; digits < 10; digits++) {
        const digit: u32 = <u32>load<u8>(at++) - 48;
        if (digit > 9) break;
        value = value * 10 + digit;
      }
      return value;
    }
    let byte: u8 = 0;
    while (at < end) {
      byte = load<u8>(at++);
      if (byte == 59 || byte == 9) break;
    }
    if (byte != 59) return 0;
  }
  return 0;
}

/** Whether `LEN` stands anywhere after ALT: in SVLEN or in FORMAT. */
function namesLength(at: usize, end: usize): bool {
  for (; at + 3 <= end; at++) if ((load<u32>(at) & 0xffffff) == 0x4e454c) return true;
  return false;
}

/**
 * Walks from `at` while rows stay on the current contig, step forward from `last` and end before `from`.
 * @param nameLength bytes of `contigName`, its tab included; 0 before the first contig.
 */
export function rows(at: usize, end: usize, nameLength: usize, from: i64, last: i64): i32 {
  const name = load<u64>(contigName);
  const wordMask: u64 = nameLength >= 8 ? -1 : ((<u64>1) << (<u64>nameLength << 3)) - 1;
  let lines: u32 = 0;
  let status = NO_LINE;
  let pos: i64 = last;
  let reach: i64 = 0;
  let stop = at;
  while (true) {
    stop = lineEnd(at, end);
    if (stop == end) break;
    if (load<u8>(stop) == 0) {
      status = NUL;
      break;
    }
    let differs = ((load<u64>(at) ^ name) & wordMask) != 0;
    if (nameLength > 8 && !differs) {
      for (let i: usize = 8; i < nameLength; i++)
        if (load<u8>(at + i) != load<u8>(contigName + i)) {
          differs = true;
          break;
        }
    }
    if (differs || nameLength == 0) {
      const first = load<u8>(at);
      if (first == 35) status = HEADER;
      else if (stop == at || (first == 13 && stop == at + 1)) status = BLANK;
      else status = tabAfter(at, stop) == stop ? SHORT : CONTIG;
      break;
    }

    let byte = at + nameLength;
    let digit: u32 = <u32>load<u8>(byte) - 48;
    let value: i64 = 0;
    const firstDigit = byte;
    while (digit <= 9) {
      value = value * 10 + digit;
      digit = <u32>load<u8>(++byte) - 48;
    }
    // A tab after 1 to 10 digits.
    if (digit != <u32>9 - 48 || byte == firstDigit || byte - firstDigit > 10) {
      status = byte == stop && byte > firstDigit ? SHORT : BAD_POS;
      break;
    }

    // ID, REF, ALT: usually all within 32 bytes.
    const id = byte + 1;
    const tab = i8x16.splat(9);
    let tabs = i8x16.bitmask(i8x16.eq(v128.load(id), tab)) | (i8x16.bitmask(i8x16.eq(v128.load(id, 16), tab)) << 16);
    let ref: usize, alt: usize, qual: usize;
    if (popcnt(tabs) >= 3) {
      ref = id + ctz(tabs) + 1;
      tabs &= tabs - 1;
      alt = id + ctz(tabs) + 1;
      tabs &= tabs - 1;
      qual = id + ctz(tabs) + 1;
    } else {
      ref = tabAfter(id, stop) + 1;
      alt = tabAfter(ref, stop) + 1;
      qual = tabAfter(alt, stop) + 1;
    }
    if (qual > stop) {
      status = SHORT;
      break;
    }
    reach = value + <i64>(alt - ref) - 2;
    const firstAlt = load<u8>(alt);
    if (qual - alt > 2 || firstAlt == 46) {
      // Symbolic alleles, and `.` with a block's END, may reach further. `<*>` and `<NON_REF>` beside a base do not.
      let symbolic = firstAlt == 46;
      for (let i = alt; i < qual; i++) if (load<u8>(i) == 60) symbolic = true;
      if (symbolic) {
        const block = infoEnd(qual, stop);
        if (block > reach) reach = block;
        else if (block == 0 && firstAlt != 46 && namesLength(qual, stop)) {
          status = LONG;
          pos = value;
          break;
        }
      }
    }
    if (value < pos || reach >= from) {
      status = ROW;
      pos = value;
      break;
    }
    pos = value;
    at = stop + 1;
    lines++;
  }
  store<f64>(report, <f64>pos);
  store<f64>(report, <f64>reach, 8);
  store<u32>(report, <u32>at, 16);
  store<u32>(report, <u32>stop, 20);
  store<u32>(report, <u32>(stop + 1), 24);
  store<u32>(report, lines, 28);
  return status;
}
