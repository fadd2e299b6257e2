/** A score pack read chromosome by chromosome: ten scores of a million rows each do not fit a phone's memory at once. */
import { type Build, type ByteSource, chromosomes, PangenicError } from "../base/index.ts";
import { ColumnAreas, ColumnFile } from "./column-file.ts";
import { type Column, packColumns } from "./columns.ts";
import { readScorePack } from "./score-pack/pack-file.ts";
import type { PackRows } from "./score-pack/rows.ts";
import type { ScorePack } from "./score-pack/score-pack.ts";

/** Columns of the pack as a whole; the others have one number a row, or several. */
const isShared = (name: string): boolean => name === "slopeSteps" || name.startsWith("model.");

export class ScoreStream {
  /** The pack without its rows. */
  readonly pack: ScorePack;
  readonly rowCount: number;
  readonly #file: ColumnFile;
  /** Where the rows of each chromosome begin, and the end of the last. */
  readonly #starts: Int32Array;
  readonly #areas = new ColumnAreas();

  private constructor(file: ColumnFile, pack: ScorePack, starts: Int32Array) {
    this.#file = file;
    this.pack = pack;
    this.#starts = starts;
    this.rowCount = starts.at(-1)!;
  }

  /** @throws PangenicError `columns-broken`, `score-pack-broken`. */
  static async open(source: ByteSource): Promise<ScoreStream> {
    const file = await ColumnFile.open(source);
    const columns: Record<string, Column> = {};
    for (const name of file.names) columns[name] = isShared(name) ? await file.read(name) : await file.read(name, 0, 0);
    const pack = readScorePack(packColumns(file.head, columns));
    return new ScoreStream(file, pack, startsOf(await file.read("chrom")));
  }

  /**
   * What is needed while a genome is read. What an earlier call gave is gone.
   * @param chrom place in `chromosomes`. @returns null where the score has no row there.
   * @throws PangenicError `columns-broken`, `score-pack-broken`.
   */
  async places(chrom: number, build: Build): Promise<PackPlaces | null> {
    const [from, to] = [this.#starts[chrom]!, this.#starts[chrom + 1]!];
    if (from === to) return null;
    const { alleles } = this.pack.rows;
    const isListed = (code: number): boolean => code < alleles.length;
    const hasReference = this.#file.lengthOf("reference") > 0;
    return {
      pos: await this.#column(build === "GRCh37" ? "pos37" : "pos38", Int32Array, from, to),
      effect: await this.#column("effect", Uint16Array, from, to, isListed),
      other: await this.#column("other", Uint16Array, from, to, isListed),
      reference: hasReference ? await this.#column("reference", Uint8Array, from, to) : new Uint8Array(0),
      alleles,
    };
  }

  /** What is needed to add up; as `places`. */
  async values(chrom: number, build: Build): Promise<PackValues | null> {
    const [from, to] = [this.#starts[chrom]!, this.#starts[chrom + 1]!];
    if (from === to) return null;
    const { slopeSteps, constant } = this.pack.rows;
    const width = slopeSteps.length;
    const hasTwo = this.#file.lengthOf("two") > 0;
    return {
      pos: await this.#column(build === "GRCh37" ? "pos37" : "pos38", Int32Array, from, to),
      weight: await this.#column("weight", Float64Array, from, to, Number.isFinite),
      two: hasTwo ? await this.#column("two", Float64Array, from, to, Number.isFinite) : new Float64Array(0),
      frequency: await this.#column("frequency", Float32Array, from, to, (share) => share >= 0 && share <= 1),
      slopes: await this.#column("slopes", Int8Array, from * width, to * width),
      slopeSteps,
      constant,
    };
  }

  async #column<C extends Column>(
    name: string,
    kind: new () => C,
    from: number,
    to: number,
    isRight?: (value: number) => boolean,
  ): Promise<C> {
    const found = await this.#file.read(name, from, to, this.#areas);
    if (!(found instanceof kind) || (isRight !== undefined && !found.every(isRight)))
      throw new PangenicError("score-pack-broken", "a column of the score pack is of another kind, or out of bounds", {
        field: name,
      });
    return found;
  }
}

/** What rows add, and what is expected of them. */
export interface PackValues
  extends Pick<PackRows, "weight" | "two" | "frequency" | "slopes" | "slopeSteps" | "constant"> {
  /** In the build asked for; 0 where it is not known. */
  readonly pos: Int32Array;
}

/** Where rows stand, and between which alleles: what a genome is asked for. */
export interface PackPlaces extends Pick<PackRows, "effect" | "other" | "reference" | "alleles"> {
  /** In the build asked for; 0 where it is not known. */
  readonly pos: Int32Array;
}

/** @throws PangenicError `score-pack-broken`, where chromosomes do not follow each other. */
function startsOf(chrom: Column): Int32Array {
  const starts = new Int32Array(chromosomes.length + 1).fill(chrom.length);
  starts[0] = 0;
  let current = 0;
  for (let row = 0; row < chrom.length; row++) {
    const next = chrom[row]!;
    if (next < current || next >= chromosomes.length)
      throw new PangenicError("score-pack-broken", "in the score pack rows are not in the order of the chromosomes", {
        field: "chrom",
      });
    while (current < next) starts[++current] = row;
  }
  return starts;
}
