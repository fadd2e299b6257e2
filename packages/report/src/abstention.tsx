/** The whole report says nothing: why, what to do, what would change it. No advice from genes stands beside it. */
import type { JSX } from "preact";
import type { Page } from "./page.ts";

export function Abstention({ page, reason }: { page: Page; reason: "transplant" }): JSX.Element {
  const { say } = page.words;
  return (
    <section aria-labelledby="abstains-h" class="abstains">
      <h2 id="abstains-h">{say(`patient.abstain.${reason}`)}</h2>
      <p>{say(`patient.abstain.${reason}.why`)}</p>
      <p class="act">{say(`patient.abstain.${reason}.do`)}</p>
      <p>{say(`patient.abstain.${reason}.change`)}</p>
    </section>
  );
}
