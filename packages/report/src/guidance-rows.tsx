/** The sources' rows for this person, side by side: none is ranked above another. */
import type { DrugAnswer, DrugGuidance } from "@pangenic/engine/personalize";
import type { JSX } from "preact";
import { Link } from "./link.tsx";
import { type Page, referenceKey } from "./page.ts";
import { statements, strengthOf } from "./statement.ts";

/** The source as a link to its guideline, with its number in the list of sources. */
function Guideline({ page, row }: { page: Page; row: DrugGuidance }): JSX.Element {
  const number = page.references.get(referenceKey(row))?.number;
  return (
    <>
      <Link to={row.url}>{row.source}</Link> [{number}]
    </>
  );
}

/** Rows that say the same for several populations, once. */
function GuidanceRow({
  page,
  rows,
  isUnconfirmed,
}: {
  page: Page;
  rows: readonly DrugGuidance[];
  isUnconfirmed: boolean;
}): JSX.Element {
  const { words } = page;
  const [row] = rows;
  const strength = strengthOf(words, row!.guidance);
  const populations = rows.map(({ population }) => population).filter((population) => population !== "");
  const about = [
    ...(strength === null ? [] : [strength]),
    populations.length === 0 ? words.say("clinician.population.none") : populations.join(", "),
    ...Object.entries(row!.keys).map(([gene, value]) => `${gene} ${value}`),
  ];
  return (
    <p>
      <Guideline page={page} row={row!} /> {about.join(" · ")}
      <br />
      <b>{statements(words, row!.guidance, isUnconfirmed).join(". ")}.</b>
    </p>
  );
}

function bySaying(rows: readonly DrugGuidance[]): DrugGuidance[][] {
  const found = new Map<string, DrugGuidance[]>();
  for (const row of rows) {
    const saying = JSON.stringify([row.url, row.keys, row.guidance]);
    found.set(saying, [...(found.get(saying) ?? []), row]);
  }
  return [...found.values()];
}

/** Sources that all wait for the same missing result say so once. */
function Untested({ page, drug }: { page: Page; drug: DrugAnswer }): JSX.Element {
  const [first, ...rest] = drug.guidance;
  const same = [first!, ...rest.filter(({ url }) => url !== first!.url)];
  return (
    <p>
      {same.map((row) => (
        <>
          <Guideline page={page} row={row} />{" "}
        </>
      ))}
      {statements(page.words, first!.guidance, false).join(". ")}.
    </p>
  );
}

export function GuidanceRows({ page, drug }: { page: Page; drug: DrugAnswer }): JSX.Element {
  const { say } = page.words;
  const isUnconfirmed = drug.confirm.length > 0;
  const isUntested =
    new Set(drug.guidance.map(({ guidance }) => JSON.stringify(guidance))).size === 1 &&
    drug.guidance[0]!.guidance.kind === "not-tested";
  return (
    <>
      {isUnconfirmed ? (
        <p class="flag">
          {say("clinician.unconfirmed", { why: drug.confirm.map((why) => say(`clinician.confirm.${why}`)).join(", ") })}
        </p>
      ) : null}
      {drug.guidance.length === 0 && drug.warfarin === undefined ? <p>{say("clinician.no-row")}</p> : null}
      {isUntested ? (
        <Untested page={page} drug={drug} />
      ) : (
        bySaying(drug.guidance).map((rows) => <GuidanceRow page={page} rows={rows} isUnconfirmed={isUnconfirmed} />)
      )}
      {drug.newer.map((newer) => (
        <p class="flag">{say("clinician.newer", newer)}</p>
      ))}
    </>
  );
}
