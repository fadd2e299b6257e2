/** How sure, and from where: the words of the meter, the file, known gaps, limits, sources. */
import type { JSX } from "preact";
import { Gaps } from "./gaps.tsx";
import { Levels } from "./levels.tsx";
import { Limits } from "./limits.tsx";
import type { Page } from "./page.ts";
import { Provenance } from "./provenance.tsx";
import { Section } from "./section.tsx";
import { Sources } from "./sources.tsx";

export function About({ page, number }: { page: Page; number: number }): JSX.Element {
  const isSilent = page.report.abstains !== null;
  return (
    <Section id="about" number={number} heading={page.words.say("patient.about.heading")}>
      {isSilent ? null : <Levels page={page} />}
      <Limits page={page} />
      <Gaps page={page} />
      <Provenance page={page} />
      {isSilent ? null : <Sources page={page} />}
    </Section>
  );
}
