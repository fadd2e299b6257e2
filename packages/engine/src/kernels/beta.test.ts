import fc from "fast-check";
import { expect, test } from "vitest";
import { betaQuantile, clopperPearson, logGamma, regularizedIncompleteBeta } from "./beta.ts";

/** Reference values: mpmath, 40 digits. */
test("agrees with high-precision arithmetic to nine digits", () => {
  const gammas = [
    [0.3, 1.0957979948180756],
    [4.5, 2.4537365708424423],
    [100, 359.1342053695754],
    [5009.5, 37663.54772116315],
  ] as const;
  for (const [x, expected] of gammas) expect(logGamma(x) / expected).toBeCloseTo(1, 11);

  const shares = [
    [0.1, 2, 3, 0.0523],
    [0.02, 8, 801, 0.9914127235446791],
    [0.9, 200, 30, 0.9231109018409298],
    [0.3, 1500, 3509, 0.5348164857659475],
  ] as const;
  for (const [x, a, b, expected] of shares) expect(regularizedIncompleteBeta(x, a, b) / expected).toBeCloseTo(1, 9);

  const quantiles = [
    [0.025, 136, 1172, 0.08802401777250504],
    [0.975, 137, 1171, 0.12189082156618446],
    [0.975, 9, 800, 0.019415265322701426],
    [0.975, 2, 5007, 0.0011120409282108358],
    [0.025, 1500, 3509, 0.2868547027179231],
    [0.025, 5, 2, 0.35876542100232517],
  ] as const;
  for (const [p, a, b, expected] of quantiles) expect(betaQuantile(p, a, b) / expected).toBeCloseTo(1, 9);
});

test("has the closed forms of beta(1, n) and beta(n, 1)", () => {
  for (const n of [1, 2, 57, 5008]) {
    for (const p of [0.025, 0.5, 0.975]) {
      expect(betaQuantile(p, 1, n)).toBeCloseTo(1 - (1 - p) ** (1 / n), 12);
      expect(betaQuantile(p, n, 1)).toBeCloseTo(p ** (1 / n), 12);
      expect(regularizedIncompleteBeta(p, 1, n)).toBeCloseTo(1 - (1 - p) ** n, 11);
    }
  }
});

test("zero copies of n get the exact one-sided bound, one copy the exact two-sided interval", () => {
  for (const n of [1, 10, 694, 1322]) {
    const none = clopperPearson(0, n);
    expect(none.low).toBe(0);
    expect((1 - none.high) ** n).toBeCloseTo(0.05, 10);
    expect(clopperPearson(n, n).high).toBe(1);
    expect(clopperPearson(n, n).low).toBeCloseTo(1 - none.high, 12);
  }
  const one = clopperPearson(1, 100);
  expect((1 - one.low) ** 100).toBeCloseTo(0.975, 10);
  expect((1 - one.high) ** 100 + 100 * one.high * (1 - one.high) ** 99).toBeCloseTo(0.025, 10);
  expect(clopperPearson(0, 0)).toEqual({ low: 0, high: 1 });
});

test("a count above its number of copies breaks the contract", () => {
  expect(() => clopperPearson(3, 2)).toThrow("whole number");
  expect(() => clopperPearson(-1, 2)).toThrow("whole number");
  expect(() => clopperPearson(0.5, 2)).toThrow("whole number");
});

test("the quantile undoes the distribution", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.001, max: 0.999, noNaN: true }),
      fc.integer({ min: 1, max: 3000 }),
      fc.integer({ min: 1, max: 3000 }),
      (p, a, b) => {
        expect(regularizedIncompleteBeta(betaQuantile(p, a, b), a, b)).toBeCloseTo(p, 8);
      },
    ),
    { seed: 1 },
  );
});

test("an interval holds its share, grows with the count, and narrows with more copies", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 800 }), fc.nat(800), (n, k) => {
      const count = k % (n + 1);
      const { low, high } = clopperPearson(count, n);
      expect(low).toBeLessThanOrEqual(count / n);
      expect(high).toBeGreaterThanOrEqual(count / n);
      if (count < n) {
        const next = clopperPearson(count + 1, n);
        expect(next.low).toBeGreaterThanOrEqual(low);
        expect(next.high).toBeGreaterThanOrEqual(high);
      }
      const more = clopperPearson(4 * count, 4 * n);
      expect(more.high - more.low).toBeLessThan(high - low);
    }),
    { seed: 2 },
  );
});
