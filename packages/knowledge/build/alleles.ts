/** Named alleles → columns; every required base as an index into its site's alleles. */
import type { AlleleColumns } from "../src/schema.ts";
import type { Definition, Row } from "./definitions.ts";
import { allelesAt, indicesWhere } from "./sites.ts";

const iupac: Readonly<Record<string, string>> = { R: "AG", Y: "CT", S: "CG", W: "AT", K: "GT", M: "AC" };

/**
 * @param definition null: the gene's alleles are known by name only.
 * @param superseded allele → date, from the change log.
 */
export function alleleColumns(
  rows: readonly Row[],
  positions: readonly Row[],
  definition: Definition | null,
  superseded: ReadonlyMap<string, string>,
  source: number,
): AlleleColumns {
  const names = rows.map((row) => row["allele"]!);
  const subAlleles = Object.entries(definition?.suballelesMap ?? {});
  const functions = distinct(rows.map((row) => row["function"]!));
  const activities = distinct(rows.map((row) => row["activity_value"]!));
  const dates = [...new Set(superseded.values())].toSorted();
  return {
    name: names,
    reference: indicesWhere(rows, (row) => row["is_reference"] === "yes"),
    structural: indicesWhere(rows, (row) => row["structural"] === "yes"),
    core: subAlleles.map(([sub, core]) => [placeOf(sub, names), placeOf(core, names)] as const),
    requires: rows.map((row) => requiredBases(row, positions)),
    functions,
    function: rows.map((row) => functions.indexOf(row["function"]!)),
    activities,
    activity: rows.map((row) => activities.indexOf(row["activity_value"]!)),
    superseded: Object.fromEntries(
      dates.map((date) => [date, indicesWhere(names, (name) => superseded.get(name) === date)]),
    ),
    source,
  };
}

function requiredBases(row: Row, positions: readonly Row[]): number[][] {
  const defining = row["defining_grch38"]!;
  if (defining === "") return [];
  return defining.split(" ").map((text) => {
    const [position, base] = text.split("=") as [string, string];
    const site = positions.findIndex((p) => p["pos_grch38"] === position);
    const known = allelesAt(positions[site]!);
    const bases = known.includes(base) ? [base] : (iupac[base] ?? base).split("");
    return [site, ...bases.map((b) => placeOf(b, known)).toSorted((a, b) => a - b)];
  });
}

function placeOf(item: string, list: readonly string[]): number {
  const place = list.indexOf(item);
  if (place === -1) throw new Error(`${item} is not one of ${list.join(", ")}`);
  return place;
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].filter((text) => text !== "").toSorted();
}
