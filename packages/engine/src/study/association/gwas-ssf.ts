/** Results in the format of the GWAS Catalog, with the metadata that belongs beside them. */
import type { AssociationRows } from "./association-rows.ts";
import { TableText } from "./number-text.ts";
import { type CountedAllele, isTurned } from "./plink-table.ts";

const TAB = 9;
const LF = 10;
/** The format numbers what stands behind the autosomes. */
const numbered: Readonly<Record<string, string>> = { X: "23", Y: "24", MT: "25" };
/** An rs number goes into its own column. */
const RSID = /^rs\d+$/;

export const gwasSsfHead =
  "chromosome\tbase_pair_location\teffect_allele\tother_allele\tbeta\tstandard_error\teffect_allele_frequency\tp_value\tvariant_id\trsid\tref_allele\tn\n";

/**
 * Rows of a GWAS-SSF v1.0 table. Every row has an effect: variants without a result are left out.
 * @see https://www.ebi.ac.uk/gwas/docs/summary-statistics-format
 */
export function gwasSsfRows(rows: AssociationRows, counted: CountedAllele): Uint8Array<ArrayBuffer> {
  const text = new TableText(rows.variants.length * 112);
  for (let i = 0; i < rows.variants.length; i++) {
    if (rows.reason[i] !== 0) continue;
    const { chrom, pos, id, allele1, allele2 } = rows.variants[i]!;
    const turned = isTurned(rows, i, counted);
    const frequency = rows.copies[i]! / (2 * rows.people[i]!);
    const name = numbered[chrom] ?? chrom;
    text.text(name);
    text.code(TAB);
    text.whole(pos);
    text.code(TAB);
    text.text(turned ? allele2 : allele1);
    text.code(TAB);
    text.text(turned ? allele1 : allele2);
    text.code(TAB);
    text.number(turned ? -rows.beta[i]! : rows.beta[i]!);
    text.code(TAB);
    text.number(rows.standardError[i]!);
    text.code(TAB);
    text.number(turned ? 1 - frequency : frequency);
    text.code(TAB);
    text.power(rows.log10P[i]!);
    text.code(TAB);
    text.text(`${name}_${pos}_${allele2}_${allele1}`);
    text.code(TAB);
    text.text(RSID.test(id) ? id : "#NA");
    // Which of the two is the reference allele, as the cohort's file says.
    text.text(turned ? "\tEA\t" : "\tOA\t");
    text.whole(rows.people[i]!);
    text.code(LF);
  }
  return text.bytes();
}

export interface GwasSsfFacts {
  readonly build: "GRCh37" | "GRCh38";
  readonly trait: string;
  /** Name of the table, and MD5 of its bytes. */
  readonly file: string;
  readonly md5: string;
  readonly people: number;
  readonly cases: number | null;
  /** Covariates by name. */
  readonly covariates: readonly string[];
  readonly software: string;
}

/** The table's `-meta.yaml`. What only the authors know, such as how participants were recruited, is left to them. */
export function gwasSsfMetadata(facts: GwasSsfFacts): string {
  const quoted = (value: string): string => JSON.stringify(value);
  return [
    "# Study meta-data",
    `trait_description: [${quoted(facts.trait)}]`,
    `genome_assembly: ${facts.build}`,
    "coordinate_system: 1-based",
    "# Summary statistic information",
    `data_file_name: ${quoted(facts.file)}`,
    `data_file_md5sum: ${facts.md5}`,
    "file_type: GWAS-SSF v1.0",
    "is_harmonised: false",
    "is_sorted: false",
    `analysis_software: ${quoted(facts.software)}`,
    ...(facts.covariates.length > 0 ? [`adjusted_covariates: [${facts.covariates.map(quoted).join(", ")}]`] : []),
    "effect_statistic: beta",
    "# Sample information",
    "samples:",
    `  - sample_size: ${facts.people}`,
    `    case_control_study: ${facts.cases !== null}`,
    ...(facts.cases === null
      ? []
      : [`    case_count: ${facts.cases}`, `    control_count: ${facts.people - facts.cases}`]),
    "",
  ].join("\n");
}
