import { expect, test } from "vitest";
import {
  bgzf,
  bgzfBlock,
  bytesOf,
  concat,
  endBlock,
  gzip,
  randomFrom,
  sourceOf,
  streamOf,
} from "../../../../../tests/made-up-bgzf.ts";
// A data: URL is fetched alike in Node and in Chromium, without a file system and without a server.
import inflateUrl from "../../../wasm/inflate.wasm?url&inline";
import { type Chromosome, chromosomeNamed, type OneBased, PangenicError } from "../../base/index.ts";
import { scanVcfParallel } from "./parallel.ts";
import { scanPart } from "./part.ts";
import { type RowSink, type ScanLimits, scanLimits, scanVcf } from "./scan.ts";
import { type Target, targetsOf } from "./targets.ts";

const inflate = await WebAssembly.compile(await (await fetch(inflateUrl)).arrayBuffer());

function collect(): { sink: RowSink; seen: string[] } {
  const seen: string[] = [];
  const decoder = new TextDecoder();
  return {
    seen,
    sink: {
      header: (line, lineNumber) => seen.push(`${lineNumber} ${line}`),
      row: (text, start, end, lineNumber) => seen.push(`${lineNumber} ${decoder.decode(text.slice(start, end))}`),
    },
  };
}

async function scanned(
  bytes: Uint8Array,
  wanted: Target[],
  chunk: number = bytes.length,
  limits: ScanLimits = scanLimits,
) {
  const { sink, seen } = collect();
  const facts = await scanVcf(streamOf(bytes, chunk), inflate, targetsOf(wanted), sink, {}, limits);
  return { seen, facts };
}

function target(chrom: Chromosome, pos: number, left = 0): Target {
  return { chrom, pos: pos as OneBased, left };
}

const header = "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS\n";

function row(
  chrom: string,
  pos: number,
  { id = ".", ref = "A", alt = "C", info = ".", format = "GT\t0/1" } = {},
): string {
  return `${chrom}\t${pos}\t${id}\t${ref}\t${alt}\t.\tPASS\t${info}\t${format}\n`;
}

/** Rows of every kind, with the interval each covers: an oracle that shares nothing with the scan. */
function madeUp(seed: number, rows: number, { prefix = "chr", sorted = true, end = "\n" } = {}) {
  const random = randomFrom(seed);
  const contigs = [1, 2, 10, 22, "X", "M", "Un_KI270302v1"].map((name) => `${prefix}${name}`);
  const lines: { text: string; contig: string; from: number; to: number }[] = [];
  for (const contig of contigs) {
    let pos = 1 + random(50);
    for (let i = 0; i < rows; i++) {
      pos += random(40);
      const ref = "ACGT".repeat(8).slice(0, random(12) === 0 ? 1 + random(30) : 1);
      const kind = random(9);
      const reach = pos + random(300);
      const long = {
        0: { alt: "<NON_REF>", info: `END=${reach}` },
        1: { alt: "<*>", info: `MIN_DP=3;END=${reach};X=1` },
        2: { alt: ".", info: `DP=1;END=${reach}` },
        3: { alt: "<DEL>", info: `SVTYPE=DEL;SVLEN=-${reach - pos}` },
        4: { alt: "<*>", format: `GT:LEN\t0/0:${reach - pos + 1}` },
        5: { alt: "T,<DEL>", info: `AEND=9;END=${reach}` },
      }[kind];
      const id = random(3) === 0 ? `rs${random(1e9)};rs${random(1e9)}` : ".";
      const text = row(contig, pos, { id, ref, ...(long ?? { alt: random(9) === 0 ? "G,<NON_REF>" : "G" }) }).trimEnd();
      const to = Math.max(pos + ref.length - 1, long === undefined ? 0 : reach);
      lines.push({ text, contig, from: pos, to });
    }
  }
  if (!sorted)
    for (let i = lines.length - 1; i > 0; i--) if (random(4) === 0) lines.push(...lines.splice(random(i), 1));
  const wanted = Array.from({ length: 30 }, () =>
    target((["1", "2", "10", "22", "X", "MT", "3"] as const)[random(7)]!, 1 + random(rows * 25), random(40)),
  );
  const hits = lines.flatMap(({ text, contig, from, to }, i) =>
    wanted.some(({ chrom, pos, left }) => chrom === chromosomeNamed(contig) && from <= pos && to >= pos - left!)
      ? [`${i + 3} ${text}`]
      : [],
  );
  const text = header.replaceAll("\n", end) + lines.map((line) => line.text + end).join("");
  return { text, wanted, hits, rows: lines.length };
}

test("every row that touches a target is delivered, and no other: reference blocks, deletions, lengths of VCF 4.5", async () => {
  let hits = 0;
  for (let seed = 1; seed <= 60; seed++) {
    const made = madeUp(seed, 60, {
      sorted: seed % 3 > 0,
      prefix: seed % 2 ? "" : "chr",
      end: seed % 5 ? "\n" : "\r\n",
    });
    const { seen, facts } = await scanned(bytesOf(made.text), made.wanted);
    expect(seen.slice(2)).toEqual(made.hits);
    expect(facts).toMatchObject({ rows: made.rows, lines: made.rows + 2, sorted: seed % 3 > 0, packing: "plain" });
    hits += made.hits.length;
  }
  expect(hits).toBeGreaterThan(1_000);
});

test("chunks of any size and any packing give the same", async () => {
  const made = madeUp(7, 300);
  const text = bytesOf(made.text);
  const half = text.length >> 1;
  const packed = {
    plain: text,
    bgzf: bgzf(text, 4_000),
    gzip: concat(gzip(text.subarray(0, half)), gzip(text.subarray(half), 8, [65, 0])),
  };
  for (const [packing, bytes] of Object.entries(packed))
    for (const chunk of [1, 7, 1_000, 65_537, bytes.length]) {
      const { seen, facts } = await scanned(bytes, made.wanted, chunk);
      expect(seen.slice(2)).toEqual(made.hits);
      expect(facts.packing).toBe(packing);
    }
});

test("a file cut at any BGZF block gives what the whole gives", async () => {
  for (const [seed, blockText] of [
    [1, 150],
    [2, 600],
    [3, 2_000],
  ] as const) {
    const made = madeUp(seed, 25, { sorted: seed !== 2 });
    const bytes = bgzf(bytesOf(made.text), blockText);
    const whole = await scanned(bytes, made.wanted);
    const source = sourceOf(bytes);
    const workers = { count: 2, run: (request: Parameters<typeof scanPart>[2]) => scanPart(source, inflate, request) };
    for (const part of [1, 500, 3_000, bytes.length]) {
      const { sink, seen } = collect();
      const facts = await scanVcfParallel(source, inflate, workers, targetsOf(made.wanted), sink, { part });
      expect(seen).toEqual(whole.seen);
      expect(facts).toEqual(whole.facts);
    }
  }
});

test("a cut at bytes that imitate a block changes nothing", async () => {
  // A subfield of every header holds two blocks: a cut ten bytes behind the header's start finds them first.
  const imitation = [88, 88, 2 * endBlock.length, 0, ...endBlock, ...endBlock];
  const made = madeUp(5, 25);
  const text = bytesOf(made.text);
  const blocks = Array.from({ length: Math.ceil(text.length / 700) }, (_, i) =>
    bgzfBlock(text.subarray(700 * i, 700 * (i + 1)), imitation),
  );
  const bytes = concat(...blocks, endBlock);
  const source = sourceOf(bytes);
  let imitated = 0;
  const run = async (request: Parameters<typeof scanPart>[2]) => {
    try {
      return await scanPart(source, inflate, request);
    } catch (error) {
      imitated++;
      throw error;
    }
  };
  const { sink, seen } = collect();
  const facts = await scanVcfParallel(source, inflate, { count: 2, run }, targetsOf(made.wanted), sink, {
    part: 10,
  });
  const whole = await scanned(bytes, made.wanted);
  expect(imitated).toBeGreaterThan(0);
  expect(seen).toEqual(whole.seen);
  expect(facts).toEqual(whole.facts);
});

test("the contig's prefix makes no difference", async () => {
  const withPrefix = madeUp(11, 80, { prefix: "chr" });
  const without = madeUp(11, 80, { prefix: "" });
  const strip = (lines: string[]) => lines.map((line) => line.replace(/^(\d+) chr/, "$1 "));
  const a = await scanned(bytesOf(withPrefix.text), withPrefix.wanted);
  const b = await scanned(bytesOf(without.text), without.wanted);
  expect(strip(a.seen)).toEqual(b.seen);
});

test("targets given by a function are asked for once, after the header", async () => {
  const order: string[] = [];
  const sink: RowSink = { header: () => order.push("header"), row: () => order.push("row") };
  const targets = () => {
    order.push("targets");
    return targetsOf([target("1", 5)]);
  };
  await scanVcf(streamOf(bytesOf(header + row("1", 5))), inflate, targets, sink);
  expect(order).toEqual(["header", "header", "targets", "row"]);
  order.length = 0;
  await scanVcf(streamOf(bytesOf(header)), inflate, targets, sink);
  expect(order).toEqual(["header", "header", "targets"]);
});

async function codeOf(bytes: Uint8Array, limits?: Partial<ScanLimits>): Promise<string> {
  try {
    await scanned(bytes, [target("1", 5)], 1_000, { ...scanLimits, ...limits });
    return "no error";
  } catch (error) {
    if (!(error instanceof PangenicError)) throw error;
    return error.code;
  }
}

test("what cannot be read is refused with its code", async () => {
  const text = header + row("1", 5) + row("2", 6);
  const utf16 = (bytes: Uint8Array) => Uint8Array.from(Array.from(bytes).flatMap((byte) => [byte, 0]));
  const zeros = gzip(new Uint8Array(3e6));
  const table: [string, Uint8Array, Partial<ScanLimits>?][] = [
    ["no error", bytesOf(text)],
    ["no error", bytesOf(text.slice(0, -1))],
    ["no error", bytesOf(`\uFEFF${text}`)],
    ["no error", bytesOf(`${text}\n\n`)],
    ["file-empty", bytesOf("")],
    ["file-empty", gzip(bytesOf(""))],
    ["file-empty", bgzf(bytesOf(""))],
    ["archive-unsupported", Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0, 0, 0)],
    ["encoding-unsupported", concat(Uint8Array.of(255, 254), utf16(bytesOf(text)))],
    ["encoding-unsupported", utf16(bytesOf(text))],
    ["encoding-unsupported", bytesOf(text.replaceAll("\n", "\r"))],
    ["encoding-unsupported", bytesOf(text.replace("PASS", "PA\0S"))],
    ["vcf-line-short", bytesOf(`${header}1\t5\t.\tA\n`)],
    ["vcf-line-short", bytesOf(`${text}1\t7`)],
    ["vcf-line-short", bytesOf(header + row("1", 5).replaceAll("\t", " "))],
    ["vcf-position-invalid", bytesOf(text.replace("\t6\t", "\t6x\t"))],
    ["vcf-position-invalid", bytesOf(text.replace("\t6\t", "\t-6\t"))],
    ["vcf-position-invalid", bytesOf(text.replace("\t6\t", "\t\t"))],
    ["vcf-position-invalid", bytesOf(text.replace("\t6\t", "\t12345678901\t"))],
    ["line-too-long", bytesOf(text + row("2", 7, { info: "A".repeat(2_000_000) })), { line: 1_000_000 }],
    ["line-too-long", gzip(bytesOf(text + "A".repeat(2_000_000))), { line: 1_000_000 }],
    ["gzip-too-large", gzip(bytesOf("#\n".repeat(2_000_000))), { grace: 1_000_000, ratio: 300 }],
    ["gzip-too-large", gzip(bytesOf("#\n".repeat(2_000_000))), { text: 1_000_000 }],
    ["encoding-unsupported", zeros],
    ["gzip-broken", concat(gzip(bytesOf(text)), bytesOf("behind"))],
    ["no error", concat(gzip(bytesOf(text)), new Uint8Array(100))],
    ["bgzf-broken", concat(bgzf(bytesOf(text)).slice(0, -28), gzip(bytesOf(row("3", 1))))],
  ];
  for (const [code, bytes, limits] of table) expect(await codeOf(bytes, limits)).toBe(code);
});

test("a file cut anywhere is an error, never a shorter answer", async () => {
  const text = bytesOf(header + Array.from({ length: 40 }, (_, i) => row("1", i + 1)).join(""));
  const inBlocks = bgzf(text, 300);
  // One byte alone tells no packing.
  for (let length = 2; length < inBlocks.length; length++)
    expect(await codeOf(inBlocks.subarray(0, length))).toBe(length < 18 ? "gzip-broken" : "bgzf-truncated");
  const members = concat(gzip(text.subarray(0, 500)), gzip(text.subarray(500)));
  const border = gzip(text.subarray(0, 500)).length;
  // Only a cut between two members leaves a whole file.
  for (let length = 2; length < members.length; length++)
    if (length !== border) expect(await codeOf(members.subarray(0, length))).toBe("gzip-broken");
});

test("a changed byte of text or checksum is an error", async () => {
  const text = bytesOf(header + Array.from({ length: 40 }, (_, i) => row("1", i + 1)).join(""));
  const inBlocks = bgzf(text, 5_000);
  for (const at of [8, 7, 6, 5]) {
    const changed = inBlocks.slice();
    changed[changed.length - 28 - at]! ^= 1;
    expect(await codeOf(changed)).toBe("bgzf-crc");
    const member = gzip(text);
    member[member.length - at]! ^= 1;
    expect(await codeOf(member)).toBe("gzip-broken");
  }
});
