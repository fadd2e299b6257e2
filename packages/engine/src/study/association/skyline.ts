/** Where along the genome are P values small: what a Manhattan plot draws, in memory that does not grow with the variants. */
import type { TabledRows } from "./tabled.ts";

export interface SkylineGrain {
  /** Bases, and −log10 P, of a cell. */
  readonly bases: number;
  readonly size: number;
  /** −log10 P from which on every variant is kept. */
  readonly keptFrom: number;
}

export const skylineGrain: SkylineGrain = { bases: 250_000, size: 0.05, keptFrom: 5 };
const CELLS = Math.round(skylineGrain.keptFrom / skylineGrain.size);

export interface Hit {
  readonly pos: number;
  readonly id: string;
  /** −log10 P. */
  readonly size: number;
}

export interface ChromosomeSkyline {
  readonly chrom: string;
  /** Below `keptFrom`, by place (position over `bases`): which cells, from P = 1 on, hold a variant. */
  readonly cells: ReadonlyMap<number, Uint8Array>;
  readonly hits: readonly Hit[];
  readonly lastPos: number;
}

/** Chromosomes in the order of the file. */
export class Skyline {
  readonly #chromosomes: Map<string, { cells: Map<number, Uint8Array>; hits: Hit[]; lastPos: number }> = new Map();

  add({ runs, pos, log10P, named }: TabledRows): void {
    for (const [i, { chrom, from }] of runs.entries())
      this.#fill(chrom, pos, log10P, from, runs[i + 1]?.from ?? pos.length);
    for (const { at, id } of named) {
      const run = runs.findLast(({ from }) => from <= at)!;
      this.#chromosomes.get(run.chrom)!.hits.push({ pos: pos[at]!, id, size: -log10P[at]! });
    }
  }

  #fill(chrom: string, pos: Int32Array, log10P: Float64Array, from: number, to: number): void {
    const on = this.#chromosomes.get(chrom) ?? { cells: new Map<number, Uint8Array>(), hits: [], lastPos: 0 };
    this.#chromosomes.set(chrom, on);
    for (let i = from; i < to; i++) {
      const size = -log10P[i]!;
      if (!(size >= 0)) continue;
      on.lastPos = Math.max(on.lastPos, pos[i]!);
      if (size >= skylineGrain.keptFrom) continue;
      const place = Math.floor(pos[i]! / skylineGrain.bases);
      let cells = on.cells.get(place);
      if (cells === undefined) {
        cells = new Uint8Array(CELLS);
        on.cells.set(place, cells);
      }
      cells[Math.min(CELLS - 1, Math.floor(size / skylineGrain.size))] = 1;
    }
  }

  chromosomes(): ChromosomeSkyline[] {
    return [...this.#chromosomes].map(([chrom, on]) => ({ chrom, ...on }));
  }
}
