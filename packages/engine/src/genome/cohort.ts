/** Genotypes of many people, read block by block: memory does not grow with the number of variants. */
import type { GenotypeBlock } from "../kernels/index.ts";

export interface CohortPerson {
  /** Empty where the file has none. */
  readonly familyId: string;
  readonly id: string;
  /** As the file states it; null where it does not. */
  readonly sex: "female" | "male" | null;
  /** Sixth column of a `.fam`, as written; null where there is none or it is missing there. */
  readonly phenotype: string | null;
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
  block(index: number): Promise<CohortBlock>;
}
