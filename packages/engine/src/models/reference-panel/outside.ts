/** Does a person lie outside the reference? One rule, whoever is asked about: a person, or the cohort of a score pack. */
import { statisticOf, thresholdsAt } from "./calibration.ts";
import { distanceOf, type PeopleMap } from "./distance.ts";
import type { ReferencePanel } from "./panel.ts";
import type { Projection } from "./projection.ts";

export interface DistanceInReference {
  /** Statistic of the panel's rule divided by its threshold at as many sites: above 1 is outside. */
  readonly ratio: number;
  /** Mean distance to the five nearest reference people divided by the reference people's own median. */
  readonly nearest: number;
  readonly outside: boolean;
}

/** @param map of the panel's own people. A distance that is no number is outside. */
export function distanceInReference(
  { rule, calibrations }: Pick<ReferencePanel, "rule" | "calibrations">,
  map: PeopleMap,
  { uncorrected, steady }: Pick<Projection, "uncorrected" | "steady">,
): DistanceInReference {
  const limits = thresholdsAt(calibrations, steady);
  const found = distanceOf(map, uncorrected, rule === "local-hull");
  const ratio = statisticOf(rule, found, limits) / limits.outside;
  return { ratio, nearest: found.nearest, outside: !(ratio <= 1) };
}
