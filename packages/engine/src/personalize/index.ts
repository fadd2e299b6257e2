export {
  type CallKind,
  type Diplotype,
  diplotypeText,
  type GeneCall,
  type SiteState,
  type Strand,
} from "./medicines/call.ts";
export type { GeneFacts, HaplotypePanel, NamedAllele, PanelHaplotype, PhenotypeRule } from "./medicines/gene.ts";
export type {
  Action,
  Adjust,
  Dose,
  DrugFacts,
  Extras,
  GeneKey,
  Guidance,
  GuidanceRow,
  Guideline,
  Strength,
} from "./medicines/guideline.ts";
export type { Knowledge, Manifest } from "./medicines/knowledge.ts";
export type {
  Candidate,
  DrugAnswer,
  DrugGuidance,
  DrugMark,
  FileFacts,
  GeneAnswer,
  MedicinesReport,
  WarfarinAnswer,
  WarfarinBranch,
} from "./medicines/report.ts";
