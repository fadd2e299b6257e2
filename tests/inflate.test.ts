/** The inflate kernel against zlib: the same bytes for whatever zlib writes, and a clean refusal of everything else. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { constants, deflateRawSync, inflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import { InflateKernel, inflateStatus } from "../packages/engine/src/kernels/index.ts";
import { crc32, randomFrom } from "./made-up-bgzf.ts";

const committed = readFileSync(join(import.meta.dirname, "../packages/engine/wasm/inflate.wasm"));
const module = new WebAssembly.Module(committed);

/** Texts unlike each other: rows, noise, runs, and mixtures of them. */
function made(random: (below: number) => number, length: number): Buffer {
  const kind = random(6);
  const bytes = Buffer.alloc(length);
  if (kind === 0) return bytes.fill(random(256));
  let pos = random(1e8);
  let row = "";
  while (row.length < length && kind <= 3) {
    pos += random(500);
    row += `chr${1 + random(22)}\t${pos}\trs${random(1e9)}\t${"ACGT"[random(4)]}\t${"ACGT"[random(4)]}\t.\tPASS\t.\tGT\t0/1\n`;
  }
  if (kind <= 3) bytes.write(row.slice(0, length), "latin1");
  const noise = kind === 5 ? 1 : kind === 4 ? 40 : kind === 3 ? 300 : 0;
  if (noise > 0) for (let i = 0; i < length; i += 1 + random(2 * noise)) bytes[i] = random(kind === 4 ? 8 : 256);
  return bytes;
}

const { Z_DEFAULT_STRATEGY, Z_FILTERED, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED } = constants;
const strategies = [Z_DEFAULT_STRATEGY, Z_FILTERED, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED];

test("the committed kernel is what its sources compile to", () => {
  const tool = join(import.meta.dirname, "../tools/wasm.mjs");
  expect(spawnSync(process.execPath, [tool, "--check"], { encoding: "utf8" })).toMatchObject({ status: 0 });
});

test("the kernel gives back what zlib packed, in one call, for every level and strategy", () => {
  const random = randomFrom(1);
  const kernel = new InflateKernel(module);
  kernel.reserve(2 * 65_536);
  let count = 0;
  for (let round = 0; round < 20; round++)
    for (const strategy of strategies)
      for (let level = 0; level <= 9; level++) {
        const text = made(random, random(4) === 0 ? random(40) : random(65_537));
        const deflate = deflateRawSync(text, { level, strategy, windowBits: 9 + random(7), memLevel: 1 + random(9) });
        if (deflate.length > 65_536) continue;
        const status = kernel.block(deflate, 7, text.length, crc32(text));
        if (status !== inflateStatus.done) throw new Error(`status ${status}, level ${level}, strategy ${strategy}`);
        if (!text.equals(kernel.text.subarray(7, 7 + text.length))) throw new Error(`bytes differ at level ${level}`);
        count++;
      }
  expect(count).toBeGreaterThan(900);
});

test("a stream in pieces of any size gives the same text", () => {
  const random = randomFrom(2);
  const kernel = new InflateKernel(module);
  const window = 32_768;
  kernel.reserve(4 * 65_536);
  for (let round = 0; round < 150; round++) {
    const text = made(random, random(400_000));
    const deflate = deflateRawSync(text, { level: random(10), strategy: strategies[random(5)]! });
    const parts: Uint8Array[] = [];
    let at = 0;
    let end = 0;
    let member = 0;
    let given = random(700);
    kernel.begin(0);
    while (true) {
      given = Math.min(deflate.length, Math.max(given, at));
      const isLast = given === deflate.length && given - at <= 65_536;
      const from = end;
      const result = kernel.inflate(
        deflate.subarray(at, Math.min(given, at + 65_536)),
        isLast,
        end + 1 + random(65_000),
      );
      at += result.consumed;
      end = result.end;
      parts.push(kernel.text.slice(from, end));
      member += end - from;
      if (result.status === inflateStatus.done) break;
      if (result.status < 0) throw new Error(`status ${result.status}`);
      if (result.status === inflateStatus.needsInput) given += 1 + random(5_000);
      if (end > window + 65_536) {
        kernel.text.copyWithin(0, end - window, end);
        end = window;
        kernel.moved(end, Math.max(0, end - member));
      }
    }
    expect(at).toBe(deflate.length);
    expect(Buffer.concat(parts).equals(text)).toBe(true);
  }
});

test("200,000 mutated and made-up inputs: what zlib refuses is refused, what it accepts has the same bytes", () => {
  const random = randomFrom(3);
  const kernel = new InflateKernel(module);
  kernel.reserve(4 * 65_536);
  const seeds = Array.from({ length: 300 }, () =>
    deflateRawSync(made(random, random(600)), {
      level: random(10),
      strategy: strategies[random(5)]!,
      memLevel: 1 + random(9),
    }),
  );
  let accepted = 0;
  let refused = 0;
  for (let i = 0; i < 200_000; i++) {
    let input: Buffer = Buffer.from(seeds[random(seeds.length)]!);
    const how = random(8);
    if (how === 0) input = Buffer.from(Uint8Array.from({ length: random(60) }, () => random(256)));
    else if (how === 1) input = input.subarray(0, random(input.length + 1));
    else if (how === 2) input = Buffer.concat([input, Buffer.from([random(256), random(256)])]);
    else
      for (let n = 1 + random(3); n > 0 && input.length > 0; n--)
        input[random(Math.min(input.length, 1 + (n > 1 ? 60 : 600)))]! ^= 1 << random(8);
    // Zero bytes behind the text area's limit would show a write out of bounds.
    const limit = 65_536;
    kernel.begin(0);
    const result = kernel.inflate(input, true, limit);
    let expected: Uint8Array | null = null;
    let used = 0;
    try {
      const { buffer, engine } = inflateRawSync(input, {
        info: true,
        maxOutputLength: 1 << 20,
      } as never) as unknown as {
        buffer: Buffer;
        engine: { bytesWritten: number };
      };
      expected = buffer;
      used = engine.bytesWritten;
    } catch {
      expected = null;
    }
    if (expected === null) {
      if (result.status === inflateStatus.done) throw new Error(`input ${i}: zlib refuses, the kernel accepts`);
      refused++;
    } else if (expected.length >= limit) {
      if (result.status === inflateStatus.done) throw new Error(`input ${i}: more text than there is room`);
      refused++;
    } else {
      if (result.status !== inflateStatus.done)
        throw new Error(`input ${i}: zlib accepts, the kernel says ${result.status}`);
      if (Buffer.compare(expected, kernel.text.subarray(0, result.end)) !== 0)
        throw new Error(`input ${i}: bytes differ`);
      if (result.consumed !== used) throw new Error(`input ${i}: the end is elsewhere, ${result.consumed} not ${used}`);
      accepted++;
    }
    if (result.end > limit + 257) throw new Error(`input ${i}: text behind the limit`);
  }
  expect(accepted + refused).toBe(200_000);
  expect(accepted).toBeGreaterThan(10_000);
  expect(refused).toBeGreaterThan(10_000);
});

test("CRC-32 agrees with a plain one at every length and start", () => {
  const random = randomFrom(4);
  const kernel = new InflateKernel(module);
  // Long texts are summed another way: beyond some thousand bytes, and in stretches of 16 KiB.
  const long = Array.from({ length: 150 }, (_, i) => [3_500, 16_300, 32_700, 65_400][i % 4]! + random(200));
  for (const length of [...Array(200).keys(), ...long]) {
    const bytes = Uint8Array.from({ length }, () => random(256));
    const start = random(20);
    kernel.text.set(bytes, start);
    const cut = random(length + 1);
    const first = kernel.crc32(0, start, start + cut);
    expect(kernel.crc32(first, start + cut, start + length)).toBe(crc32(bytes));
  }
});
