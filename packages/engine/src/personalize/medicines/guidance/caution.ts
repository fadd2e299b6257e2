/**
 * Which guidance is the most cautious, and which mark does it get?
 * Order, most cautious first: avoid, another medicine, a changed dose, care only, use the label, not tested, no guidance,
 * not applicable, no change. "No change" comes last, so nothing unknown can turn into it.
 */
import type { Adjust, Guidance } from "../guideline.ts";
import type { DrugGuidance, DrugMark, WarfarinAnswer } from "../report.ts";

/** Higher = more cautious. */
export function caution(guidance: Guidance): number {
  switch (guidance.kind) {
    case "act":
      if (guidance.avoid) return 10;
      if (guidance.alternatives !== "not-stated") return 9;
      return guidance.adjust.some(isStrong) ? 8 : guidance.adjust.length > 0 ? 7 : 6;
    case "care-only":
      return 5;
    case "use-label":
      return 4;
    case "not-tested":
      return 3;
    case "no-guidance":
      return 2;
    case "not-applicable":
      return 1;
    case "no-change":
      return 0;
  }
}

export function mostCautious(guidance: readonly Guidance[]): Guidance | null {
  return guidance.reduce<Guidance | null>(
    (worst, one) => (!worst || caution(one) > caution(worst) ? one : worst),
    null,
  );
}

/** Down to half or less, or up to double or more, at the least that the row states: drawn as a change, not an adjustment. */
function isStrong({ dose }: Adjust): boolean {
  return dose.kind === "percent" && ((dose.max !== null && dose.max <= -50) || (dose.min !== null && dose.min >= 100));
}

export function markOf(guidance: Guidance): DrugMark {
  const level = caution(guidance);
  if (level >= 8) return "change";
  if (level >= 4) return "adjust";
  return level > 0 ? "unknown" : "no-change";
}

const marks: readonly DrugMark[] = ["no-change", "unknown", "adjust", "change"];

function worstMark(all: readonly DrugMark[]): DrugMark {
  return all.reduce((worst, mark) => (marks.indexOf(mark) > marks.indexOf(worst) ? mark : worst), all[0] ?? "unknown");
}

/**
 * The mark of a medicine from all that its sources say. Within one guideline every population must be cleared. A source that
 * recommends nothing does not take back what another clears; a gene that nobody tested does, and so does a result without any
 * row where no clearance looked at that gene.
 */
export function markOfAll(guidance: readonly DrugGuidance[]): DrugMark {
  const applicable = guidance.filter((one) => one.guidance.kind !== "not-applicable");
  const guidelines = [...new Set(applicable.map(nameOf))];
  const each = guidelines.map((name) =>
    worstMark(applicable.filter((one) => nameOf(one) === name).map((one) => markOf(one.guidance))),
  );
  const worst = worstMark(each);
  if (worst !== "unknown" || !each.includes("no-change")) return worst;
  const cleared = new Set(
    applicable.flatMap((one) => (one.guidance.kind === "no-change" ? Object.keys(one.keys) : [])),
  );
  const isOpen = ({ guidance: one, keys }: DrugGuidance): boolean =>
    one.kind === "not-tested" ||
    (one.kind === "no-guidance" &&
      one.why !== "source-says-none" &&
      Object.keys(keys).some((gene) => !cleared.has(gene)));
  return applicable.some(isOpen) ? "unknown" : "no-change";
}

function nameOf({ source, url }: DrugGuidance): string {
  return `${source} ${url}`;
}

/**
 * Warfarin's flow always leads somewhere: a computed dose is an adjustment, dosing without genetics is no clearance.
 * @param mark from the rows of the other sources.
 */
export function markOfWarfarin(mark: DrugMark, { branches, considerAnotherDrug }: WarfarinAnswer): DrugMark {
  if (considerAnotherDrug) return "change";
  return worstMark([mark, branches.some(({ advice }) => advice === "algorithm") ? "adjust" : "unknown"]);
}
