/** Decimal numbers in text, read from its bytes. */

const PLUS = 43;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
/** `e`, and `E` with the bit that makes letters small. */
const E = 101;
const SMALL = 32;

/** Digits that a double holds whatever they are, and powers of ten that it holds exactly: one division rounds correctly. */
const DIGITS = 15;
const powers = Float64Array.from({ length: 23 }, (_, power) => 10 ** power);

const decoder = new TextDecoder();

/** `bytes[from, to)` as a finite decimal number, as `Number` reads it; NaN for everything else, the empty text included. */
export function decimalAt(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  const isNegative = bytes[at] === MINUS;
  if (at < to && (isNegative || bytes[at] === PLUS)) at++;
  let value = 0;
  let digits = 0;
  let seen = 0;
  let power = 0;
  let point = -1;
  for (; at < to; at++) {
    const digit = bytes[at]! - ZERO;
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      seen++;
      if (value > 0) digits++;
      if (point >= 0) power--;
    } else if (bytes[at] === POINT && point < 0) point = at;
    else break;
  }
  if (seen === 0) return Number.NaN;
  if (at < to) {
    if ((bytes[at++]! | SMALL) !== E) return Number.NaN;
    const isDown = bytes[at] === MINUS;
    if (at < to && (isDown || bytes[at] === PLUS)) at++;
    if (at === to) return Number.NaN;
    let exponent = 0;
    for (; at < to; at++) {
      const digit = bytes[at]! - ZERO;
      if (!(digit >= 0 && digit <= 9)) return Number.NaN;
      exponent = Math.min(exponent * 10 + digit, 1e6);
    }
    power += isDown ? -exponent : exponent;
  }
  if (digits > DIGITS || power < -22 || power > 22) {
    const read = Number(decoder.decode(bytes.subarray(from, to)));
    return Number.isFinite(read) ? read : Number.NaN;
  }
  const size = power < 0 ? value / powers[-power]! : value * powers[power]!;
  return isNegative ? -size : size;
}
