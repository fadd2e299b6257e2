/** Broken framing and broken indexes: no crash, no hang, no answer with rows missing. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { type OneBased, PangenicError } from "../packages/engine/src/base/index.ts";
import { eachLine, scanVcf, scanVcfIndexed, type Target, targetsOf } from "../packages/engine/src/genome/index.ts";
import { bgzf, bgzfBlock, bytesOf, concat, endBlock, gzip, randomFrom, sourceOf, streamOf } from "./made-up-bgzf.ts";

const inflate = new WebAssembly.Module(readFileSync(join(import.meta.dirname, "../packages/engine/wasm/inflate.wasm")));
const fixture = (name: string) => new Uint8Array(readFileSync(join(import.meta.dirname, "fixtures", name)));

async function linesOf(bytes: Uint8Array): Promise<string[] | string> {
  const lines: string[] = [];
  try {
    await eachLine(streamOf(bytes), inflate, (line) => lines.push(line));
  } catch (error) {
    if (error instanceof PangenicError) return error.code;
    throw error;
  }
  return lines;
}

test("extra fields stand in any order before and behind the block's size", async () => {
  const text = bytesOf("one\ntwo\n");
  for (const before of [[], [65, 66, 0, 0], [88, 89, 3, 0, 1, 2, 3, 67, 66, 2, 0, 9, 9]])
    expect(await linesOf(concat(bgzfBlock(text, before), bgzfBlock(text), endBlock))).toEqual([
      "one",
      "two",
      "one",
      "two",
    ]);
});

test("20,000 changed BGZF and gzip files: what zlib reads whole is the same text, all else an error", async () => {
  const random = randomFrom(1);
  const text = bytesOf(Array.from({ length: 30 }, (_, i) => `line ${i} ${random(1e9)}\n`).join(""));
  const files = [bgzf(text, 100), bgzf(text), gzip(text), concat(gzip(text.subarray(0, 99)), gzip(text.subarray(99)))];
  const whole = new TextDecoder().decode(text).trimEnd().split("\n");
  let errors = 0;
  let same = 0;
  for (let i = 0; i < 20_000; i++) {
    let bytes = files[random(files.length)]!.slice();
    const how = random(4);
    if (how === 0) bytes = bytes.subarray(0, random(bytes.length));
    else if (how === 1) bytes.copyWithin(random(bytes.length), random(bytes.length), random(bytes.length));
    else
      for (let n = 1 + random(2); n > 0; n--)
        bytes[random(Math.min(bytes.length, n > 1 ? 30 : 3_000))]! ^= 1 << random(8);
    const lines = await linesOf(bytes);
    if (typeof lines === "string") {
      errors++;
      continue;
    }
    if (bytes[0] !== 31 || bytes[1] !== 139) continue; // taken for plain text
    // Header bytes that mean nothing may change; a cut at a member's border leaves a whole, shorter gzip file, which zlib reads too.
    const expected = gunzipSync(bytes).toString("utf8").trimEnd().split("\n");
    expect(lines).toEqual(expected);
    if (lines.length === whole.length) same++;
  }
  expect(errors).toBeGreaterThan(10_000);
  expect(same).toBeGreaterThan(100);
});

async function found(
  run: (sink: { header(): void; row(text: Uint8Array, start: number, end: number): void }) => Promise<unknown>,
) {
  const rows: string[] = [];
  await run({
    header: () => undefined,
    row: (text, start, end) => rows.push(new TextDecoder().decode(text.slice(start, end))),
  });
  return rows;
}

const file = fixture("indexed.vcf.gz");
const positions = gunzipSync(file)
  .toString("latin1")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => line.split("\t", 2) as [string, string]);

function someTargets(seed: number): Target[] {
  const random = randomFrom(seed);
  return Array.from({ length: 1 + random(60) }, () => {
    const [contig, pos] = positions[random(positions.length)]!;
    return {
      chrom: contig.slice(3) as Target["chrom"],
      pos: (Number(pos) + random(3) - 1) as OneBased,
      left: random(2_000_000),
    };
  });
}

test.each(["tbi", "csi"])("an index (%s) finds what a whole scan finds", async (kind) => {
  const index = fixture(`indexed.vcf.gz.${kind}`);
  let rows = 0;
  for (let seed = 0; seed < 40; seed++) {
    const targets = targetsOf(someTargets(seed));
    const whole = await found((sink) => scanVcf(streamOf(file), inflate, targets, sink));
    expect(await found((sink) => scanVcfIndexed(sourceOf(file), index, inflate, targets, sink))).toEqual(whole);
    rows += whole.length;
  }
  expect(rows).toBeGreaterThan(500);
});

async function indexedCode(bytes: Uint8Array, index: Uint8Array): Promise<string> {
  const targets = targetsOf(someTargets(1));
  try {
    await scanVcfIndexed(sourceOf(bytes), index, inflate, targets, { header: () => undefined, row: () => undefined });
    return "no error";
  } catch (error) {
    if (error instanceof PangenicError) return error.code;
    throw error;
  }
}

test("an index of another or an older file is refused", async () => {
  const text = gunzipSync(file);
  const index = fixture("indexed.vcf.gz.tbi");
  const lines = text.toString("latin1").trimEnd().split("\n");
  expect(await indexedCode(file, index)).toBe("no error");
  const others = {
    grown: [...lines, "chrX\t156000000\t.\tA\tC\t.\t.\t.\tGT\t0/1"],
    shrunk: lines.slice(0, -1),
    "a line more in the header": ["##fileformat=VCFv4.2", "##made=up", ...lines.slice(1)],
    "a row changed": lines.map((line, i) => (i === 2_000 ? line.replace("PASS", "LowQuality") : line)),
  };
  for (const other of Object.values(others))
    expect(await indexedCode(bgzf(bytesOf(`${other.join("\n")}\n`)), index)).toBe("index-broken");
  // The same text in other blocks: every offset is another.
  expect(await indexedCode(bgzf(text, 20_000), index)).toBe("index-broken");
  expect(
    await indexedCode(
      concat(file.subarray(0, -28), bgzfBlock(bytesOf("chrX\t156030000\t.\tA\tC\t.\t.\t.\n")), endBlock),
      index,
    ),
  ).toBe("index-broken");
  expect(await indexedCode(file, bgzf(gunzipSync(index).subarray(0, 900)))).toBe("index-broken");
  expect(await indexedCode(file, bytesOf("TBI"))).toBe("index-broken");
  expect(await indexedCode(file, new Uint8Array(0))).toBe("index-broken");
});

test.each(["tbi", "csi"])("600 changed indexes (%s): refused, or the same rows", async (kind) => {
  const random = randomFrom(9);
  const index = gunzipSync(fixture(`indexed.vcf.gz.${kind}`));
  const targets = targetsOf(someTargets(1));
  const whole = await found((sink) => scanVcf(streamOf(file), inflate, targets, sink));
  let refused = 0;
  let missing = 0;
  for (let i = 0; i < 600; i++) {
    const changed = new Uint8Array(index);
    for (let n = 1 + random(3); n > 0; n--) changed[random(n > 1 ? 400 : changed.length)]! ^= 1 << random(8);
    try {
      const rows = await found((sink) => scanVcfIndexed(sourceOf(file), changed, inflate, targets, sink));
      if (rows.length !== whole.length) missing++;
    } catch (error) {
      if (!(error instanceof PangenicError)) throw error;
      expect(error.code).toBe("index-broken");
      refused++;
    }
  }
  expect(refused).toBeGreaterThan(300);
  // A changed bin number that could be true cannot be told; an index as stored has a CRC-32 against that.
  expect(missing).toBe(0);
});
