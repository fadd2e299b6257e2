// CRC-32 (ISO 3309, as gzip uses it), sixteen bytes a step: one table for each byte's distance to the end of the step.

// At a fixed address below the static data (`--memoryBase` in tools/wasm.mjs), so that a look-up needs no addition:
// table k stands at 0x400 + k × 0x400, and `(word >> 6) & 0x3fc` is four times the word's second byte.
// @ts-ignore: decorator
@inline
const tables: usize = 1024;

for (let byte: u32 = 0; byte < 256; byte++) {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0xedb88320 : crc >> 1;
  store<u32>(tables + ((<usize>byte) << 2), crc);
}
for (let i: usize = 256; i < 16 * 256; i++) {
  const before = load<u32>(tables + ((i - 256) << 2));
  store<u32>(tables + (i << 2), (before >> 8) ^ load<u32>(tables + ((<usize>(before & 255)) << 2)));
}

/** Continues the register `crc` over `length` bytes. */
function byTables(crc: u32, at: usize, length: usize): u32 {
  const end = at + length;
  const steps = at + (length & ~15);
  while (at < steps) {
    const a = load<u32>(at) ^ crc;
    const b = load<u32>(at, 4);
    const c = load<u32>(at, 8);
    const d = load<u32>(at, 12);
    // The bytes that do not depend on the running sum come first, so that their loads overlap with the step before.
    const rest =
      load<u32>((d >> 22) & 0x3fc, 0x400) ^ load<u32>((d >> 14) & 0x3fc, 0x800) ^
      load<u32>((d >> 6) & 0x3fc, 0xc00) ^ load<u32>((d << 2) & 0x3fc, 0x1000) ^
      load<u32>((c >> 22) & 0x3fc, 0x1400) ^ load<u32>((c >> 14) & 0x3fc, 0x1800) ^
      load<u32>((c >> 6) & 0x3fc, 0x1c00) ^ load<u32>((c << 2) & 0x3fc, 0x2000) ^
      load<u32>((b >> 22) & 0x3fc, 0x2400) ^ load<u32>((b >> 14) & 0x3fc, 0x2800) ^
      load<u32>((b >> 6) & 0x3fc, 0x2c00) ^ load<u32>((b << 2) & 0x3fc, 0x3000);
    crc =
      rest ^ (load<u32>((a >> 22) & 0x3fc, 0x3400) ^ load<u32>((a >> 14) & 0x3fc, 0x3800) ^
      load<u32>((a >> 6) & 0x3fc, 0x3c00) ^ load<u32>((a << 2) & 0x3fc, 0x4000));
    at += 16;
  }
  while (at < end) {
    crc = (crc >> 8) ^ load<u32>(tables + ((<usize>((crc ^ load<u8>(at)) & 255)) << 2));
    at++;
  }
  return crc;
}

// Long texts are first folded onto their last bytes. x^300 + x^155 + x^117 + x^89 + 1 is a multiple of the CRC's polynomial,
// and so is each of its squares: a bit may be taken out when it is added to those 145, 183, 211 and 300 × 2^k bits behind.
// With k = 5 these are whole bytes, far enough apart that no step waits for a store of the ones before.
// The idea: Russell, Chorba: A novel CRC32 implementation, 2024 (arXiv:2412.16398).
// @ts-ignore: decorator
@inline
const NEAREST: usize = 145 * 4;
// @ts-ignore: decorator
@inline
const SECOND: usize = 183 * 4;
// @ts-ignore: decorator
@inline
const THIRD: usize = 211 * 4;
// @ts-ignore: decorator
@inline
const FARTHEST: usize = 300 * 4;
// @ts-ignore: decorator
@inline
const STRETCH: usize = 16384;
/** Below, folding costs more than it spares. */
const SHORTEST: usize = 3 * FARTHEST;
/** What was taken out, `FARTHEST` bytes of before included; then the last bytes with all that was added to them. */
const folded: usize = memory.data(<i32>(FARTHEST + STRETCH + 16), 16);
const rest: usize = memory.data(<i32>(FARTHEST + 32), 16);

/** What the bytes at `out` become, by those taken out before. */
// @ts-ignore: decorator
@inline
function added(out: usize, text: v128): v128 {
  const near = v128.xor(v128.load(out - NEAREST), v128.load(out - SECOND));
  return v128.xor(text, v128.xor(near, v128.xor(v128.load(out - THIRD), v128.load(out - FARTHEST))));
}

/** Continues `crc` (0 at the start) over `length` bytes; reads up to 16 bytes more. */
export function crc32(crc: u32, at: usize, length: usize): u32 {
  if (length < SHORTEST) return ~byTables(~crc, at, length);
  memory.fill(folded, 0, FARTHEST);
  const end = at + length;
  const steps = at + ((length - FARTHEST) & ~15);
  // The running sum counts as if it stood in the first four bytes.
  let register = i32x4.replace_lane(i32x4.splat(0), 0, ~crc);
  while (true) {
    let out = folded + FARTHEST;
    const stop = min(at + STRETCH, steps);
    for (; at < stop; at += 16, out += 16) {
      v128.store(out, added(out, v128.xor(v128.load(at), register)));
      register = i32x4.splat(0);
    }
    memory.copy(folded, out - FARTHEST, FARTHEST);
    if (at == steps) break;
  }
  memory.fill(folded + FARTHEST, 0, FARTHEST + 16);
  for (let i: usize = 0; i < FARTHEST + 16; i += 16)
    v128.store(rest + i, added(folded + FARTHEST + i, v128.load(at + i)));
  return ~byTables(0, rest, end - at);
}
