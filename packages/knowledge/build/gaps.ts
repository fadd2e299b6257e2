/** What the sources changed and this release does not hold. Written by a person; each entry is found in the change log. */
import type { Manifest } from "@pangenic/engine/personalize";
import type { Row } from "./definitions.ts";

export type Gap = Manifest["gaps"][number];

const thiopurines = ["azathioprine", "mercaptopurine", "thioguanine"];

export const gaps: readonly Gap[] = [
  {
    date: "2024-05-09",
    change: "alert before treatment rewritten for NUDT15 poor metabolizers",
    genes: ["NUDT15"],
    drugs: ["azathioprine"],
  },
  { date: "2024-07-08", change: "new CPIC guideline: CYP2D6 and metoprolol", genes: ["CYP2D6"], drugs: ["metoprolol"] },
  { date: "2024-07-23", change: "new CPIC guideline: beta blocker pairs", genes: ["CYP2D6"], drugs: ["metoprolol"] },
  { date: "2024-07-25", change: "new CPIC guideline: CYP2B6 and methadone", genes: ["CYP2B6"], drugs: ["methadone"] },
  {
    date: "2025-07-23",
    change: "names of phenotypes carry the gene's symbol",
    genes: [
      "ABCG2",
      "CACNA1S",
      "CYP2B6",
      "CYP2C19",
      "CYP2C9",
      "CYP2D6",
      "CYP3A5",
      "DPYD",
      "G6PD",
      "HLA-A",
      "HLA-B",
      "MT-RNR1",
      "NUDT15",
      "RYR1",
      "SLCO1B1",
      "TPMT",
      "UGT1A1",
    ],
    drugs: [],
  },
  { date: "2025-09-01", change: "new CPIC guideline: NAT2 and hydralazine", genes: ["NAT2"], drugs: ["hydralazine"] },
  { date: "2025-11-03", change: "functions of *70 to *75", genes: ["NAT2"], drugs: ["hydralazine"] },
  { date: "2026-01-29", change: "*2 became a sub-allele of *3", genes: ["NUDT15"], drugs: thiopurines },
  { date: "2026-02-03", change: "functions of *4 to *8", genes: ["NUDT15"], drugs: thiopurines },
  { date: "2026-02-03", change: "functions of 22 alleles; *45 to *47 added", genes: ["TPMT"], drugs: thiopurines },
  { date: "2026-02-03", change: "CPIC guideline updated: TPMT, NUDT15", genes: ["NUDT15", "TPMT"], drugs: thiopurines },
  { date: "2026-02-05", change: "*42 added", genes: ["CYP2C19"], drugs: [] },
];

/**
 * Every gap is an entry of the log: same day, and a gene, a drug, or the words after the colon.
 * @throws Error, when an entry is not found.
 */
export function checkGaps(changes: readonly Row[]): void {
  for (const { date, change, genes, drugs } of gaps) {
    const isTold = changes.some((row) => {
      const told = `${row["Subject"]} ${row["Note of Change"]}`;
      return (
        row["Date of Change"] === date &&
        [...genes, ...drugs, change.split(": ").at(-1)!].some((word) => told.includes(word))
      );
    });
    if (!isTold) throw new Error(`gap of ${date} (${change}): not in the change log`);
  }
}
