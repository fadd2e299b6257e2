/** What `--weights` names: scoring files, and score packs, told apart by their first bytes. */
import { basename } from "node:path";
import type { Build } from "@pangenic/engine/base";
import { type PlainColumns, readScoringFile, type ScoringFile } from "@pangenic/engine/genome";
import { ScoreStream } from "@pangenic/engine/models";
import { inflateModule, type OpenFile, sourceOf, streamOf } from "@pangenic/host-node";
import { type Given, UsageError } from "../usage.ts";

export interface Weights {
  readonly files: readonly ScoringFile[];
  readonly packs: readonly ScoreStream[];
  close(): Promise<void>;
}

const PACK = "PGCOLS1\n";

/** @throws PangenicError whatever the readers refuse. @throws UsageError, where nothing is named. */
export async function weightsNamed(given: Given): Promise<Weights> {
  const paths = given.values("weights");
  if (paths.length === 0) throw new UsageError("name a scoring file or a score pack with --weights");
  const columns = plainColumnsIn(given.value("weights-columns"));
  const build = buildIn(given);
  const files: ScoringFile[] = [];
  const packs: ScoreStream[] = [];
  const opened: OpenFile[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(opened.map((file) => file.close()));
  };
  try {
    for (const path of paths) {
      const source = await sourceOf(path);
      opened.push(source);
      if (new TextDecoder("latin1").decode(await source.read(0, PACK.length)) === PACK) {
        packs.push(await ScoreStream.open(source));
        continue;
      }
      const name = basename(path)
        .replace(/\.gz$/, "")
        .replace(/\.(?:txt|tsv|csv|scorefile|score)$/, "");
      const options = { name, ...(columns !== null && { columns }), ...(build !== null && { build }) };
      files.push(await readScoringFile(await streamOf(path), await inflateModule(), options));
    }
  } catch (error) {
    await close();
    throw error;
  }
  const names = files.flatMap(({ scores }) => scores.map(({ id }) => id));
  if (new Set(names).size < names.length) {
    await close();
    throw new UsageError(
      "two scores have the same name, and their sums could not be told apart; score them one by one",
    );
  }
  return { files, packs, close };
}

/** The build that the user states. @throws UsageError */
export function buildIn(given: Given): Build | null {
  const build = given.value("build");
  return build === undefined ? null : (build as Build);
}

/** `1,2,3` or `2,5,6-15`: ID, allele, weights. @throws UsageError */
export function plainColumnsIn(text: string | undefined): PlainColumns | null {
  if (text === undefined) return null;
  const [id, allele, ...weights] = text.split(",").flatMap((part) => {
    const [, from, to] = /^(\d+)(?:-(\d+))?$/.exec(part) ?? [];
    const [first, last] = [Number(from), Number(to ?? from)];
    if (!(first >= 1 && last >= first && last < 100_000))
      throw new UsageError("--weights-columns is ID,ALLELE,WEIGHT by number, such as 1,2,3 or 1,2,3-12");
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });
  if (id === undefined || allele === undefined || weights.length === 0)
    throw new UsageError("--weights-columns is ID,ALLELE,WEIGHT by number, such as 1,2,3 or 1,2,3-12");
  return { id, allele, weights };
}
