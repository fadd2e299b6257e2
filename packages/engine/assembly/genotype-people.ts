// How many variants each person has with each code: fields of 2 bits are added up to three, of 4 bits up to fifteen, of 8 bits
// up to 255 variants, 64 people at once.

/** Three counters (not seen, one copy, two of allele 2) × four places of a person in a byte. */
const COUNTERS: usize = 3 * 4 * 16;

/** Fields of four bits in `nibbles` are added to the bytes of two places. */
// @ts-ignore: decorator
@inline
function addTo(at: usize, low: v128, high: v128): void {
  const nibble = i8x16.splat(0x0f);
  // `low` holds places 0 and 2 of each byte's four people, `high` 1 and 3.
  v128.store(at, i8x16.add(v128.load(at), v128.and(low, nibble)));
  v128.store(at, i8x16.add(v128.load(at, 16), v128.and(high, nibble)), 16);
  v128.store(at, i8x16.add(v128.load(at, 32), v128.and(v128.shr<u16>(low, 4), nibble)), 32);
  v128.store(at, i8x16.add(v128.load(at, 48), v128.and(v128.shr<u16>(high, 4), nibble)), 48);
}

/** At most 15 rows. @param turned a byte a row, 0 or 0x55. */
function addRows(block: usize, stride: usize, rows: usize, bytes: usize, turned: usize, counters: usize): void {
  const ones = i8x16.splat(0x55);
  const pairs = i8x16.splat(0x33);
  for (let at: usize = 0; at < bytes; at += 16, counters += COUNTERS) {
    let notSeenLow = i8x16.splat(0);
    let notSeenHigh = i8x16.splat(0);
    let hetLow = i8x16.splat(0);
    let hetHigh = i8x16.splat(0);
    let twoLow = i8x16.splat(0);
    let twoHigh = i8x16.splat(0);
    let row = block + at;
    for (let i: usize = 0; i < rows; ) {
      let notSeen = i8x16.splat(0);
      let het = i8x16.splat(0);
      let two = i8x16.splat(0);
      for (const end = min(i + 3, rows); i < end; i++, row += stride) {
        const codes = v128.load(row);
        const low = v128.and(codes, ones);
        const high = v128.and(v128.shr<u16>(codes, 1), ones);
        const differ = v128.xor(low, high);
        const turn = v128.load_splat<u8>(turned + i);
        notSeen = i8x16.add(notSeen, v128.and(low, differ));
        het = i8x16.add(het, v128.and(high, differ));
        two = i8x16.add(two, v128.xor(v128.and(low, high), v128.andnot(turn, differ)));
      }
      notSeenLow = i8x16.add(notSeenLow, v128.and(notSeen, pairs));
      notSeenHigh = i8x16.add(notSeenHigh, v128.and(v128.shr<u16>(notSeen, 2), pairs));
      hetLow = i8x16.add(hetLow, v128.and(het, pairs));
      hetHigh = i8x16.add(hetHigh, v128.and(v128.shr<u16>(het, 2), pairs));
      twoLow = i8x16.add(twoLow, v128.and(two, pairs));
      twoHigh = i8x16.add(twoHigh, v128.and(v128.shr<u16>(two, 2), pairs));
    }
    addTo(counters, notSeenLow, notSeenHigh);
    addTo(counters + 64, hetLow, hetHigh);
    addTo(counters + 128, twoLow, twoHigh);
  }
}

/** Adds the bytes to the counts, and clears them. @param rows how many they tell of. */
function flush(counters: usize, bytes: usize, rows: u32, out: usize): void {
  for (let at: usize = 0; at < bytes; at += 16, counters += COUNTERS)
    for (let j: usize = 0; j < 16; j++)
      for (let place: usize = 0; place < 4; place++, out += 16) {
        const from = counters + (place << 4) + j;
        const notSeen = <u32>load<u8>(from);
        const het = <u32>load<u8>(from, 64);
        const two = <u32>load<u8>(from, 128);
        store<u32>(out, load<u32>(out) + rows - notSeen - het - two);
        store<u32>(out, load<u32>(out, 4) + notSeen, 4);
        store<u32>(out, load<u32>(out, 8) + het, 8);
        store<u32>(out, load<u32>(out, 12) + two, 12);
      }
}

/**
 * Adds variants per code to each person.
 * @param bytes of a row that hold people; up to 15 more are read.
 * @param turned `[variants]`, 0x55 where codes 0 and 3 change places, else 0.
 * @param counters room for 192 × ⌈bytes / 16⌉.
 * @param out `[64 × ⌈bytes / 16⌉ × 4]`, u32.
 */
export function peopleCounts(
  block: usize,
  stride: usize,
  variants: usize,
  bytes: usize,
  turned: usize,
  counters: usize,
  out: usize,
): void {
  const room = ((bytes + 15) >> 4) * COUNTERS;
  for (let first: usize = 0; first < variants; first += 255) {
    memory.fill(counters, 0, room);
    const end = min(first + 255, variants);
    for (let at = first; at < end; at += 15)
      addRows(block + at * stride, stride, min(<usize>15, end - at), bytes, turned + at, counters);
    flush(counters, bytes, <u32>(end - first), out);
  }
}
