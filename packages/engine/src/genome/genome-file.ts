/** One door for every genome file: VCF or a consumer's raw data, packed or not. */
import { type ByteStream, PangenicError, type Task } from "../base/index.ts";
import { ArrayReader } from "./array/array-reader.ts";
import { contentOf } from "./bytes/content.ts";
import { eachLine } from "./bytes/lines.ts";
import { memberOf } from "./bytes/zip.ts";
import type { Reading, ReadOptions } from "./reading.ts";
import type { SightingTable, SiteGroup } from "./sighting-table.ts";
import { type RowSink, type ScanFacts, type ScanLimits, scanLimits, scanVcf } from "./vcf/scan.ts";
import type { Targets } from "./vcf/targets.ts";
import { VcfReader } from "./vcf/vcf-reader.ts";

/** Raw data of any vendor unpack to some 30 MB. */
const arrayLimits: ScanLimits = { ...scanLimits, text: 2 ** 29, line: 2 ** 26 };

/**
 * Reads what a file says of the groups' sites.
 * @param stream the file from its start.
 * @param inflate the compiled kernel, `@pangenic/engine/wasm/inflate.wasm`.
 * @param deliver called once per group: at the end in the order of `groups`; for files of many samples as soon as the
 * file has passed the group, so that only open groups are in memory. What it got counts only when the promise is kept.
 * @throws PangenicError for every broken, foreign or undecidable file; see docs/errors.md.
 */
export async function readGenome(
  stream: ByteStream,
  inflate: WebAssembly.Module,
  groups: readonly SiteGroup[],
  deliver: (table: SightingTable) => void,
  options: ReadOptions = {},
  task: Task = {},
): Promise<Reading> {
  const opened = await contentOf(stream);
  if (opened.content === "zip") {
    const member = await contentOf(await memberOf(opened.stream));
    if (member.content === "zip")
      throw new PangenicError("archive-unsupported", "an archive inside an archive is not read");
    return readContent(member.content, member.stream, inflate, groups, deliver, options, task);
  }
  return readContent(opened.content, opened.stream, inflate, groups, deliver, options, task);
}

async function readContent(
  content: "vcf" | "table",
  stream: ByteStream,
  inflate: WebAssembly.Module,
  groups: readonly SiteGroup[],
  deliver: (table: SightingTable) => void,
  options: ReadOptions,
  task: Task,
): Promise<Reading> {
  if (content === "vcf")
    return readVcf((targets, sink) => scanVcf(stream, inflate, targets, sink, task), groups, deliver, options);
  if (options.samples !== undefined)
    throw new PangenicError("sample-unknown", "a raw-data file names no samples; it is of one person");
  if (options.complete === true)
    throw new PangenicError("format-unsupported", "an array cannot be declared complete: absent means not tested");
  const reader = new ArrayReader(groups);
  await eachLine(stream, inflate, (line, lineNumber) => reader.line(line, lineNumber), task, arrayLimits);
  return reader.finish(deliver);
}

/**
 * The same for a VCF, however its rows are found: a whole scan, an index, or several workers.
 * @param scan delivers the head, asks for the targets, then delivers every row that touches them, in file order.
 */
export async function readVcf(
  scan: (targets: () => Targets, sink: RowSink) => Promise<ScanFacts>,
  groups: readonly SiteGroup[],
  deliver: (table: SightingTable) => void,
  options: ReadOptions = {},
): Promise<Reading> {
  const reader = new VcfReader(groups, options, deliver);
  const facts = await scan(() => reader.targets(), reader);
  return reader.finish(facts);
}
