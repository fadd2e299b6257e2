/** What sex do the chromosomes in a file look like? Compared with the stated sex to find files that are not the person's. */
import type { Chromosome, OneBased } from "../base/index.ts";
import type { Target } from "./vcf/targets.ts";

/** `unclear` is common and no finding: too few rows, one X without any Y, or a mixed picture. Neutral about the cause. */
export type SexInFile = "female" | "male" | "unclear";

/** What `SexInFile` rests on; counts of rows outside the pseudoautosomal regions. */
export interface SexEvidence {
  readonly verdict: SexInFile;
  /** chrX, two strands, different. */
  readonly xHeterozygous: number;
  /** chrX, two strands, equal; in a VCF only where they carry an ALT. */
  readonly xHomozygous: number;
  /** chrX, one strand. */
  readonly xHaploid: number;
  /** chrY, called; in a VCF only where an ALT is carried. */
  readonly yCalled: number;
}

/** chrX between the pseudoautosomal regions, in both builds (GRCh37 2,699,521–154,931,043; GRCh38 2,781,480–155,701,382). */
const X_FROM = 2_800_000;
const X_TO = 154_900_000;
/** chrX 88–93 Mb is nearly the same as a part of chrY (the X-transposed region): no evidence. */
const XTR_FROM = 88_000_000;
const XTR_TO = 93_000_000;

export function isSexEvidence(chrom: Chromosome, pos: number): boolean {
  if (chrom === "Y") return pos > 6_700_000 && pos < 24_000_000;
  return chrom === "X" && pos > X_FROM && pos < X_TO && !(pos > XTR_FROM && pos < XTR_TO);
}

/**
 * Windows enough for a whole genome: 24 of 50 kb on chrX hold several hundred variants of a person, 12 on the male-specific
 * part of chrY some dozens in a man. Exomes and panels may show too few: then the verdict is `unclear`.
 */
export function sexTargets(): Target[] {
  const half = 25_000;
  const window = (chrom: Chromosome, pos: number): Target => ({ chrom, pos: pos as OneBased, left: half, right: half });
  const x = Array.from({ length: 24 }, (_, i) => 5_000_000 + i * 6_200_000).filter((pos) => isSexEvidence("X", pos));
  const y = Array.from({ length: 12 }, (_, i) => (i < 4 ? 7_100_000 + i * 500_000 : 14_100_000 + (i - 4) * 500_000));
  return [...x.map((pos) => window("X", pos)), ...y.map((pos) => window("Y", pos))];
}

/** At least so many genotypes before the share of heterozygous ones means anything. */
const FEW = 20;

/** Counts per sample. */
export class SexTally {
  readonly #het: Uint32Array;
  readonly #hom: Uint32Array;
  readonly #haploid: Uint32Array;
  readonly #y: Uint32Array;

  constructor(samples: number) {
    this.#het = new Uint32Array(samples);
    this.#hom = new Uint32Array(samples);
    this.#haploid = new Uint32Array(samples);
    this.#y = new Uint32Array(samples);
  }

  onX(sample: number, strands: "different" | "equal" | "one"): void {
    const counts = strands === "different" ? this.#het : strands === "equal" ? this.#hom : this.#haploid;
    counts[sample]!++;
  }

  onY(sample: number): void {
    this.#y[sample]!++;
  }

  isHaploid(sample: number): boolean {
    return this.#haploid[sample]! > 0 && this.#het[sample] === 0;
  }

  /**
   * Two X: at least 15 % of the two-strand genotypes differ (women 25–65 %, by kind of file). One X: at most 5 % do, or the
   * file writes one strand. A man needs, besides one X, either one-strand genotypes or called chrY; two X with chrY is unclear.
   * @param most chrY rows that mapping errors may give a woman: 3 in a VCF, one in ten of the tested sites on an array.
   */
  of(sample: number, most = 3): SexEvidence {
    const xHeterozygous = this.#het[sample]!;
    const xHomozygous = this.#hom[sample]!;
    const xHaploid = this.#haploid[sample]!;
    const yCalled = this.#y[sample]!;
    const both = xHeterozygous + xHomozygous;
    const share = both === 0 ? Number.NaN : xHeterozygous / both;
    const hasY = yCalled > most;
    const oneX = (both >= FEW && share <= 0.05) || (xHaploid >= 3 && xHeterozygous <= xHaploid / 20);
    const twoX = both >= FEW && share >= 0.15 && xHaploid <= both / 20;
    const verdict = twoX && !hasY ? "female" : oneX && !twoX && (hasY || xHaploid >= 3) ? "male" : "unclear";
    return { verdict, xHeterozygous, xHomozygous, xHaploid, yCalled };
  }
}
