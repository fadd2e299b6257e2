/** Stretches of the genome where neighbors depend on one another over millions of bases: an inversion there can be an axis. */
import { sharedText } from "../../../../tests/reference-data.ts";

export interface Region {
  readonly chrom: string;
  /** Both ends included, counted from 1. */
  readonly from: number;
  readonly to: number;
}

/** @param file chromosome, start, end, name, separated by blanks. */
export function regionsOf(file: string): readonly Region[] {
  return sharedText(file)
    .trimEnd()
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .map(([chrom, from, to]) => ({ chrom: chrom!, from: Number(from), to: Number(to) }));
}

export function inRegions(regions: readonly Region[], chrom: string, pos: number): boolean {
  return regions.some((region) => region.chrom === chrom && region.from <= pos && pos <= region.to);
}
