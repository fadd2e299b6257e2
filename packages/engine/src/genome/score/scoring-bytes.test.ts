import fc from "fast-check";
import { expect, test } from "vitest";
import { decimalAt } from "../bytes/decimal.ts";
import { type ScoringFile, ScoringReader } from "./scoring-file.ts";

const encoder = new TextEncoder();

function read(text: string): number {
  const bytes = encoder.encode(`x${text}9`);
  return decimalAt(bytes, 1, bytes.length - 1);
}

test("a number is read from bytes to the last bit as from text", () => {
  const written = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc
      .tuple(fc.double({ min: -10, max: 10, noNaN: true }), fc.integer({ min: 0, max: 20 }))
      .map(([x, n]) => x.toFixed(n)),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x.toExponential(8).toUpperCase()),
  );
  fc.assert(
    fc.property(written, (text) => {
      expect(read(text)).toBe(Number(text));
    }),
    { numRuns: 2_000 },
  );
});

test("what is no finite decimal number is none", () => {
  for (const text of ["", ".", "+", "-", "e5", "1e", "1e+", "1.2.3", "--1", "0x10", "NaN", "inf", "1e400", "1 ", "1,5"])
    expect([text, read(text)]).toEqual([text, Number.NaN]);
  expect([".5", "5.", "+5e0", "-0"].map(read)).toEqual([0.5, 5, 5, -0]);
});

/** What comes of the lines, by bytes or by text alone. */
function outcome(lines: readonly string[], byBytes: boolean): ScoringFile | string {
  const reader = new ScoringReader({ name: "drawn" });
  try {
    for (const [i, line] of lines.entries()) {
      const bytes = encoder.encode(line);
      if (byBytes) reader.bytes(bytes, 0, bytes.length, i + 1);
      else reader.line(line, i + 1);
    }
    return reader.finish();
  } catch (error) {
    return `${(error as { code?: string }).code} ${JSON.stringify((error as { place?: unknown }).place)}`;
  }
}

test("a scoring file is the same, read by bytes and by text", () => {
  const cell = {
    id: fc.constantFrom("rs1", "rs22", "", "ü", '"rs3"', "a b"),
    chrom: fc.constantFrom("1", "chr2", "X", "25", "", "weird"),
    pos: fc.constantFrom("1", "200", "2147483646", "2147483647", "", ".", "1e3", "-5"),
    effect: fc.constantFrom("A", "c", "G", "T", "ACG", "", "N", "."),
    other: fc.constantFrom("A", "g", "", "A/C", "GT"),
    weight: fc.constantFrom("0.1", "-2.5e-3", "1e-30", "0.12345678901234567", "", "x"),
    frequency: fc.constantFrom("0.5", "", "2", "NA", "1"),
  };
  const row = fc
    .tuple(cell.id, cell.chrom, cell.pos, cell.effect, cell.other, cell.weight, cell.frequency)
    .map((cells) => cells.join("\t"));
  const usual = fc.constantFrom("rs5\t3\t77\tA\tC\t0.25\t0.1", "rs6\t3\t78\tt\t\t-1\t");
  const head = "rsID\tchr_name\tchr_position\teffect_allele\tother_allele\teffect_weight\tallelefrequency_effect";
  const odd = fc.oneof(
    row,
    usual.map((text) => `${text}\t`),
    usual.map((text) => text.slice(0, -4)),
    fc.constant("  "),
  );
  fc.assert(
    fc.property(fc.array(fc.oneof({ weight: 8, arbitrary: usual }, odd), { minLength: 1, maxLength: 12 }), (rows) => {
      expect(outcome([head, ...rows], true)).toEqual(outcome([head, ...rows], false));
    }),
    { numRuns: 1_000 },
  );
});
