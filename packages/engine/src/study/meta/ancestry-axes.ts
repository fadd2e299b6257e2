/** How far apart are the studies' populations, told from their allele frequencies alone? */
import { PangenicError } from "../../base/index.ts";
import type { AlignedVariant } from "../../genome/index.ts";
import { symmetricEigen } from "../../kernels/index.ts";

/** Squared differences of allele frequencies between studies, summed over variants. Nothing of a person is in it. */
export interface FrequencyDistances {
  readonly studies: number;
  readonly variants: number;
  /** `[studies × studies]`, row-major. */
  readonly squares: Float64Array;
}

/** @param frequencies `[studies]`, of the same allele in each. */
export function frequencyDistances(frequencies: Float64Array): FrequencyDistances {
  const studies = frequencies.length;
  const squares = new Float64Array(studies * studies);
  for (let i = 0; i < studies; i++)
    for (let j = 0; j < studies; j++) squares[i * studies + j] = (frequencies[i]! - frequencies[j]!) ** 2;
  return { studies, variants: 1, squares };
}

/** Further variants of the same studies. @throws PangenicError `shape` */
export function joinDistances(one: FrequencyDistances, next: FrequencyDistances): FrequencyDistances {
  if (one.studies !== next.studies) throw new PangenicError("shape", "distances of different studies are joined");
  return {
    studies: one.studies,
    variants: one.variants + next.variants,
    squares: one.squares.map((square, i) => square + next.squares[i]!),
  };
}

/** The same without some studies: equal to never having had them. @param kept places of those that stay, ascending. */
export function distancesAmong(
  { studies, variants, squares }: FrequencyDistances,
  kept: readonly number[],
): FrequencyDistances {
  return {
    studies: kept.length,
    variants,
    squares: Float64Array.from(kept.flatMap((i) => kept.map((j) => squares[i * studies + j]!))),
  };
}

/**
 * Places of the studies by classical multidimensional scaling of their mean squared frequency differences.
 * @param width how many axes, at most studies − 3.
 * @returns `[studies × width]`, row-major; axes of no extent are 0.
 * @see Mägi et al. 2017, Hum Mol Genet 26:3639.
 */
export function ancestryAxes({ studies, variants, squares }: FrequencyDistances, width: number): Float64Array {
  if (width > studies - 3)
    throw new PangenicError("shape", `${width} axes need at least ${width + 3} studies, there are ${studies}`);
  const mean = (values: Float64Array): number => values.reduce((sum, x) => sum + x, 0) / values.length;
  const rows = Array.from({ length: studies }, (_, i) => mean(squares.subarray(i * studies, (i + 1) * studies)));
  const whole = mean(Float64Array.from(rows));
  const centered = squares.map((square, at) => {
    const [i, j] = [Math.floor(at / studies), at % studies];
    return (-0.5 * (square - rows[i]! - rows[j]! + whole)) / variants;
  });
  const { values, vectors } = symmetricEigen(centered, studies);
  const axes = new Float64Array(studies * width);
  for (let i = 0; i < studies; i++)
    for (let j = 0; j < width; j++)
      axes[i * width + j] = vectors[i * studies + j]! * Math.sqrt(Math.max(0, values[j]!));
  return axes;
}

const MEGABASE = 1_000_000;
/** Rarer alleles differ too little to place a population. */
const RAREST = 0.05;

/** Chooses variants that place the studies: the first of each megabase that every study has, with a mean frequency of 5–95 %. */
export class AxisVariants {
  distances: FrequencyDistances;
  readonly #studies: number;
  #last = "";

  constructor(studies: number) {
    this.#studies = studies;
    this.distances = { studies, variants: 0, squares: new Float64Array(studies * studies) };
  }

  /** @param variant in the order of the genome. */
  add({ chrom, pos, rows }: AlignedVariant): void {
    const megabase = `${chrom}:${Math.floor(pos / MEGABASE)}`;
    if (megabase === this.#last || rows.length < this.#studies) return;
    const frequencies = Float64Array.from(rows, ({ frequency }) => frequency);
    const mean = frequencies.reduce((sum, x) => sum + x, 0) / rows.length;
    if (!(mean >= RAREST && mean <= 1 - RAREST)) return;
    this.#last = megabase;
    this.distances = joinDistances(this.distances, frequencyDistances(frequencies));
  }
}
