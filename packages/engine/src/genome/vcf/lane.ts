/** The sightings of one build's reading of a file, as its rows come in. */
import { PangenicError, type Place } from "../../base/index.ts";
import { Problems } from "../problem.ts";
import { ALLELE, byCode, FIXED, IN_SET, SightingTable, type SiteGroup, STICKY, whyCode } from "../sighting-table.ts";
import { UNANCHORED } from "./anchor.ts";
import { Cell, isReferenceCell } from "./cell.ts";
import { meaningOf, type RowMeaning, wholeOf } from "./row-meaning.ts";
import type { SampleCells } from "./sample-cells.ts";
import type { Indexed, SiteIndex } from "./site-index.ts";
import { isAnyOther, type VcfRow } from "./vcf-row.ts";

const PHASE = FIXED | IN_SET;
const BY_ROW = byCode.row << 6;
const BY_BLOCK = byCode.block << 6;

/** Reasons that a complementary row's "reference" does not lift: the site was carried away, or a call of another ALT failed. */
const stubborn: ReadonlySet<number> = new Set(
  (["half-call", "reads-contradict", "symbolic-allele", "spanning-deletion", "not-anchorable", "ploidy"] as const).map(
    (why) => whyCode[why],
  ),
);

/** A row that speaks of a site. */
interface Visit {
  readonly entry: Indexed;
  readonly row: VcfRow;
  readonly text: Uint8Array;
  readonly end: number;
  readonly cells: SampleCells;
  readonly table: SightingTable;
  readonly place: Place;
}

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
  readonly #cell: Cell = new Cell(this.problems);

  constructor(index: SiteIndex, groups: readonly SiteGroup[], samples: readonly string[]) {
    this.index = index;
    this.#groups = groups;
    this.#samples = samples;
  }

  /** false once the group was taken away. */
  isOpen(group: number): boolean {
    return this.#tables[group] !== null;
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
      if (meaning.problem !== null) this.problems.add(meaning.problem, place);
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
    const visit: Visit = { entry, row, text, end, cells, table, place };
    if (meaning.kind === "part") this.#fillPart(visit, meaning);
    else if (meaning.kind === "near") this.#fillNear(visit, meaning.codes);
    else this.#fillSite(visit, meaning);
  }

  #fillSite(visit: Visit, meaning: Extract<RowMeaning, { kind: "site" }>): void {
    const { entry, row, text, end, cells, table, place } = visit;
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
      if (endsBefore(visit, last)) return;
      const why = this.#cell.judge(entry, meaning.codes, row, cells);
      if (why === null) {
        if (!table.isSeen(site, sample) && table.secondOf(site, sample) === 0) this.#write(table, site, sample);
        else this.#merge(table, entry, sample, by, isComplement, place);
      } else if (by === BY_ROW && table.isSeen(site, sample) && table.secondOf(site, sample) >> 6 === byCode.block)
        table.setAbsent(site, sample, why);
      else this.#excuse(table, site, sample, why);
    });
  }

  /** A row beside the site: only who carries an allele that reaches the site is affected. */
  #fillNear(visit: Visit, codes: readonly number[]): void {
    const { entry, row, text, end, cells, table, place } = visit;
    const { site, reference } = entry;
    const { genotype } = cells;
    cells.read(text, row, end, (sample) => {
      const carried = [genotype.first, genotype.second].filter((allele) => allele > 0).map((allele) => codes[allele]!);
      if (carried.every((code) => code === reference)) return;
      const why = this.#cell.judge(entry, codes, row, cells);
      const seen = table.isSeen(site, sample);
      const isReference = seen && isReferenceCell(table.firstOf(site, sample), table.secondOf(site, sample), reference);
      const isRow = seen && table.secondOf(site, sample) >> 6 === byCode.row;
      if (why === null) {
        if (!seen || !isRow) this.#write(table, site, sample);
        else if (!isReference) this.problems.add("rows-contradict", place);
        else this.#write(table, site, sample);
        return;
      }
      const mayBeTheSites = carried.includes(UNANCHORED);
      if (mayBeTheSites) this.problems.add("indel-unanchored", place);
      // The site's own row outweighs other variants around it, but not an indel that may be the site's own.
      if (!seen || !isRow || (isReference && mayBeTheSites))
        table.setAbsent(site, sample, mayBeTheSites ? why | STICKY : why);
    });
  }

  /** Reference rows that cover an indel site only together. */
  #fillPart(visit: Visit, { bits, codes }: Extract<RowMeaning, { kind: "part" }>): void {
    const { entry, row, text, end, cells, table, place } = visit;
    const { site } = entry;
    const covered = this.#parts.get(entry) ?? new Int32Array(this.#samples.length);
    this.#parts.set(entry, covered);
    const last = Math.min(row.end, entry.placement.pos + entry.placement.ref.length - 1);
    cells.read(text, row, end, (sample) => {
      if (endsBefore(visit, last)) return;
      const why = this.#cell.judge(entry, codes, row, cells);
      if (why !== null) {
        this.#excuse(table, site, sample, why);
        return;
      }
      covered[sample]! |= bits;
      if (row.pos === entry.placement.pos) this.#excuse(table, site, sample, whyCode["ref-mismatch"]);
      if (covered[sample] === wholeOf(entry)) {
        this.#cell.second = (this.#cell.second & ALLELE) | BY_BLOCK;
        this.#merge(table, entry, sample, BY_BLOCK, true, place);
      }
    });
  }

  #write(table: SightingTable, site: number, sample: number): void {
    table.setSeen(site, sample, this.#cell.first, this.#cell.second, this.#cell.doubts);
    if (this.#cell.set !== null) table.setPhaseSet(site, sample, this.#cell.set);
  }

  /** Keeps the first reason; what was seen stays seen. */
  #excuse(table: SightingTable, site: number, sample: number, why: number): void {
    if (!table.isSeen(site, sample) && table.secondOf(site, sample) === 0) table.setAbsent(site, sample, why);
  }

  /** A second row for a site that was written to: rows outweigh blocks, the first valid row outweighs its duplicates. */
  #merge(table: SightingTable, entry: Indexed, sample: number, by: number, isComplement: boolean, place: Place): void {
    const { site, reference } = entry;
    const isReference = isReferenceCell(this.#cell.first, this.#cell.second, reference);
    const first = table.firstOf(site, sample);
    const second = table.secondOf(site, sample);
    if (!table.isSeen(site, sample)) {
      const kept = by === BY_BLOCK || isComplement ? stubborn.has(second & ALLELE) : (second & STICKY) !== 0;
      if (!(isReference && kept)) this.#write(table, site, sample);
      return;
    }
    if (by === BY_BLOCK) return;
    if (second >> 6 === byCode.block) {
      this.#write(table, site, sample);
      return;
    }
    const [a, b] = [first & ALLELE, second & ALLELE];
    const [c, d] = [this.#cell.first & ALLELE, this.#cell.second & ALLELE];
    if (!isComplement) {
      const isFree = ((first | this.#cell.first) & PHASE) === 0 || ((first & PHASE) ^ (this.#cell.first & PHASE)) !== 0;
      if ((a === c && b === d) || (isFree && a === d && b === c)) this.problems.add("rows-duplicate", place);
      else this.problems.add("rows-contradict", place);
      return;
    }
    // Rows split by ALT: in each, "reference" means "not this ALT".
    if (isReference) return;
    if (isReferenceCell(first, second, reference)) {
      this.#write(table, site, sample);
      return;
    }
    const isFixed = (first & this.#cell.first & FIXED) !== 0;
    const joined = joinSplit(a, b, c, d, reference, isFixed);
    if (joined === null) {
      this.problems.add("rows-contradict", place);
      return;
    }
    this.#cell.doubts |= table.doubtsOf(site, sample);
    this.#cell.first = joined[0] | (isFixed ? FIXED : 0);
    this.#cell.set = null;
    this.#cell.second = joined[1] | by;
    this.#write(table, site, sample);
  }
}

/** VCF 4.5: does the sample's own reference block end before a position? */
function endsBefore({ row, cells }: Visit, pos: number): boolean {
  return row.isBlock && row.pos + cells.number("LEN") - 1 < pos;
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
