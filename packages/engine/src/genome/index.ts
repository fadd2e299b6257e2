export { countsRef, fits, isFlipped, isPalindromic } from "./allele-fit.ts";
export type { ArrayVendor } from "./array-layout.ts";
export { matchBim } from "./bim-match.ts";
export { chromosomeNumber } from "./chromosome-number.ts";
export type { Cohort, CohortBlock, CohortPerson, CohortVariant, IndexedCohort } from "./cohort.ts";
export { openVcfCohort, type VcfCohort, type VcfRowsLeftOut } from "./cohort-vcf.ts";
export { type CopyValues, type EffectType, effectTypes, expectedOf } from "./effect-type.ts";
export { ReferenceSequence, withReference } from "./fasta.ts";
export { readGenome, readVcf } from "./genome-file.ts";
export { scanVcfIndexed } from "./indexed.ts";
export { eachLine } from "./lines.ts";
export { type ParallelOptions, type PartWorkers, scanVcfParallel } from "./parallel.ts";
export { type PartRequest, type PartResult, scanPart } from "./part.ts";
export { columnOf, type PeopleTable, readPeopleTable } from "./people-table.ts";
export { openPlink, type PlinkCohort, type PlinkFiles } from "./plink.ts";
export { type Problem, type ProblemCode, problemCodes } from "./problem.ts";
export type { GroupSeen, Reading, ReadOptions } from "./reading.ts";
export { type RowSink, type ScanFacts, type ScanLimits, scanVcf } from "./scan.ts";
export { readScoreGenotypes, type ScoreGenotypeOptions, type ScoreGenotypes } from "./score-genotypes.ts";
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
} from "./score-match.ts";
export type { ScoreSites, SiteSource, SiteStates } from "./score-sites.ts";
export { BY_BLOCK, COPIES, DIFFERS, FLIPPED, NO_CALL, RANK, THIRD_ALLELE, UNSEEN } from "./score-sites.ts";
export { rowRefusals, rowValues, type ScoreRows, type ScoreTable, siteOf, typeOf } from "./score-table.ts";
export type { PlainColumns } from "./scoring-columns.ts";
export { readScoringFile, type ScoringFile, type ScoringOptions, ScoringReader } from "./scoring-file.ts";
export type { ScoringHeader } from "./scoring-header.ts";
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
} from "./summary-alignment.ts";
export { summaryBatches } from "./summary-batches.ts";
export { type ColumnMap, type SummaryField, summaryFields } from "./summary-columns.ts";
export { checkBuilds } from "./summary-landmarks.ts";
export { mergedVariants, type SortedStudy } from "./summary-merge.ts";
export { type LeftOut, leftOut, type SummaryRow } from "./summary-row.ts";
export { SummaryRows } from "./summary-rows.ts";
export { readSummary, type SummaryFacts, type SummaryOptions } from "./summary-statistics.ts";
export { type TableSites, tableSites } from "./table-sites.ts";
export { type Target, type Targets, targetsOf } from "./targets.ts";
