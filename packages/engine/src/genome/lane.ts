/** The sightings of one build's reading of a file, as its rows come in. */
import { PangenicError, type Place } from "../base/index.ts";
import { SPANNING, SYMBOLIC } from "./anchor.ts";
import { MISSING, NONE } from "./genotype.ts";
import { Problems } from "./problem.ts";
import { meaningOf, type RowMeaning, wholeOf } from "./row-meaning.ts";
import type { SampleCells } from "./sample-cells.ts";
import { NO_BASE, type NotSeen, UNDOCUMENTED } from "./sighting.ts";
import { byCode, doubtBit, FIXED, HAPLOID, IN_SET, SightingTable, type SiteGroup, whyCode } from "./sighting-table.ts";
import type { Indexed, SiteIndex } from "./site-index.ts";
import { isAnyOther, type VcfRow } from "./vcf-row.ts";

/**
 * A reference block counts from these on, where the file gives them. GQ 20 is one error in a hundred by the caller's own
 * account; with 8 reads a heterozygous site looks homozygous in one of 256.
 */
export const LEAST_GQ = 20;
export const LEAST_DEPTH = 8;
/** A heterozygous genotype with fewer reads than this share for one allele is doubted. */
export const LEAST_BALANCE = 0.2;

const ALLELE = 0b0011_1111;
const PHASE = FIXED | IN_SET;
const BY_ROW = byCode.row << 6;
const BY_BLOCK = byCode.block << 6;

/** Reasons that a complementary row's "reference" does not lift: the site was carried away, or a call of another ALT failed. */
const stubborn: ReadonlySet<number> = new Set(
  (["half-call", "reads-contradict", "symbolic-allele", "spanning-deletion", "not-anchorable", "ploidy"] as const).map(
    (why) => whyCode[why],
  ),
);

export class Lane {
  readonly index: SiteIndex;
  readonly #groups: readonly SiteGroup[];
  readonly #samples: readonly string[];
  readonly problems: Problems = new Problems();
  readonly #tables: (SightingTable | null | undefined)[] = [];
  /** ALTs of the rows that spoke of a site so far. */
  readonly #alts = new Map<Indexed, Set<string>>();
  /** Bases of an indel site that reference rows covered so far, per sample. */
  readonly #parts = new Map<Indexed, Int32Array>();
  // The cell at hand, between `#judge` and `#store`.
  #first = 0;
  #second = 0;
  #doubts = 0;
  #set: string | null = null;

  constructor(index: SiteIndex, groups: readonly SiteGroup[], samples: readonly string[]) {
    this.index = index;
    this.#groups = groups;
    this.#samples = samples;
  }

  /** false once the group was taken away. */
  isOpen(group: number): boolean {
    return this.#tables[group] !== null;
  }

  isStarted(group: number): boolean {
    return this.#tables[group] !== undefined;
  }

  /** Hands the group's table over; later rows can no longer reach it. */
  take(group: number): SightingTable {
    const table = this.#table(group);
    this.#tables[group] = null;
    for (const map of [this.#alts, this.#parts])
      for (const entry of map.keys()) if (entry.group === group) map.delete(entry);
    return table;
  }

  #table(group: number): SightingTable {
    this.#tables[group] ??= new SightingTable(this.#groups[group]!, this.#samples);
    return this.#tables[group];
  }

  /** Reads the row for one site. */
  fill(entry: Indexed, row: VcfRow, text: Uint8Array, end: number, cells: SampleCells): void {
    const meaning = meaningOf(row, entry, this.index);
    if (meaning.kind === "elsewhere") return;
    const place: Place = { line: row.line, site: `${row.chrom}:${row.pos}` };
    const table = this.#table(entry.group);
    if (meaning.kind === "mismatch") {
      this.problems.add(meaning.verified ? "reference-mismatch" : "reference-unverified", place);
      for (let sample = 0; sample < this.#samples.length; sample++)
        this.#excuse(table, entry.site, sample, whyCode["ref-mismatch"]);
      return;
    }
    const gt = row.format.indexOf("GT");
    if (gt > 0)
      throw new PangenicError("vcf-genotype-invalid", "GT must be the first field of FORMAT", {
        ...place,
        field: "FORMAT",
      });
    if (gt < 0) {
      this.problems.add("genotype-missing", place);
      return;
    }
    if (meaning.kind === "part") this.#fillPart(entry, meaning.bits, row, text, end, cells, table);
    else if (meaning.kind === "near") this.#fillNear(entry, meaning.codes, row, text, end, cells, table);
    else this.#fillSite(entry, meaning, row, text, end, cells, table, place);
  }

  #fillSite(
    entry: Indexed,
    meaning: Extract<RowMeaning, { kind: "site" }>,
    row: VcfRow,
    text: Uint8Array,
    end: number,
    cells: SampleCells,
    table: SightingTable,
    place: Place,
  ): void {
    if (meaning.note === "no-indel") this.problems.add("indel-row-without-indel", place);
    if (meaning.note === "unverified") this.problems.add("reference-unverified", place);
    const own = row.alts.filter((alt) => !isAnyOther(alt) && alt !== ".").map((alt) => `${row.ref}>${alt}`);
    const before = this.#alts.get(entry);
    const isComplement = before !== undefined && !own.some((alt) => before.has(alt));
    if (!row.isBlock) this.#alts.set(entry, new Set([...(before ?? []), ...own]));
    const by = row.isBlock ? BY_BLOCK : BY_ROW;
    const { site } = entry;
    const last = entry.placement.pos + entry.placement.ref.length - 1;
    cells.read(text, row, end, (sample) => {
      if (row.isBlock && row.end < last && this.#endOf(row, cells) < last) return;
      const why = this.#judge(entry, meaning.codes, row, cells, by, place);
      if (why === null) {
        if (!table.isSeen(site, sample) && table.secondOf(site, sample) === 0) this.#write(table, site, sample);
        else this.#merge(table, entry, sample, by, isComplement, place);
      } else if (by === BY_ROW && table.isSeen(site, sample) && table.secondOf(site, sample) >> 6 === byCode.block)
        table.setAbsent(site, sample, why);
      else this.#excuse(table, site, sample, why);
    });
  }

  /** A row beside the site: only who carries an allele that reaches the site is affected. */
  #fillNear(
    entry: Indexed,
    codes: readonly number[],
    row: VcfRow,
    text: Uint8Array,
    end: number,
    cells: SampleCells,
    table: SightingTable,
  ): void {
    const { site, reference } = entry;
    const place: Place = { line: row.line, site: `${row.chrom}:${row.pos}` };
    const { genotype } = cells;
    cells.read(text, row, end, (sample) => {
      const carried = [genotype.first, genotype.second].filter((allele) => allele > 0).map((allele) => codes[allele]!);
      if (carried.every((code) => code === reference)) return;
      const why = this.#judge(entry, codes, row, cells, BY_ROW, place);
      const seen = table.isSeen(site, sample);
      const isReference =
        seen && this.#isReference(table.firstOf(site, sample), table.secondOf(site, sample), reference);
      const isRow = seen && table.secondOf(site, sample) >> 6 === byCode.row;
      if (why === null) {
        if (!seen || !isRow) this.#write(table, site, sample);
        else if (!isReference) this.#contradict(table, site, sample, place);
        else this.#write(table, site, sample);
        return;
      }
      if (why === whyCode["not-anchorable"]) this.problems.add("indel-unanchored", place);
      // The site's own row outweighs a deletion around it, but not an indel that may be the site's own.
      if (!seen || !isRow || (isReference && why === whyCode["not-anchorable"])) table.setAbsent(site, sample, why);
    });
  }

  /** Reference rows that cover an indel site only together. */
  #fillPart(
    entry: Indexed,
    bits: number,
    row: VcfRow,
    text: Uint8Array,
    end: number,
    cells: SampleCells,
    table: SightingTable,
  ): void {
    const { site, reference } = entry;
    const place: Place = { line: row.line, site: `${row.chrom}:${row.pos}` };
    const covered = this.#parts.get(entry) ?? new Int32Array(this.#samples.length);
    this.#parts.set(entry, covered);
    cells.read(text, row, end, (sample) => {
      const by = row.isBlock ? BY_BLOCK : BY_ROW;
      const why = this.#judge(entry, [reference, ...row.alts.map(() => SYMBOLIC)], row, cells, by, place);
      if (why !== null) {
        this.#excuse(table, site, sample, why);
        return;
      }
      covered[sample]! |= bits;
      if (row.pos === entry.placement.pos) this.#excuse(table, site, sample, whyCode["ref-mismatch"]);
      if (covered[sample] === wholeOf(entry)) {
        this.#second = (this.#second & ALLELE) | BY_BLOCK;
        this.#merge(table, entry, sample, BY_BLOCK, true, place);
      }
    });
  }

  /** Last base of a reference block; VCF 4.5 gives its length per sample. */
  #endOf(row: VcfRow, cells: SampleCells): number {
    const length = cells.number("LEN");
    return Number.isNaN(length) ? row.end : row.pos + length - 1;
  }

  /** Fills the cell at hand, or returns why the genotype does not show the site. */
  #judge(
    entry: Indexed,
    codes: readonly number[],
    row: VcfRow,
    cells: SampleCells,
    by: number,
    place: Place,
  ): number | null {
    const { genotype } = cells;
    const { chrom } = entry;
    const oneStrand = chrom === "Y" || chrom === "MT";
    const first = genotype.first;
    const second = oneStrand ? NONE : genotype.second;
    if (genotype.strands > 2) this.problems.add("ploidy-unusual", place);
    if (first < 0 && second < 0) return whyCode["no-call"];
    if (genotype.hasOtherAllele || (second === NONE && chrom !== "X" && !oneStrand)) {
      if (genotype.strands <= 2) this.problems.add("ploidy-unusual", place);
      return whyCode.ploidy;
    }
    const a = first === MISSING ? NO_BASE : codes[first]!;
    const b = second === NONE ? HAPLOID : second === MISSING ? NO_BASE : codes[second]!;
    const failed = reasonOf(a) ?? reasonOf(b);
    if (failed !== null) return whyCode[failed];
    if ((a === NO_BASE && b === 0) || (b === NO_BASE && a === 0)) return whyCode["half-call"];
    const isHet = b !== HAPLOID && (a !== b || (a === UNDOCUMENTED && first !== second));
    const isReference = this.#isReference(a, b, entry.reference);
    const doubts = this.#doubtsOf(row, cells, isReference, isHet && a !== NO_BASE && b !== NO_BASE);
    if (doubts === null) {
      this.problems.add("reads-contradict", place);
      return whyCode["reads-contradict"];
    }
    if (by === BY_BLOCK && doubts & (doubtBit.filter | doubtBit.quality | doubtBit.depth))
      return whyCode["low-quality-block"];
    if (a === UNDOCUMENTED || b === UNDOCUMENTED) this.problems.add("allele-undocumented", place);
    this.#set = null;
    let phase = 0;
    if (!isHet) phase = FIXED;
    else if (genotype.isPhased) {
      phase = FIXED;
      this.#set = cells.string("PS");
      const list = this.#set === null ? cells.string("PSL") : null;
      if (this.#set !== null) phase = IN_SET;
      else if (list !== null) {
        // VCF 4.5: one phase set per strand; strands of different sets say nothing about each other.
        const [one, two] = list.split(",");
        phase = one === two && one !== "." ? IN_SET : 0;
        if (phase === IN_SET) this.#set = one!;
      }
    }
    this.#first = a | phase;
    this.#second = b | by;
    this.#doubts = doubts;
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

  #isReference(first: number, second: number, reference: number): boolean {
    const b = second & ALLELE;
    return (first & ALLELE) === reference && (b === reference || b === HAPLOID);
  }

  #write(table: SightingTable, site: number, sample: number): void {
    table.setSeen(site, sample, this.#first, this.#second, this.#doubts);
    if (this.#set !== null) table.setPhaseSet(site, sample, this.#set);
  }

  /** Keeps the first reason; what was seen stays seen. */
  #excuse(table: SightingTable, site: number, sample: number, why: number): void {
    if (!table.isSeen(site, sample) && table.secondOf(site, sample) === 0) table.setAbsent(site, sample, why);
  }

  #contradict(table: SightingTable, site: number, sample: number, place: Place): void {
    if (table.isSeen(site, sample)) this.problems.add("rows-contradict", place);
  }

  /** A second row for a site that was written to: rows outweigh blocks, the first valid row outweighs its duplicates. */
  #merge(table: SightingTable, entry: Indexed, sample: number, by: number, isComplement: boolean, place: Place): void {
    const { site, reference } = entry;
    const isReference = this.#isReference(this.#first, this.#second, reference);
    const first = table.firstOf(site, sample);
    const second = table.secondOf(site, sample);
    if (!table.isSeen(site, sample)) {
      const kept = by === BY_BLOCK || isComplement ? stubborn.has(second) : second === whyCode["not-anchorable"];
      if (!(isReference && kept)) this.#write(table, site, sample);
      return;
    }
    if (by === BY_BLOCK) return;
    if (second >> 6 === byCode.block) {
      this.#write(table, site, sample);
      return;
    }
    const [a, b] = [first & ALLELE, second & ALLELE];
    const [c, d] = [this.#first & ALLELE, this.#second & ALLELE];
    if (!isComplement) {
      const isFree = ((first | this.#first) & PHASE) === 0 || ((first & PHASE) ^ (this.#first & PHASE)) !== 0;
      if ((a === c && b === d) || (isFree && a === d && b === c)) this.problems.add("rows-duplicate", place);
      else this.problems.add("rows-contradict", place);
      return;
    }
    // Rows split by ALT: in each, "reference" means "not this ALT".
    if (isReference) return;
    if (this.#isReference(first, second, reference)) {
      this.#write(table, site, sample);
      return;
    }
    const joined = joinSplit(a, b, c, d, reference, (first & PHASE) !== 0 && (this.#first & PHASE) !== 0);
    if (joined === null) {
      this.problems.add("rows-contradict", place);
      return;
    }
    this.#doubts |= table.doubtsOf(site, sample);
    this.#first = joined[0] | (first & this.#first & PHASE);
    this.#second = joined[1] | by;
    this.#write(table, site, sample);
  }
}

/** Two heterozygous genotypes of rows that were split by ALT, as one; null where they claim the same strand. */
function joinSplit(
  a: number,
  b: number,
  c: number,
  d: number,
  reference: number,
  isPhased: boolean,
): readonly [number, number] | null {
  const firstIsAlt = a !== reference;
  const secondIsAlt = c !== reference;
  if ((a !== reference) === (b !== reference) || (c !== reference) === (d !== reference)) return null;
  if (isPhased) return firstIsAlt === secondIsAlt ? null : [firstIsAlt ? a : c, firstIsAlt ? d : b];
  const [one, two] = [firstIsAlt ? a : b, secondIsAlt ? c : d];
  return one < two ? [one, two] : [two, one];
}

function reasonOf(code: number): NotSeen | null {
  if (code < SYMBOLIC) return null;
  return code === SYMBOLIC ? "symbolic-allele" : code === SPANNING ? "spanning-deletion" : "not-anchorable";
}
