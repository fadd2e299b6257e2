/** One medicine in a list, or several that are alike: name, gist and two marks; the clinician's notes behind. */
import type { DrugAnswer } from "@pangenic/engine/personalize";
import type { Words } from "@pangenic/words";
import type { JSX } from "preact";
import { alsoChecks, gistOf, needsHlaTest } from "./advice.ts";
import { ClinicianNotes } from "./clinician-notes.tsx";
import { headed } from "./name.ts";
import type { Page } from "./page.ts";
import { TwoMarksShort } from "./two-marks.tsx";

/** The gist that a heading already says is not said again in each line. */
const saidAbove = new Set(["keep", "hla", "not-tested", "no-guidance"]);

function Gist({ words, drug }: { words: Words; drug: DrugAnswer }): JSX.Element | null {
  const gist = gistOf(drug);
  const lines = [
    ...(drug.warfarin && drug.mark !== "unknown"
      ? [words.say(`patient.warfarin.${drug.warfarin.direction}`)]
      : saidAbove.has(gist)
        ? []
        : [words.say(`patient.gist.${gist}`)]),
    ...(needsHlaTest(drug) && drug.mark !== "unknown" ? [words.say("patient.gist.hla")] : []),
    ...(alsoChecks(drug) ? [words.say("patient.gist.checks")] : []),
    ...(drug.confirm.length > 0 ? [words.say("patient.confirm.short")] : []),
  ];
  return lines.length === 0 ? null : <span class="gist">{lines.join(" ")}</span>;
}

/** @param drugs medicines of which everything but the name is the same. */
export function DrugLine({ page, drugs }: { page: Page; drugs: readonly DrugAnswer[] }): JSX.Element {
  const drug = drugs[0]!;
  const { words } = page;
  return (
    <details>
      <summary>
        <b>{drugs.map((one) => headed(one.drug)).join(", ")}</b>
        <Gist words={words} drug={drug} />
        <TwoMarksShort words={words} drug={drug} />
      </summary>
      <ClinicianNotes page={page} drugs={drugs} />
    </details>
  );
}
