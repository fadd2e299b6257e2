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

/** Continues `crc` (0 at the start) over `length` bytes. */
export function crc32(crc: u32, at: usize, length: usize): u32 {
  const end = at + length;
  const steps = at + (length & ~15);
  crc = ~crc;
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
  return ~crc;
}
