/** The GeT-RM consensus genotypes of 88 people. */
import type { Consensus } from "../tools/evidence/getrm.ts";
import { sharedTable } from "./reference-data.ts";

export function consensus(): Consensus[] {
  return sharedTable("data/genomes/getrm_consensus_88.tsv").map((row) => ({
    sample: row["sample"]!,
    group: row["superpopulation"]!,
    gene: row["gene"]!,
    genotype: row["getrm_consensus"]!,
  }));
}
