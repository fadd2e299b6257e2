/** A genome file as the user names it: a path, or `-` for standard input; by its index or by several threads where it can. */
import { readFile } from "node:fs/promises";
import { PangenicError, type Task } from "@pangenic/engine/base";
import {
  type PartRequest,
  type PartResult,
  type Reading,
  type ReadOptions,
  readGenome,
  readVcf,
  type SightingTable,
  type SiteGroup,
  scanVcfIndexed,
  scanVcfParallel,
} from "@pangenic/engine/genome";
import { inflateModule, poolOf, progressOn, sourceOf, streamOf } from "@pangenic/host-node";
import type { ScanThread } from "./scan-thread.ts";
import { type Given, UsageError } from "./usage.ts";

export interface FileOptions extends ReadOptions {
  readonly threads: number;
}

/** What the command line says of reading. @throws UsageError */
export function fileOptions(given: Given): FileOptions {
  const threads = Number(given.value("threads") ?? 1);
  if (!Number.isInteger(threads) || threads < 1 || threads > 64)
    throw new UsageError("--threads must be a whole number from 1 to 64");
  const samples = given.values("sample");
  return { threads, complete: given.flag("complete"), ...(samples.length > 0 && { samples }) };
}

export async function read(
  path: string,
  groups: readonly SiteGroup[],
  deliver: (table: SightingTable) => void,
  options: FileOptions,
): Promise<Reading> {
  const progress = progressOn(process.stderr, "Reading");
  const task: Task = { progress: progress.update };
  try {
    const inflate = await inflateModule();
    const byIndex = await readByIndex(path, inflate, groups, deliver, options, task);
    if (byIndex) return byIndex;
    if (options.threads > 1 && (await isBgzf(path)))
      return await readByThreads(path, inflate, groups, deliver, options, task);
    return await readGenome(await streamOf(path), inflate, groups, deliver, options, task);
  } finally {
    progress.end();
  }
}

/** null: there is no index, or none that can be trusted; the whole file is read then. */
async function readByIndex(
  path: string,
  inflate: WebAssembly.Module,
  groups: readonly SiteGroup[],
  deliver: (table: SightingTable) => void,
  options: ReadOptions,
  task: Task,
): Promise<Reading | null> {
  const index = path === "-" ? null : ((await bytesOf(`${path}.tbi`)) ?? (await bytesOf(`${path}.csi`)));
  if (index === null || !(await isBgzf(path))) return null;
  const source = await sourceOf(path);
  let delivered = 0;
  try {
    return await readVcf(
      (targets, sink) => scanVcfIndexed(source, index, inflate, targets, sink, task),
      groups,
      (table) => {
        delivered++;
        deliver(table);
      },
      options,
    );
  } catch (error) {
    if (!(error instanceof PangenicError) || error.code !== "index-broken" || delivered > 0) throw error;
    process.stderr.write("pangenic: the index beside the file is not used: it is broken or of another file\n");
    return null;
  } finally {
    await source.close();
  }
}

async function readByThreads(
  path: string,
  inflate: WebAssembly.Module,
  groups: readonly SiteGroup[],
  deliver: (table: SightingTable) => void,
  options: FileOptions,
  task: Task,
): Promise<Reading> {
  const source = await sourceOf(path);
  const data: ScanThread = { path, inflate };
  const pool = poolOf<PartRequest, PartResult>(options.threads, new URL("./scan-thread.js", import.meta.url), data);
  try {
    return await readVcf(
      (targets, sink) => scanVcfParallel(source, inflate, pool, targets, sink, { task }),
      groups,
      deliver,
      options,
    );
  } finally {
    await pool.close();
    await source.close();
  }
}

/** The extra field of blocked gzip stands at byte 12: `BC`. */
async function isBgzf(path: string): Promise<boolean> {
  if (path === "-") return false;
  const source = await sourceOf(path);
  const head = await source.read(0, 14);
  await source.close();
  return head.length === 14 && head[0] === 31 && head[1] === 139 && head[12] === 66 && head[13] === 67;
}

async function bytesOf(path: string): Promise<Uint8Array | null> {
  return readFile(path).catch(() => null);
}

/** The sample a report is about. @throws PangenicError `sample-unknown`, when there are several and none is named. */
export function only(reading: Reading): number {
  if (reading.samples.length === 1) return 0;
  throw new PangenicError("sample-unknown", `the file has ${reading.samples.length} samples: name one with --sample`);
}
