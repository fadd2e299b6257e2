export type { ArrayVendor } from "./array/array-layout.ts";
export { eachLine } from "./bytes/lines.ts";
export { chromosomeNumber } from "./chromosome-number.ts";
export { matchBim } from "./cohort/bim-match.ts";
export type { Cohort, CohortBlock, CohortPerson, CohortVariant, IndexedCohort } from "./cohort/cohort.ts";
export { openVcfCohort, type VcfCohort, type VcfRowsLeftOut } from "./cohort/cohort-vcf.ts";
export { columnOf, type PeopleTable, readPeopleTable } from "./cohort/people-table.ts";
export { openPlink, type PlinkCohort, type PlinkFiles } from "./cohort/plink.ts";
export { readGenome, readVcf } from "./genome-file.ts";
export { type Problem, type ProblemCode, problemCodes } from "./problem.ts";
export type { GroupSeen, Reading, ReadOptions } from "./reading.ts";
export { countsRef, fits, isFlipped, isPalindromic } from "./score/allele-fit.ts";
export { type CopyValues, type EffectType, effectTypes, expectedOf } from "./score/effect-type.ts";
export { ReferenceSequence, withReference } from "./score/fasta.ts";
export { readScoreGenotypes, type ScoreGenotypeOptions, type ScoreGenotypes } from "./score/score-genotypes.ts";
export {
  byVariant,
  catalogRules,
  countsOfOutcomes,
  type MatchRules,
  matchRules,
  type Outcome,
  outcomeOf,
  outcomes,
  type PanelFrequencies,
  type ScoreMatch,
  ScoreMatcher,
  sameStrand,
} from "./score/score-match.ts";
export type { ScoreSites, SiteSource, SiteStates } from "./score/score-sites.ts";
export { BY_BLOCK, COPIES, DIFFERS, FLIPPED, NO_CALL, RANK, THIRD_ALLELE, UNSEEN } from "./score/score-sites.ts";
export { rowRefusals, rowValues, type ScoreRows, type ScoreTable, siteOf, typeOf } from "./score/score-table.ts";
export type { PlainColumns } from "./score/scoring-columns.ts";
export { readScoringFile, type ScoringFile, type ScoringOptions, ScoringReader } from "./score/scoring-file.ts";
export type { ScoringHeader } from "./score/scoring-header.ts";
export { type TableSites, tableSites } from "./score/table-sites.ts";
export type { SexEvidence, SexInFile } from "./sex.ts";
export { type Doubt, NO_BASE, type NotSeen, type Phase, type Sighting, UNDOCUMENTED } from "./sighting.ts";
export { SightingTable, type SiteGroup } from "./sighting-table.ts";
export type { Placement, Site } from "./site.ts";
export {
  type AlignedRow,
  type AlignedVariant,
  type AlignmentDrop,
  type AlignmentLog,
  alignmentDrops,
  alignmentLog,
} from "./summary/summary-alignment.ts";
export { summaryBatches } from "./summary/summary-batches.ts";
export { type ColumnMap, type SummaryField, summaryFields } from "./summary/summary-columns.ts";
export { checkBuilds } from "./summary/summary-landmarks.ts";
export { mergedVariants, type SortedStudy } from "./summary/summary-merge.ts";
export { type LeftOut, leftOut, type SummaryRow } from "./summary/summary-row.ts";
export { SummaryRows } from "./summary/summary-rows.ts";
export { readSummary, type SummaryFacts, type SummaryOptions } from "./summary/summary-statistics.ts";
export { scanVcfIndexed } from "./vcf/indexed.ts";
export { type ParallelOptions, type PartWorkers, scanVcfParallel } from "./vcf/parallel.ts";
export { type PartRequest, type PartResult, scanPart } from "./vcf/part.ts";
export { type RowSink, type ScanFacts, type ScanLimits, scanVcf } from "./vcf/scan.ts";
export { type Target, type Targets, targetsOf } from "./vcf/targets.ts";
