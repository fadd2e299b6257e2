/** Rows of polygenic scores as columns of numbers: a million rows take some 40 MB. */
import { chromosomes } from "../../base/index.ts";
import type { TextColumn } from "../bytes/text-column.ts";
import { type CopyValues, type EffectType, effectTypes, valuesOf } from "./effect-type.ts";
import type { ScoringHeader } from "./scoring-header.ts";

/** Why a row cannot be scored from genotypes of single variants, whatever the genotypes are. */
export const rowRefusals = [
  "haplotype",
  "diplotype",
  "interaction",
  /** HLA serotypes and amino acids, APOE types, `P` and `N`. */
  "allele-not-sequence",
] as const;

export type RowRefusal = (typeof rowRefusals)[number];

/** What several scores may share: which allele of which variant. */
export interface ScoreRows {
  readonly length: number;
  /** Place in `chromosomes` plus 1; 0 where the row has no chromosome of ours. */
  readonly chrom: Uint8Array;
  /** Counted from 1 in the build of the positions; 0 where the row has none. */
  readonly pos: Int32Array;
  /** Places in `alleles`; −1 where the other allele is not given, or several are. */
  readonly effect: Int32Array;
  readonly other: Int32Array;
  readonly alleles: readonly string[];
  /** Place in `effectTypes`. */
  readonly type: Uint8Array;
  /** Place in `rowRefusals` plus 1; 0 where the row can be scored. */
  readonly refusal: Uint8Array;
  /** Frequency of the effect allele that the file states; NaN where it does not. null: in no row. */
  readonly frequency: Float32Array | null;
  readonly ids: TextColumn | null;
  /** Line of the file. */
  readonly line: Int32Array;
}

export interface ScoreTable {
  readonly id: string;
  readonly header: ScoringHeader;
  readonly rows: ScoreRows;
  /** In the unit that the file states (`header.weightType`), per copy where the row is additive. */
  readonly weight: Float64Array;
  /** `[rows × 3]`, for rows of type `dosage`; null where there are none. */
  readonly byDosage: Float64Array | null;
}

/** `1:12345`; null where the row has no position. */
export function siteOf({ chrom, pos }: ScoreRows, row: number): string | null {
  return chrom[row] === 0 || pos[row] === 0 ? null : `${chromosomes[chrom[row]! - 1]}:${pos[row]}`;
}

export function typeOf({ type }: ScoreRows, row: number): EffectType {
  return effectTypes[type[row]!]!;
}

/** What the row adds for 0, 1 and 2 copies of its effect allele. */
export function rowValues({ rows, weight, byDosage }: ScoreTable, row: number): CopyValues {
  const type = typeOf(rows, row);
  if (type !== "dosage") return valuesOf(type, weight[row]!, null);
  return [byDosage![row * 3]!, byDosage![row * 3 + 1]!, byDosage![row * 3 + 2]!];
}

/** Do two rows add the same, in every score? */
export function sameValues(scores: readonly ScoreTable[], one: number, other: number): boolean {
  return scores.every((score) => {
    const values = rowValues(score, other);
    return rowValues(score, one).every((value, copies) => value === values[copies]);
  });
}
