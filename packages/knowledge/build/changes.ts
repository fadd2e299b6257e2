/** CPIC's change log: which allele functions changed after our data. */
import { sharedTable } from "../../../tests/reference-data.ts";
import type { Row } from "./definitions.ts";
import { release } from "./release.ts";

const alleleTables = new Set(["ALLELE_FUNCTION_REFERENCE", "ALLELE_DEFINITION"]);

/** Entries of the log; lines that only continue an entry's note are left out. */
export function readChanges(): readonly Row[] {
  return sharedTable("data", "pgx", "raw", "cpic", "change-log.tsv").filter((row) =>
    /^\d{4}-\d\d-\d\d$/.test(row["Date of Change"]!),
  );
}

/** CPIC keeps a function table of the gene. */
export function hasFunctionTable(gene: string, changes: readonly Row[]): boolean {
  return changes.some((row) => row["Subject"] === gene && row["Type of Data"] === "ALLELE_FUNCTION_REFERENCE");
}

/**
 * Alleles of a gene whose function or definition changed after our data → date of the first such change.
 * New alleles change nothing that we hold; "sub-allele of *3" names where an allele went, not what changed.
 * @throws Error, when the log names an allele that our data does not have.
 */
export function supersededAlleles(
  gene: string,
  names: readonly string[],
  changes: readonly Row[],
): Map<string, string> {
  const superseded = new Map<string, string>();
  const newer = changes.filter(
    (row) =>
      row["Subject"] === gene &&
      alleleTables.has(row["Type of Data"]!) &&
      row["Date of Change"]! > release.allelesOn &&
      !row["Note of Change"]!.startsWith("added "),
  );
  for (const row of newer.toSorted((a, b) => (a["Date of Change"]! < b["Date of Change"]! ? -1 : 1))) {
    const note = row["Note of Change"]!.replaceAll(/sub-allele of \*\w+/g, "");
    for (const name of note.match(/\*\w+/g) ?? []) {
      if (!names.includes(name)) throw new Error(`${gene} ${name}: changed at CPIC, unknown here`);
      if (!superseded.has(name)) superseded.set(name, row["Date of Change"]!);
    }
  }
  return superseded;
}
