/** A scan that reads only what an index points at, after making sure that the index is this file's. */
import { type ByteSource, type ByteStream, PangenicError, type Task } from "../../base/index.ts";
import { InflateKernel } from "../../kernels/index.ts";
import { BLOCK, blockFrame } from "../bytes/bgzf.ts";
import { ReadRing, rangeStream } from "../bytes/range-stream.ts";
import { TextWindow } from "../bytes/text-window.ts";
import { RowOrder } from "./row-order.ts";
import { RowWalk } from "./row-walk.ts";
import { type RowSink, type ScanFacts, type ScanLimits, scanLimits } from "./scan.ts";
import { type Chunk, Tabix } from "./tabix.ts";
import type { Targets } from "./targets.ts";

/** Streams whose first read is under way. */
const AHEAD = 8;
/** Stored bytes of a usual block, and some. */
const USUAL = 16_384;
/** Of virtual offsets: see `Chunk`. */
const PER_BLOCK = 65_536;
/** Blocks read to see that two chunks join. */
const MOST_STEPS = 1_000;

/**
 * Like `scanVcf`, but reads the header and the chunks of the targets only. `lines` and `rows` count what was walked over.
 *
 * A wrong index would hide rows without a trace, so it must show that it is this file's: its chunks join without a gap from
 * the end of the header to the end of the file, each starts and ends at a line's border, and rows found there are sorted and of its contigs.
 * @param index bytes of the `.tbi` or `.csi`.
 * @throws PangenicError `index-broken`, when the index is broken, another file's, or cannot tell how far rows reach
 * (lengths in FORMAT LEN or INFO SVLEN): scan the whole file then, with a new sink.
 */
export async function scanVcfIndexed(
  source: ByteSource,
  index: Uint8Array,
  inflate: WebAssembly.Module,
  targets: Targets | (() => Targets),
  sink: RowSink,
  task: Task = {},
  limits: ScanLimits = scanLimits,
): Promise<ScanFacts> {
  const tabix = await Tabix.read(index, inflate);
  const { begins, ends } = tabix.borders;
  const end = source.size * PER_BLOCK;
  await checkCover(source, begins, ends, end);

  const kernel = new InflateKernel(inflate);
  const walked = async (chunk: Chunk, stream: ByteStream, walk: RowWalk): Promise<void> => {
    try {
      await walkChunk(chunk, stream, walk, kernel, limits);
    } catch (error) {
      if (!(error instanceof PangenicError) || error.code === "index-broken") throw error;
      const rule = `what stands where it points cannot be read (${error.code})`;
      throw new PangenicError("index-broken", `the index cannot be used: ${rule}`, error.place, { cause: error });
    }
  };

  const before = { begin: 0, end: begins[0] ?? end, last: Number.POSITIVE_INFINITY };
  const check = new HeaderCheck(sink);
  const header = new RowWalk(kernel, { from: new Float64Array(0), to: new Float64Array(0) }, check, {
    add: () => refuse("rows stand before its first chunk"),
  });
  await walked(before, rangeStream(source, 0, offsetBehind(source, before)), header);

  const { contigs } = tabix;
  check.names(contigs);
  const known = new Set(contigs);
  const wanted = typeof targets === "function" ? targets() : targets;
  const order = new RowOrder();
  const rows = new RowWalk(
    kernel,
    wanted,
    {
      header: () => refuse("it points into the header"),
      row: (text, from, to) => sink.row(text, from, to, 0),
    },
    {
      add(run) {
        order.add(run);
        if (!order.sorted || !known.has(run.contig)) refuse("the rows it points at are not those it was made of");
      },
    },
  );
  const chunks = tabix.chunks(wanted);
  const ring = new ReadRing(AHEAD + 1, 2 * USUAL);
  const streams = chunks.slice(0, AHEAD).map((chunk) => streamOf(source, chunk, ring));
  for (const [i, chunk] of chunks.entries()) {
    task.signal?.throwIfAborted();
    task.progress?.(Math.floor(chunk.begin / PER_BLOCK), source.size);
    const next = chunks[i + AHEAD];
    if (next !== undefined) streams.push(streamOf(source, next, ring));
    await walked(chunk, streams.shift()!, rows);
  }
  return { packing: "bgzf", lines: header.line + rows.line, rows: rows.rows, sorted: true, contigs };
}

function streamOf(source: ByteSource, chunk: Chunk, ring: ReadRing): ByteStream {
  const first = Math.floor(chunk.begin / PER_BLOCK);
  const piece = Math.floor(chunk.end / PER_BLOCK) + USUAL - first;
  return rangeStream(source, first, offsetBehind(source, chunk), { piece, ring });
}

/** The block at the end is needed whole where any of its text counts; most are far below the largest size. */
function offsetBehind(source: ByteSource, { end }: Chunk): number {
  return Math.min(Math.floor(end / PER_BLOCK) + (end % PER_BLOCK > 0 ? BLOCK : 0), source.size);
}

async function walkChunk(
  { begin, end, last }: Chunk,
  stream: ByteStream,
  walk: RowWalk,
  kernel: InflateKernel,
  limits: ScanLimits,
): Promise<void> {
  const part = {
    offset: Math.floor(begin / PER_BLOCK),
    skip: begin % PER_BLOCK,
    end: { block: Math.floor(end / PER_BLOCK), within: end % PER_BLOCK },
  };
  const window = new TextWindow(stream, kernel, { limits, part, turn: 1 });
  try {
    while (await window.fill()) {
      window.start = walk.lines(window.start, window.end);
      if (window.end - window.start > limits.line) refuse("a line does not end where it says");
      if (!walk.passed(last)) continue;
      window.start = window.end;
      break;
    }
  } finally {
    await window.close();
  }
  if (window.start < window.end) refuse("a chunk ends within a line");
  walk.close();
}

/** Passes header lines on, and compares with them what the index tells. */
class HeaderCheck {
  readonly #sink: RowSink;
  readonly #declared = new Set<string>();

  constructor(sink: RowSink) {
    this.#sink = sink;
  }

  header(line: string, lineNumber: number): void {
    if (/^##(?:FORMAT=<ID=LEN|INFO=<ID=SVLEN),/.test(line)) refuse("rows may reach further than it knows");
    const contig = /^##contig=<ID=([^,>]+)/.exec(line)?.[1];
    if (contig !== undefined) this.#declared.add(contig);
    this.#sink.header(line, lineNumber);
  }

  row(): void {
    refuse("rows stand before its first chunk");
  }

  /** A header may declare no contig at all; where it does, it must declare those of the index. */
  names(contigs: readonly string[]): void {
    if (this.#declared.size > 0 && !contigs.every((contig) => this.#declared.has(contig)))
      refuse("it names contigs that the file does not declare");
  }
}

/**
 * The chunks must join to all text of the file behind the header. With begins and ends sorted each by itself, no chunk covers
 * what stands between the nth end and the begin after it, if that comes later.
 */
async function checkCover(source: ByteSource, begins: Float64Array, ends: Float64Array, end: number): Promise<void> {
  let steps = 0;
  for (let i = 0; i < ends.length; i++) {
    const next = begins[i + 1] ?? end;
    if (i + 1 === begins.length && ends[i]! > end)
      refuse("it points behind the end of the file; it may be another file's");
    // A writer may tell the end of one block where another tells the start of the next: the same place.
    for (let at = ends[i]!; at < next; ) {
      if (++steps > MOST_STEPS) refuse("it leaves gaps");
      const offset = Math.floor(at / PER_BLOCK);
      const bytes = await source.read(offset, BLOCK);
      const frame = blockFrame(bytes, 0);
      if (frame === null || frame === "short" || frame.size > bytes.length) refuse("it points where no block starts");
      const text = bytes.subarray(frame.size - 4, frame.size).reduceRight((size, byte) => size * 256 + byte, 0);
      if (text !== at % PER_BLOCK) refuse("it does not cover the file; it may be older, or another file's");
      at = (offset + frame.size) * PER_BLOCK;
    }
  }
}

function refuse(rule: string): never {
  throw new PangenicError("index-broken", `the index cannot be used: ${rule}`);
}
