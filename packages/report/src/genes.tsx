/** Each gene, called ones first. */
import type { JSX } from "preact";
import { GeneEntry } from "./gene-entry.tsx";
import type { Page } from "./page.ts";
import { Section } from "./section.tsx";

export function Genes({ page }: { page: Page }): JSX.Element {
  const { say } = page.words;
  const isCalled = (kind: string): number => (kind === "not-called" ? 1 : 0);
  const genes = [...page.report.genes].sort(
    (a, b) => isCalled(a.call.kind) - isCalled(b.call.kind) || (a.gene < b.gene ? -1 : 1),
  );
  return (
    <Section id="genes" number={3} heading={say("patient.genes.heading")}>
      <p>{say("patient.genes.lead")}</p>
      <div class="genes">
        {genes.map((entry) => (
          <GeneEntry page={page} entry={entry} />
        ))}
      </div>
    </Section>
  );
}
