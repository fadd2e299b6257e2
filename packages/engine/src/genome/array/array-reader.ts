/** Reads a consumer's raw-data file into sightings. Absent rows are not seen: an array tests chosen sites only. */
import { type Build, type Chromosome, chromosomeNamed, PangenicError, type Place } from "../../base/index.ts";
import { builds } from "../build.ts";
import { Problems } from "../problem.ts";
import { countsOf, type GroupSeen, type Reading } from "../reading.ts";
import { isSexEvidence, SexTally } from "../sex.ts";
import { type NotSeen, type Sighting, UNDOCUMENTED } from "../sighting.ts";
import { SightingTable, type SiteGroup } from "../sighting-table.ts";
import { type Indexed, SiteIndex } from "../vcf/site-index.ts";
import { type ArrayLayout, cellsOf, layoutOf } from "./array-layout.ts";
import { lettersAt, type StrandTally } from "./array-strand.ts";

/** Ids that most chips carry: positions in NCBI36, GRCh37, GRCh38 (dbSNP 151). */
const landmarks: ReadonlyMap<string, readonly [number, number, number]> = new Map([
  ["rs3094315", [742429, 752566, 817186]],
  ["rs2500347", [143649677, 144938320, 148946169]],
  ["rs2341354", [908436, 918573, 983193]],
  ["rs3850290", [22315141, 23245301, 22776092]],
  ["rs11928389", [50908372, 50927009, 50889578]],
  ["rs964481", [27566744, 27656823, 27638706]],
  ["rs1329546", [135302086, 135474420, 136392261]],
]);

/** So many ids with a known position decide the build against what the head says. */
const ENOUGH_IDS = 10;

const coded: Readonly<Record<string, Chromosome>> = { "23": "X", "24": "Y", "25": "X", "26": "MT", XY: "X", PAR: "X" };

/** One call at a site of ours. */
interface Observation {
  readonly letters: string | null;
  readonly why: NotSeen;
  readonly place: Place;
}

/** Lines kept until the layout is known. */
const HEAD_LINES = 400;

export class ArrayReader {
  readonly #groups: readonly SiteGroup[];
  readonly #problems = new Problems();
  readonly #indices: Readonly<Record<Build, SiteIndex>>;
  readonly #wanted: Readonly<Record<Build, ReadonlySet<string>>>;
  readonly #placed: Readonly<Record<Build, Map<string, Observation[]>>> = { GRCh37: new Map(), GRCh38: new Map() };
  readonly #ids: ReadonlyMap<string, Readonly<Record<Build, number>>>;
  readonly #byId = new Map<string, Observation[]>();
  readonly #votes = { older: 0, GRCh37: 0, GRCh38: 0, none: 0 };
  readonly #sex = new SexTally(1);
  #head: string[] | null = [];
  #layout: ArrayLayout | null = null;
  #rows = 0;
  #noCalls = 0;
  #ySites = 0;

  constructor(groups: readonly SiteGroup[]) {
    this.#groups = groups;
    this.#indices = { GRCh37: new SiteIndex("GRCh37", groups), GRCh38: new SiteIndex("GRCh38", groups) };
    this.#wanted = { GRCh37: positionsOf(this.#indices.GRCh37), GRCh38: positionsOf(this.#indices.GRCh38) };
    const ids = new Map<string, Record<Build, number>>();
    for (const { sites } of groups)
      for (const { rsid, GRCh37, GRCh38 } of sites)
        if (rsid !== null) ids.set(rsid, { GRCh37: GRCh37.pos, GRCh38: GRCh38.pos });
    this.#ids = ids;
  }

  /** @throws PangenicError `format-unknown`, `format-unsupported`, `array-layout-broken`. */
  line(text: string, lineNumber: number): void {
    if (this.#head === null) {
      this.#row(text, lineNumber);
      return;
    }
    this.#head.push(this.#head.length === 0 ? text.replace(/^\ufeff/, "") : text);
    const isRow = !text.startsWith("#") && text.trim() !== "";
    if (isRow || this.#head.length >= HEAD_LINES) this.#begin(lineNumber - this.#head.length + 1);
  }

  #begin(firstLine: number): void {
    const head = this.#head!;
    this.#head = null;
    this.#layout = layoutOf(head);
    if (this.#layout === null)
      throw new PangenicError("format-unknown", "neither a VCF nor a raw-data file that is known", { line: 1 });
    for (const [i, line] of head.entries()) this.#row(line, firstLine + i);
  }

  #row(text: string, lineNumber: number): void {
    if (text === "" || text.startsWith("#") || text.trim() === "") return;
    const { columns, separator } = this.#layout!;
    const cells = cellsOf(text, separator);
    const [id, chromosome, position] = cells as [string, string?, string?];
    // Two downloads joined into one repeat the header row.
    if (/^chr/i.test(chromosome ?? "") && /^pos/i.test(position ?? "")) return;
    // An empty genotype cell at the end of a line is a no-call.
    const isShort = cells.length === columns - 1 && columns === 4 && separator === "blank";
    if (position === undefined || (cells.length !== columns && !isShort))
      throw new PangenicError("array-layout-broken", `a row must have ${columns} columns, as the head says`, {
        line: lineNumber,
      });
    this.#rows++;
    const place: Place = { line: lineNumber };
    const chrom = coded[chromosome!.toUpperCase()] ?? chromosomeNamed(chromosome!);
    if (chrom === null && !/^[-0]*$/.test(chromosome!) && !/^[\w.]+$/.test(chromosome!))
      throw new PangenicError("array-layout-broken", "column 2 must be a chromosome", place);
    const isPlaced = chrom !== null && position !== "0" && position !== "" && !/^-+$/.test(position);
    if (isPlaced && !/^\d{1,10}$/.test(position))
      throw new PangenicError("array-layout-broken", "column 3 must be a position", place);
    if (!isPlaced) {
      this.#problems.add("array-row-skipped", place);
      return;
    }
    const call = cells.slice(3).join("").toUpperCase();
    this.#call(id.split(/[;,]/)[0]!, chrom, Number(position), call, place);
  }

  #call(id: string, chrom: Chromosome, pos: number, call: string, place: Place): void {
    const letters = /^[ACGT]{1,2}$/.test(call) ? call : null;
    const isCode = letters === null && /^[ID]{1,2}$|^[ACGTID]{3,}$|[ID]/.test(call);
    if (letters === null && !isCode) this.#noCalls++;
    if (isSexEvidence(chrom, pos)) this.#countSex(chrom, letters);
    const landmark = landmarks.get(id);
    const known = this.#ids.get(id);
    if (landmark !== undefined) this.#vote(pos, landmark[0], landmark[1], landmark[2]);
    else if (known !== undefined) this.#vote(pos, null, known.GRCh37, known.GRCh38);
    const key = `${chrom}:${pos}`;
    const observation: Observation = {
      letters,
      why: isCode ? "indel-code" : "no-call",
      place: { ...place, site: key },
    };
    for (const build of builds) if (this.#wanted[build].has(key)) append(this.#placed[build], key, observation);
    if (known !== undefined) append(this.#byId, id, observation);
  }

  #vote(pos: number, older: number | null, at37: number, at38: number): void {
    if (at37 === at38) return;
    if (pos === at37) this.#votes.GRCh37++;
    else if (pos === at38) this.#votes.GRCh38++;
    else if (pos === older) this.#votes.older++;
    else this.#votes.none++;
  }

  #countSex(chrom: Chromosome, letters: string | null): void {
    if (chrom === "Y") {
      this.#ySites++;
      if (letters !== null) this.#sex.onY(0);
    } else if (letters !== null)
      this.#sex.onX(0, letters.length === 1 ? "one" : letters[0] === letters[1] ? "equal" : "different");
  }

  /** @throws PangenicError `build-wrong`, `build-unknown`. */
  #build(): { readonly build: Build; readonly from: Reading["buildFrom"] } {
    const { older, GRCh37, GRCh38, none } = this.#votes;
    const stated = this.#layout!.stated;
    const build = GRCh37 >= GRCh38 ? "GRCh37" : "GRCh38";
    const agree = Math.max(GRCh37, GRCh38);
    const tested = older + GRCh37 + GRCh38 + none;
    // Ids are merged and moved over the years: some strays are normal.
    const isShown = agree >= ENOUGH_IDS && agree >= 0.8 * tested;
    if (
      !isShown &&
      (stated === "other" || (tested >= ENOUGH_IDS && older + none > 0.8 * tested) || (older > 0 && older > agree))
    )
      throw new PangenicError("build-wrong", "the positions are of build 36 or older; only 37 and 38 are read", {
        field: "position",
      });
    if (isShown) {
      if (stated !== null && stated !== build) this.#problems.add("header-contradicts-rows", { field: "build" });
      return { build, from: stated === build ? "header-and-rows" : "rows" };
    }
    if (stated !== null && stated !== "other" && this.#votes[stated] === tested)
      return { build: stated, from: "header" };
    throw new PangenicError("build-unknown", "too few known ids to tell the reference genome of this file", {
      field: "position",
    });
  }

  /** @throws PangenicError `array-layout-broken`, where no row came; `build-wrong`, `build-unknown`. */
  finish(deliver: (table: SightingTable) => void): Reading {
    if (this.#head !== null) this.#begin(1);
    if (this.#rows === 0) throw new PangenicError("array-layout-broken", "the file has a head but no rows");
    const { build, from } = this.#build();
    const sex = this.#sex.of(0, this.#ySites / 10);
    const observations = this.#observations(build);
    const tally: StrandTally = { forward: 0, flipped: 0 };
    for (const { entry, calls } of observations)
      for (const { letters } of calls)
        if (letters !== null && entry.isSingleBase) lettersAt(entry.placement.spelling, letters, tally);
    const groups: GroupSeen[] = [];
    const tables = this.#groups.map((group) => new SightingTable(group, ["sample"]));
    for (const { entry, calls } of observations) {
      const sighting = this.#sighting(entry, calls, tally, sex.verdict === "male");
      tables[entry.group]!.set(entry.site, 0, sighting);
    }
    if (this.#noCalls > this.#rows / 10) this.#problems.add("array-no-call-share", {});
    for (const table of tables) {
      groups.push(countsOf(table).seen);
      deliver(table);
    }
    return {
      format: "array",
      kind: "array",
      vendor: this.#layout!.vendor,
      version: this.#layout!.version,
      build,
      buildFrom: from,
      samples: ["sample"],
      samplesInFile: 1,
      phased: "none",
      sex: [sex],
      declaredComplete: false,
      rows: this.#rows,
      groups,
      problems: this.#problems.list(),
    };
  }

  /** By position first; by rsID only where no row has the position. */
  #observations(build: Build): { readonly entry: Indexed; readonly calls: readonly Observation[] }[] {
    return [...this.#indices[build].entries.values()].flat().flatMap((entry) => {
      const { rsid } = this.#groups[entry.group]!.sites[entry.site]!;
      const key = `${entry.chrom}:${entry.placement.pos}`;
      const placed = this.#placed[build].get(key);
      if (placed !== undefined) return [{ entry, calls: placed }];
      const named = rsid === null ? undefined : this.#byId.get(rsid);
      if (named === undefined) return [];
      this.#problems.add("array-matched-by-rsid", named[0]!.place);
      return [{ entry, calls: named }];
    });
  }

  #sighting(entry: Indexed, calls: readonly Observation[], tally: StrandTally, isMale: boolean): Sighting {
    const sightings = calls.map((call) => this.#one(entry, call, tally, isMale));
    const seen = sightings.filter((sighting) => sighting.kind === "seen");
    const [first] = seen;
    if (first === undefined) return sightings[0]!;
    const text = (alleles: readonly number[]): string => [...alleles].sort((a, b) => a - b).join();
    if (seen.every(({ alleles }) => text(alleles) === text(first.alleles))) return first;
    this.#problems.add("rows-contradict", calls[0]!.place);
    return { kind: "not-seen", why: "contradictory-rows" };
  }

  #one(entry: Indexed, call: Observation, tally: StrandTally, isMale: boolean): Sighting {
    const { letters, why, place } = call;
    if (letters === null) {
      if (why === "indel-code") this.#problems.add("array-indel-code", place);
      return { kind: "not-seen", why };
    }
    const { spelling } = entry.placement;
    if (!entry.isSingleBase) {
      this.#problems.add("array-indel-code", place);
      return { kind: "not-seen", why: "indel-code" };
    }
    const isHet = letters.length === 2 && letters[0] !== letters[1];
    const oneStrand = entry.chrom === "MT" || entry.chrom === "Y" || (entry.chrom === "X" && isMale);
    if (oneStrand && isHet) {
      this.#problems.add("array-haploid-heterozygous", place);
      return { kind: "not-seen", why: "contradictory-rows" };
    }
    if (letters.length === 1 && !oneStrand && entry.chrom !== "X") return { kind: "not-seen", why: "ploidy" };
    const found = lettersAt(spelling, letters, null, tally);
    if (found === null) {
      this.#problems.add("array-strand-ambiguous", place);
      return { kind: "not-seen", why: "strand-ambiguous" };
    }
    if (found.isFlipped) this.#problems.add("array-strand-flipped", place);
    if (found.alleles.includes(UNDOCUMENTED)) this.#problems.add("allele-undocumented", place);
    const [a, b] = found.alleles as [number, number?];
    return {
      kind: "seen",
      alleles: b === undefined || oneStrand ? [a] : [a, b],
      phase: isHet ? { kind: "free" } : { kind: "fixed" },
      by: "array",
      doubts: ["array", "consumer-file"],
    };
  }
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function positionsOf(index: SiteIndex): ReadonlySet<string> {
  return new Set([...index.entries.values()].flat().map(({ chrom, placement }) => `${chrom}:${placement.pos}`));
}
