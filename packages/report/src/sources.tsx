/** Every guideline used, numbered as in the notes, with its papers; version and license once per source; then who must be named. */
import type { Source } from "@pangenic/engine/base";
import type { JSX } from "preact";
import { Link } from "./link.tsx";
import type { Page, Reference } from "./page.ts";

/** PubMed opens several papers by their numbers. */
function Papers({ page, pmids }: { page: Page; pmids: readonly string[] }): JSX.Element | null {
  const numbers = pmids.filter((pmid) => /^\d+$/.test(pmid));
  if (numbers.length === 0) return null;
  const to = numbers.length === 1 ? numbers[0] : `?term=${numbers.join("+")}`;
  return (
    <a href={`https://pubmed.ncbi.nlm.nih.gov/${to}`}>
      {page.words.say("sources.pmid")} {numbers.join(", ")}
    </a>
  );
}

function Guidelines({ page, references }: { page: Page; references: readonly Reference[] }): JSX.Element {
  const { source, version, license } = references[0]!.row;
  return (
    <>
      <h4>{[source, version, license].join(", ")}</h4>
      <ol>
        {references.map(({ drugs, number, row }) => (
          <li value={number}>
            {drugs.join(", ")}: <Papers page={page} pmids={row.pmids} />
          </li>
        ))}
      </ol>
    </>
  );
}

function bySource(references: readonly Reference[]): Reference[][] {
  const found = new Map<string, Reference[]>();
  for (const reference of references) {
    const { source, version, license } = reference.row;
    const key = `${source} ${version} ${license}`;
    found.set(key, [...(found.get(key) ?? []), reference]);
  }
  return [...found.values()];
}

/** Panels and facts that the figures rest on, once each. */
function factSources(page: Page): Source[] {
  const sources = page.report.genes.flatMap(({ answer }) =>
    answer.kind === "answer" && answer.holds.kind === "call" ? answer.holds.sources : [],
  );
  return [...new Map(sources.map((source) => [`${source.name} ${source.version}`, source])).values()];
}

export function Sources({ page }: { page: Page }): JSX.Element {
  const { say } = page.words;
  const groups = bySource([...page.references.values()]);
  return (
    <>
      <h3>{say("sources.heading")}</h3>
      <ul>
        {page.report.attribution.map((line) => (
          <li>{line}</li>
        ))}
        {factSources(page).map(({ name, url, version, license }) => (
          <li>
            <Link to={url}>{name}</Link>, {version}, {license}
          </li>
        ))}
      </ul>
      {groups.length === 0 ? null : (
        <details class="fold sources">
          <summary>
            {say("sources.guidelines")} ({page.words.number(page.references.size)})
          </summary>
          {groups.map((references) => (
            <Guidelines page={page} references={references} />
          ))}
        </details>
      )}
    </>
  );
}
