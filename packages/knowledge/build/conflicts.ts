/** Two tables say different things of one allele, and no log explains it: which is carried? The more cautious. */
import { sharedText } from "../../../tests/reference-data.ts";
import type { Row } from "./definitions.ts";

const HARMFUL = "Malignant Hyperthermia associated";

let published: Readonly<Record<string, string>> | undefined;

/**
 * RYR1 functions of 2025 were transcribed by hand. Four alleles that CPIC's table of 2023-12-19 associates with malignant
 * hyperthermia read "uncertain" there, and CPIC's log has no such change: the association is kept until a person has checked.
 */
export function moreCautious(row: Row): Row {
  if (row["gene"] !== "RYR1" || row["function"] === HARMFUL) return row;
  published ??= (
    JSON.parse(sharedText("data", "pgx", "raw", "phenotype", "RYR1.cpic.2023-12-19.json")) as {
      haplotypes: Record<string, string>;
    }
  ).haplotypes;
  return published[row["allele"]!] === HARMFUL ? { ...row, function: HARMFUL } : row;
}
