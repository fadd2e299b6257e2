/** What a person decides about a release; everything else is derived. */

export const release = {
  /** Date of this release of the knowledge. */
  version: "2026-11-22",
  /** Half a year: CPIC changes some table almost every month. */
  expires: "2027-05-22",
  /** Data of allele definitions and functions, as the source stamps them. */
  allelesOn: "2025-11-05",
  /** Stamp of the guideline files that `guidance.tsv` was coded from. */
  guidanceOn: "2024-03-25",
} as const;

export const attribution: readonly string[] = [
  "Allele functions, phenotypes and guidelines: CPIC (cpicpgx.org), CC0 1.0. Check there for the current content.",
  "Allele definitions, DPWG guidelines as annotated, phenotype tables: ClinPGx (clinpgx.org), CC BY-SA 4.0.",
  "Star-allele names: PharmVar (pharmvar.org), by way of ClinPGx.",
  "Haplotype counts: the 1000 Genomes Project and its high-coverage panel (New York Genome Center), open access.",
  "GRCh37 positions: the variant table of PyPGx 0.26.0 (MIT) and the hg38ToHg19 chain of UCSC.",
];

/** Genes with definitions of their own; the others are known from laboratory calls only. */
export const calledGenes: readonly string[] = [
  "ABCG2",
  "CACNA1S",
  "CFTR",
  "CYP2B6",
  "CYP2C19",
  "CYP2C9",
  "CYP2D6",
  "CYP3A4",
  "CYP3A5",
  "CYP4F2",
  "DPYD",
  "G6PD",
  "IFNL3",
  "NAT2",
  "NUDT15",
  "RYR1",
  "SLCO1B1",
  "TPMT",
  "UGT1A1",
  "VKORC1",
];

/** Gene → chromosome. */
export const reportedGenes: Readonly<Record<string, string>> = { F5: "1", "HLA-A": "6", "HLA-B": "6", "MT-RNR1": "MT" };

/** In no build may these be taken as reference when unseen; the positions swapped between builds are added in GRCh37. */
export const neverAssumed: readonly string[] = ["rs3758581", "rs3064744", "rs776746"];

/**
 * DPWG's phenotype tables. `alsoNamed`: names that its older name covers; CYP2C19 *38 was told apart from *1 later.
 */
export const dpwgTables: Readonly<
  Record<string, { readonly file: string; readonly alsoNamed: Readonly<Record<string, string>> }>
> = {
  CYP2C19: { file: "CYP2C19.dpwg.2025-10-03.json", alsoNamed: { "*38": "*1" } },
  CYP2C9: { file: "CYP2C9.dpwg.2025-10-03.json", alsoNamed: {} },
  CYP2D6: { file: "CYP2D6.dpwg.2025-10-03.json", alsoNamed: {} },
  CYP3A4: { file: "CYP3A4.dpwg.2025-10-03.json", alsoNamed: {} },
  VKORC1: { file: "VKORC1.dpwg.2025-10-03.json", alsoNamed: {} },
};
