export type {
  Answer,
  AnswerOf,
  GenotypeReason,
  GenotypeRemedy,
  Group,
  Holds,
  HoldsOfCall,
  HoldsOfGenotype,
  HoldsOfScore,
  HoldsOfSimilarity,
  HoldsOfStatement,
  Interval,
  Level,
  MeasuredRisk,
  PopulationAnswer,
  PopulationReason,
  PopulationRemedy,
  Reason,
  Remedy,
  Source,
} from "./answer.ts";
export { type ErrorCode, errorCodes, PangenicError, type Place } from "./error.ts";
export {
  type Build,
  type Chromosome,
  chromosomeNamed,
  chromosomes,
  type In,
  type OneBased,
  startOf,
  type ZeroBased,
} from "./position.ts";
export { draw, randomFrom, shuffled } from "./random.ts";
export type { ByteSource, ByteStream } from "./source.ts";
export type { Task } from "./task.ts";
