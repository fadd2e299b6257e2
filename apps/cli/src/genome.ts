/** A genome file as the user names it: a path, or `-` for standard input. */
import { PangenicError, type Task } from "@pangenic/engine/base";
import {
  type Reading,
  type ReadOptions,
  readGenome,
  type SightingTable,
  type SiteGroup,
} from "@pangenic/engine/genome";
import { inflateModule, progressOn, streamOf } from "@pangenic/host-node";

export async function read(
  path: string,
  groups: readonly SiteGroup[],
  deliver: (table: SightingTable) => void,
  options: ReadOptions = {},
): Promise<Reading> {
  const progress = progressOn(process.stderr, "Reading");
  const task: Task = { progress: progress.update };
  try {
    return await readGenome(await streamOf(path), await inflateModule(), groups, deliver, options, task);
  } finally {
    progress.end();
  }
}

/** The sample a report is about. @throws PangenicError `sample-unknown`, when there are several and none is named. */
export function only(reading: Reading): number {
  if (reading.samples.length === 1) return 0;
  throw new PangenicError("sample-unknown", `the file has ${reading.samples.length} samples: name one with --sample`);
}
