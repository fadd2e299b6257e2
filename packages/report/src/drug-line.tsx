/** One medicine in a list, or several that are alike: name, gist and two marks; the clinician's notes behind. */
import type { DrugAnswer } from "@pangenic/engine/personalize";
import type { JSX } from "preact";
import { alsoChecks, confirmKey, gistOf, needsHlaTest, silences } from "./advice.ts";
import { ClinicianNotes } from "./clinician-notes.tsx";
import { gistText } from "./gist.ts";
import { headed } from "./name.ts";
import type { Page } from "./page.ts";
import { TwoMarksShort } from "./two-marks.tsx";

/** The gist that a heading already says is not said again in each line. */
const saidAbove: ReadonlySet<string> = new Set(["keep", ...silences]);

function Gist({ page, drug }: { page: Page; drug: DrugAnswer }): JSX.Element | null {
  const { words } = page;
  const isSaid = saidAbove.has(gistOf(page, drug)) && (drug.warfarin === undefined || drug.mark === "unknown");
  const lines = [
    ...(isSaid ? [] : [gistText(page, drug)]),
    ...(needsHlaTest(drug) && drug.mark !== "unknown" ? [words.say("patient.gist.hla")] : []),
    ...(alsoChecks(drug) ? [words.say("patient.gist.checks")] : []),
    ...(drug.confirm.length > 0 ? [words.say(`${confirmKey(drug)}.short`)] : []),
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
        <Gist page={page} drug={drug} />
        <TwoMarksShort words={words} drug={drug} />
      </summary>
      <ClinicianNotes page={page} drugs={drugs} />
    </details>
  );
}
