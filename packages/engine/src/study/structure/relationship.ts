/** How alike is each pair of people, over all variants, against what their frequencies lead one to expect? */
import { PangenicError } from "../../base/index.ts";
import { codeAt, type GenotypeBlock, type GenotypeKernel } from "../../kernels/index.ts";
import { placesWithout, sameNumbers } from "../people-sums.ts";
import type { Statistic } from "../statistic.ts";
import { type Frequencies, STRIP, type Standard, standardOf, strips } from "./standard.ts";

export interface RelationshipPlan {
  readonly frequencies: Frequencies;
  /** `[people]`, each one's number in the caller's own list, so that one can be taken back. */
  readonly people: Int32Array;
}

/** Pairs are kept as the rows of a lower triangle with its diagonal, one after the other. */
export interface RelationshipSums {
  readonly people: Int32Array;
  /** Variants that were not left out. */
  readonly variants: number;
  /** `[people × (people + 1) / 2]`, products of standardized genotypes, summed. */
  readonly products: Float64Array;
  /** `[people × (people + 1) / 2]`, variants missing in both; on the diagonal, in the person. Null: everything was seen. */
  readonly missingInBoth: Uint32Array | null;
}

/** `[people × people]`, row-major, symmetric. */
export type Relationship = Float64Array;

/**
 * The variance-standardized relationship matrix: for each pair the products of standardized genotypes, over the variants
 * seen in both. Memory grows with the square of the people: for up to a few thousand.
 * @see Yang et al. 2011, Am J Hum Genet 88:76; plink2 `--make-rel`.
 */
export const relationship: Statistic<RelationshipPlan, RelationshipSums, Relationship> = {
  name: "structure relationship",
  summarize(block, { frequencies, people }, kernel) {
    const { genotypes } = block;
    if (people.length !== genotypes.people)
      throw new PangenicError("shape", "every person of the block needs a number");
    const standard = standardOf(block, frequencies, kernel);
    const products = new Float64Array(pairs(people.length));
    for (let tile = 0; tile < genotypes.people; tile += TILE)
      addTile(peopleFrom(genotypes, tile), standard, tile, products, kernel);
    return {
      people,
      variants: standard.counted,
      products,
      missingInBoth: missingPairs(genotypes, standard, kernel),
    };
  },
  merge: peopleApart,
  subtract(whole, part) {
    const kept = placesWithout(whole.people, part.people);
    if (whole.variants !== part.variants) throw new PangenicError("shape", "the part is of other variants");
    return {
      people: kept.map((i) => whole.people[i]!),
      variants: whole.variants,
      products: ofPairs(whole.products, kept, new Float64Array(pairs(kept.length))),
      missingInBoth: whole.missingInBoth && ofPairs(whole.missingInBoth, kept, new Uint32Array(pairs(kept.length))),
    };
  },
  join(one, next) {
    if (!sameNumbers(one.people, next.people)) throw new PangenicError("shape", "sums of other people cannot be added");
    return {
      people: one.people,
      variants: one.variants + next.variants,
      products: one.products.map((sum, at) => sum + next.products[at]!),
      missingInBoth:
        one.missingInBoth && next.missingInBoth
          ? one.missingInBoth.map((sum, at) => sum + next.missingInBoth![at]!)
          : (one.missingInBoth ?? next.missingInBoth),
    };
  },
  solve({ people, variants, products, missingInBoth }) {
    const n = people.length;
    const matrix = new Float64Array(n * n);
    for (let i = 0; i < n; i++)
      for (let j = 0; j <= i; j++) {
        const at = pairAt(i, j);
        const seen = missingInBoth
          ? variants - missingInBoth[pairAt(i, i)]! - missingInBoth[pairAt(j, j)]! + missingInBoth[at]!
          : variants;
        // A pair without a variant seen in both is not told apart from strangers.
        const value = seen > 0 ? products[at]! / seen : 0;
        matrix[i * n + j] = value;
        matrix[j * n + i] = value;
      }
    return { result: matrix };
  },
};

/** People whose pairs with all later people are worked on from one copy; and of these, columns in one run of the kernel. */
const TILE = 256;
const COLUMNS = 16;

/** Adds the pairs of a tile's people with themselves and all later ones. @param later genotypes from the tile's first person on. */
function addTile(
  later: GenotypeBlock,
  standard: Standard,
  tile: number,
  products: Float64Array,
  kernel: GenotypeKernel,
): void {
  const values = new Float64Array(STRIP * 4 * COLUMNS);
  for (let column = 0; column < Math.min(TILE, later.people); column += COLUMNS) {
    const width = Math.min(COLUMNS, later.people - column);
    const sums = new Float64Array(later.people * width);
    for (const { from, rows } of strips(later)) {
      fillValues(rows, standard, from, column, width, values);
      kernel.score(rows, values.subarray(0, rows.variants * 4 * width), width, sums);
    }
    for (let person = column; person < later.people; person++)
      for (let k = 0; k < width && column + k <= person; k++)
        products[pairAt(tile + person, tile + column + k)]! += sums[person * width + k]!;
  }
}

/** What each code is worth beside the genotypes of the people from `column` on. */
function fillValues(
  rows: GenotypeBlock,
  { center, scale }: Standard,
  from: number,
  column: number,
  width: number,
  values: Float64Array,
): void {
  const codes = [0, 0, 0, 0];
  for (let i = 0; i < rows.variants; i++) {
    const unit = scale[from + i]!;
    // A variant that is left out has no center; times 0 it would still be no number.
    const mean = unit === 0 ? 0 : center[from + i]!;
    codes[0] = (2 - mean) * unit;
    codes[2] = (1 - mean) * unit;
    codes[3] = -mean * unit;
    const base = i * 4 * width;
    for (let k = 0; k < width; k++) {
      const other = codes[codeAt(rows, i, column + k)]!;
      values[base + k] = codes[0] * other;
      values[base + width + k] = 0;
      values[base + 2 * width + k] = codes[2] * other;
      values[base + 3 * width + k] = codes[3] * other;
    }
  }
}

/** The people from a multiple of four on. */
function peopleFrom(block: GenotypeBlock, first: number): GenotypeBlock {
  if (first === 0) return block;
  const stride = block.stride - first / 4;
  const bytes = new Uint8Array(block.variants * stride);
  for (let variant = 0; variant < block.variants; variant++) {
    const from = variant * block.stride + first / 4;
    bytes.set(block.bytes.subarray(from, from + stride), variant * stride);
  }
  return { variants: block.variants, people: block.people - first, stride, bytes };
}

/** What two people share needs the genotypes of both. */
export function peopleApart(): never {
  throw new PangenicError(
    "people-apart",
    "relationships between people of two places cannot be summed; components over variants can",
  );
}

function missingPairs(genotypes: GenotypeBlock, standard: Standard, kernel: GenotypeKernel): Uint32Array | null {
  let missing: Uint32Array | null = null;
  for (let variant = 0; variant < genotypes.variants; variant++) {
    if (Number.isNaN(standard.center[variant]) || standard.missing[variant] === 0) continue;
    missing ??= new Uint32Array(pairs(genotypes.people));
    const absent = kernel.notSeen(genotypes, variant);
    for (let i = 0; i < absent.length; i++) for (let j = 0; j <= i; j++) missing[pairAt(absent[i]!, absent[j]!)]!++;
  }
  return missing;
}

function ofPairs<A extends Float64Array | Uint32Array>(whole: A, kept: Int32Array, out: A): A {
  let at = 0;
  for (const i of kept) for (const j of kept) if (j <= i) out[at++] = whole[pairAt(i, j)]!;
  return out;
}

function pairs(people: number): number {
  return (people * (people + 1)) / 2;
}

/** @param j at most i */
function pairAt(i: number, j: number): number {
  return (i * (i + 1)) / 2 + j;
}
