/** Numbers in tables as PLINK prints them: six digits, short. */

/**
 * As C's `%g`: `0.335423`, `1.5e-07`; `NA` where there is none, `inf` beyond all numbers. Of two as near the even one, and
 * near enough is as near, as PLINK 2 rounds: 0.1015625, computed with an error in the last bit or without, is 0.101562.
 */
export function sixDigits(value: number): string {
  if (Number.isNaN(value)) return "NA";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (value < 0) return `-${sixDigits(-value)}`;
  if (value === 0) return "0";
  if (value < 1e-290) return withPower(Number(value.toExponential(5).split("e")[0]) * 1e5, powerOf(value));
  let power = powerOf(value);
  // At most 309 − 5: never beyond what a double holds.
  let digits = toEven(power > 5 ? value / 10 ** (power - 5) : value * (scales[power] ?? 10 ** (5 - power)));
  if (digits === 1e6) {
    digits = 1e5;
    power++;
  }
  if (power < -4 || power > 5) return withPower(digits, power);
  const text = String(digits);
  if (power < 0) return trimmed(fractions[-1 - power]! + text);
  return power === 5 ? text : trimmed(`${text.slice(0, power + 1)}.${text.slice(power + 1)}`);
}

/** What numbers below 1 begin with, by their zeros. */
const fractions = ["0.", "0.0", "0.00", "0.000"];

/** By the power of the first digit, what makes a number one of six digits. */
const scales: Readonly<Record<number, number>> = { [-4]: 1e9, [-3]: 1e8, [-2]: 1e7, [-1]: 1e6, 0: 1e5 };

/** Of the first digit. */
function powerOf(value: number): number {
  // Most numbers of a table are shares.
  if (value >= 1e-4 && value < 1) return value >= 1e-2 ? (value >= 0.1 ? -1 : -2) : value >= 1e-3 ? -3 : -4;
  const power = Math.floor(Math.log10(value));
  if (value >= 1e-290 && value < 10 ** power) return power - 1;
  return value >= 10 ** (power + 1) ? power + 1 : power;
}

function toEven(scaled: number): number {
  const whole = Math.floor(scaled);
  const rest = scaled - whole;
  if (rest < 0.499_999_995) return whole;
  return rest > 0.500_000_005 || whole % 2 === 1 ? whole + 1 : whole;
}

/** @param digits six of them. */
function withPower(digits: number, power: number): string {
  const text = String(Math.round(digits));
  const size = String(Math.abs(power)).padStart(2, "0");
  return `${trimmed(`${text.slice(0, 1)}.${text.slice(1)}`)}e${power < 0 ? "-" : "+"}${size}`;
}

/** Without zeros behind the point, and without a point that nothing follows. */
function trimmed(text: string): string {
  let end = text.length;
  while (text.charCodeAt(end - 1) === 48) end--;
  return text.slice(0, text.charCodeAt(end - 1) === 46 ? end - 1 : end);
}
