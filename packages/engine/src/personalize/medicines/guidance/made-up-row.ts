/** A made-up guideline row, for tests: a general standard dose, strongly recommended, unless said otherwise. */
import type { GuidanceRow } from "../guideline.ts";

export function madeUpRow(differing: Pick<GuidanceRow, "keys"> & Partial<GuidanceRow>): GuidanceRow {
  return {
    population: "general",
    condition: "",
    strength: "strong",
    actions: ["no_change"],
    percentMin: null,
    percentMax: null,
    basis: "",
    dose: "",
    alternatives: "",
    monitoring: "",
    titration: "",
    note: "",
    partial: false,
    allGenesResulted: true,
    ...differing,
  };
}
