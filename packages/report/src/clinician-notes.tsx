/** What a doctor or pharmacist needs next to the person's line: folded on a phone, in the margin on a wide page and on paper. */
import type { DrugAnswer } from "@pangenic/engine/personalize";
import type { JSX } from "preact";
import { GuidanceRows } from "./guidance-rows.tsx";
import { HoldsLine } from "./holds-line.tsx";
import { candidatesOf, type Page } from "./page.ts";
import { Warfarin } from "./warfarin.tsx";

/** @param drugs medicines of one line, of which everything but the name is the same. */
export function ClinicianNotes({ page, drugs }: { page: Page; drugs: readonly DrugAnswer[] }): JSX.Element {
  const drug = drugs[0]!;
  const { words } = page;
  const { say } = words;
  const candidates = candidatesOf(page, drug);
  const said = new Set(drug.guidance.flatMap(({ guidance }) => ("missing" in guidance ? guidance.missing : [])));
  const missing = drug.missing.filter((gene) => !said.has(gene));
  return (
    <div class="notes">
      <GuidanceRows page={page} drugs={drugs} />
      {drug.warfarin === undefined ? null : <Warfarin words={words} answer={drug.warfarin} />}
      {candidates === "one" ? null : <p>{say(`clinician.candidates.${candidates}`)}</p>}
      {drug.couldSee === null ? null : <HoldsLine words={words} holds={drug.couldSee.holds} />}
      {drug.studied.level === "not-stated" ? null : <p>{words.code("clinician.studied", drug.studied.note)}</p>}
      {missing.length > 0 ? <p>{say("clinician.missing", { genes: missing.join(", ") })}.</p> : null}
    </div>
  );
}
