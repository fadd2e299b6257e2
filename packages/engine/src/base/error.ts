/**
 * Broken input and broken contracts. Expected silence is an `Abstention`, never an error.
 * Each code has an anchor in docs/errors.md, held by a test.
 */

/** Stable codes, grouped by the room that throws them. Add a code here and its anchor in docs/errors.md. */
export const errorCodes = [
  // bytes
  "gzip-broken",
  "gzip-too-large",
  "bgzf-broken",
  "bgzf-crc",
  "bgzf-truncated",
  "index-broken",
  "line-too-long",
  "file-empty",
  "file-unreadable",
  "file-unwritable",
  "wasm-missing",
  // genome
  "format-unknown",
  "format-unsupported",
  "encoding-unsupported",
  "vcf-version-unsupported",
  "vcf-header-missing",
  "vcf-column-missing",
  "vcf-line-short",
  "vcf-position-invalid",
  "vcf-allele-invalid",
  "vcf-genotype-invalid",
  "vcf-ploidy-unsupported",
  "vcf-samples-invalid",
  "vcf-unsorted",
  "sample-unknown",
  "build-unknown",
  "build-wrong",
  "build-mixed",
  "array-layout-broken",
  "archive-unsupported",
  // cohorts
  "plink-bed-invalid",
  "plink-bed-person-major",
  "plink-bed-size",
  "plink-line-invalid",
  "plink-position-invalid",
  "plink-person-duplicated",
  "people-none-left",
  "cohort-unsorted",
  // scores
  "score-column-missing",
  "score-column-duplicated",
  "score-delimiter-unknown",
  "score-row-invalid",
  "score-weight-invalid",
  "score-allele-missing",
  "score-position-invalid",
  "score-effect-type-invalid",
  "score-rows-missing",
  "score-build-unknown",
  "score-build-wrong",
  "score-unmatched",
  "score-frequency-invalid",
  "score-haploid",
  "score-frequency-fixed",
  // people and laboratories
  "outside-call-invalid",
  "outside-sample-missing",
  "person-invalid",
  "gene-unknown",
  // studies
  "people-table-invalid",
  "target-invalid",
  // associations
  "people-unmatched",
  "people-ambiguous",
  "people-too-few",
  "phenotype-invalid",
  "phenotype-constant",
  "covariate-invalid",
  "covariate-constant",
  "covariates-collinear",
  // summary statistics
  "summary-column-missing",
  "summary-delimiter-unknown",
  "summary-row-invalid",
  "summary-number-invalid",
  "summary-allele-missing",
  "summary-position-invalid",
  "summary-variant-duplicated",
  "summary-rows-missing",
  "summary-build-wrong",
  "study-unknown",
  // numbers
  "matrix-singular",
  "not-converged",
  // score packs
  "score-people-too-few",
  "score-reference-too-coarse",
  "score-fit-failed",
  "score-pack-broken",
  "score-facts-invalid",
  // structure
  "people-apart",
  // reference panels and similarity
  "panel-broken",
  "panel-unfit",
  "panel-alleles-differ",
  // knowledge and contracts
  "knowledge-broken",
  "columns-broken",
  "shape",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** Where a problem was found; never what stood there. */
export interface Place {
  /** Line of the file, counted from 1. */
  readonly line?: number;
  /** Byte offset in the file as stored, counted from 0. */
  readonly offset?: number;
  /** Chromosome and position, in the file's own build. Positions are not personal; genotypes are. */
  readonly site?: string;
  /** Column or field name. */
  readonly field?: string;
}

/** `message` tells the place and the rule, never a genotype, a name or an identifier. */
export class PangenicError extends Error {
  readonly code: ErrorCode;
  readonly place: Place;
  constructor(code: ErrorCode, message: string, place: Place = {}, options?: ErrorOptions) {
    super(message, options);
    this.name = "PangenicError";
    this.code = code;
    this.place = place;
  }
}
