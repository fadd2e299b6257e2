/** Genotypes of many people, read block by block: memory does not grow with the number of variants. */
import { BLOCK_BYTES, type GenotypeBlock } from "../../kernels/index.ts";

export interface CohortPerson {
  /** Empty where the file has none. */
  readonly familyId: string;
  readonly id: string;
  /** As the file states it; null where it does not. */
  readonly sex: "female" | "male" | null;
  /** Sixth column of a `.fam`, as written; null where there is none or it is missing there. */
  readonly phenotype: string | null;
  /** false where the file names a parent. PLINK counts frequencies in founders alone. */
  readonly isFounder?: boolean;
}

/** A biallelic variant as the file writes it. */
export interface CohortVariant {
  /** Without `chr`; as the file writes it where it is no chromosome of ours. */
  readonly chrom: string;
  /** Counted from 1, in the file's own build. */
  readonly pos: number;
  readonly id: string;
  /** Counted: dosages are copies of it. In a `.bim` column 5; of a VCF the ALT allele. */
  readonly allele1: string;
  /** In a `.bim` column 6; of a VCF the REF allele. */
  readonly allele2: string;
}

export interface CohortBlock {
  /** Place of the first variant in the file, from 0. */
  readonly first: number;
  /**
   * To be asked for while the block is: they may be read from its text then. A copy of the block by spreading it would ask for
   * them for nothing.
   */
  readonly variants: readonly CohortVariant[];
  readonly genotypes: GenotypeBlock;
}

export interface Cohort {
  readonly people: readonly CohortPerson[];
  /** Every block in file order; may be asked for again. The bytes of a block are valid until the next is asked for. */
  blocks(): AsyncIterable<CohortBlock>;
}

/** A cohort whose blocks can be read in any order: what parallel work needs. */
export interface IndexedCohort extends Cohort {
  readonly variantCount: number;
  readonly blockCount: number;
  /**
   * @param into memory for the genotypes, of `BLOCK_BYTES` or as much as a block needs; the result may lie in it.
   * @throws PangenicError `shape`, where there is no such block.
   */
  block(index: number, into?: Uint8Array): Promise<CohortBlock>;
}

/** A variant is a small object besides its bytes: with few people a block ends here. */
const MOST_VARIANTS = 8192;

/**
 * @param bytes of genotypes in a block, at most `BLOCK_BYTES`; by default half of them, so that the next block can be read
 * while one is worked on.
 */
export function variantsPerBlock(people: number, bytes: number = BLOCK_BYTES / 2): number {
  return Math.min(MOST_VARIANTS, Math.max(1, Math.floor(Math.min(bytes, BLOCK_BYTES) / Math.ceil(people / 4))));
}
