/** Positions in both builds → columns. */
import type { SiteColumns } from "../src/schema.ts";
import type { Row } from "./definitions.ts";
import { neverAssumed } from "./release.ts";

/** Known alleles in GRCh38 spelling, the reference first. */
export function allelesAt(row: Row): string[] {
  return [row["ref_grch38"]!, ...row["alts_grch38"]!.split(",")];
}

/** @param rows sorted by GRCh38 position. */
export function siteColumns(rows: readonly Row[]): SiteColumns {
  const pos38 = rows.map((row) => Number(row["pos_grch38"]));
  const shift = rows.map((row, i) => pos38[i]! - Number(row["pos_grch37"]));
  const swapped = rows.flatMap((row, i) =>
    isSwapped(row) ? [[i, allelesAt(row).indexOf(row["ref_grch37"]!)] as const] : [],
  );
  const never38 = indicesWhere(rows, (row) => neverAssumed.includes(row["rsid"]!));
  return {
    pos38: differences(pos38),
    shift: differences(shift),
    rsid: rows.map((row) => (row["rsid"] === "." ? 0 : Number(row["rsid"]!.slice(2)))),
    alleles: rows.map((row) => `${row["ref_grch38"]}>${row["alts_grch38"]}`),
    swapped,
    assumed: indicesWhere(rows, (row) => row["grch37_ref_from"] === "assumed_same_as_GRCh38"),
    never38,
    never37: indicesWhere(rows, (row) => isSwapped(row) || neverAssumed.includes(row["rsid"]!)),
  };
}

export function indicesWhere<T>(items: readonly T[], holds: (item: T) => boolean): number[] {
  return items.flatMap((item, i) => (holds(item) ? [i] : []));
}

/** @throws Error, when the two builds do not know the same alleles, or differ in the reference without saying so. */
function isSwapped(row: Row): boolean {
  const swapped = row["ref_swapped_between_builds"] === "yes";
  const grch37 = [row["ref_grch37"]!, ...row["alts_grch37"]!.split(",")];
  const alleles = allelesAt(row);
  const isSame = swapped
    ? grch37.toSorted().join() === alleles.toSorted().join() && grch37[0] !== alleles[0]
    : grch37.join() === alleles.join();
  if (!isSame) throw new Error(`${row["gene"]} ${row["pos_grch38"]}: alleles differ between the builds`);
  return swapped;
}

function differences(values: readonly number[]): number[] {
  return values.map((value, i) => value - (values[i - 1] ?? 0));
}
