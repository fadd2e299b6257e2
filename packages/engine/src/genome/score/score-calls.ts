/** Reads a consumer's raw data for the sites of scores: letters, whose strand the file itself must show. */
import { type Build, chromosomeNamed, chromosomes } from "../../base/index.ts";
import { cellsOf, layoutOf } from "../array/array-layout.ts";
import { ArrayReader } from "../array/array-reader.ts";
import { lettersAt, type StrandTally } from "../array/array-strand.ts";
import { UNDOCUMENTED } from "../sighting.ts";
import { NONE } from "../vcf/genotype.ts";
import { firstAt } from "./placed-rows.ts";
import { NO_ALLELE } from "./score-alleles.ts";
import { buildFor, checkAlleles } from "./score-build.ts";
import {
  BY_ROW,
  copiesIn,
  DIFFERS,
  FLIPPED,
  NO_CALL,
  type ScoreSites,
  type SiteSource,
  type SiteStates,
  UNSEEN,
} from "./score-sites.ts";

const coded: Readonly<Record<string, string>> = { "23": "X", "24": "Y", "25": "X", "26": "MT", XY: "X", PAR: "X" };
const LETTERS = "ACGT";
/** Lines kept until the layout is known. */
const HEAD_LINES = 400;

/** Calls of one file in columns: an array has a million at most, and its build is known only at the end. */
export class ScoreCallReader {
  /** Knows the vendors, the builds and the sexes; it is given no sites. */
  readonly #array = new ArrayReader([]);
  readonly #chrom: number[] = [];
  readonly #pos: number[] = [];
  /** First letter + 4 × second letter; + 16 where there is one strand only; 255 where there is no call. */
  readonly #call: number[] = [];
  #head: string[] | null = [];
  #separator: "," | "blank" = "blank";

  line(text: string, lineNumber: number): void {
    this.#array.line(text, lineNumber);
    if (this.#head === null) {
      this.#row(text);
      return;
    }
    this.#head.push(text.replace(/^\ufeff/, ""));
    if (text.startsWith("#") || text.trim() === "") {
      if (this.#head.length < HEAD_LINES) return;
    }
    const layout = layoutOf(this.#head);
    if (layout === null) return;
    const head = this.#head;
    this.#head = null;
    this.#separator = layout.separator;
    for (const line of head) this.#row(line);
  }

  #row(text: string): void {
    if (text === "" || text.startsWith("#")) return;
    const [, name, position, ...letters] = cellsOf(text, this.#separator);
    const chrom = chromosomeNamed(coded[(name ?? "").toUpperCase()] ?? name ?? "");
    const pos = Number(position);
    if (chrom === null || !Number.isInteger(pos) || pos <= 0) return;
    const call = letters.join("").toUpperCase();
    const [first, second] = [LETTERS.indexOf(call[0] ?? "-"), LETTERS.indexOf(call[1] ?? "-")];
    this.#chrom.push(chromosomes.indexOf(chrom));
    this.#pos.push(pos);
    const isOne = call.length === 1 && first >= 0;
    const isTwo = call.length === 2 && first >= 0 && second >= 0;
    this.#call.push(isOne ? first + 16 : isTwo ? first + 4 * second : 255);
  }

  /**
   * @returns states of each score, in the one person of the file.
   * @throws PangenicError `build-wrong`, `build-unknown`, `score-build-wrong`, `format-unknown`.
   */
  async finish(
    sources: readonly SiteSource[],
    stated: Build | null,
  ): Promise<{ readonly build: Build; readonly states: readonly SiteStates[] }> {
    const reading = this.#array.finish(() => {});
    const { build } = buildFor(reading.build, stated, sources);
    const order = Uint32Array.from(this.#pos.keys());
    const tally: StrandTally = { forward: 0, flipped: 0 };
    const states: (Uint8Array | null)[][] = sources.map(() => chromosomes.map(() => null));
    let differ = 0;
    let agree = 0;
    // The strands of the whole file first, then the letters that fit both.
    for (const isFirst of [true, false])
      for (const chrom of chromosomes.keys()) {
        const calls = order.filter((call) => this.#chrom[call] === chrom);
        for (const [score, source] of sources.entries()) {
          const sites = await source.sites(chrom, build);
          if (sites === null) continue;
          const found = states[score]![chrom] ?? new Uint8Array(sites.pos.length).fill(UNSEEN);
          states[score]![chrom] = found;
          for (const call of calls)
            for (let site = firstAt(sites.pos, this.#pos[call]!); sites.pos[site] === this.#pos[call]; site++) {
              if (isFirst) {
                this.#copies(sites, site, call, tally, null);
                continue;
              }
              const copies = this.#copies(sites, site, call, null, tally);
              if ((copies & DIFFERS) !== 0) differ++;
              else if ((copies & NO_CALL) === 0) agree++;
              if ((copies & BY_ROW) === BY_ROW || found[site] === UNSEEN) found[site] = copies;
            }
        }
      }
    checkAlleles({ agree, differ }, true);
    return { build, states };
  }

  #copies(
    sites: ScoreSites,
    site: number,
    call: number,
    counts: StrandTally | null,
    tally: StrandTally | null,
  ): number {
    const code = this.#call[call]!;
    if (code === 255) return UNSEEN | NO_CALL;
    const otherCode = sites.other[site]!;
    const effect = sites.alleles[sites.effect[site]!]!;
    const other = otherCode < 0 || otherCode === NO_ALLELE ? null : sites.alleles[otherCode]!;
    // An array's letters are single bases; without the other allele the strand cannot be told.
    if (other === null || effect.length > 1 || other.length > 1) return UNSEEN | NO_CALL;
    const isOne = code >= 16;
    const letters = LETTERS[code & 3]! + (isOne ? "" : LETTERS[(code >> 2) & 3]!);
    const found = lettersAt([effect, other], letters, counts, tally);
    if (found === null) return UNSEEN | NO_CALL;
    if (found.alleles.includes(UNDOCUMENTED)) return UNSEEN | DIFFERS;
    const [one, two] = found.alleles.map((allele) => (allele === 0 ? 1 : 0));
    const copies = copiesIn(this.#chrom[call]!, one!, two ?? NONE);
    return copies === UNSEEN ? UNSEEN | NO_CALL : BY_ROW | copies | (found.isFlipped ? FLIPPED : 0);
  }
}
