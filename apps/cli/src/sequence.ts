/** A reference FASTA with its index, as the user names it. */
import { ReferenceSequence } from "@pangenic/engine/genome";
import type { ReferencePanel } from "@pangenic/engine/models";
import { withSequence } from "@pangenic/engine/personalize";
import { type OpenFile, sourceOf } from "@pangenic/host-node";
import { textFile } from "./text-file.ts";

/** Sites of a panel lie far apart. */
const SMALL_PIECE = 4_096;

export interface OpenSequence {
  readonly sequence: ReferenceSequence;
  readonly file: OpenFile;
}

/** @throws PangenicError `file-unreadable`, where the FASTA or its `.fai` is missing; `index-broken`. */
export async function openSequence(path: string, piece?: number): Promise<OpenSequence> {
  const index = await textFile(`${path}.fai`, "the index of the FASTA (samtools faidx makes the .fai)");
  const file = await sourceOf(path);
  return { sequence: new ReferenceSequence(file, index, piece), file };
}

/** @param path null leaves the panels as they are. @throws PangenicError `build-unknown`, and as `openSequence`. */
export async function withFasta(
  panels: readonly ReferencePanel[],
  path: string | null,
): Promise<readonly ReferencePanel[]> {
  if (path === null) return panels;
  const { sequence, file } = await openSequence(path, SMALL_PIECE);
  try {
    const filled: ReferencePanel[] = [];
    for (const panel of panels) filled.push(await withSequence(panel, sequence));
    return filled;
  } finally {
    await file.close();
  }
}
