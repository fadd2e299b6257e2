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

/** A share with its 95 % interval: `0.3% (0–0.6%)`; without one where nothing was left to infer. */
export function shareText(words: Words, risk: number, { low, high }: Interval): string {
  if (risk === 0 && high === 0) return words.percent(0);
  return `${words.percent(risk)} (${words.percent(low).replace(/%$/, "")}–${words.percent(high)})`;
}

/** The chance in a person's words; where nothing had to be inferred, that is what is said. */
export function chanceText(words: Words, holds: HoldsOfCall): string {
  if (holds.complete) return words.say("patient.see.complete");
  const { say } = words;
  const { count, high, low, of: people } = chanceOf(holds);
  const of = words.number(people);
  if (holds.group.chosen === "stated") {
    if (count > 0) return say("patient.see.figure", { count, high, low, of });
    return high > 0 ? say("patient.see.few", { high, of }) : say("patient.see.zero");
  }
  const counts = holds.byGroup.map(({ risk }) => Math.round(risk * people));
  const [least, most] = [Math.min(count, ...counts), Math.max(count, ...counts)];
  if (most === 0) {
    const highest = Math.max(high, ...holds.byGroup.map(({ interval }) => Math.ceil(interval.high * people)));
    return highest > 0 ? say("patient.see.few-worst", { high: highest, of }) : say("patient.see.zero-worst");
  }
  if (least === most) return say("patient.see.figure-same", { high, low, most, of });
  if (least === 0) return say("patient.see.figure-from-few", { high, low, most, of });
  return say("patient.see.figure-worst", { high, least, low, most, of });
}

/** The gist before the figure: of people like this person, or of all groups where similarity is unknown. */
export function verdictText(words: Words, holds: HoldsOfCall, bands: MedicinesReport["bands"]): string {
  const found = verdict(holds, bands);
  if (found === "unobservable") return words.say("patient.see.unobservable");
  return words.say(holds.group.chosen === "stated" ? `patient.see.${found}` : `patient.see.any.${found}`);
}

/** `unobservable`: the figure alone would earn "well"; alleles that no one could have seen lower the level. */
type Verdict = "well" | "partly" | "unobservable" | "too-little" | "wrong";

/**
 * "Too little tested" and "tested and wrong" are different sentences: the second only where the whole interval
 * lies beyond what the level would allow.
 */
function verdict(holds: HoldsOfCall, bands: MedicinesReport["bands"]): Verdict {
  const { actionInterval, level, unobservable } = holds;
  if (level === "partly" && actionInterval.high <= bands.well && unobservable.length > 0) return "unobservable";
  if (level !== "poorly") return level;
  return actionInterval.low > bands.partly ? "wrong" : "too-little";
}
