/** Reads the rows of a VCF for the sites of scores: millions of rows, thousands of hits, no object for either. */
import { type Build, chromosomeNamed, chromosomes, PangenicError } from "../../base/index.ts";
import { claimOf } from "../build.ts";
import { blockEnd } from "../bytes/block-end.ts";
import { MISSING, NONE } from "../vcf/genotype.ts";
import { SampleCells } from "../vcf/sample-cells.ts";
import type { RowSink } from "../vcf/scan.ts";
import { SiteCursors } from "../vcf/site-cursors.ts";
import { VcfHeaderReader } from "../vcf/vcf-header.ts";
import { isBases, parseRow, type VcfRow } from "../vcf/vcf-row.ts";
import { WaitingRows } from "../vcf/waiting-rows.ts";
import { complementByte, isSingleBase, lettersOf, meaningOf, NO_ALLELE } from "./score-alleles.ts";
import { buildFor, checkAlleles } from "./score-build.ts";
import {
  BY_BLOCK,
  BY_OTHER_ROW,
  BY_ROW,
  FLIPPED,
  referenceCopies,
  type ScoreSites,
  type SiteSource,
  UNSEEN,
} from "./score-sites.ts";
import { ScoreStates } from "./score-states.ts";

const TAB = 9;
const DOT = 46;
const LESS = 60;
const COLON = 58;
/** Takes the case from a letter. */
const UPPER = 0xdf;
/** As for medicines: a reference row counts from these on, where the file gives them (see cell.ts). */
const LEAST_GQ = 20;
const LEAST_DEPTH = 8;

export interface ScoreRowsOptions {
  readonly samples?: readonly string[];
  /** Build that the user states, where the head names none. */
  readonly build?: Build;
}

/**
 * Sites are loaded chromosome by chromosome. A row of a chromosome that is not loaded waits; `settle`, between two pieces of
 * the file, loads it and reads the rows that wait. So a sorted file needs each chromosome once, an unsorted one is only slower.
 */
export class ScoreRowSink implements RowSink {
  readonly #sources: readonly SiteSource[];
  readonly #options: ScoreRowsOptions;
  readonly #head = new VcfHeaderReader();
  #states = new ScoreStates(0, 0);
  /** One chromosome at a time. */
  #loaded: SiteCursors | null = null;
  #waiting = new WaitingRows();
  #cells: SampleCells | null = null;
  #samples: readonly string[] = [];
  #isBuildShown = false;
  #build: Build | null = null;
  #name = "";
  #nameBytes: Uint8Array = new Uint8Array(0);
  #chrom = -1;
  #agree = 0;
  #differ = 0;
  #blocks = 0;
  /** Two strands of each sample, in the row being read. */
  #strands = new Int8Array(0);

  constructor(sources: readonly SiteSource[], options: ScoreRowsOptions = {}) {
    this.#sources = sources;
    this.#options = options;
  }

  header(line: string, lineNumber: number): void {
    this.#head.line(line, lineNumber);
  }

  /**
   * Called once, when the head is complete.
   * @throws PangenicError `sample-unknown`, `build-unknown`, `build-wrong`, `score-build-wrong`, and those of the head.
   */
  begin(): void {
    if (this.#cells !== null) return;
    const head = this.#head.finish();
    const wanted = this.#options.samples === undefined ? null : new Set(this.#options.samples);
    this.#samples = wanted === null ? head.samples : head.samples.filter((name) => wanted.has(name));
    if (wanted !== null && this.#samples.length < wanted.size)
      throw new PangenicError("sample-unknown", "a sample that was asked for is not in the file");
    let next = 0;
    const columns = Int32Array.from(head.samples, (name) => (wanted === null || wanted.has(name) ? next++ : -1));
    this.#cells = new SampleCells(columns, head.formats);
    this.#strands = new Int8Array(2 * this.#samples.length);
    const { build, isShown } = buildFor(claimOf(head).build, this.#options.build ?? null, this.#sources);
    this.#build = build;
    this.#isBuildShown = isShown;
    this.#states = new ScoreStates(this.#sources.length, this.#samples.length);
  }

  get build(): Build {
    return this.#build!;
  }

  get samples(): readonly string[] {
    return this.#samples;
  }

  get hasBlocks(): boolean {
    return this.#blocks > 0;
  }

  row(text: Uint8Array, start: number, end: number, line: number): void {
    if (this.#cells === null) this.begin();
    const chrom = this.#chromAt(text, start, end);
    if (chrom < 0) return;
    const loaded = this.#loaded;
    if (loaded?.chrom === chrom && this.#waiting.count === 0) this.#read(loaded, text, start, end, line);
    else this.#waiting.push(text, start, end, line, chrom);
  }

  /** Loads what rows wait for, and reads them. Called between two pieces of the file, and at its end. */
  async settle(): Promise<void> {
    const waiting = this.#waiting;
    if (waiting.count === 0) return;
    this.#waiting = new WaitingRows();
    // Each chromosome once, however its rows are mixed with others'.
    for (const chrom of waiting.chroms) {
      const loaded = this.#loaded?.chrom === chrom ? this.#loaded : await this.#load(chrom);
      waiting.each(chrom, (text, start, end, line) => this.#read(loaded, text, start, end, line));
    }
  }

  async #load(chrom: number): Promise<SiteCursors> {
    this.#loaded = null;
    const sites: (ScoreSites | null)[] = [];
    for (const source of this.#sources) sites.push(await source.sites(chrom, this.#build!));
    const loaded = new SiteCursors(chrom, sites);
    this.#loaded = loaded;
    for (const [score, found] of sites.entries()) if (found !== null) this.#states.open(score, chrom, found.pos.length);
    return loaded;
  }

  #chromAt(text: Uint8Array, start: number, end: number): number {
    const name = this.#nameBytes;
    let at = start;
    while (at < end && text[at] !== TAB && text[at] === name[at - start]) at++;
    if (text[at] !== TAB || at - start !== name.length || name.length === 0) {
      while (at < end && text[at] !== TAB) at++;
      this.#nameBytes = text.slice(start, at);
      this.#name = new TextDecoder().decode(this.#nameBytes);
      const chrom = chromosomeNamed(this.#name);
      this.#chrom = chrom === null ? -1 : chromosomes.indexOf(chrom);
    }
    return this.#chrom;
  }

  #read(loaded: SiteCursors, text: Uint8Array, start: number, end: number, line: number): void {
    let at = text.indexOf(TAB, start) + 1;
    let pos = 0;
    for (; at < end && text[at] !== TAB; at++) {
      const digit = text[at]! - 48;
      if (!(digit >= 0 && digit <= 9))
        throw new PangenicError("vcf-position-invalid", "POS must be a whole number from 0", { line, field: "POS" });
      pos = pos * 10 + digit;
    }
    const { chrom } = loaded;
    const meets = loaded.advance(pos);
    const ref = text.indexOf(TAB, at + 1) + 1;
    const alt = text.indexOf(TAB, ref) + 1;
    if (ref === 0 || alt === 0 || alt >= end)
      throw new PangenicError("vcf-line-short", "the row has fewer columns than the head declares", { line });
    const isBlock = text[alt] === DOT || text[alt] === LESS;
    if (!meets && (!isBlock || !loaded.reaches(blockEnd(text, alt, end)))) return;
    if (
      !isBlock &&
      alt - ref === 2 &&
      text[alt + 1] === TAB &&
      this.#readBases(loaded, chrom, text, ref, alt, end, line)
    )
      return;
    const row = parseRow(text, start, end, line);
    if (row === null) return;
    if (row.isBlock) this.#blocks++;
    for (const [score, sites] of loaded.sites.entries()) {
      if (sites === null) continue;
      for (let site = loaded.cursors[score]!; sites.pos[site]! <= row.end; site++) {
        if (sites.pos[site] === row.pos) this.#readSite(score, sites, site, chrom, row, text, end);
        else if (row.isReferenceOnly) this.#readBlock(score, sites, site, chrom, row, text, end);
        else break;
      }
    }
  }

  /**
   * Nearly every row of nearly every file: one base for another. Nothing is decoded, and no object made.
   * @returns false where the row must be read whole: letters that are no bases, or reference genotypes that reads qualify.
   */
  #readBases(
    loaded: SiteCursors,
    chrom: number,
    text: Uint8Array,
    refAt: number,
    altAt: number,
    end: number,
    line: number,
  ): boolean {
    const ref = text[refAt]! & UPPER;
    const alt = text[altAt]! & UPPER;
    if (complementByte[ref] === 0 || complementByte[alt] === 0) return false;
    if (!this.#readGenotypes(text, altAt, end, line)) return false;
    const { sites: all, cursors, next, last: pos } = loaded;
    for (let score = 0; score < next.length; score++) {
      if (next[score] !== pos) continue;
      const sites = all[score]!;
      for (let site = cursors[score]!; sites.pos[site] === pos; site++)
        this.#readBaseAt(score, sites, site, chrom, ref, alt);
    }
    return true;
  }

  /** Strands of the wanted samples. */
  #readGenotypes(text: Uint8Array, altAt: number, end: number, line: number): boolean {
    // QUAL, FILTER, INFO, FORMAT.
    let at = altAt + 2;
    for (let column = 0; column < 3; column++) at = text.indexOf(TAB, at) + 1;
    if (text[at] !== 71 || text[at + 1] !== 84) return false;
    const hasReads = text[at + 2] === COLON;
    if (!hasReads && text[at + 2] !== TAB) return false;
    at = text.indexOf(TAB, at) + 1;
    const { genotype, wanted } = this.#cells!;
    for (let column = 0; column < wanted.length; column++) {
      if (at > end || at === 0) return false;
      const sample = wanted[column]!;
      if (sample >= 0) {
        at = genotype.read(text, at, end, 2, line);
        const { first, second, strands } = genotype;
        const isReference = first === 0 && (second === 0 || second === NONE);
        if (isReference && hasReads) return false;
        this.#strands[2 * sample] = first === NONE || strands > 2 ? MISSING : first;
        this.#strands[2 * sample + 1] = strands > 2 ? MISSING : second;
      }
      if (column + 1 < wanted.length) {
        while (at < end && text[at] !== TAB) at++;
        at++;
      }
    }
    return true;
  }

  #readBaseAt(score: number, sites: ScoreSites, site: number, chrom: number, ref: number, alt: number): void {
    const letters = lettersOf(sites.alleles);
    const code = sites.other[site]!;
    let one = letters[sites.effect[site]!]!;
    let two = code < 0 || code === NO_ALLELE ? 0 : letters[code]!;
    // An indel of the score, another kind of variant in the file.
    if (one === 0 || (two === 0 && code >= 0 && code !== NO_ALLELE)) return;
    const isRead =
      sites.settled === null ||
      sites.settled[site] === 1 ||
      complementByte[two === 0 ? ref : one] !== (two === 0 ? alt : two);
    let flip = 0;
    if (isRead && two !== 0 && ref !== one && ref !== two)
      [one, two, flip] = [complementByte[one]!, complementByte[two]!, FLIPPED];
    const isExact =
      two === 0 ? ref === one || alt === one : (ref === one && alt === two) || (ref === two && alt === one);
    // Both letters must say that the strand is the other.
    const fits = isExact || (flip === 0 && (ref === one || ref === two) && two !== 0);
    if (!isExact) this.#differ++;
    if (!isRead || !fits) {
      this.#states.differs(score, chrom, site);
      return;
    }
    if (isExact) this.#agree++;
    const mark = (isExact ? BY_ROW : BY_OTHER_ROW) | flip;
    const ofRef = ref === one ? 1 : 0;
    const ofAlt = alt === one ? 1 : alt === two || two === 0 ? 0 : -1;
    for (let sample = 0; sample < this.#samples.length; sample++) {
      if (!this.#states.isBetter(score, sample, chrom, site, mark)) continue;
      const first = this.#strands[2 * sample]!;
      const second = this.#strands[2 * sample + 1]!;
      if (first === MISSING || second === MISSING) this.#states.noCall(score, sample, chrom, site);
      else {
        const one = first === 0 ? ofRef : ofAlt;
        const two = second === NONE ? NONE : second === 0 ? ofRef : ofAlt;
        this.#states.put(score, sample, chrom, site, mark, one, two, first === 0 && second <= 0);
      }
    }
  }

  /** A row at the site's own position. */
  #readSite(
    score: number,
    sites: ScoreSites,
    site: number,
    chrom: number,
    row: VcfRow,
    text: Uint8Array,
    end: number,
  ): void {
    const effect = sites.alleles[sites.effect[site]!]!;
    const otherCode = sites.other[site]!;
    const other = otherCode < 0 || otherCode === NO_ALLELE ? null : sites.alleles[otherCode]!;
    const meaning = meaningOf(row, effect, other, sites.settled === null || sites.settled[site] === 1);
    if (meaning === null) {
      // Another kind of variant at the same place is no contradiction.
      const isSingle = isSingleBase(row, effect, other);
      if (isSingle && row.alts.some(isBases)) {
        this.#differ++;
        this.#states.differs(score, chrom, site);
      }
      return;
    }
    if (meaning.isExact) this.#agree++;
    else if (!row.isReferenceOnly) this.#differ++;
    const rank = row.isBlock ? BY_BLOCK : meaning.isExact ? BY_ROW : BY_OTHER_ROW;
    this.#genotypes(score, site, chrom, row, text, end, meaning.counts, rank | (meaning.isFlipped ? FLIPPED : 0));
  }

  /** A reference block that began before the site. */
  #readBlock(
    score: number,
    sites: ScoreSites,
    site: number,
    chrom: number,
    row: VcfRow,
    text: Uint8Array,
    end: number,
  ): void {
    const copies = referenceCopies(sites, site);
    if (copies === UNSEEN) return;
    const length = sites.alleles[copies === 2 ? sites.effect[site]! : sites.other[site]!]!.length;
    if (sites.pos[site]! + length - 1 > row.end) return;
    this.#genotypes(score, site, chrom, row, text, end, [copies === 2 ? 1 : 0], BY_BLOCK);
  }

  /** @param counts per allele of the row: 1 where it is the effect allele, 0 where it is the other, −1 where neither. */
  #genotypes(
    score: number,
    site: number,
    chrom: number,
    row: VcfRow,
    text: Uint8Array,
    end: number,
    counts: readonly number[],
    mark: number,
  ): void {
    const cells = this.#cells!;
    const { genotype } = cells;
    const states = this.#states;
    if (row.format[0] !== "GT") return;
    const hasReads = row.format.length > 1;
    cells.read(text, row, end, (sample) => {
      if (!states.isBetter(score, sample, chrom, site, mark)) return;
      const { first, second, strands } = genotype;
      const isReference = first === 0 && (second === 0 || second === NONE);
      const isFew = isReference && hasReads && isDoubted(cells);
      if (first === MISSING || second === MISSING || strands > 2 || isFew || first === NONE) {
        states.noCall(score, sample, chrom, site);
        return;
      }
      const two = second === NONE ? NONE : (counts[second] ?? -1);
      states.put(score, sample, chrom, site, mark, counts[first] ?? -1, two, isReference);
    });
  }

  /** @throws PangenicError as `checkAlleles` does. */
  checkBuild(): void {
    checkAlleles({ agree: this.#agree, differ: this.#differ }, this.#isBuildShown);
  }

  get states(): ScoreStates {
    return this.#states;
  }
}

function isDoubted(cells: SampleCells): boolean {
  const gq = cells.number("GQ");
  if ((Number.isNaN(gq) ? cells.number("RGQ") : gq) < LEAST_GQ) return true;
  const depth = cells.number("MIN_DP");
  return (Number.isNaN(depth) ? cells.number("DP") : depth) < LEAST_DEPTH;
}
