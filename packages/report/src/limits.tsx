/** Intended use, and what the page can not do. */
import type { JSX } from "preact";
import type { Page } from "./page.ts";

const limits = ["one", "two", "three", "four", "five"] as const;

export function Limits({ page }: { page: Page }): JSX.Element {
  const { words } = page;
  return (
    <>
      <h3>{words.say("patient.limits.heading")}</h3>
      <ul>
        {limits.map((limit) => (
          <li>{words.say(`patient.limits.${limit}`)}</li>
        ))}
        {words.reviewedBy === null ? <li>{words.say("not-reviewed")}</li> : null}
        {words.untranslated.length > 0 ? (
          <li>{words.say("untranslated", { count: words.untranslated.length })}</li>
        ) : null}
      </ul>
    </>
  );
}
