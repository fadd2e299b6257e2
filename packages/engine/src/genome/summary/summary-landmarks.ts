/** Are several files of one build? Told from where the identifiers that they share stand. */
import { type Build, PangenicError } from "../../base/index.ts";

/** Identifiers kept of a file. */
const LANDMARKS = 4_096;

/** The identifiers of the smallest hashes: every file keeps the same ones, as far as it has them. */
export class Landmarks {
  #kept: { hash: number; id: string; place: number }[] = [];
  #limit = 2 ** 32;

  add(id: string, place: number): void {
    let hash = 2_166_136_261;
    for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 16_777_619);
    // FNV leaves near names near each other; mixed, they are spread.
    hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b) >>> 0;
    if (hash >= this.#limit) return;
    this.#kept.push({ hash, id, place });
    if (this.#kept.length >= 4 * LANDMARKS) this.#prune();
  }

  #prune(): void {
    this.#kept.sort((a, b) => a.hash - b.hash || (a.id < b.id ? -1 : 1));
    this.#kept.length = Math.min(this.#kept.length, LANDMARKS);
    if (this.#kept.length === LANDMARKS) this.#limit = this.#kept.at(-1)!.hash;
  }

  found(): ReadonlyMap<string, number> {
    this.#prune();
    return new Map(this.#kept.map(({ id, place }) => [id, place]));
  }
}

/** What of a study tells its build. */
interface LandmarkedStudy {
  /** As declared; null where it is not. */
  readonly build: Build | null;
  readonly landmarks: ReadonlyMap<string, number>;
}

/** Shared identifiers from which on two files can be compared. */
const ENOUGH = 20;

/**
 * Are the studies in one build? By what they declare, and by where identifiers that they share stand.
 * @throws PangenicError `summary-build-wrong`
 */
export function checkBuilds(studies: readonly LandmarkedStudy[]): void {
  const declared = new Set(studies.flatMap(({ build }) => (build === null ? [] : [build])));
  if (declared.size > 1)
    throw new PangenicError(
      "summary-build-wrong",
      "some studies declare GRCh37, others GRCh38; bring them to one build",
    );
  for (const [i, one] of studies.entries())
    for (const other of studies.slice(i + 1)) {
      let [shared, same] = [0, 0];
      for (const [id, place] of one.landmarks) {
        const there = other.landmarks.get(id);
        if (there === undefined) continue;
        shared++;
        if (there === place) same++;
      }
      if (shared >= ENOUGH && same < 0.9 * shared)
        throw new PangenicError(
          "summary-build-wrong",
          `study ${i + 1} and study ${studies.indexOf(other) + 1} share ${shared} identifiers that were looked at, ${same} of them at the same position: they are of different builds`,
        );
    }
}
