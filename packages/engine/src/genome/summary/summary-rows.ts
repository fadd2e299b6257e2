/** Many rows of association results, as columns: a fraction of the memory, and nothing for the collector to walk over. */
import { chromosomes, PangenicError } from "../../base/index.ts";
import type { SummaryRow } from "./summary-row.ts";

/** A position with its chromosome as one number. */
const CHROMOSOME = 2 ** 28;
const NUMBERS = 5;

/** Chromosome and position as one number that sorts as they do. */
export function placeNumber(row: { readonly chrom: number; readonly pos: number }): number {
  return row.chrom * CHROMOSOME + row.pos;
}

/** The two alleles, whichever is counted. */
export function pairOf({ effectAllele, otherAllele }: SummaryRow): string {
  return effectAllele < otherAllele ? `${effectAllele}/${otherAllele}` : `${otherAllele}/${effectAllele}`;
}

/** @throws PangenicError `summary-variant-duplicated` */
export function duplicated(row: SummaryRow, line?: number): never {
  throw new PangenicError("summary-variant-duplicated", "a variant has two rows", {
    ...(line !== undefined && { line }),
    site: `${chromosomes[row.chrom]}:${row.pos}`,
  });
}

export class SummaryRows {
  length = 0;
  /** `[rows × 5]`: place, effect, standard error, frequency, people. */
  #numbers = new Float64Array(64 * NUMBERS);
  readonly #texts: string[] = [];

  push(row: SummaryRow): void {
    const at = this.length++ * NUMBERS;
    if (at === this.#numbers.length) {
      const larger = new Float64Array(2 * at);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    const numbers = this.#numbers;
    numbers[at] = placeNumber(row);
    numbers[at + 1] = row.effect;
    numbers[at + 2] = row.standardError;
    numbers[at + 3] = row.frequency;
    numbers[at + 4] = row.people;
    this.#texts.push(row.id, row.effectAllele, row.otherAllele);
  }

  /** See `placeNumber`. */
  placeAt(index: number): number {
    return this.#numbers[index * NUMBERS]!;
  }

  at(index: number): SummaryRow {
    const [numbers, at, text] = [this.#numbers, index * NUMBERS, index * 3];
    const place = numbers[at]!;
    return {
      chrom: Math.floor(place / CHROMOSOME),
      pos: place % CHROMOSOME,
      id: this.#texts[text]!,
      effectAllele: this.#texts[text + 1]!,
      otherAllele: this.#texts[text + 2]!,
      effect: numbers[at + 1]!,
      standardError: numbers[at + 2]!,
      frequency: numbers[at + 3]!,
      people: numbers[at + 4]!,
    };
  }

  /**
   * The same rows by chromosome and position.
   * @throws PangenicError `summary-variant-duplicated`, which in a file that is not sorted only sorting shows.
   */
  sorted(): SummaryRows {
    const order = Uint32Array.from({ length: this.length }, (_, i) => i).sort(
      (a, b) => this.placeAt(a) - this.placeAt(b) || a - b,
    );
    const out = new SummaryRows();
    const pairs: string[] = [];
    for (const index of order) {
      const row = this.at(index);
      if (out.length === 0 || out.placeAt(out.length - 1) !== this.placeAt(index)) pairs.length = 0;
      const pair = pairOf(row);
      if (pairs.includes(pair)) duplicated(row);
      pairs.push(pair);
      out.push(row);
    }
    return out;
  }
}
