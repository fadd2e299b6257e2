export { type Column, type Columns, packColumns, unpackColumns } from "./columns.ts";
export { type Cloud, cloudDistance, cloudOf } from "./normalization/cloud.ts";
export { type Design, termCount, writeTerms } from "./normalization/design.ts";
export {
  type ExpectedScore,
  expectedScore,
  type MeanVariance,
  standardized,
  zVariance,
} from "./normalization/mean-variance.ts";
export { type Shape, shapeOf, shareBelow } from "./normalization/shape.ts";
export { heldOutAt, statisticOf, type Thresholds, thresholdsAt } from "./reference-panel/calibration.ts";
export { type Clusters, clustersOf, logDensities, probabilities } from "./reference-panel/clusters.ts";
export { type DistanceStatistics, distanceOf, type PeopleMap, peopleMap } from "./reference-panel/distance.ts";
export { distanceFromMixtures, mixtureOf, type Share, sourcePopulations } from "./reference-panel/mixture.ts";
export { type DistanceInReference, distanceInReference } from "./reference-panel/outside.ts";
export {
  type Calibration,
  type DistanceRule,
  frequencies,
  groupsOf,
  type HeldOutCount,
  type PanelCard,
  type PanelCardRow,
  type PanelComponents,
  type PanelNeeds,
  type PanelPart,
  type PanelPeople,
  type PanelPopulation,
  type PanelSites,
  type ReferencePanel,
  SURE,
} from "./reference-panel/panel.ts";
export { packPanel, readPanel } from "./reference-panel/panel-file.ts";
export {
  augmented,
  NOT_SEEN,
  type Projection,
  type Projector,
  placed,
  projectorOf,
} from "./reference-panel/projection.ts";
export { readTraining, readValidity } from "./score-pack/declared-facts.ts";
export { packScore, readScorePack } from "./score-pack/pack-file.ts";
export { type Cell, distanceInRadii, type Reach } from "./score-pack/reach.ts";
export {
  type ExpectedRow,
  expectedFrequency,
  expectedRow,
  type PackRows,
  type RowEffects,
  valueOfTwo,
} from "./score-pack/rows.ts";
export {
  type AccuracyMeasure,
  accuracyMeasures,
  type CrossFit,
  type DecileHold,
  type GroupHold,
  type PublishedAccuracy,
  type ReferenceSpace,
  type ScoreFacts,
  type ScorePack,
  type TrainingPeople,
} from "./score-pack/score-pack.ts";
export { type PackPlaces, ScoreStream } from "./score-stream.ts";
