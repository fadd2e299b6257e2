/** A guidance row in a clinician's words: every amount and alternative is the row's own, or is not there. */
import type { Adjust, Dose, Extras, Guidance } from "@pangenic/engine/personalize";
import type { Words } from "@pangenic/words";

/** A percent change as an amount; min and max are signed, negative = less; one null = open-ended. */
function amountOf(words: Words, { min, max }: { readonly min: number | null; readonly max: number | null }): string {
  const percent = (change: number): string => words.percent(Math.abs(change) / 100);
  if (min !== null && max !== null) {
    if (min === max) return percent(min);
    const [low, high] = [Math.min(Math.abs(min), Math.abs(max)), Math.max(Math.abs(min), Math.abs(max))];
    return words.say("clinician.amount.range", { low: percent(low), high: percent(high) });
  }
  // -75 as the upper end means 75 % less or more than that; +50 as the upper end means up to 50 % more.
  if (max !== null)
    return words.say(max < 0 ? "clinician.amount.at-least" : "clinician.amount.up-to", { percent: percent(max) });
  return words.say(min! > 0 ? "clinician.amount.at-least" : "clinician.amount.up-to", { percent: percent(min!) });
}

/** Which dose is changed; some sources' words for it say "dose" already. */
function basisText(words: Words, basis: string): string {
  return /\bdose\b/.test(basis) ? basis : words.say("clinician.basis", { basis });
}

function doseText(words: Words, direction: Adjust["direction"], dose: Dose): string {
  if (dose.kind === "not-stated") return words.say("clinician.see-guideline");
  if (dose.kind === "stated")
    return words.say(dose.cap ? "clinician.dose.stated-cap" : "clinician.dose.stated", { text: dose.text });
  const { min, max } = dose;
  const basis = basisText(words, dose.basis);
  if (min === null && max === null) return words.say("clinician.see-guideline");
  if (dose.cap) return words.say("clinician.cap", { percent: words.percent(1 + (max ?? min!) / 100), basis });
  return words.say(`clinician.${direction}.by`, { basis, amount: amountOf(words, dose) });
}

function adjustText(words: Words, adjust: Adjust, isHidden: boolean): string {
  const basis = basisText(words, adjust.dose.kind === "percent" ? adjust.dose.basis : "");
  const text = isHidden
    ? words.say(`clinician.${adjust.direction}`, { basis })
    : doseText(words, adjust.direction, adjust.dose);
  const clean = text.replace(/ {2,}/g, " ");
  return adjust.onlyIfUsed ? `${clean} (${words.say("clinician.only-if-used")})` : clean;
}

function extrasText(words: Words, extras: Extras, isHidden: boolean): string[] {
  return [
    ...(extras.monitor.length > 0 ? [words.say("clinician.monitor", { what: extras.monitor.join("; ") })] : []),
    ...(extras.caution ? [words.say("clinician.caution")] : []),
    ...(extras.stated && !isHidden ? [words.say("clinician.dose.stated", { text: extras.stated })] : []),
    ...(extras.titration && !isHidden ? [words.say("clinician.titration", { how: extras.titration })] : []),
    ...(extras.condition ? [words.say("clinician.condition", { when: extras.condition })] : []),
    ...(extras.note && !isHidden ? [words.say("clinician.row-note", { note: extras.note })] : []),
  ];
}

function missingText(words: Words, missing: readonly string[]): string[] {
  return missing.length > 0 ? [words.say("clinician.missing", { genes: missing.join(", ") })] : [];
}

/**
 * Short statements, most important first.
 * @param isUnsure amounts are hidden, as in `partial` rows: a laboratory must confirm first, or the row is not relied on.
 */
export function statements(words: Words, guidance: Guidance, isUnsure: boolean): string[] {
  const { say } = words;
  switch (guidance.kind) {
    case "no-change":
      return [say("clinician.no-change"), ...extrasText(words, guidance.extras, isUnsure)];
    case "use-label":
      return [
        say("clinician.use-label"),
        ...(guidance.ifNoResponse.length > 0
          ? [say("clinician.if-no-response", { alternatives: guidance.ifNoResponse.join("; ") })]
          : []),
        ...extrasText(words, guidance.extras, isUnsure),
      ];
    case "act": {
      const { alternatives } = guidance;
      const isHidden = isUnsure || guidance.partial;
      return [
        ...(guidance.avoid ? [say("clinician.avoid")] : []),
        ...(alternatives === "not-stated"
          ? []
          : [
              alternatives === "none-named"
                ? say("clinician.alternative.none-named")
                : say("clinician.alternative", { alternatives: alternatives.join("; ") }),
            ]),
        ...guidance.adjust.map((adjust) => adjustText(words, adjust, isHidden)),
        ...(guidance.partial ? [say("clinician.partial")] : []),
        ...extrasText(words, guidance.extras, isHidden),
        ...missingText(words, guidance.missing),
      ];
    }
    case "care-only":
      return [...extrasText(words, guidance.extras, isUnsure), ...missingText(words, guidance.missing)];
    case "no-guidance":
      return [say(`clinician.no-guidance.${guidance.why}`)];
    case "not-tested":
      return [
        say("clinician.not-tested", { genes: guidance.missing.join(", ") }),
        ...(guidance.testedAlone?.length
          ? [say("clinician.tested-alone", { genes: guidance.testedAlone.join(", ") })]
          : []),
      ];
    case "not-applicable":
      return [say("clinician.not-applicable")];
  }
}

/** How strongly the source says it; null where the kind of row carries no strength. */
export function strengthOf(words: Words, guidance: Guidance): string | null {
  return "strength" in guidance ? words.say(`clinician.strength.${guidance.strength}`) : null;
}
