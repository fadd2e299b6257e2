/** Arithmetic on 2-bit genotypes: counts, scores (variants to people) and dots (people to variants). */
import { PangenicError } from "../base/index.ts";

/**
 * Genotypes of some variants in all people, variant-major, as PLINK `.bed` stores them: four people a byte, the first in the
 * low bits. Codes: 0 = two copies of allele 1, 1 = not seen, 2 = one copy, 3 = two copies of allele 2.
 */
export interface GenotypeBlock {
  readonly variants: number;
  readonly people: number;
  /** Bytes of one variant: ⌈people / 4⌉. Bits behind the last person may hold anything. */
  readonly stride: number;
  /** `[variants × stride]` */
  readonly bytes: Uint8Array;
}

/** Bytes of genotypes that are in memory at once. */
export const BLOCK_BYTES: number = 2 ** 23;

/** One instance serves one thread. */
export class GenotypeKernel {
  /**
   * @param module the compiled kernel, `@pangenic/engine/wasm/genotypes.wasm`.
   * @throws PangenicError `wasm-missing`, when the module is another.
   */
  constructor(module: WebAssembly.Module) {
    if (!(module instanceof WebAssembly.Module)) throw new PangenicError("wasm-missing", "no kernel given");
  }

  /** How many people have each code. @returns `[variants × 4]`, in the order of the codes. */
  counts(block: GenotypeBlock): Uint32Array {
    const counts = new Uint32Array(block.variants * 4);
    each(block, (variant, _, code) => {
      counts[variant * 4 + code]!++;
    });
    return counts;
  }

  /**
   * Variants to people: adds the value of each person's code, for `width` scores at once.
   * @param values `[variants × 4 × width]`, per code.
   * @param sums `[people × width]`, added to in double precision.
   */
  score(block: GenotypeBlock, values: Float64Array, width: number, sums: Float64Array): void {
    each(block, (variant, person, code) => {
      for (let k = 0; k < width; k++) sums[person * width + k]! += values[(variant * 4 + code) * width + k]!;
    });
  }

  /**
   * People to variants: copies of allele 1 (0, 1, 2; 0 where not seen) times the person's row, summed.
   * @param matrix `[people × width]`
   * @returns `[variants × width]`
   */
  dot(block: GenotypeBlock, matrix: Float64Array, width: number): Float64Array {
    const out = new Float64Array(block.variants * width);
    each(block, (variant, person, code) => {
      const copies = [2, 0, 1, 0][code]!;
      for (let k = 0; k < width; k++) out[variant * width + k]! += copies * matrix[person * width + k]!;
    });
    return out;
  }

  /** People whose genotype was not seen at a variant of the block, ascending. */
  notSeen(block: GenotypeBlock, variant: number): Int32Array {
    const people: number[] = [];
    for (let person = 0; person < block.people; person++) if (codeAt(block, variant, person) === 1) people.push(person);
    return Int32Array.from(people);
  }
}

/** @returns 0–3, see `GenotypeBlock`. */
export function codeAt(block: GenotypeBlock, variant: number, person: number): number {
  return (block.bytes[variant * block.stride + (person >> 2)]! >> ((person & 3) * 2)) & 3;
}

function each(block: GenotypeBlock, visit: (variant: number, person: number, code: number) => void): void {
  for (let variant = 0; variant < block.variants; variant++)
    for (let person = 0; person < block.people; person++) visit(variant, person, codeAt(block, variant, person));
}
