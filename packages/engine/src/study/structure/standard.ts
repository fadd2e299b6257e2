/** How are genotypes of common and rare variants put on one scale? Each by what its frequency leads one to expect. */
import { PangenicError } from "../../base/index.ts";
import type { CohortBlock } from "../../genome/index.ts";
import type { GenotypeBlock, GenotypeKernel } from "../../kernels/index.ts";

/**
 * Frequencies of allele 1, 0–1: `[variants of the cohort]`. NaN leaves a variant out, and should stand where copies differ
 * between the sexes. Null: observed in the people of the block, on autosomes alone. People of several places need given ones,
 * or their scales differ.
 */
export type Frequencies = Float64Array | null;

/** Per variant of a block, (copies of allele 1 − center) × scale has mean 0 and, in Hardy–Weinberg proportions, variance 1. */
export interface Standard {
  /** `[variants]`, 2p; NaN for a variant that is left out. */
  readonly center: Float64Array;
  /** `[variants]`, 1 / √(2p(1 − p)); 0 where nobody varies, and for a variant that is left out. */
  readonly scale: Float64Array;
  /** Variants that are not left out: monomorphic ones count, as in plink2. */
  readonly counted: number;
  /** `[variants]`, people not seen. */
  readonly missing: Uint32Array;
}

/** Variants that are worked on together: their tables stay in the processor's cache. */
export const STRIP = 1024;

/** @throws PangenicError `shape`, where given frequencies end before the block does. */
export function standardOf(block: CohortBlock, frequencies: Frequencies, kernel: GenotypeKernel): Standard {
  const { genotypes, first } = block;
  const { variants, people } = genotypes;
  if (frequencies !== null && frequencies.length < first + variants)
    throw new PangenicError("shape", "there are fewer frequencies than variants");
  const counts = kernel.counts(genotypes);
  const center = new Float64Array(variants);
  const scale = new Float64Array(variants);
  const missing = new Uint32Array(variants);
  let counted = 0;
  for (let i = 0; i < variants; i++) {
    missing[i] = counts[i * 4 + 1]!;
    const p = frequencies === null ? observed(block, counts, i, people) : frequencies[first + i]!;
    if (!(p >= 0 && p <= 1)) {
      center[i] = Number.NaN;
      continue;
    }
    counted++;
    center[i] = 2 * p;
    if (p > 0 && p < 1) scale[i] = 1 / Math.sqrt(2 * p * (1 - p));
  }
  return { center, scale, counted, missing };
}

function observed({ variants }: CohortBlock, counts: Uint32Array, i: number, people: number): number {
  if (!isAutosome(variants[i]!.chrom)) return Number.NaN;
  const seen = people - counts[i * 4 + 1]!;
  return (2 * counts[i * 4]! + counts[i * 4 + 2]!) / (2 * seen);
}

/** Copies on other chromosomes differ between the sexes: structure would be mixed with sex. */
export function isAutosome(chrom: string): boolean {
  const number = Number(chrom);
  return number >= 1 && number <= 22;
}

/** A block in pieces, without a copy. @returns each with the place of its first variant in the block. */
export function strips(block: GenotypeBlock): readonly { readonly from: number; readonly rows: GenotypeBlock }[] {
  const { stride, variants, bytes } = block;
  return Array.from({ length: Math.ceil(variants / STRIP) }, (_, i) => {
    const from = i * STRIP;
    const to = Math.min(from + STRIP, variants);
    return { from, rows: { ...block, variants: to - from, bytes: bytes.subarray(from * stride, to * stride) } };
  });
}

/**
 * People to variants: standardized genotypes times the person's row, summed; a genotype not seen counts as the mean, 0.
 * @param matrix `[people × width]`
 * @param totals `[width]`, the matrix summed over people. @param isRough see `GenotypeKernel.dot`.
 * @param into memory for the result, `[STRIP × width]`.
 * @returns `[variants of the strip × width]`
 */
export function standardDot(
  genotypes: GenotypeBlock,
  standard: Standard,
  from: number,
  matrix: Float64Array,
  width: number,
  totals: Float64Array,
  kernel: GenotypeKernel,
  isRough = false,
  into?: Float64Array,
): Float64Array {
  const out = kernel.dot(genotypes, matrix, width, isRough, into?.subarray(0, genotypes.variants * width));
  const seen = new Float64Array(width);
  for (let i = 0; i < genotypes.variants; i++) {
    const center = standard.center[from + i]!;
    const scale = standard.scale[from + i]!;
    if (scale === 0) {
      out.fill(0, i * width, (i + 1) * width);
      continue;
    }
    seen.set(totals);
    if (standard.missing[from + i]! > 0)
      for (const person of kernel.notSeen(genotypes, i))
        for (let k = 0; k < width; k++) seen[k]! -= matrix[person * width + k]!;
    for (let k = 0, at = i * width; k < width; k++, at++) out[at] = scale * (out[at]! - center * seen[k]!);
  }
  return out;
}

/**
 * Variants to people: standardized genotypes times the variant's row, added to every person's sums.
 * @param rows `[variants of the strip × width]`
 * @param sums `[people × width]`
 * @param room `[STRIP × 4 × width]`, zeros at first; used again for each strip.
 */
export function standardScore(
  genotypes: GenotypeBlock,
  standard: Standard,
  from: number,
  rows: Float64Array,
  width: number,
  sums: Float64Array,
  kernel: GenotypeKernel,
  room: Float64Array,
): void {
  const values = room.subarray(0, genotypes.variants * 4 * width);
  for (let i = 0; i < genotypes.variants; i++) {
    const scale = standard.scale[from + i]!;
    const base = i * 4 * width;
    if (scale === 0) {
      values.fill(0, base, base + 4 * width);
      continue;
    }
    const center = standard.center[from + i]!;
    for (let k = 0; k < width; k++) {
      const weight = scale * rows[i * width + k]!;
      values[base + k] = (2 - center) * weight;
      values[base + 2 * width + k] = (1 - center) * weight;
      values[base + 3 * width + k] = -center * weight;
    }
  }
  kernel.score(genotypes, values, width, sums);
}

/** Columns of a matrix summed. @param matrix `[rows × width]` */
export function columnTotals(matrix: Float64Array, width: number): Float64Array {
  const totals = new Float64Array(width);
  for (let at = 0; at < matrix.length; at += width) for (let k = 0; k < width; k++) totals[k]! += matrix[at + k]!;
  return totals;
}
