export { linearPlan, logisticPlan } from "./association/association.ts";
export { noResult } from "./association/association-rows.ts";
export { PValues, type QuantilePoint } from "./association/distribution.ts";
export { type GwasSsfFacts, gwasSsfHead, gwasSsfMetadata } from "./association/gwas-ssf.ts";
export type { LogisticSettings } from "./association/logistic-round.ts";
export { type Measured, measured } from "./association/measured.ts";
export { type CountedAllele, plinkHead } from "./association/plink-table.ts";
export { type ChromosomeSkyline, Skyline, type SkylineGrain, skylineGrain } from "./association/skyline.ts";
export { linearTable, logisticTable, type TableChoice, type TabledRows } from "./association/tabled.ts";
export { allelesSeen, COUNTS, type FrequencyPlan, frequency, type GenotypeCounts, peopleNotSeen } from "./frequency.ts";
export { expectedHet, hardyWeinbergP } from "./hardy-weinberg.ts";
export { type HeterozygosityPlan, heterozygosity, inbreeding } from "./heterozygosity.ts";
export {
  AxisVariants,
  ancestryAxes,
  distancesAmong,
  type FrequencyDistances,
  frequencyDistances,
  joinDistances,
} from "./meta/ancestry-axes.ts";
export { type AncestryRegression, ancestryRegression } from "./meta/ancestry-regression.ts";
export {
  type EffectSums,
  type Estimate,
  effectSums,
  fixedEffect,
  heterogeneity,
  logPOf,
  mergeEffects,
  noEffects,
  subtractEffects,
} from "./meta/effect-sums.ts";
export { type MetaResult, type MetaSettings, metaAnalysis, sumsOf } from "./meta/meta-analysis.ts";
export { type MissingnessPlan, missingness } from "./missingness.ts";
export { oneCore } from "./one-core.ts";
export { isIndexed, peopleOf, withPeople } from "./people.ts";
export type { PeopleSums } from "./people-sums.ts";
export { copiesOf as chromosomeCopies, malesOf } from "./ploidy.ts";
export { type BlockReply, type BlockRequest, type BlockWorkers, blockWorker, pooled } from "./pool-runner.ts";
export { type PlacedPeople, placePeople } from "./prepare/place-people.ts";
export { type PackCohort, type PackDeclaration, prepareScorePack } from "./prepare/prepare-pack.ts";
export { type PruningPlan, prune } from "./pruning.ts";
export { buildPanel, type PanelPlan, type PanelStudy, studyPanel } from "./reference/build-panel.ts";
export { cardRows } from "./reference/card.ts";
export { type GatherChoice, type GatherLog, gatherReference, type PersonLabel } from "./reference/gather.ts";
export { type LabeledGenotypes, personCopies } from "./reference/labeled-genotypes.ts";
export { type Kinship, type KinshipPlan, kinship, kinshipTiles, relativesToDrop } from "./relatedness.ts";
export { type DisclosedRepresentation, disclosed, type HiddenGroup } from "./representation/disclosure.ts";
export type { Measure } from "./representation/precision.ts";
export {
  type GroupRepresentation,
  type Recruitment,
  type Representation,
  type RepresentationPlan,
  representationOf,
  type Transferability,
} from "./representation/representation.ts";
export { mergeTallies, type Participant, subtractTally, type Tally, tallyOf } from "./representation/tally.ts";
export { type PublishedTransfer, transferabilityOf } from "./representation/transferability.ts";
export type { Runner } from "./runner.ts";
export { type CohortScores, type ScorePlan, score } from "./score.ts";
export type { Next, Statistic } from "./statistic.ts";
export {
  alleleWeights,
  type Components,
  type ComponentsOptions,
  exactComponents,
  iteratedComponents,
} from "./structure/components.ts";
export { type Fst, fstOf } from "./structure/fst.ts";
export {
  type ComponentsPlace,
  componentsPlace,
  type SharedComponents,
  sharedComponents,
  vectorsAt,
} from "./structure/shared-components.ts";
export { isAutosome } from "./structure/standard.ts";
