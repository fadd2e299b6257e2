/** A probability as people out of 100, or out of 1,000 where it is below 1 in 100; one denominator for all its parts. */
import type { HoldsOfCall, Interval } from "@pangenic/engine/base";
import type { MedicinesReport } from "@pangenic/engine/personalize";
import type { Words } from "@pangenic/words";

export interface Chance {
  readonly of: number;
  readonly count: number;
  readonly low: number;
  readonly high: number;
}

export function chanceOf({ actionRisk, actionInterval }: HoldsOfCall): Chance {
  const of = actionRisk < 0.01 ? 1000 : 100;
  return {
    of,
    count: Math.round(actionRisk * of),
    low: Math.floor(actionInterval.low * of),
    high: Math.ceil(actionInterval.high * of),
  };
}

/** A share with its 95 % interval: `0.3% (0–0.6%)`. */
export function shareText(words: Words, risk: number, { low, high }: Interval): string {
  return `${words.percent(risk)} (${words.percent(low).replace(/%$/, "")}–${words.percent(high)})`;
}

/** The chance in a person's words; where nothing had to be inferred, that is what is said. */
export function chanceText(words: Words, holds: HoldsOfCall): string {
  if (holds.complete) return words.say("patient.see.complete");
  const { count, high, low, of } = chanceOf(holds);
  const shown = words.number(of);
  if (holds.group.chosen === "stated") return words.say("patient.see.figure", { count, high, low, of: shown });
  const counts = holds.byGroup.map(({ risk }) => Math.round(risk * of));
  const [least, most] = [Math.min(count, ...counts), Math.max(count, ...counts)];
  return words.say("patient.see.figure-worst", { high, least, low, most, of: shown });
}

/** The gist before the figure: of people like this person, or of all groups where similarity is unknown. */
export function gistText(words: Words, holds: HoldsOfCall, bands: MedicinesReport["bands"]): string {
  const found = verdict(holds, bands);
  return words.say(holds.group.chosen === "stated" ? `patient.see.${found}` : `patient.see.any.${found}`);
}

/**
 * "Too little tested" and "tested and wrong" are different sentences: the second only where the whole interval
 * lies beyond what the level would allow.
 */
function verdict(holds: HoldsOfCall, bands: MedicinesReport["bands"]): "well" | "partly" | "too-little" | "wrong" {
  if (holds.level !== "poorly") return holds.level;
  return holds.actionInterval.low > bands.partly ? "wrong" : "too-little";
}
