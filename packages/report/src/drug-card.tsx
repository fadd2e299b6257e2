/** A medicine the person takes: what to do first, then how sure, then the clinician's notes. */
import type { DrugAnswer } from "@pangenic/engine/personalize";
import type { JSX } from "preact";
import { alsoChecks, byWhen, confirmKey, gistOf, needsHlaTest, whoToAsk } from "./advice.ts";
import { ClinicianNotes } from "./clinician-notes.tsx";
import { Fitting } from "./fitting.tsx";
import { gistText } from "./gist.ts";
import { Mark } from "./mark.tsx";
import { headed } from "./name.ts";
import type { Page } from "./page.ts";
import { TwoMarks } from "./two-marks.tsx";

function actionLine(page: Page, drug: DrugAnswer): string {
  const { say } = page.words;
  if (drug.mark === "change" || drug.mark === "adjust")
    return say("patient.act.taken", { who: whoToAsk(drug), when: byWhen(drug) });
  if (drug.mark === "no-change") return say("patient.act.keep");
  const gist = gistOf(page, drug);
  if (gist === "lab-unread" || gist === "lab-conflict") return say("patient.act.lab-taken");
  return say(gist === "hla" ? "patient.act.hla-taken" : "patient.act.unknown");
}

function gistLine(page: Page, drug: DrugAnswer): string {
  const { say } = page.words;
  if (drug.warfarin === undefined) return gistText(page, drug);
  const another = drug.warfarin.considerAnotherDrug ? ` ${say("patient.gist.other")}` : "";
  return `${gistText(page, drug)}${another} ${say("patient.warfarin.blood-test")}`;
}

export function DrugCard({ page, drug }: { page: Page; drug: DrugAnswer }): JSX.Element {
  const { say } = page.words;
  return (
    <article class={`card ${drug.mark}`}>
      <div class="person">
        <Mark mark={drug.mark} />
        <h3>
          {headed(drug.drug)} <span class="word">{say(`mark.${drug.mark}`)}</span>
        </h3>
        <p class="gist">{gistLine(page, drug)}</p>
        {needsHlaTest(drug) && drug.mark !== "unknown" ? <p>{say("patient.gist.hla")}</p> : null}
        {alsoChecks(drug) ? <p>{say("patient.gist.checks")}</p> : null}
        {drug.confirm.length > 0 ? <p class="flag">{say(confirmKey(drug))}</p> : null}
        <p class="act">{actionLine(page, drug)}</p>
        <Fitting page={page} drug={drug} />
        {drug.newer.length > 0 ? <p>{say("patient.newer")}</p> : null}
        <TwoMarks page={page} drug={drug} />
      </div>
      <details class="margin">
        <summary>{say("for-clinician")}</summary>
        <ClinicianNotes page={page} drugs={[drug]} />
      </details>
    </article>
  );
}
