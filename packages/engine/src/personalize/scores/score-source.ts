/** Where a score of a person comes from, row by row: a scoring file in memory, or a pack read chromosome by chromosome. */
import type { Build, Source } from "../../base/index.ts";
import { chromosomes } from "../../base/index.ts";
import {
  expectedOf,
  rowValues,
  type ScoreSites,
  type ScoreTable,
  type SiteSource,
  type SiteStates,
  type TableSites,
  UNSEEN,
} from "../../genome/index.ts";
import { expectedRow, type PackPlaces, type ScorePack, type ScoreStream, valueOfTwo } from "../../models/index.ts";
import { ScoreTally } from "./sum.ts";

/** A score whose rows can be added up in a person. */
export interface SummableScore {
  readonly id: string;
  readonly trait: string;
  /** Rows of the score, those included that no genotype can tell. */
  readonly rows: number;
  readonly sources: readonly Source[];
  /** null for a scoring file. */
  readonly pack: ScorePack | null;
  readonly sites: SiteSource;
  /** @param position standardized components of the person; null where they are not known. */
  tally(states: SiteStates, build: Build, position: ArrayLike<number> | null): Promise<ScoreTally>;
}

/**
 * @param frequencies `[rows]`; of the effect allele in a reference panel, NaN where it is not known; null: nowhere.
 * @param sites of `score.rows`, perhaps with what the reference sequence carries.
 */
export function scoreOfTable(
  score: ScoreTable,
  placed: TableSites,
  frequencies: Float64Array | null,
  sites: SiteSource = placed,
): SummableScore {
  const { header, rows } = score;
  const expectedAt = (row: number) => {
    const stated = frequencies?.[row] ?? Number.NaN;
    if (Number.isNaN(stated)) return null;
    return expectedOf(rowValues(score, row), placed.swapped.has(row) ? 1 - stated : stated);
  };
  return {
    id: score.id,
    trait: header.trait ?? "",
    rows: rows.length,
    sources: [{ name: header.citation ?? score.id, version: header.version ?? "", license: header.license ?? "" }],
    pack: null,
    sites,
    tally(states) {
      const tally = new ScoreTally();
      const isRead = new Uint8Array(rows.length);
      for (const [chrom, own] of placed.rows.entries()) {
        const found = states[chrom];
        for (let site = 0; site < own.length; site++) {
          const row = own[site]!;
          isRead[row] = 1;
          tally.add(found?.[site] ?? UNSEEN, rowValues(score, row), expectedAt(row));
        }
      }
      for (let row = 0; row < rows.length; row++) if (isRead[row] === 0) tally.leaveOut(expectedAt(row));
      return Promise.resolve(tally);
    },
  };
}

/** A pack's rows are those that its cohort had: all of them are read, palindromic ones too, whose strand the cohort settled. */
export function scoreOfPack(stream: ScoreStream): SummableScore {
  const { pack } = stream;
  return {
    id: pack.score.id,
    trait: pack.score.trait,
    rows: stream.rowCount,
    sources: [pack.score.source],
    pack,
    sites: {
      builds: ["GRCh37", "GRCh38"],
      async sites(chrom, build) {
        const places = await stream.places(chrom, build);
        return places === null ? null : sitesOf(places);
      },
    },
    async tally(states, build, position) {
      const tally = new ScoreTally();
      tally.sum = pack.rows.constant;
      for (const chrom of chromosomes.keys()) {
        const read = await stream.values(chrom, build);
        if (read === null) continue;
        // Columns that are not needed stay empty.
        const rows = { ...pack.rows, ...read };
        const order = orderOf(rows.pos);
        const found = states[chrom];
        const count = rows.weight.length;
        const values: [number, number, number] = [0, 0, 0];
        for (let site = 0; site < (order?.length ?? count); site++) {
          const row = order === null ? site : order[site]!;
          values[1] = rows.weight[row]!;
          values[2] = valueOfTwo(rows, row);
          tally.add(found?.[site] ?? UNSEEN, values, expectedRow(rows, row, position));
        }
        // Rows without a position in this build.
        if (order !== null && order.length < count) {
          const isPlaced = new Uint8Array(count);
          for (const row of order) isPlaced[row] = 1;
          for (let row = 0; row < count; row++)
            if (isPlaced[row] === 0) tally.add(UNSEEN, values, expectedRow(rows, row, position));
        }
      }
      return tally;
    },
  };
}

/** Rows by their position, those without one left out; null where they stand so already: between builds stretches turn around. */
function orderOf(positions: Int32Array): Int32Array | null {
  let isSorted = positions.length === 0 || positions[0]! > 0;
  for (let row = 1; row < positions.length && isSorted; row++) isSorted = positions[row]! >= positions[row - 1]!;
  if (isSorted) return null;
  const order = Int32Array.from(positions.keys()).filter((row) => positions[row]! > 0);
  return order.sort((a, b) => positions[a]! - positions[b]! || a - b);
}

function sitesOf({ pos, effect, other, reference, alleles }: PackPlaces): ScoreSites {
  const order = orderOf(pos);
  const hasReference = reference.length > 0;
  if (order === null) return { pos, effect, other, alleles, reference: hasReference ? reference : null, settled: null };
  return {
    pos: order.map((row) => pos[row]!),
    effect: Uint16Array.from(order, (row) => effect[row]!),
    other: Uint16Array.from(order, (row) => other[row]!),
    alleles,
    reference: hasReference ? Uint8Array.from(order, (row) => reference[row]!) : null,
    settled: null,
  };
}
