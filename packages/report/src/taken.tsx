/** First on the page: the medicines the person takes. */
import type { JSX } from "preact";
import { byAction } from "./advice.ts";
import { DrugCard } from "./drug-card.tsx";
import type { Page } from "./page.ts";
import { Section } from "./section.tsx";

export function Taken({ page }: { page: Page }): JSX.Element {
  const { say } = page.words;
  const { unrecognized } = page.report;
  const drugs = page.report.drugs.filter(({ taken }) => taken).sort(byAction);
  return (
    <Section id="taken" number={1} heading={say("patient.taken.heading")}>
      <p>{drugs.length === 0 ? say("patient.taken.none") : say("patient.taken.count", { count: drugs.length })}</p>
      {drugs.map((drug) => (
        <DrugCard page={page} drug={drug} />
      ))}
      {unrecognized.length > 0 && <p>{say("patient.taken.unrecognized", { names: unrecognized.join(", ") })}</p>}
      <p class="soft">{say("patient.taken.other")}</p>
    </Section>
  );
}
