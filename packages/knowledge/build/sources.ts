/** Where each kind of fact was read, and under which license. */
import type { Source } from "@pangenic/engine/base";
import { release } from "./release.ts";

const clinpgx = "https://www.clinpgx.org";

export const definitionSource: Source = {
  name: "ClinPGx allele definitions (CPIC, PharmVar), as in PharmCAT 3.1.1",
  version: "2025-11-05-00-25",
  license: "CC-BY-SA-4.0",
  url: clinpgx,
};

const cpicTables = { license: "CC0-1.0", url: "https://cpicpgx.org" };

/** HLA has no table: its alleles are those that a guideline row asks about. */
const askedAbout: Source = {
  name: "Guideline rows (CPIC, DPWG as annotated by ClinPGx)",
  version: release.guidanceOn,
  license: "CC-BY-SA-4.0",
  url: clinpgx,
};

/** Genes whose function and phenotype tables are older than the definitions, or were read elsewhere. */
const olderTables: Readonly<Record<string, Source>> = {
  CYP2D6: { name: "CPIC function and phenotype tables", version: "2024-08-27", ...cpicTables },
  G6PD: { name: "CPIC function and phenotype tables", version: "2023-08-08", ...cpicTables },
  RYR1: {
    name: "CPIC functions of 2025, the more cautious of 2023-12-19 and 2025; rules of 2023-12-19",
    version: "2025-11-05",
    ...cpicTables,
  },
  "HLA-A": askedAbout,
  "HLA-B": askedAbout,
  F5: { name: "DPWG phenotype table (ClinPGx)", version: "2024-03-11", license: "CC-BY-SA-4.0", url: clinpgx },
};

/** @param isCpic CPIC's own log knows a function table of the gene. */
export function functionSource(gene: string, isCpic: boolean): Source {
  return (
    olderTables[gene] ??
    (isCpic
      ? { name: "CPIC function and phenotype tables", version: "2025-11-05", ...cpicTables }
      : { name: "ClinPGx function and phenotype tables", version: "2025-11-05", license: "CC-BY-SA-4.0", url: clinpgx })
  );
}

/** @param isDpyd DPYD was read from the phase-3 panel, lifted from GRCh37. */
export function panelSource(isDpyd: boolean): Source {
  return {
    name: isDpyd
      ? "1000 Genomes phase 3, phased, lifted from GRCh37; 2,504 unrelated people"
      : "1000 Genomes high-coverage panel (NYGC 30x), phased; 2,504 unrelated people",
    version: "PyPGx bundle 0.23.0",
    license: "1000 Genomes Project, open access",
    url: "https://www.internationalgenome.org",
  };
}

export const liftSource: Source = {
  name: "GRCh37 positions: PyPGx variant table, UCSC hg38ToHg19 chain",
  version: "PyPGx 0.26.0",
  license: "MIT",
  url: "https://github.com/sbslee/pypgx",
};

export const dpwgSource: Source = {
  name: "DPWG phenotype tables (ClinPGx)",
  version: "2025-09-25-21-40",
  license: "CC-BY-SA-4.0",
  url: clinpgx,
};

export const guidelineLicense: Readonly<Record<"CPIC" | "DPWG", string>> = {
  CPIC: "CC0-1.0",
  DPWG: "CC-BY-SA-4.0",
};
