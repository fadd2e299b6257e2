/** Which figure earns which level: dated configuration, shown with every answer. */
import type { Level } from "../../../base/index.ts";

export interface HoldsBands {
  /** ISO date these bands were set. */
  readonly date: string;
  /** Upper 95 % bound of the risk that an action is really another, 0–1: at most this is `well` … */
  readonly well: number;
  /** … at most this is `partly`; above is `poorly`. */
  readonly partly: number;
  /** Candidates with at least this probability in some group are kept, 0–1. */
  readonly candidate: number;
  /** An allele below this share of strands in every measured group is rare, 0–1. */
  readonly rare: number;
}

export const holdsBands: HoldsBands = {
  date: "2026-11-22",
  well: 0.01,
  partly: 0.05,
  candidate: 0.01,
  rare: 0.001,
};

/** @param bound upper 95 % bound of the action risk, 0–1. */
export function levelOf(bound: number, bands: HoldsBands): Level {
  if (bound <= bands.well) return "well";
  return bound <= bands.partly ? "partly" : "poorly";
}
