/** A table of weights and a cohort as the plan of a score: by identifier and allele, as plink reads them. */
import type { Cohort, CohortVariant } from "@pangenic/engine/genome";
import { malesOf, type ScorePlan } from "@pangenic/engine/study";

export interface WeightRow {
  readonly id: string;
  readonly allele: string;
  readonly weights: readonly number[];
  /** Of the allele; default: the cohort's own. */
  readonly frequency?: number;
}

export async function variantsOf(cohort: Cohort): Promise<CohortVariant[]> {
  const variants: CohortVariant[] = [];
  for await (const block of cohort.blocks()) variants.push(...block.variants);
  return variants;
}

/** Rows that name no variant of the cohort are left out. */
export function scorePlan(
  cohort: Cohort,
  variants: readonly CohortVariant[],
  table: readonly WeightRow[],
  settings: Partial<Pick<ScorePlan, "notSeen" | "scale">> = {},
): ScorePlan {
  const placeOf = new Map(variants.map(({ id }, place) => [id, place]));
  const rows = table
    .flatMap((row) => {
      const place = placeOf.get(row.id);
      if (place === undefined) return [];
      const { allele1, allele2 } = variants[place]!;
      return row.allele === allele1 || row.allele === allele2
        ? [{ ...row, place, named: row.allele === allele1 ? 1 : 2 }]
        : [];
    })
    .sort((a, b) => a.place - b.place);
  return {
    people: Int32Array.from(cohort.people.keys()),
    males: malesOf(cohort.people),
    variants: Uint32Array.from(rows, ({ place }) => place),
    named: Uint8Array.from(rows, ({ named }) => named),
    width: table[0]!.weights.length,
    weights: Float64Array.from(rows.flatMap(({ weights }) => weights)),
    counted: null,
    frequencies: Float64Array.from(rows, ({ frequency }) => frequency ?? Number.NaN),
    notSeen: settings.notSeen ?? "mean",
    scale: settings.scale ?? "copies",
  };
}
