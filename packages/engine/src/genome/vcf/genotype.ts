/** The genotype of one sample in one row, read from the bytes: a biobank row holds 100,000 of them. */
import { PangenicError } from "../../base/index.ts";

/** A strand without a call. */
export const MISSING = -1;
/** No such strand: haploid, or fewer than expected. */
export const NONE = -2;

const TAB = 9;
const DOT = 46;
const SLASH = 47;
const ZERO = 48;
const NINE = 57;
const COLON = 58;
const BAR = 124;

/** More strands than this are no human genotype. */
const MOST_STRANDS = 4;

/** One reader serves a whole file: `read` fills its fields, nothing is allocated. */
export class GenotypeReader {
  /** Index into the row's alleles (0: REF), `MISSING` or `NONE`. */
  first: number = NONE;
  second: number = NONE;
  /** All separators are `|`. */
  isPhased = false;
  strands = 0;
  /** A third or later strand carries an allele that the first two do not. */
  hasOtherAllele = false;

  /**
   * @returns where reading stopped: at `:`, a tab or `end`.
   * @throws PangenicError `vcf-genotype-invalid`, `vcf-ploidy-unsupported`.
   */
  read(text: Uint8Array, start: number, end: number, alleles: number, lineNumber: number): number {
    let i = start;
    // Nearly every genotype of nearly every file: two digits and a separator.
    const one = text[i]! - ZERO;
    const two = text[i + 2]! - ZERO;
    const separator = text[i + 1];
    if (
      (separator === SLASH || separator === BAR) &&
      one >= 0 &&
      one < 10 &&
      one < alleles &&
      two >= 0 &&
      two < 10 &&
      two < alleles &&
      (i + 3 === end || (i + 3 < end && (text[i + 3] === TAB || text[i + 3] === COLON)))
    ) {
      this.first = one;
      this.second = two;
      this.strands = 2;
      this.hasOtherAllele = false;
      this.isPhased = separator === BAR;
      return i + 3;
    }
    this.first = NONE;
    this.second = NONE;
    this.strands = 0;
    this.hasOtherAllele = false;
    this.isPhased = true;
    // VCF 4.4: a mark before the first allele tells its own phase.
    if (i < end && (text[i] === BAR || text[i] === SLASH)) {
      this.isPhased = text[i] === BAR;
      i++;
    }
    for (;;) {
      let allele = MISSING;
      if (i < end && text[i] === DOT) i++;
      else {
        const from = i;
        for (allele = 0; i < end && text[i]! >= ZERO && text[i]! <= NINE && i - from < 9; i++)
          allele = allele * 10 + text[i]! - ZERO;
        if (i === from) throw invalid("GT must hold allele numbers or `.`, separated by `/` or `|`", lineNumber);
        if (allele >= alleles) throw invalid("GT names an allele that the row does not have", lineNumber);
      }
      this.strands++;
      if (this.strands === 1) this.first = allele;
      else if (this.strands === 2) this.second = allele;
      else if (allele !== this.first && allele !== this.second) this.hasOtherAllele = true;
      if (i >= end || text[i] === TAB || text[i] === COLON) break;
      if (text[i] === SLASH) this.isPhased = false;
      else if (text[i] !== BAR)
        throw invalid("GT must hold allele numbers or `.`, separated by `/` or `|`", lineNumber);
      i++;
      if (this.strands === MOST_STRANDS)
        throw new PangenicError("vcf-ploidy-unsupported", `a genotype has more than ${MOST_STRANDS} strands`, {
          line: lineNumber,
          field: "GT",
        });
    }
    return i;
  }
}

function invalid(message: string, line: number): PangenicError {
  return new PangenicError("vcf-genotype-invalid", message, { line, field: "GT" });
}
