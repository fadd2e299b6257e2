/** What held in held-out people with about as many sites? */

import type { DistanceStatistics } from "./distance.ts";
import type { Calibration, DistanceRule } from "./panel.ts";

/** Thresholds at a number of sites: between two measured numbers on a line over the logarithm. */
export interface Thresholds {
  readonly temperature: number;
  readonly local: number;
  readonly hull: number;
  readonly outside: number;
  readonly mixture: number;
}

const fields = ["temperature", "local", "hull", "outside", "mixture"] as const;

/** @param calibrations ascending by sites, at least one. @param sites effective number. */
export function thresholdsAt(calibrations: readonly Calibration[], sites: number): Thresholds {
  const above = calibrations.findIndex((row) => row.sites >= sites);
  if (above === 0) return calibrations[0]!;
  if (above < 0) return calibrations.at(-1)!;
  const [low, high] = [calibrations[above - 1]!, calibrations[above]!];
  const part = Math.log(sites / low.sites) / Math.log(high.sites / low.sites);
  const between = fields.map((name) => [name, low[name] + part * (high[name] - low[name])]);
  return Object.fromEntries(between) as unknown as Thresholds;
}

/** The measurement with the most sites that a file has as well; the smallest where it has fewer. */
export function heldOutAt(calibrations: readonly Calibration[], sites: number): Calibration {
  return calibrations.findLast((row) => row.sites <= sites) ?? calibrations[0]!;
}

/** The rule's statistic; above the threshold `outside` a person lies outside the reference. */
export function statisticOf(
  rule: DistanceRule,
  { local, hull }: DistanceStatistics,
  scale: Pick<Thresholds, "local" | "hull">,
): number {
  return rule === "local" ? local / scale.local : Math.max(local / scale.local, hull / scale.hull);
}
