/** What a reader noticed and did not throw for: counted by code, with the first place. The answers already allow for it. */
import type { Place } from "../base/index.ts";

/** Stable codes; each has an anchor in docs/errors.md. */
export const problemCodes = [
  // VCF
  "reference-mismatch",
  "reference-unverified",
  "rows-contradict",
  "rows-duplicate",
  "rows-unsorted",
  "genotype-missing",
  "ploidy-unusual",
  "phase-mixed",
  "reads-contradict",
  "allele-undocumented",
  "indel-unanchored",
  "indel-row-without-indel",
  "header-contradicts-rows",
  // arrays
  "array-row-skipped",
  "array-matched-by-rsid",
  "array-strand-flipped",
  "array-strand-ambiguous",
  "array-indel-code",
  "array-haploid-heterozygous",
  "array-no-call-share",
] as const;

export type ProblemCode = (typeof problemCodes)[number];

export interface Problem {
  readonly code: ProblemCode;
  readonly count: number;
  /** Where it was first met. */
  readonly first: Place;
}

export class Problems {
  readonly #met = new Map<ProblemCode, { count: number; first: Place }>();

  add(code: ProblemCode, place: Place): void {
    const met = this.#met.get(code);
    if (met === undefined) this.#met.set(code, { count: 1, first: place });
    else met.count++;
  }

  /** Adds those counted elsewhere. */
  with(others: Problems): this {
    for (const [code, { count, first }] of others.#met) {
      const met = this.#met.get(code);
      if (met === undefined) this.#met.set(code, { count, first });
      else met.count += count;
    }
    return this;
  }

  /** In the order of `problemCodes`. */
  list(): Problem[] {
    return problemCodes.flatMap((code) => {
      const met = this.#met.get(code);
      return met === undefined ? [] : [{ code, ...met }];
    });
  }
}
