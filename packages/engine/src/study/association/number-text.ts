/** Numbers as bytes of a table, six significant digits as PLINK prints them: fast, because tables have millions. */

const DIGITS = 6;
/** The smallest number of so many digits. */
const SMALLEST = 100_000;
const ZERO = 48;
const MINUS = 45;
const DOT = 46;

/** 10⁻³⁴⁰ … 10³¹⁰ as far as a double holds them; larger ones are reached in two steps. */
const power = Float64Array.from({ length: 309 }, (_, i) => Number(`1e${i}`));

function scaled(value: number, exponent: number): number {
  if (exponent >= 0) return exponent <= 308 ? value * power[exponent]! : value * power[308]! * power[exponent - 308]!;
  return value / power[-exponent]!;
}

/** Of a number from 10⁻⁵ to 10. */
function nearExponent(size: number): number {
  return size >= 1 ? 0 : size >= 0.1 ? -1 : size >= 0.01 ? -2 : size >= 1e-3 ? -3 : size >= 1e-4 ? -4 : -5;
}

/** Bytes of a table, in memory that grows with it. */
export class TableText {
  #bytes: Uint8Array<ArrayBuffer>;
  #length = 0;

  /** @param room bytes that are probably needed. */
  constructor(room: number) {
    this.#bytes = new Uint8Array(Math.max(64, room));
  }

  bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#length);
  }

  #room(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + count));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }

  /** A byte, such as a tab or a line end. */
  code(byte: number): void {
    this.#room(1);
    this.#bytes[this.#length++] = byte;
  }

  /** Text as UTF-8. */
  text(text: string): void {
    this.#room(text.length * 3);
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code >= 128) {
        this.#length += encoder.encodeInto(text.slice(i), this.#bytes.subarray(this.#length)).written;
        return;
      }
      this.#bytes[this.#length++] = code;
    }
  }

  /** A whole number of at most 15 digits. */
  whole(value: number): void {
    this.#room(17);
    let left = value;
    if (left < 0) {
      this.#bytes[this.#length++] = MINUS;
      left = -left;
    }
    let end = this.#length + 1;
    for (let bound = 10; bound <= left; bound *= 10) end++;
    this.#length = end;
    do {
      const next = Math.floor(left / 10);
      this.#bytes[--end] = ZERO + left - next * 10;
      left = next;
    } while (left > 0);
  }

  /** Six significant digits without closing zeros; `NA` where there is no number. */
  number(value: number): void {
    if (value === 0 || !Number.isFinite(value)) {
      this.text(value === 0 ? "0" : Number.isNaN(value) ? "NA" : value > 0 ? "inf" : "-inf");
      return;
    }
    const size = Math.abs(value);
    // `| 0` keeps whole numbers out of the heap, and most are near 1: this runs four times a row.
    let exponent = size < 10 && size >= 1e-5 ? nearExponent(size) : Math.floor(Math.log10(size)) | 0;
    let digits = Math.round(scaled(size, DIGITS - 1 - exponent)) | 0;
    // The logarithm may miss a power of ten by one, and rounding may reach it.
    if (digits < SMALLEST) digits = Math.round(scaled(size, DIGITS - 1 - --exponent)) | 0;
    if (digits >= 10 * SMALLEST) digits = Math.round(scaled(size, DIGITS - 1 - ++exponent)) | 0;
    if (value < 0) this.code(MINUS);
    this.#digits(digits, exponent);
  }

  /** A number by its base-10 logarithm, as `number` prints it: also far below the smallest double. */
  power(log10: number): void {
    // NaN is handed on, and becomes NA.
    if (!(log10 <= -300)) {
      this.number(Math.exp(log10 * Math.LN10));
      return;
    }
    let exponent = Math.floor(log10) | 0;
    let digits = Math.round(10 ** (log10 - exponent + DIGITS - 1)) | 0;
    if (digits >= 10 * SMALLEST) {
      digits = SMALLEST;
      exponent++;
    }
    this.#digits(digits, exponent);
  }

  /** @param digits six of them, the first not 0. @param exponent of the first. */
  #digits(digits: number, exponent: number): void {
    this.#room(24);
    const bytes = this.#bytes;
    let count = DIGITS;
    let left = digits;
    for (let next = (left / 10) | 0; next * 10 === left; next = (left / 10) | 0) {
      left = next;
      count--;
    }
    const isScientific = exponent < -4 || exponent >= DIGITS;
    let at = this.#length;
    /** Digits before the point. */
    const before = isScientific ? 1 : exponent + 1;
    if (before <= 0) {
      bytes[at++] = ZERO;
      bytes[at++] = DOT;
      for (let i = before; i < 0; i++) bytes[at++] = ZERO;
    }
    const end = at + Math.max(count, before) + (before > 0 && count > before ? 1 : 0);
    let to = end;
    for (let i = Math.max(count, before); i > 0; i--) {
      if (i === before && count > before) bytes[--to] = DOT;
      if (i > count) bytes[--to] = ZERO;
      else {
        const next = (left / 10) | 0;
        bytes[--to] = ZERO + left - next * 10;
        left = next;
      }
    }
    this.#length = end;
    if (!isScientific) return;
    this.text(exponent < 0 ? "e-" : "e+");
    const size = Math.abs(exponent);
    if (size < 10) this.code(ZERO);
    this.whole(size);
  }
}

const encoder = new TextEncoder();
