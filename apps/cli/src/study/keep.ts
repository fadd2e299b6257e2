/** Files that name some of a cohort's people. */
import { PangenicError } from "@pangenic/engine/base";
import type { CohortPerson } from "@pangenic/engine/genome";
import { textFile } from "../text-file.ts";

/**
 * Places, in the cohort's order, of those whom the file names. A line holds FID and IID, or IID alone; a head line tells
 * which (`#IID`, `#FID IID`). Names that the cohort lacks are passed over and counted on standard error, as PLINK does.
 * @throws PangenicError `file-unreadable`; `people-none-left`, where no one of the cohort is named.
 */
export async function keptPeople(path: string, people: readonly CohortPerson[]): Promise<Int32Array> {
  const text = await textFile(path, "the --keep file");
  const lines = text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .map((line) => line.trim().split(/\s+/))
    .filter(([first]) => first !== "");
  const head = /^#?(?:FID|IID)$/.test(lines[0]?.[0] ?? "") ? lines.shift()! : null;
  const withFamily = head === null ? null : head[0]!.endsWith("FID");
  const ids = new Set<string>();
  const pairs = new Set<string>();
  for (const [first, second] of lines)
    if (second === undefined || withFamily === false) ids.add(first!);
    else pairs.add(`${first === "0" ? "" : first}\t${second}`);
  const kept = people.flatMap(({ familyId, id }, i) => (ids.has(id) || pairs.has(`${familyId}\t${id}`) ? [i] : []));
  if (kept.length === 0)
    throw new PangenicError("people-none-left", "no one of the cohort is named in the --keep file");
  const absent = ids.size + pairs.size - kept.length;
  if (absent > 0) process.stderr.write(`${absent} of the people to keep are not in the cohort\n`);
  return Int32Array.from(kept);
}
