/** Which variant of the genotypes is each row of a score, and why is it none? */
import { PangenicError } from "../../base/index.ts";
import { TextIndex } from "../bytes/text-column.ts";
import { countsRef, type Fit, fitOf, fits, isPalindromic } from "./allele-fit.ts";
import { firstAt, type PlacedRows, placedRows } from "./placed-rows.ts";
import { rowRefusals, type ScoreRows, type ScoreTable, sameValues } from "./score-table.ts";

/** What became of a row. The first six are told by genotypes, the others by the row alone. */
export const outcomes = [
  "matched",
  /** No variant at the position, or none of the ID. */
  "not-in-genotypes",
  /** A variant is there, of other alleles. */
  "alleles-differ",
  /** A/T or C/G, and no frequency decides the strand. */
  "palindromic",
  "multiallelic",
  /** Another row of the score is the same variant, and says otherwise. */
  "duplicated",
  /** The row says again what an earlier row says. */
  "repeated",
  "position-missing",
  // Refusals of the row itself.
  "haplotype",
  "diplotype",
  "interaction",
  "allele-not-sequence",
] as const;

export type Outcome = (typeof outcomes)[number];

const codeOf = Object.fromEntries(outcomes.map((outcome, i) => [outcome, i])) as Record<Outcome, number>;

export interface MatchRules {
  /** `frequency`: used where frequencies of score and reference show the strand. */
  readonly palindromic: "exclude" | "frequency" | "keep";
  /** Variants that the file gives with several ALT alleles. */
  readonly multiallelic: "exclude" | "match";
  /** Rows that are the same variant. `same`: one of them is kept where they say the same; `exclude`: none; `first`: the first. */
  readonly duplicates: "same" | "exclude" | "first";
  readonly flipsIndels: boolean;
}

export const matchRules: MatchRules = {
  palindromic: "frequency",
  multiallelic: "match",
  duplicates: "same",
  flipsIndels: false,
};

/** The choices of the PGS Catalog's calculator (pgsc_calc 2), to compare with. */
export const catalogRules: MatchRules = {
  palindromic: "exclude",
  multiallelic: "exclude",
  duplicates: "exclude",
  flipsIndels: true,
};

/** A frequency this near to a half does not tell which allele is meant. */
const UNDECIDED = 0.1;

/** So many variants with an rsID are compared with the score's, and so many contradictions are no accident. */
const COMPARED = 20_000;
const ENOUGH = 20;

const R = 114;
const S = 115;

/**
 * Are the letters of a palindromic row those of the reference's strand, by frequency?
 * @param inScore frequency of the effect allele among the people of the score. @param inReference of the same letter in a panel.
 * @returns null where the frequencies do not decide.
 */
export function sameStrand(inScore: number, inReference: number): boolean | null {
  const one = inScore - 0.5;
  const two = inReference - 0.5;
  if (!(Math.abs(one) > UNDECIDED && Math.abs(two) > UNDECIDED)) return null;
  return one > 0 === two > 0;
}

/** `[rows]`; frequency in a reference panel of the letters that the row counts, on the panel's strand; NaN where it has none. */
export type PanelFrequencies = Float64Array;

export interface ScoreMatch {
  /** `[rows]`; number of the variant in the file, from 0; −1 where the row is none. */
  readonly variant: Int32Array;
  /** `[rows]`; see `fits`. */
  readonly fit: Uint8Array;
  /** `[rows]`; place of the effect allele in the variant: 0 REF, 1 the first ALT … */
  readonly allele: Uint8Array;
  /** `[rows]`; place in `outcomes`. */
  readonly outcome: Uint8Array;
  /** No row was matched on X, Y or MT. */
  readonly isAutosomal: boolean;
}

const encoder = new TextEncoder();
/** Place of the last autosome in `chromosomes`, plus 1. */
const LAST_AUTOSOME = 22;

/** Takes the variants of the genotypes one by one, in any order; the first of several equally good ones is taken. */
export class ScoreMatcher {
  readonly #scores: readonly ScoreTable[];
  readonly #rows: ScoreRows;
  readonly #rules: MatchRules;
  readonly #panel: PanelFrequencies | null;
  readonly #placed: readonly PlacedRows[];
  readonly #index: TextIndex | null;
  readonly #match: Omit<ScoreMatch, "isAutosomal">;
  #isAutosomal = true;
  /** Names of the variants, while they are compared with the score's: rsIDs keep their place within a build. */
  #names: TextIndex | null = null;
  #compared = 0;
  #samePlace = 0;
  #otherPlace = 0;

  /**
   * @param scores of one file, which share their rows.
   * @throws PangenicError `score-column-missing`, where rows are asked for by ID and have none.
   */
  constructor(
    scores: readonly ScoreTable[],
    by: "position" | "id",
    rules: MatchRules = matchRules,
    panel: PanelFrequencies | null = null,
  ) {
    const { rows } = scores[0]!;
    if (by === "id" && rows.ids === null)
      throw new PangenicError("score-column-missing", "the scoring file has no identifiers to match by", {
        field: "rsID",
      });
    this.#scores = scores;
    this.#rows = rows;
    this.#rules = rules;
    this.#panel = panel;
    this.#placed = by === "position" ? placedRows(rows) : [];
    this.#index = by === "id" ? new TextIndex(rows.ids!, rows.length) : null;
    this.#match = {
      variant: new Int32Array(rows.length).fill(-1),
      fit: new Uint8Array(rows.length),
      allele: new Uint8Array(rows.length),
      outcome: Uint8Array.from(rows.refusal, (refusal, row) =>
        refusal > 0
          ? codeOf[rowRefusals[refusal - 1]!]
          : by === "position" && (rows.chrom[row] === 0 || rows.pos[row] === 0)
            ? codeOf["position-missing"]
            : codeOf["not-in-genotypes"],
      ),
    };
  }

  /** Can a variant at this place be of interest? Where it cannot, it need not be seen. */
  asksFor(chrom: number, pos: number): boolean {
    if (this.#index !== null || (this.#compared < COMPARED && this.#rows.ids !== null)) return true;
    const placed = this.#placed[chrom - 1];
    return placed !== undefined && placed.pos[firstAt(placed.pos, pos)] === pos;
  }

  /**
   * @param variant number of the variant in the file.
   * @param chrom place in `chromosomes` plus 1; 0 where it is none. @param alts more than one where the file says so.
   */
  see(variant: number, chrom: number, pos: number, id: string, ref: string, alts: readonly string[]): void {
    const bytes = encoder.encode(id);
    this.seeNamed(variant, chrom, pos, bytes, 0, bytes.length, ref, alts);
  }

  /** As `see`, of a variant whose ID is the UTF-8 text `bytes[from, to)`. */
  seeNamed(
    variant: number,
    chrom: number,
    pos: number,
    bytes: Uint8Array,
    from: number,
    to: number,
    ref: string,
    alts: readonly string[],
  ): void {
    const index = this.#index;
    if (index !== null) {
      for (let row = index.first(bytes, from, to); row >= 0; row = index.after(row, bytes, from, to))
        if (this.#rows.refusal[row] === 0) this.#try(row, variant, chrom, ref, alts);
      return;
    }
    this.#compare(chrom, pos, bytes, from, to);
    const placed = this.#placed[chrom - 1];
    if (placed === undefined) return;
    for (let at = firstAt(placed.pos, pos); placed.pos[at] === pos; at++)
      this.#try(placed.row[at]!, variant, chrom, ref, alts);
  }

  #compare(chrom: number, pos: number, bytes: Uint8Array, from: number, to: number): void {
    const { ids, length, chrom: chroms, pos: positions } = this.#rows;
    if (ids === null || this.#compared++ >= COMPARED) return;
    const isRsId = to - from > 2 && bytes[from] === R && bytes[from + 1] === S;
    if (!isRsId) return;
    this.#names ??= new TextIndex(ids, length);
    const names = this.#names;
    for (let row = names.first(bytes, from, to); row >= 0; row = names.after(row, bytes, from, to)) {
      if (chroms[row] === 0 || positions[row] === 0) continue;
      if (chroms[row] === chrom && positions[row] === pos) this.#samePlace++;
      else this.#otherPlace++;
    }
  }

  #try(row: number, variant: number, chrom: number, ref: string, alts: readonly string[]): void {
    if (chrom > LAST_AUTOSOME) this.#isAutosomal = false;
    const { effect, other, alleles } = this.#rows;
    const counted = alleles[effect[row]!]!;
    const against = other[row]! < 0 ? null : alleles[other[row]!]!;
    if (alts.length > 1 && this.#rules.multiallelic === "exclude") {
      this.#keep(row, variant, fits.excluded, 0, "multiallelic");
      return;
    }
    for (let i = 0; i < alts.length; i++) {
      const alt = alts[i]!;
      const fit = fitOf(counted, against, ref, alt, this.#rules.flipsIndels);
      if (fit === fits.none) {
        this.#keep(row, variant, fits.none, 0, "alleles-differ");
        continue;
      }
      if (!isPalindromic(ref, alt) || this.#rules.palindromic === "keep") {
        this.#keep(row, variant, fit, countsRef(fit) ? 0 : i + 1, "matched");
        continue;
      }
      const same =
        this.#rules.palindromic === "exclude" || this.#panel === null
          ? null
          : sameStrand(this.#rows.frequency?.[row] ?? Number.NaN, this.#panel[row]!);
      if (same === null) this.#keep(row, variant, fits.excluded, 0, "palindromic");
      else {
        const isRef = countsRef(fit) === same;
        const decided = same ? fit : isRef ? fits.refAltFlipped : fits.altRefFlipped;
        this.#keep(row, variant, decided, isRef ? 0 : i + 1, "matched");
      }
    }
  }

  #keep(row: number, variant: number, fit: Fit, allele: number, outcome: Outcome): void {
    const match = this.#match;
    const isFirst = match.outcome[row] === codeOf["not-in-genotypes"];
    if (!isFirst && fit <= match.fit[row]!) return;
    match.fit[row] = fit;
    match.outcome[row] = codeOf[outcome];
    match.allele[row] = allele;
    match.variant[row] = fit > fits.excluded ? variant : -1;
  }

  /**
   * Within a build an rsID has one place, and a position one pair of alleles; in another build hardly a row keeps either.
   * @throws PangenicError `score-build-wrong`.
   */
  #checkBuild(): void {
    const { outcome } = this.#match;
    let agree = 0;
    let differ = 0;
    for (const code of outcome) {
      if (code === codeOf["alleles-differ"]) differ++;
      else if (code !== codeOf["not-in-genotypes"] && code < codeOf["position-missing"]) agree++;
    }
    const byName = this.#otherPlace >= ENOUGH && this.#otherPlace > this.#samePlace;
    const byAlleles = this.#index === null && differ >= ENOUGH && differ > agree;
    if (byName || byAlleles)
      throw new PangenicError(
        "score-build-wrong",
        byName
          ? "most rsIDs of the score stand at other positions in the genotypes: they are of different builds"
          : "at most positions of the score the genotypes have other alleles: they are of different builds",
      );
  }

  /**
   * @returns what each row is. Rows that are the same variant have been dealt with by the rules.
   * @throws PangenicError `score-build-wrong`.
   */
  finish(): ScoreMatch {
    const { variant, fit, allele, outcome } = this.#match;
    const order = byVariant(variant);
    for (let from = 0; from < order.length; ) {
      let to = from + 1;
      while (to < order.length && variant[order[to]!] === variant[order[from]!]) to++;
      if (to - from > 1) this.#settle(order.subarray(from, to));
      from = to;
    }
    this.#checkBuild();
    return { variant, fit, allele, outcome, isAutosomal: this.#isAutosomal };
  }

  #settle(same: Int32Array): void {
    const { variant, allele, outcome } = this.#match;
    const { duplicates } = this.#rules;
    const [first, ...others] = same as unknown as readonly [number, ...number[]];
    const saysSame = duplicates === "same" && others.every((row) => this.#saysSame(first, row));
    for (const row of saysSame || duplicates === "first" ? others : same) {
      outcome[row] = codeOf[saysSame ? "repeated" : "duplicated"];
      variant[row] = -1;
      allele[row] = 0;
    }
  }

  #saysSame(one: number, other: number): boolean {
    return this.#match.allele[one] === this.#match.allele[other] && sameValues(this.#scores, one, other);
  }
}

/** A row takes 25 bits, so that so many are told apart within the 53 bits of a number. */
const ROWS = 2 ** 25;

/** @param variant see `ScoreMatch`. @returns matched rows, by their variants; those of one variant in the order of the file. */
export function byVariant(variant: Int32Array): Int32Array {
  const keys = new Float64Array(variant.length);
  let count = 0;
  let isSorted = true;
  for (let row = 0; row < variant.length; row++) {
    if (variant[row]! < 0) continue;
    keys[count] = variant[row]! * ROWS + row;
    isSorted &&= count === 0 || keys[count]! > keys[count - 1]!;
    count++;
  }
  const found = keys.subarray(0, count);
  if (!isSorted) found.sort();
  const rows = new Int32Array(count);
  for (let i = 0; i < count; i++) rows[i] = found[i]! % ROWS;
  return rows;
}

export function outcomeOf(match: ScoreMatch, row: number): Outcome {
  return outcomes[match.outcome[row]!]!;
}

/** Rows by what became of them, in the order of `outcomes`; those that did not happen are left out. */
export function countsOfOutcomes({ outcome }: ScoreMatch): { readonly outcome: Outcome; readonly rows: number }[] {
  const counts = new Int32Array(outcomes.length);
  for (const code of outcome) counts[code]!++;
  return outcomes.flatMap((outcome, code) => (counts[code]! > 0 ? [{ outcome, rows: counts[code]! }] : []));
}
