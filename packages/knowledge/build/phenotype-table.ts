/** DPWG's phenotype tables: alleles with their value, and every pair written out. */
import { sharedText } from "../../../tests/reference-data.ts";
import type { DpwgColumns, RuleRow } from "../src/schema.ts";
import { grouped, type Row } from "./definitions.ts";
import { dpwgTables } from "./release.ts";

interface PhenotypeTable {
  /** Allele → function, or activity value. */
  readonly haplotypes: Readonly<Record<string, string>>;
  readonly diplotypes: readonly {
    /** Allele → copies. */
    readonly diplotypekey: Readonly<Record<string, number>>;
    readonly phenotype: string;
    readonly lookupkey: string;
    readonly activityScore: string | null;
  }[];
}

function readTable(file: string): PhenotypeTable {
  return JSON.parse(sharedText("data", "pgx", "raw", "phenotype", file)) as PhenotypeTable;
}

/** A gene that only such a table knows (F5): its alleles as rows of facts, and its rules. */
export function onlyFromTable(gene: string, file: string): { alleles: Row[]; rules: RuleRow[] } {
  const table = readTable(file);
  const alleles = Object.entries(table.haplotypes).map(([allele, value], i) => ({
    gene,
    allele,
    is_reference: i === 0 ? "yes" : "no",
    structural: "no",
    defining_grch38: "",
    function: value,
    activity_value: "",
  }));
  return { alleles, rules: rulesOf(table) };
}

/**
 * DPWG's reading of a gene, or null where it says nothing that ours does not.
 * @param source index of its source.
 */
export function dpwgColumns(
  gene: string,
  alleles: readonly Row[],
  rules: readonly RuleRow[],
  source: number,
): DpwgColumns | null {
  const reading = dpwgTables[gene];
  if (!reading) return null;
  const table = readTable(reading.file);
  const values = Object.entries(table.haplotypes);
  const ours = new Map(alleles.map((row) => [row["allele"]!, [row["function"], row["activity_value"]]]));
  const known = new Set(rules.map((rule) => JSON.stringify(rule)));
  const theirs = rulesOf(table);
  const isSame =
    values.every(([allele, value]) => ours.get(allele)?.includes(value)) &&
    theirs.every((rule) => known.has(JSON.stringify(rule)));
  if (isSame) return null;
  const also = Object.entries(reading.alsoNamed).map(([allele, as]) => [allele, table.haplotypes[as]!] as const);
  return { values: [...values, ...also], rules: theirs, source };
}

/** @throws Error, when two pairs of the same values have different phenotypes: then there is no rule. */
function rulesOf(table: PhenotypeTable): RuleRow[] {
  const rules = table.diplotypes.map(({ diplotypekey, phenotype, lookupkey, activityScore }): RuleRow => {
    const alleles = Object.entries(diplotypekey).flatMap(([allele, copies]) => Array<string>(copies).fill(allele));
    const [first, second] = alleles.map((allele) => table.haplotypes[allele]!).toSorted();
    return [first!, second ?? null, phenotype, activityScore, lookupkey];
  });
  const pairs = grouped(rules, ([first, second]) => JSON.stringify([first, second]));
  return [...pairs.values()].map((same) => {
    if (new Set(same.map((rule) => JSON.stringify(rule))).size > 1)
      throw new Error(`${same[0]!.slice(0, 2).join(" with ")}: several phenotypes`);
    return same[0]!;
  });
}
