import { expect, test } from "vitest";
import kernelUrl from "../../wasm/genotypes.wasm?url&inline";
// A data: URL is fetched alike in Node and in Chromium, without a file system and without a server.
import inflateUrl from "../../wasm/inflate.wasm?url&inline";
import { PangenicError, randomFrom } from "../base/index.ts";
import { codeAt, type GenotypeBlock, GenotypeKernel, pairFields } from "./genotypes.ts";

async function moduleAt(url: string): Promise<WebAssembly.Module> {
  return WebAssembly.compile(await (await fetch(url)).arrayBuffer());
}
const module = await moduleAt(kernelUrl);

type Random = () => number;
const upTo = (random: Random, most: number) => Math.floor(random() * (most + 1));

/** Genotypes with some in four not seen; the bits behind the last person are noise. */
function made(random: Random, variants: number, people: number): GenotypeBlock {
  const stride = Math.ceil(people / 4);
  const noise = random() < 0.2;
  const rare = random();
  const bytes = new Uint8Array(variants * stride).map(() => {
    let byte = 0;
    for (let i = 0; i < 4; i++) {
      const draw = random();
      byte =
        (byte << 2) | (noise ? upTo(random, 3) : draw < 0.02 ? 1 : draw < rare ? 3 : draw < (1 + rare) / 2 ? 2 : 0);
    }
    return byte;
  });
  if (people % 4 !== 0)
    for (let row = 1; row <= variants; row++)
      bytes[row * stride - 1]! |= (upTo(random, 255) << ((people % 4) * 2)) & 255;
  return { variants, people, stride, bytes };
}

/** Sizes around every edge: bytes, words of 8, vectors of 16, groups of 15, 16, 64 and 255 rows, and chunks. */
const edges = [1, 2, 3, 4, 5, 15, 16, 17, 31, 32, 33, 61, 63, 64, 65, 127, 128, 129, 254, 255, 256, 257, 511, 513, 770];
const shapes: readonly (readonly [variants: number, people: number])[] = [
  ...edges.flatMap((edge, i) => [[edge, edges[(i * 7 + 3) % edges.length]!] as const]),
  [0, 5],
  [5, 0],
  [70_000, 3],
  [4_200, 300],
  [40, 30_001],
];

function each(block: GenotypeBlock, visit: (variant: number, person: number, code: number) => void): void {
  for (let variant = 0; variant < block.variants; variant++)
    for (let person = 0; person < block.people; person++) visit(variant, person, codeAt(block, variant, person));
}

/** How far apart two orders of adding may be, in parts of the sum of sizes: a few hundred roundings of 2⁻⁵³. */
const ROUNDING = 1e-13;

function near(found: Float64Array, expected: Float64Array, sizes: Float64Array): void {
  expect(found.length).toBe(expected.length);
  for (const [i, value] of found.entries())
    if (!(Math.abs(value - expected[i]!) <= ROUNDING * sizes[i]!)) expect(value, `sum ${i}`).toBe(expected[i]);
}

test("counts of variants and of people are those of reading code by code, for every shape", () => {
  const random = randomFrom(1);
  const kernel = new GenotypeKernel(module);
  for (const [variants, people] of shapes) {
    const block = made(random, variants, people);
    const turned = Uint8Array.from({ length: variants }, () => upTo(random, 2));
    const ofVariants = new Uint32Array(variants * 4);
    const ofPeople = Uint32Array.from({ length: people * 4 }, () => upTo(random, 9));
    const ofTurned = ofPeople.slice();
    const found = [ofPeople.slice(), ofTurned.slice()] as const;
    const unseen: number[][] = Array.from({ length: variants }, () => []);
    each(block, (variant, person, code) => {
      ofVariants[variant * 4 + code]!++;
      ofPeople[person * 4 + code]!++;
      ofTurned[person * 4 + (turned[variant] === 0 ? code : [3, 1, 2, 0][code]!)]!++;
      if (code === 1) unseen[variant]!.push(person);
    });
    expect(kernel.counts(block)).toEqual(ofVariants);
    kernel.peopleCounts(block, found[0]);
    kernel.peopleCounts(block, found[1], turned);
    expect(found[0]).toEqual(ofPeople);
    expect(found[1]).toEqual(ofTurned);
    for (let variant = 0; variant < Math.min(variants, 50); variant++)
      expect([...kernel.notSeen(block, variant)]).toEqual(unseen[variant]);
  }
});

test("scores of any width are the plain sums of the values of the codes, to the rounding of doubles", () => {
  const random = randomFrom(2);
  const kernel = new GenotypeKernel(module);
  for (const [index, [variants, people]] of shapes.entries()) {
    const width = variants * people > 1e5 ? 1 + (index % 3) : 1 + (index % 32);
    const block = made(random, variants, people);
    const values = Float64Array.from({ length: variants * 4 * width }, () => (random() - 0.5) * 10 ** upTo(random, 3));
    const before = Float64Array.from({ length: people * width }, random);
    const expected = before.slice();
    const sizes = before.slice();
    each(block, (variant, person, code) => {
      for (let k = 0; k < width; k++) {
        const value = values[(variant * 4 + code) * width + k]!;
        expected[person * width + k]! += value;
        sizes[person * width + k]! += Math.abs(value);
      }
    });
    kernel.score(block, values, width, before);
    near(before, expected, sizes);
  }
});

test("dots of any width are the plain sums of copies times rows, to the rounding of doubles", () => {
  const random = randomFrom(3);
  const kernel = new GenotypeKernel(module);
  for (const [index, [variants, people]] of shapes.entries()) {
    const width = variants * people > 1e5 ? 1 + (index % 3) : 1 + (index % 32);
    const block = made(random, variants, people);
    const matrix = Float64Array.from({ length: people * width }, () => (random() - 0.5) * 10 ** upTo(random, 3));
    const expected = new Float64Array(variants * width);
    const sizes = new Float64Array(variants * width);
    each(block, (variant, person, code) => {
      for (let k = 0; k < width; k++) {
        const value = [2, 0, 1, 0][code]! * matrix[person * width + k]!;
        expected[variant * width + k]! += value;
        sizes[variant * width + k]! += Math.abs(value);
      }
    });
    near(kernel.dot(block, matrix, width), expected, sizes);
    const rough = kernel.dot(block, matrix, width, true, new Float64Array(expected.length).fill(Number.NaN));
    // Sums of sixteen people are added one to the other: each rounds by half of 2⁻²³ at most.
    const rounding = (4 + people / 16) * 2 ** -23;
    for (let i = 0; i < rough.length; i++)
      expect(Math.abs(rough[i]! - expected[i]!)).toBeLessThanOrEqual(rounding * sizes[i]!);
  }
});

test("whole numbers are summed exactly, so that scores and dots do not depend on how variants or people are cut", () => {
  const random = randomFrom(4);
  const kernel = new GenotypeKernel(module);
  const block = made(random, 700, 173);
  const width = 3;
  const values = Float64Array.from({ length: 700 * 4 * width }, () => upTo(random, 2 ** 20));
  const whole = new Float64Array(173 * width);
  const parts = new Float64Array(173 * width);
  kernel.score(block, values, width, whole);
  for (let first = 0; first < 700; ) {
    const variants = Math.min(700 - first, 1 + upTo(random, 90));
    const bytes = block.bytes.subarray(first * block.stride, (first + variants) * block.stride);
    kernel.score(
      { ...block, variants, bytes },
      values.subarray(first * 4 * width, (first + variants) * 4 * width),
      width,
      parts,
    );
    first += variants;
  }
  expect(parts).toEqual(whole);
});

test("what pairs of people share is what comparing them code by code finds", () => {
  const random = randomFrom(5);
  const kernel = new GenotypeKernel(module);
  for (const [variants, people] of [...shapes.filter(([, people]) => people < 140), [1_300, 35] as const]) {
    const block = made(random, variants, people);
    const from = upTo(random, people);
    const to = from + upTo(random, people - from);
    const at = (i: number, j: number) => 5 * ((i * (i - 1)) / 2 - (from * (from - 1)) / 2 + j);
    const expected = Uint32Array.from({ length: at(to, 0) }, () => upTo(random, 9));
    const given = expected.slice();
    const fresh = expected.slice();
    for (let variant = 0; variant < Math.min(variants, 2_000); variant++)
      for (let i = from; i < to; i++)
        for (let j = 0; j < i; j++) {
          const [one, other] = [codeAt(block, variant, i), codeAt(block, variant, j)];
          if (one === 1 || other === 1) continue;
          if (one === 2 && other === 2) expected[at(i, j) + pairFields.bothHet]!++;
          if (Math.abs(one - other) === 3) expected[at(i, j) + pairFields.ibs0]!++;
          if (one === 2) expected[at(i, j) + pairFields.hetOfI]!++;
          if (other === 2) expected[at(i, j) + pairFields.hetOfJ]!++;
          expected[at(i, j) + pairFields.bothSeen]!++;
        }
    const some = { ...block, variants: Math.min(variants, 2_000) };
    expect(kernel.pairCounts(some, from, to, given)).toBe(given);
    expect(given).toEqual(expected);
    expect(kernel.pairCounts(some, from, to)).toEqual(expected.map((value, i) => value - fresh[i]!));
  }
});

test("sums of two variants are those over the people seen in both", () => {
  const random = randomFrom(6);
  const kernel = new GenotypeKernel(module);
  for (const [, people] of shapes) {
    const block = made(random, 3, people);
    for (const [a, b] of [
      [0, 2],
      [2, 1],
      [1, 1],
    ] as const) {
      const expected = [0, 0, 0, 0, 0, 0];
      for (let person = 0; person < people; person++) {
        const [one, other] = [codeAt(block, a, person), codeAt(block, b, person)];
        if (one === 1 || other === 1) continue;
        const [x, y] = [[2, 0, 1, 0][one]!, [2, 0, 1, 0][other]!];
        [1, x, y, x * x, y * y, x * y].forEach((value, i) => {
          expected[i]! += value;
        });
      }
      expect([...kernel.ldSums(block, a, b)]).toEqual(expected);
    }
  }
});

test("another module, and arrays that do not fit, are refused", async () => {
  const inflate = await moduleAt(inflateUrl);
  expect(() => new GenotypeKernel(inflate)).toThrow(PangenicError);
  const kernel = new GenotypeKernel(module);
  const block = made(randomFrom(7), 10, 9);
  const broken: (() => unknown)[] = [
    () => kernel.counts({ ...block, stride: 2 }),
    () => kernel.counts({ ...block, variants: 11 }),
    () => kernel.score(block, new Float64Array(40), 2, new Float64Array(18)),
    () => kernel.score(block, new Float64Array(40), 1, new Float64Array(10)),
    () => kernel.dot(block, new Float64Array(8), 1),
    () => kernel.peopleCounts(block, new Uint32Array(40)),
    () => kernel.peopleCounts(block, new Uint32Array(36), new Uint8Array(9)),
    () => kernel.pairCounts(block, 5, 4),
    () => kernel.pairCounts(block, 0, 10),
    () => kernel.pairCounts(block, 0, 4, new Uint32Array(31)),
    () => kernel.ldSums(block, 0, 10),
    () => kernel.notSeen(block, -1),
  ];
  for (const call of broken) expect(call).toThrow("do not fit");
});
