import { expect, test } from "vitest";
import { wilson } from "./proportion.ts";

// R 4.2: prop.test(x, n, correct = FALSE)$conf.int
test.each([
  [0, 10, 0, 0.277532799862889],
  [3, 10, 0.107791267406301, 0.603221852538855],
  [87, 87, 0.957712493055879, 1],
  [1, 1000, 0.000176546370626078, 0.005642558597957934],
])("%i of %i agrees with R's prop.test without correction", (count, n, low, high) => {
  const interval = wilson(count, n);
  expect(interval.low).toBeCloseTo(low, 12);
  expect(interval.high).toBeCloseTo(high, 12);
});

test("a count beyond n has no interval", () => {
  expect(() => wilson(3, 2)).toThrow("between 0 and n");
  expect(() => wilson(0, 0)).toThrow("between 0 and n");
});
