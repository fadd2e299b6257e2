export {
  type CallKind,
  type Diplotype,
  diplotypeText,
  type GeneCall,
  type SiteState,
  type Strand,
} from "./medicines/call.ts";
export type {
  DpwgReading,
  GeneFacts,
  HaplotypePanel,
  NamedAllele,
  PanelHaplotype,
  PhenotypeRule,
} from "./medicines/gene.ts";
export { type CompiledGene, compileGeneAnswers, findGene, type GeneFinding } from "./medicines/gene-answer.ts";
export { genomeInput, isGene, siteGroups } from "./medicines/genome-input.ts";
export { type ActionScope, type ActionSignature, actionsOf, primaryGuidelines } from "./medicines/guidance/action.ts";
export { adviseOn, type DrugAdvice, missingIn, testBeforeFirstDose } from "./medicines/guidance/advice.ts";
export { caution, markOf, markOfAll, markOfWarfarin, mostCautious } from "./medicines/guidance/caution.ts";
export { abstainsForTransplant, compareSex, type SexComparison } from "./medicines/guidance/eligibility.ts";
export {
  candidatesOf,
  type GeneCandidates,
  type GeneResult,
  type GeneResults,
  resultOf,
} from "./medicines/guidance/gene-result.ts";
export { guidanceOf, withoutAmounts } from "./medicines/guidance/guidance.ts";
export { adviceFor } from "./medicines/guidance/lookup.ts";
export { studiedIn } from "./medicines/guidance/studied.ts";
export { ancestryWords } from "./medicines/guidance/warfarin/ancestry.ts";
export { gage, iwpc, iwpcClinical } from "./medicines/guidance/warfarin/equations.ts";
export { warfarinAnswer, warfarinWithoutAmounts } from "./medicines/guidance/warfarin/flow.ts";
export { type WarfarinGenotype, warfarinGenotype } from "./medicines/guidance/warfarin/genotype.ts";
export type { WarfarinOptions } from "./medicines/guidance/warfarin/inputs.ts";
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
  Studied,
} from "./medicines/guideline.ts";
export { type Abstention, abstention } from "./medicines/holds/abstention.ts";
export {
  type Assessment,
  compileHolds,
  type GeneHolds,
  type HoldsInput,
  type WeighedDiplotype,
} from "./medicines/holds/assess.ts";
export { type HoldsBands, holdsBands } from "./medicines/holds/bands.ts";
export { type Confirmation, confirmations } from "./medicines/holds/confirmations.ts";
export type { ActionOf } from "./medicines/holds/holds-of-call.ts";
export type { Knowledge, Manifest } from "./medicines/knowledge.ts";
export type { AlleleTable } from "./medicines/matching/allele-table.ts";
export { callGene, compileGene, type Matcher, type MatchOptions } from "./medicines/matching/call-gene.ts";
export { callFromOutside } from "./medicines/matching/outside-call.ts";
export { type OutsideCall, outsideCallsOf, readOutsideCalls } from "./medicines/matching/outside-file.ts";
export { leastFunctional } from "./medicines/matching/phenotype.ts";
export {
  type CompiledKnowledge,
  compileKnowledge,
  type GenomeInput,
  medicinesReport,
  type ReportInput,
} from "./medicines/medicines-report.ts";
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
export { type AccuracyAnswer, type AccuracyQuestion, expectedAccuracy } from "./scores/accuracy.ts";
export type { PortabilityFacts, TestedGroup } from "./scores/accuracy-facts.ts";
export type { ReferencePeople } from "./scores/accuracy-stand-in.ts";
export { adjustScore, type PlacedSum, type PlaceInReference, type ScoreContext } from "./scores/adjust.ts";
export { holdsOfScore, type ScoreGrounds, scoreAbstention, scoreBands } from "./scores/holds-of-score.ts";
export { matchedOf, sumAnswer } from "./scores/person-sum.ts";
export type { AdjustedScore, ExpectedAccuracy, Matched, PersonScore, ScoreSum } from "./scores/score.ts";
export { type SummableScore, scoreOfPack, scoreOfTable } from "./scores/score-source.ts";
export { ScoreTally } from "./scores/sum.ts";
export { type SimilarityBands, similarityBands } from "./similarity/bands.ts";
export { type CohortGenotypes, cohortGenotypes, genotypesForPanels } from "./similarity/cohort-genotypes.ts";
export { type PanelGenotypes, panelGenotypes } from "./similarity/panel-genotypes.ts";
export { withSequence } from "./similarity/panel-reference.ts";
export { panelSiteGroups } from "./similarity/panel-sites.ts";
export type {
  AdmixtureShare,
  Distance,
  GroupSimilarity,
  Position,
  Similarity,
  SitesSeen,
} from "./similarity/similarity.ts";
export { type PreparedPanel, preparePanel, similarityOf } from "./similarity/similarity-of.ts";
