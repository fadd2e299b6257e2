import { expect, test } from "vitest";
import { randomFrom } from "../../base/index.ts";
import { normalLogTwoSided } from "../../kernels/index.ts";
import { type AssociationRows, emptyRows, reasonOf } from "./association-rows.ts";
import { PValues } from "./distribution.ts";
import { gwasSsfHead, gwasSsfMetadata, gwasSsfRows } from "./gwas-ssf.ts";
import { TableText } from "./number-text.ts";
import { plinkHead, plinkRows } from "./plink-table.ts";
import { Skyline, skylineGrain } from "./skyline.ts";

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function written(write: (text: TableText) => void): string {
  const text = new TableText(0);
  write(text);
  return textOf(text.bytes());
}

/** The same digits by the platform's own, slower way. */
function sixDigits(value: number): string {
  const [digits, power] = value.toExponential(5).split("e") as [string, string];
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 6) return String(Number(value.toPrecision(6)));
  return `${Number(digits)}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

test("numbers have six significant digits, as the platform rounds them, from the smallest to the largest", () => {
  const random = randomFrom(6);
  const edges = [
    1, 10, 100_000, 999_999.4, 999_999.6, 1e6, 1e-4, 9.999996e-5, 1e-5, 0.1, 9.999996, 1e300, 5e-324, -2.5,
  ];
  const values = Array.from({ length: 20_000 }, () => (random() - 0.5) * 10 ** Math.floor(random() * 60 - 30));
  for (const value of [...edges, ...values]) expect(written((text) => text.number(value))).toBe(sixDigits(value));
  expect([0, Number.NaN, Number.POSITIVE_INFINITY].map((value) => written((text) => text.number(value)))).toEqual([
    "0",
    "NA",
    "inf",
  ]);
});

test("whole numbers are written in full, and a P value far below the smallest double by its logarithm", () => {
  for (const value of [0, 7, 10, 99, 100, -45, 248_956_422, 123_456_789_012])
    expect(written((text) => text.whole(value))).toBe(String(value));
  expect(written((text) => text.power(Math.log10(3.25) - 412))).toBe("3.25e-412");
  expect(written((text) => text.power(-0.30103))).toBe("0.5");
  expect(written((text) => text.power(-5000.0000000001))).toBe("1e-5000");
  expect(written((text) => text.text("αβ\tγ"))).toBe("αβ\tγ");
});

/** Two variants: one whose ALT is frequent, one that has no result. */
function twoRows(isLogistic: boolean): AssociationRows {
  const variants = [
    { chrom: "X", pos: 12, id: "rs7", allele1: "T", allele2: "C" },
    { chrom: "X", pos: 40, id: "snp", allele1: "G", allele2: "A" },
  ];
  const rows = emptyRows(variants, isLogistic);
  rows.people.set([100, 90]);
  rows.copies.set([150, 0]);
  rows.beta[0] = 0.25;
  rows.standardError[0] = 0.125;
  rows.statistic[0] = 2;
  rows.log10P[0] = Math.log10(0.0455003);
  rows.reason[1] = reasonOf("CONST_OMITTED_ALLELE");
  return rows;
}

test("an effect is given for the rarer allele, or always for ALT, and its sign follows", () => {
  const linear = twoRows(false);
  const lines = (counted: "minor" | "alt") => textOf(plinkRows(linear, "linear", counted)).split("\n");
  expect(plinkHead("linear").trimEnd().split("\t").length).toBe(lines("minor")[0]!.split("\t").length);
  expect(lines("minor")[0]).toBe("X\t12\trs7\tC\tT\tC\tADD\t100\t-0.25\t0.125\t-2\t0.0455003\t.");
  expect(lines("alt")[0]).toBe("X\t12\trs7\tC\tT\tT\tADD\t100\t0.25\t0.125\t2\t0.0455003\t.");
  expect(lines("alt")[1]).toBe("X\t40\tsnp\tA\tG\tG\tADD\t90\tNA\tNA\tNA\tNA\tCONST_OMITTED_ALLELE");
  const hybrid = textOf(plinkRows(twoRows(true), "hybrid", "alt")).split("\n")[0]!;
  expect(hybrid).toBe("X\t12\trs7\tC\tT\tT\tN\tADD\t100\t1.28403\t0.125\t2\t0.0455003\t.");
  expect(plinkHead("hybrid").trimEnd().split("\t").length).toBe(hybrid.split("\t").length);
});

test("a table for the GWAS Catalog has a number in every row, and its metadata beside it", () => {
  const table = textOf(gwasSsfRows(twoRows(false), "minor"));
  expect(table).toBe("23\t12\tC\tT\t-0.25\t0.125\t0.25\t0.0455003\t23_12_C_T\trs7\tEA\t100\n");
  expect(gwasSsfHead.trimEnd().split("\t").length).toBe(table.trimEnd().split("\t").length);
  const metadata = gwasSsfMetadata({
    build: "GRCh38",
    trait: 'height: "cm"',
    file: "a.tsv",
    md5: "0",
    people: 100,
    cases: 40,
    covariates: ["AGE"],
    software: "pangenic",
  });
  expect(metadata).toContain('trait_description: ["height: \\"cm\\""]\ngenome_assembly: GRCh38\n');
  expect(metadata).toContain("    case_count: 40\n    control_count: 60\n");
});

test("lambda is the ratio of medians of chi-square, whatever the order of the variants", () => {
  const random = randomFrom(9);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const z = Array.from({ length: 20_001 }, () => 1.1 * normal());
  const log10P = Float64Array.from(z, (value) => normalLogTwoSided(value) / Math.LN10);
  const squares = z.map((value) => value * value).sort((a, b) => a - b);
  // qchisq(0.5, 1) in R.
  const exact = squares[10_000]! / 0.454936423119572;
  const [one, turned] = [new PValues(), new PValues()];
  one.add(log10P);
  one.add(Float64Array.of(Number.NaN));
  turned.add(log10P.toReversed());
  expect(Math.abs(one.lambda() / exact - 1)).toBeLessThan(2e-4);
  expect(turned.lambda()).toBe(one.lambda());
  expect(one.count).toBe(20_001);
});

test("the Q–Q plot holds the smallest P value exactly, and its band nearly all points where nothing is associated", () => {
  const random = randomFrom(10);
  const values = new PValues();
  const null_ = Float64Array.from({ length: 50_000 }, () => Math.log10(1 - random()));
  values.add(null_);
  const points = values.points(0);
  const band = values.band();
  const outside = band.filter(({ expected, low, high }) => {
    const nearest = points.reduce((a, b) =>
      Math.abs(b.expected - expected) < Math.abs(a.expected - expected) ? b : a,
    );
    return nearest.observed < low || nearest.observed > high;
  });
  expect(outside.length).toBeLessThan(0.15 * band.length);
  const hit = new PValues();
  hit.add(null_);
  hit.add(Float64Array.of(-321.5));
  expect(hit.points(0.05)[0]).toEqual({ expected: -Math.log10(0.5 / 50_001), observed: 321.5 });
  expect(hit.points(0.05).length).toBeLessThan(points.length);
});

test("a skyline keeps every small P value, and of the others where they lie", () => {
  const skyline = new Skyline();
  const log10P = Float64Array.of(-0.12, -0.13, -9, Number.NaN, -4.9999999);
  skyline.add({
    text: new Uint8Array(),
    log10P,
    reason: new Uint8Array(5),
    runs: [
      { chrom: "1", from: 0 },
      { chrom: "2", from: 4 },
    ],
    pos: Int32Array.of(10, 20, 30_000_000, 99_000_000, 5),
    named: [{ at: 2, id: "rs1" }],
  });
  const [one, two] = skyline.chromosomes();
  expect(one!.hits).toEqual([{ pos: 30_000_000, id: "rs1", size: 9 }]);
  expect(one!.lastPos).toBe(30_000_000);
  const filled = (cells: Uint8Array) => [...cells.keys()].filter((i) => cells[i] === 1);
  expect([...one!.cells].map(([place, cells]) => [place, filled(cells)])).toEqual([[0, [2]]]);
  expect(filled(two!.cells.get(0)!)).toEqual([Math.round(skylineGrain.keptFrom / skylineGrain.size) - 1]);
});
