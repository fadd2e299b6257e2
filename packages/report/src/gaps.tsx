/** What changed at the sources after these data: on the page, not in a footnote elsewhere. */
import type { JSX } from "preact";
import type { Page } from "./page.ts";

export function Gaps({ page }: { page: Page }): JSX.Element {
  const { say } = page.words;
  const { gaps } = page.report;
  if (gaps.length === 0)
    return (
      <>
        <h3>{say("gaps.heading")}</h3>
        <p>{say("gaps.none")}</p>
      </>
    );
  return (
    <>
      <h3>{say("gaps.heading")}</h3>
      <ul class="gaps">
        {gaps.map(({ change, date, drugs, genes }) => (
          <li>
            <time>{date}</time> {change}
            {genes.length + drugs.length > 0 ? <span class="soft"> ({[...genes, ...drugs].join(", ")})</span> : null}
          </li>
        ))}
      </ul>
    </>
  );
}
