/** What one genotype shows of a site: the two bytes of its cell, or why it shows nothing. */

import type { Problems } from "../problem.ts";
import { NO_BASE, type NotSeen, UNDOCUMENTED } from "../sighting.ts";
import { ALLELE, byCode, doubtBit, FIXED, HAPLOID, IN_SET, whyCode } from "../sighting-table.ts";
import { SPANNING, SYMBOLIC } from "./anchor.ts";
import { MISSING, NONE } from "./genotype.ts";
import type { SampleCells } from "./sample-cells.ts";
import type { Indexed } from "./site-index.ts";
import type { VcfRow } from "./vcf-row.ts";

/**
 * A reference block counts from these on, where the file gives them. GQ 20 is one error in a hundred by the caller's own
 * account; with 8 reads a heterozygous site looks homozygous in one of 256.
 */
const LEAST_GQ = 20;
const LEAST_DEPTH = 8;
/** A heterozygous genotype with fewer reads than this share for one allele is doubted. */
const LEAST_BALANCE = 0.2;

/** Do both strands (or the one) carry allele `reference`? */
export function isReferenceCell(first: number, second: number, reference: number): boolean {
  const b = second & ALLELE;
  return (first & ALLELE) === reference && (b === reference || b === HAPLOID);
}

/** One serves a whole file: `judge` fills its fields, nothing is allocated. */
export class Cell {
  /** The two bytes, as `SightingTable` describes them. */
  first = 0;
  second = 0;
  /** Bits. */
  doubts = 0;
  /** Name of the phase set; goes with `IN_SET`. */
  set: string | null = null;
  readonly #problems: Problems;

  constructor(problems: Problems) {
    this.#problems = problems;
  }

  /**
   * @param codes what each allele of the row is for the site.
   * @returns index into `notSeenReasons` where the genotype does not show the site; null where the fields are filled.
   */
  judge(entry: Indexed, codes: readonly number[], row: VcfRow, cells: SampleCells): number | null {
    const place = { line: row.line, site: `${row.chrom}:${row.pos}` };
    const { genotype } = cells;
    const { chrom } = entry;
    const oneStrand = chrom === "Y" || chrom === "MT";
    const first = genotype.first;
    const second = oneStrand ? NONE : genotype.second;
    if (genotype.strands > 2) this.#problems.add("ploidy-unusual", place);
    if (first < 0 && second < 0) return whyCode["no-call"];
    if (genotype.hasOtherAllele || (second === NONE && chrom !== "X" && !oneStrand)) {
      if (genotype.strands <= 2) this.#problems.add("ploidy-unusual", place);
      return whyCode.ploidy;
    }
    const a = first === MISSING ? NO_BASE : codes[first]!;
    const b = second === NONE ? HAPLOID : second === MISSING ? NO_BASE : codes[second]!;
    const failed = reasonOf(a) ?? reasonOf(b);
    if (failed !== null) return whyCode[failed];
    if ((a === NO_BASE && b === 0) || (b === NO_BASE && a === 0)) return whyCode["half-call"];
    const isHet = b !== HAPLOID && (a !== b || (a === UNDOCUMENTED && first !== second));
    const isReference = isReferenceCell(a, b, entry.reference);
    const doubts = this.#doubtsOf(row, cells, isReference, isHet && a !== NO_BASE && b !== NO_BASE);
    if (doubts === null) {
      this.#problems.add("reads-contradict", place);
      return whyCode["reads-contradict"];
    }
    // Too few reads look like the reference. A failed filter alone does not: callers mark plain reference rows with it.
    if (isReference && doubts & (doubtBit.quality | doubtBit.depth)) return whyCode["low-quality-block"];
    if (row.isBlock && doubts & doubtBit.filter) return whyCode["low-quality-block"];
    if (a === UNDOCUMENTED || b === UNDOCUMENTED) this.#problems.add("allele-undocumented", place);
    this.set = null;
    let phase = 0;
    if (!isHet) phase = FIXED;
    else if (genotype.isPhased) {
      phase = FIXED;
      this.set = cells.string("PS");
      const list = this.set === null ? cells.string("PSL") : null;
      if (this.set !== null) phase = IN_SET;
      else if (list !== null) {
        // VCF 4.5: one phase set per strand; strands of different sets say nothing about each other.
        const [one, two] = list.split(",");
        phase = one === two && one !== "." && one !== "" ? IN_SET : 0;
        if (phase === IN_SET) this.set = one!;
      }
    }
    this.first = a | phase;
    this.second = b | ((row.isBlock ? byCode.block : byCode.row) << 6);
    this.doubts = doubts;
    return null;
  }

  /** Doubts as bits; null where the reads contradict a heterozygous genotype. */
  #doubtsOf(row: VcfRow, cells: SampleCells, isReference: boolean, isHet: boolean): number | null {
    let doubts = row.passed ? 0 : doubtBit.filter;
    if (!isReference && row.qual < LEAST_GQ) doubts |= doubtBit.quality;
    if (row.format.length === 1) return doubts;
    const filter = cells.string("FT");
    if (filter !== null && filter !== "PASS") doubts |= doubtBit.filter;
    const gq = cells.number("GQ");
    if ((Number.isNaN(gq) ? cells.number("RGQ") : gq) < LEAST_GQ) doubts |= doubtBit.quality;
    const depth = cells.number("MIN_DP");
    if ((Number.isNaN(depth) ? cells.number("DP") : depth) < LEAST_DEPTH) doubts |= doubtBit.depth;
    if (isHet) {
      const reads = cells.reads();
      if (reads !== null && reads.allelesWithReads === 1) return null;
      if (reads !== null && reads.balance < LEAST_BALANCE) doubts |= doubtBit["allele-balance"];
    }
    return doubts;
  }
}

function reasonOf(code: number): NotSeen | null {
  if (code < SYMBOLIC) return null;
  return code === SYMBOLIC ? "symbolic-allele" : code === SPANNING ? "spanning-deletion" : "not-anchorable";
}
