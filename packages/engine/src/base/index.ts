export type {
  Answer,
  Group,
  Holds,
  HoldsOfCall,
  HoldsOfStatement,
  Interval,
  Level,
  MeasuredRisk,
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
export { draw, randomFrom } from "./random.ts";
export type { ByteSource, ByteStream } from "./source.ts";
export type { Task } from "./task.ts";
