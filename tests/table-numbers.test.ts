import { expect, test } from "vitest";
import { sixDigits } from "../apps/cli/src/study/number.ts";
import { randomFrom } from "../packages/engine/src/base/index.ts";

test("numbers are printed as C's %g prints them", () => {
  // printf "%g\n" …
  const printed: [number, string][] = [
    [0, "0"],
    [1, "1"],
    [-2.5, "-2.5"],
    [0.335423, "0.335423"],
    [0.079937304, "0.0799373"],
    [0.0001, "0.0001"],
    [0.00012345678, "0.000123457"],
    [0.00001234, "1.234e-05"],
    [1.5e-7, "1.5e-07"],
    [5e-300, "5e-300"],
    [2.2250738585072014e-308, "2.22507e-308"],
    [1.7976931348623157e308, "1.79769e+308"],
    [999_999.4, "999999"],
    [999_999.6, "1e+06"],
    [123_456.7, "123457"],
    [1e6, "1e+06"],
    [12_345_678, "1.23457e+07"],
    [9.999996, "10"],
    [0.09999995, "0.1"],
    [0.1015625, "0.101562"],
    [0.1234375, "0.123438"],
    [1914, "1914"],
  ];
  for (const [value, text] of printed) expect(sixDigits(value)).toBe(text);
  expect([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map(sixDigits)).toEqual([
    "NA",
    "inf",
    "-inf",
  ]);
});

test("what is printed is the number to six digits, over all sizes", () => {
  const random = randomFrom(1);
  for (let i = 0; i < 10_000; i++) {
    const value = (random() < 0.5 ? -1 : 1) * (1 + 9 * random()) * 10 ** Math.floor(600 * random() - 300);
    expect(Math.abs(Number(sixDigits(value)) / value - 1)).toBeLessThan(5.000_001e-6);
    expect(sixDigits(value).replace(/e.*/, "").replace(/[-.]/g, "").replace(/^0+/, "").length).toBeLessThanOrEqual(6);
  }
});
