/** What does a row say? Rows become the `Guidance` union; a row that breaks the union is rejected, never repaired. */
import { PangenicError } from "../../../base/index.ts";
import type { Action, Adjust, Alternative, Dose, Extras, Guidance, GuidanceRow } from "../guideline.ts";

/** Lookup values that stand for "no usable result". */
export const unresulted: ReadonlySet<string> = new Set(["No Result", "Indeterminate", "n/a"]);

/**
 * @throws PangenicError `knowledge-broken`, when the row contradicts itself: "no change" without a strength or with a gene
 * that has no result, an amount without an action that changes the dose, a percentage against its direction.
 */
export function guidanceOf(row: GuidanceRow): Guidance {
  const has = (action: Action): boolean => row.actions.includes(action);
  const missing = missingGenes(row);
  const extras = extrasOf(row);
  check(row.actions.length > 0, "an action is given");
  check(new Set(row.actions).size === row.actions.length, "an action stands once");
  check(row.allGenesResulted === (missing.length === 0), "genes without a result are marked as such");
  checkAmounts(row);
  if (has("not_applicable")) {
    check(row.actions.length === 1, "not_applicable stands alone");
    return { kind: "not-applicable" };
  }
  if (has("no_recommendation")) {
    check(row.actions.length === 1, "no_recommendation stands alone");
    if (missing.length > 0) return notTested(missing, Object.keys(row.keys));
    return { kind: "no-guidance", why: row.strength === "missing" ? "strength-missing" : "source-says-none" };
  }
  check(row.strength !== "no-recommendation", "a row that recommends is not graded as no recommendation");
  if (has("no_change") || has("use_label")) {
    check(missing.length === 0, "no change needs a result of every gene");
    const strength = clearing(row);
    if (has("no_change")) {
      check(only(row, "no_change", "monitor", "test_or_caution"), "no_change changes nothing");
      return row.partial ? seeTheGuideline(strength, extras) : { kind: "no-change", strength, extras };
    }
    check(only(row, "use_label", "alternative", "monitor", "test_or_caution"), "use_label changes no dose");
    if (row.partial) return seeTheGuideline(strength, extras);
    return { kind: "use-label", strength, extras, ifNoResponse: named(row.alternatives) };
  }
  const strength = row.strength === "none-given" ? "ungraded" : (row.strength as "strong");
  const adjust = adjustOf(row);
  if (!has("avoid") && !has("alternative") && adjust.length === 0)
    return { kind: "care-only", strength, extras, missing };
  return {
    kind: "act",
    strength,
    avoid: has("avoid"),
    alternatives: has("alternative") ? alternativesOf(row.alternatives) : "not-stated",
    adjust,
    extras,
    missing,
    partial: row.partial,
  };
}

/** Genes of the row's key that have no usable result in it. */
export function missingGenes(row: GuidanceRow): string[] {
  return Object.entries(row.keys)
    .filter(([, key]) => typeof key === "string" && unresulted.has(key))
    .map(([gene]) => gene);
}

/** The same guidance without any amount: for a finding that a laboratory must confirm first. */
export function withoutAmounts(guidance: Guidance): Guidance {
  if (!("extras" in guidance)) return guidance;
  const { monitor, caution, condition } = guidance.extras;
  const extras: Extras = { monitor, caution, ...(condition && { condition }) };
  if (guidance.kind !== "act") return { ...guidance, extras };
  return { ...guidance, extras, adjust: withoutDoses(guidance.adjust) };
}

/** @param asked genes of the key. */
export function notTested(missing: readonly string[], asked: readonly string[]): Guidance {
  const testedAlone = asked.filter((gene) => !missing.includes(gene));
  return { kind: "not-tested", missing, ...(testedAlone.length > 0 && { testedAlone }) };
}

/** A partial row that clears: a person must read the source before anyone may show it as "no change". */
function seeTheGuideline(strength: "strong" | "moderate" | "optional" | "ungraded", extras: Extras): Guidance {
  return {
    kind: "act",
    strength,
    avoid: false,
    alternatives: "not-stated",
    adjust: [],
    extras,
    missing: [],
    partial: true,
  };
}

function clearing(row: GuidanceRow): "strong" | "moderate" | "optional" | "ungraded" {
  check(row.strength !== "missing" && row.strength !== "no-recommendation", "no change needs a strength");
  return row.strength === "none-given" ? "ungraded" : (row.strength as "strong");
}

function adjustOf(row: GuidanceRow): Adjust[] {
  const direction = direct(row);
  if (!direction) return [];
  const onlyIfUsed = row.actions.includes("avoid") || row.actions.includes("alternative");
  const cap = row.basis.includes("(cap)");
  const doses: Dose[] = [];
  if (row.percentMin !== null || row.percentMax !== null)
    doses.push({
      kind: "percent",
      min: row.percentMin,
      max: row.percentMax,
      basis: row.basis.replace("(cap)", "").trim(),
      cap,
    });
  if (row.dose) doses.push({ kind: "stated", text: row.dose, cap });
  if (doses.length === 0) doses.push({ kind: "not-stated" });
  const adjust = doses.map((dose) => ({ direction, dose, onlyIfUsed }));
  return row.partial ? withoutDoses(adjust) : adjust;
}

function withoutDoses(adjust: readonly Adjust[]): Adjust[] {
  return adjust.slice(0, 1).map((one) => ({ ...one, dose: { kind: "not-stated" } }));
}

function direct(row: GuidanceRow): "reduce" | "increase" | null {
  return row.actions.includes("reduce_dose") ? "reduce" : row.actions.includes("increase_dose") ? "increase" : null;
}

/** Texts of partial rows other than when they apply and what to watch may hold amounts: left out. */
function extrasOf(row: GuidanceRow): Extras {
  const stated = direct(row) ? "" : row.dose;
  const note = noteOf(row.note);
  return {
    monitor: named(row.monitoring),
    caution: row.actions.includes("test_or_caution"),
    ...(stated && !row.partial && { stated }),
    ...(row.titration && !row.partial && { titration: row.titration }),
    ...(row.condition && { condition: row.condition }),
    ...(note && !row.partial && { note }),
  };
}

/** Remarks on how the row was coded, which other fields already carry. */
const remark =
  /^(text:|missing:|source gives no grade|strength missing|source text is|standard dose stated from|dose applies only if used despite avoid|no amount given|dose not addressed|amount stated without)/;

function noteOf(note: string): string {
  return note
    .split("; ")
    .filter((part) => !remark.test(part))
    .join("; ");
}

function alternativesOf(text: string): readonly Alternative[] | "none-named" | "not-stated" {
  if (!text) return "not-stated";
  if (/\(none named\)|\(not listed in the text\)/.test(text)) return "none-named";
  return named(text);
}

/** Parts of a list; whole where it has branches ("heart failure: a; b; other: c"). */
function named(text: string): readonly string[] {
  if (!text) return [];
  return text.includes(":") ? [text] : text.split("; ");
}

function checkAmounts(row: GuidanceRow): void {
  const has = (action: Action): boolean => row.actions.includes(action);
  const { percentMin: min, percentMax: max } = row;
  const percents = [min, max].filter((percent) => percent !== null);
  check(!(has("reduce_dose") && has("increase_dose")), "a dose goes one way");
  check(percents.length === 0 || direct(row) !== null, "a percentage needs an action that changes the dose");
  check(percents.every(Number.isFinite), "a percentage is a number");
  check(min === null || max === null || min <= max, "the smaller percentage comes first");
  check(
    !has("reduce_dose") || percents.every((p) => p < 0 && p > -100),
    "a reduction is above -100 and below 0 percent",
  );
  check(!has("increase_dose") || percents.every((p) => p > 0), "an increase is above 0 percent");
  check(!row.alternatives || has("alternative"), "alternatives need the action that offers them");
}

function only(row: GuidanceRow, ...allowed: readonly Action[]): boolean {
  return row.actions.every((action) => allowed.includes(action));
}

function check(holds: boolean, rule: string): void {
  if (!holds) throw new PangenicError("knowledge-broken", `guidance row: ${rule}`, { field: "guidance" });
}
