/** Reads a VCF row by row into sightings; hands a gene over when the file has passed it. */
import { type Chromosome, PangenicError } from "../../base/index.ts";
import { BuildEvidence, buildOf, builds, claimOf, type HeaderClaim } from "../build.ts";
import { Problems } from "../problem.ts";
import { countsOf, type GroupSeen, type Reading, type ReadOptions } from "../reading.ts";
import { isSexEvidence, SexTally, sexTargets } from "../sex.ts";
import { byCode, doubtBit, FIXED, HAPLOID, type SightingTable, type SiteGroup } from "../sighting-table.ts";
import { MISSING } from "./genotype.ts";
import { Lane } from "./lane.ts";
import { SampleCells } from "./sample-cells.ts";
import type { RowSink, ScanFacts } from "./scan.ts";
import { SiteIndex } from "./site-index.ts";
import { type Targets, targetsOf } from "./targets.ts";
import { VcfHeaderReader } from "./vcf-header.ts";
import { parseRow, type VcfRow } from "./vcf-row.ts";

/** Below this many cells all genes stay in memory until the end: the order of the rows then never matters. */
const CELLS_HELD = 4_000_000;
/** Genotypes read for the sex in the file; a cohort is cut off here, its sexes then rest on fewer rows. */
const SEX_CELLS = 4_000_000;

const ROWS_OF_A_GENOME = 5_000_000;

export class VcfReader implements RowSink {
  readonly #groups: readonly SiteGroup[];
  readonly #options: ReadOptions;
  readonly #deliver: (table: SightingTable) => void;
  readonly #head = new VcfHeaderReader();
  readonly #problems = new Problems();
  readonly #evidence = new BuildEvidence();
  readonly #seen: (GroupSeen | undefined)[] = [];
  /** One a build that the file may be of; rows are read for all of them until it is known. */
  #lanes: Lane[] = [];
  /** Both builds' sites: rows at the other build's positions tell a wrong head. */
  #indices: SiteIndex[] = [];
  #claim: HeaderClaim = { build: null, by: null };
  #cells: SampleCells | null = null;
  #sex = new SexTally(0);
  #sexBudget = SEX_CELLS;
  #samples: readonly string[] = [];
  #samplesInFile = 0;
  #version = "";
  #isIndexed = false;
  #holdsAll = true;
  /** Where the last site of each group ends, in the build being read. */
  #ends: { readonly chrom: Chromosome; readonly to: number }[] = [];
  #chrom: Chromosome | null = null;
  #phasedHets = 0;
  #freeHets = 0;
  #blocks = 0;

  constructor(groups: readonly SiteGroup[], options: ReadOptions, deliver: (table: SightingTable) => void) {
    this.#groups = groups;
    this.#options = options;
    this.#deliver = deliver;
  }

  header(line: string, lineNumber: number): void {
    if (this.#cells !== null)
      throw new PangenicError("vcf-header-missing", "a head line after the rows began: two files were joined", {
        line: lineNumber,
      });
    this.#head.line(line, lineNumber);
  }

  /**
   * What to scan for; called once, when the head is complete.
   * @throws PangenicError `vcf-header-missing`, `sample-unknown`, `build-wrong`, `build-mixed`.
   */
  targets(): Targets {
    const head = this.#head.finish();
    const wanted = this.#options.samples === undefined ? null : new Set(this.#options.samples);
    this.#samples = wanted === null ? head.samples : head.samples.filter((name) => wanted.has(name));
    if (wanted !== null && this.#samples.length < wanted.size)
      throw new PangenicError("sample-unknown", "a sample that was asked for is not in the file");
    let next = 0;
    const columns = Int32Array.from(head.samples, (name) => (wanted === null || wanted.has(name) ? next++ : -1));
    this.#version = head.version;
    this.#samplesInFile = head.samples.length;
    this.#cells = new SampleCells(columns, head.formats);
    this.#sex = new SexTally(this.#samples.length);
    this.#claim = claimOf(head);
    if (this.#claim.build === "other") buildOf(this.#claim, this.#evidence, 0, 0);
    this.#indices = builds.map((build) => new SiteIndex(build, this.#groups));
    this.#lanes = this.#indices
      .filter(({ build }) => this.#claim.build === null || this.#claim.build === build)
      .map((index) => new Lane(index, this.#groups, this.#samples));
    this.#holdsAll = this.#size * this.#samples.length <= CELLS_HELD || this.#lanes.length > 1;
    if (!this.#holdsAll) this.#ends = this.#lanes[0]!.index.ends();
    return targetsOf([...this.#indices.flatMap((index) => index.targets()), ...sexTargets()]);
  }

  get #size(): number {
    return this.#indices[0]?.size ?? 0;
  }

  row(text: Uint8Array, start: number, end: number, lineNumber: number): void {
    const row = parseRow(text, start, end, lineNumber);
    if (row === null) return;
    this.#isIndexed ||= lineNumber === 0;
    if (!this.#holdsAll) this.#deliverPassed(row);
    for (const index of this.#indices) {
      const lane = this.#lanes.find((one) => one.index === index);
      let met = false;
      index.touching(row.chrom, row.pos, row.end, (entry) => {
        const { pos, ref, refVerified } = entry.placement;
        if (!met && pos === row.pos && refVerified && !row.ref.includes("N")) {
          met = true;
          this.#evidence.add(index.build, row.ref.startsWith(ref) || ref.startsWith(row.ref));
        }
        if (lane === undefined) return;
        if (!lane.isOpen(entry.group))
          throw new PangenicError("vcf-unsorted", "a row of a gene comes after the file has left it; sort the file", {
            line: lineNumber,
            site: `${row.chrom}:${row.pos}`,
          });
        lane.fill(entry, row, text, end, this.#cells!);
      });
    }
    if (row.isBlock) this.#blocks++;
    if (isSexEvidence(row.chrom, row.pos) && !row.isReferenceOnly) this.#countSex(row, text, end);
  }

  #countSex(row: VcfRow, text: Uint8Array, end: number): void {
    if (this.#sexBudget <= 0 || row.format[0] !== "GT") return;
    this.#sexBudget -= this.#samplesInFile;
    const cells = this.#cells!;
    const { genotype } = cells;
    cells.read(text, row, end, (sample) => {
      const { first, second, strands } = genotype;
      if (first === MISSING || second === MISSING || strands > 2) return;
      if (row.chrom === "Y") {
        if (first > 0 && (strands === 1 || first === second)) this.#sex.onY(sample);
      } else if (strands === 1) this.#sex.onX(sample, "one");
      else if (first !== second) this.#sex.onX(sample, "different");
      else if (first > 0) this.#sex.onX(sample, "equal");
    });
  }

  /** In a sorted file no row to come can speak of a gene that lies behind this one. */
  #deliverPassed(row: VcfRow): void {
    const [lane] = this.#lanes;
    const left = this.#chrom;
    this.#chrom = row.chrom;
    for (const [group, { chrom, to }] of this.#ends.entries()) {
      const isBehind = chrom === row.chrom ? to < row.pos : chrom === left;
      if (!isBehind || !lane!.isOpen(group)) continue;
      this.#build(row.line);
      this.#hand(lane!, group);
    }
  }

  /** An index skips rows; a whole genome is then taken to have as many as genomes have. */
  #build(rows: number): ReturnType<typeof buildOf> {
    return buildOf(this.#claim, this.#evidence, this.#isIndexed ? Math.max(rows, ROWS_OF_A_GENOME) : rows, this.#size);
  }

  #hand(lane: Lane, group: number): void {
    const table = lane.take(group);
    if (this.#options.complete === true) this.#declare(lane, table, group);
    this.#count(table, group);
    this.#deliver(table);
  }

  /** Fills absent rows with the reference where the user declared the file complete, except where that is never assumed. */
  #declare(lane: Lane, table: SightingTable, group: number): void {
    const { build } = lane.index;
    const second = byCode.declared << 6;
    for (const [site, { chrom, neverAssumed, [build]: placement }] of this.#groups[group]!.sites.entries()) {
      if (neverAssumed[build]) continue;
      const reference = placement.spelling.indexOf(placement.ref);
      for (let sample = 0; sample < this.#samples.length; sample++) {
        if (table.isSeen(site, sample) || table.secondOf(site, sample) !== 0) continue;
        const isHaploid = chrom === "MT" || chrom === "Y" || (chrom === "X" && this.#sex.isHaploid(sample));
        table.setSeen(
          site,
          sample,
          reference | FIXED,
          second | (isHaploid ? HAPLOID : reference),
          doubtBit["declared-complete"],
        );
      }
    }
  }

  #count(table: SightingTable, group: number): void {
    const { phasedHets, freeHets, seen } = countsOf(table);
    this.#seen[group] = seen;
    this.#phasedHets += phasedHets;
    this.#freeHets += freeHets;
  }

  /**
   * Decides the build, hands over the genes still open and tells what the file was.
   * @throws PangenicError `build-wrong`, `build-mixed`, `build-unknown`.
   */
  finish(facts: ScanFacts): Reading {
    const { build, from } = this.#build(facts.rows);
    const lane = this.#lanes.find(({ index }) => index.build === build)!;
    for (const group of this.#groups.keys()) if (lane.isOpen(group)) this.#hand(lane, group);
    if (!facts.sorted) this.#problems.add("rows-unsorted", {});
    if (this.#phasedHets > 0 && this.#freeHets > 0) this.#problems.add("phase-mixed", {});
    return {
      format: this.#blocks > 0 ? "gvcf" : "vcf",
      kind: "genome",
      vendor: null,
      version: this.#version,
      build,
      buildFrom: from,
      samples: this.#samples,
      samplesInFile: this.#samplesInFile,
      phased: this.#freeHets > 0 ? (this.#phasedHets > 0 ? "some" : "none") : this.#phasedHets > 0 ? "all" : "none",
      sex: this.#samples.map((_, sample) => this.#sex.of(sample)),
      declaredComplete: this.#options.complete === true,
      rows: facts.rows,
      groups: this.#seen as GroupSeen[],
      problems: this.#problems.with(lane.problems).list(),
    };
  }
}
