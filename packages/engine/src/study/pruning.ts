/** Which variants tell something that their neighbors do not? Pruning by linkage disequilibrium. */
import { PangenicError } from "../base/index.ts";
import type { Cohort } from "../genome/index.ts";
import type { GenotypeBlock, GenotypeKernel } from "../kernels/index.ts";
import { allelesSeen, COUNTS, frequency } from "./frequency.ts";
import { peopleOf, variantsAt } from "./people.ts";
import { type Copies, copiesOf, malesOf, placesOf } from "./ploidy.ts";

export interface PruningPlan {
  /** Variants of a window. */
  readonly window: number;
  /** Variants by which the window moves. */
  readonly step: number;
  /** Pairs with a greater squared correlation are thinned, 0–1. */
  readonly r2: number;
}

/** Frequencies and thresholds that differ by less are the same, as in PLINK 2. */
const SAME = 2 ** -44;

/**
 * Of two variants in a window that are correlated, the one whose major allele is more frequent goes; of equal ones the
 * later. Variants that do not vary go too. Windows end with a chromosome. Correlation is of allele copies, over the people
 * seen in both; on X males count half as much as others, on Y males alone. Same choice as PLINK 2's `--indep-pairwise`
 * (2022). Variants of the same window must stand together: the file is sorted.
 * @param cohort founders: relatives make variants look correlated.
 * @returns `[variants]`; 1 for those that stay. Memory: one window of genotypes.
 * @throws PangenicError `cohort-unsorted`, where a chromosome comes back after another.
 */
export async function prune(cohort: Cohort, plan: PruningPlan, kernel: GenotypeKernel): Promise<Uint8Array> {
  const males = malesOf(cohort.people);
  const kept: number[] = [];
  const done = new Set<string>();
  let window: Window | null = null;
  let chrom = "";
  for await (const block of cohort.blocks()) {
    const groupPlan = { males, groups: null, groupCount: 1 };
    const { counts } = frequency.summarize(block, groupPlan, kernel);
    for (const [i, variant] of block.variants.entries()) {
      if (window === null || variant.chrom !== chrom) {
        window?.finish();
        done.add(chrom);
        if (done.has(variant.chrom))
          throw new PangenicError("cohort-unsorted", "a chromosome comes back: the cohort is not sorted", {
            field: `variant ${block.first + i + 1}`,
          });
        chrom = variant.chrom;
        window = new Window(plan, males, copiesOf(chrom), kept, kernel);
      }
      window.add(block.genotypes, i, majorFrequency(counts, i * COUNTS));
    }
  }
  window?.finish();
  return Uint8Array.from(kept);
}

/** NaN where nobody was seen. */
function majorFrequency(counts: Uint32Array, at: number): number {
  const { allele1, both } = allelesSeen(counts, at);
  return Math.max(allele1 / both, 1 - allele1 / both);
}

interface Entry {
  /** Place in `kept`. */
  readonly place: number;
  /** Slot of its genotypes. */
  readonly slot: number;
  readonly major: number;
  /** Place of the first variant behind it that it was not yet compared with. */
  unchecked: number;
}

/** People whose copies are counted. */
interface PeopleSet {
  /** null: everyone. */
  readonly people: Int32Array | null;
  /** Of their sums beside those of the first set, whose weight is 1. */
  readonly weight: number;
  readonly isHaploid: boolean;
}

function setsOf(copies: Copies, males: Uint8Array): readonly PeopleSet[] {
  if (copies === "diploid" || copies === "haploid")
    return [{ people: null, weight: 1, isHaploid: copies === "haploid" }];
  const men = { people: placesOf(males, 1), weight: 1, isHaploid: true };
  return copies === "y" ? [men] : [men, { people: placesOf(males, 0), weight: 2, isHaploid: false }];
}

/** Two alleles where one copy is expected are an error: not seen. */
function withoutHet(row: GenotypeBlock): GenotypeBlock {
  // In every pair of bits, 10 becomes 01.
  const bytes = row.bytes.map((byte) => {
    const het = (byte >> 1) & ~byte & 0x55;
    return (byte & ~(het << 1)) | het;
  });
  return { ...row, bytes };
}

/** One chromosome's window as it moves. */
class Window {
  readonly #plan: PruningPlan;
  readonly #kernel: GenotypeKernel;
  readonly #kept: number[];
  readonly #sets: readonly PeopleSet[];
  readonly #slots: GenotypeBlock[] = [];
  #entries: Entry[] = [];
  readonly #free: number[] = [];
  /** Place of the chromosome's first variant, of the window's, and behind the window's last. */
  #start: number;
  #end: number;

  constructor(plan: PruningPlan, males: Uint8Array, copies: Copies, kept: number[], kernel: GenotypeKernel) {
    this.#plan = plan;
    this.#kernel = kernel;
    this.#kept = kept;
    this.#start = kept.length;
    this.#end = kept.length + plan.window;
    this.#sets = setsOf(copies, males);
  }

  add(block: GenotypeBlock, variant: number, major: number): void {
    if (this.#kept.length === this.#end) {
      this.#thin();
      this.#move();
    }
    const place = this.#kept.length;
    const row = variantsAt(block, Int32Array.of(variant));
    const slot = this.#free.pop() ?? this.#entries.length;
    for (const [k, { people, isHaploid }] of this.#sets.entries()) {
      const chosen = people === null ? row : peopleOf(row, people);
      this.#put(k, slot, isHaploid ? withoutHet(chosen) : chosen);
    }
    const sums = this.#sums(slot, slot);
    const varies = sums[0]! * sums[3]! > sums[1]! ** 2;
    this.#kept.push(varies ? 1 : 0);
    if (varies) this.#entries.push({ place, slot, major, unchecked: place + 1 });
    else this.#free.push(slot);
  }

  finish(): void {
    this.#thin();
  }

  /** Genotypes of all slots lie in one block, so that two of them can be compared. */
  #put(set: number, slot: number, row: GenotypeBlock): void {
    const { stride, people } = row;
    this.#slots[set] ??= {
      variants: this.#plan.window,
      people,
      stride,
      bytes: new Uint8Array(this.#plan.window * stride),
    };
    this.#slots[set].bytes.set(row.bytes, slot * stride);
  }

  /** n, Σx, Σy, Σx², Σy², Σxy; exact. */
  #sums(a: number, b: number): Float64Array {
    const whole = this.#kernel.ldSums(this.#slots[0]!, a, b);
    for (let k = 1; k < this.#sets.length; k++) {
      const { weight } = this.#sets[k]!;
      const sums = this.#kernel.ldSums(this.#slots[k]!, a, b);
      for (let i = 0; i < sums.length; i++) whole[i]! += weight * sums[i]!;
    }
    return whole;
  }

  #isCorrelated(a: number, b: number): boolean {
    const sums = this.#sums(a, b);
    const n = sums[0]!;
    const covariance = n * sums[5]! - sums[1]! * sums[2]!;
    const one = n * sums[3]! - sums[1]! ** 2;
    const other = n * sums[4]! - sums[2]! ** 2;
    return covariance * covariance > this.#plan.r2 * (1 + SAME) * one * other;
  }

  /** Goes over the pairs of the window, first by first, until a whole turn takes nothing away. */
  #thin(): void {
    const entries = this.#entries;
    const end = this.#kept.length;
    const isKept = (entry: Entry): boolean => this.#kept[entry.place] === 1;
    for (let took = true; took; ) {
      took = false;
      for (const [i, one] of entries.entries()) {
        if (!isKept(one) || one.unchecked === end) continue;
        let next = i + 1;
        while (next < entries.length && entries[next]!.place < one.unchecked) next++;
        one.unchecked = end;
        for (; next < entries.length; next++) {
          const other = entries[next]!;
          if (!isKept(other) || !this.#isCorrelated(one.slot, other.slot)) continue;
          took = true;
          if (one.major > other.major * (1 + SAME)) {
            this.#kept[one.place] = 0;
          } else {
            this.#kept[other.place] = 0;
            // The rest waits for the next turn: variants behind may be gone by then.
            one.unchecked = entries.slice(next + 1).find(isKept)?.place ?? end;
          }
          break;
        }
      }
    }
  }

  #move(): void {
    this.#start += this.#plan.step;
    this.#end = this.#start + this.#plan.window;
    this.#entries = this.#entries.filter((entry) => {
      if (entry.place >= this.#start && this.#kept[entry.place] === 1) return true;
      this.#free.push(entry.slot);
      return false;
    });
  }
}
