/** The sources' rows for this person, side by side: none is ranked above another. */
import type { DrugAnswer, DrugGuidance } from "@pangenic/engine/personalize";
import type { JSX } from "preact";
import { Link } from "./link.tsx";
import { type Page, referenceKey } from "./page.ts";
import { conflictFromLaboratory, isWithdrawn } from "./silence.ts";
import { statements, strengthOf } from "./statement.ts";

/** Medicines of one line: the first stands for all. */
type Alike = readonly DrugAnswer[];

/** The source as a link to its guideline, with its number in the list of sources; a link for each medicine of the line. */
function Guideline({ page, drugs, row }: { page: Page; drugs: Alike; row: DrugGuidance }): JSX.Element {
  const number = page.references.get(referenceKey(row))?.number;
  const at = drugs[0]!.guidance.indexOf(row);
  const pages = drugs.map(({ drug, guidance }) => ({ drug, url: guidance[at]!.url }));
  if (pages.every(({ url }) => url === row.url))
    return (
      <>
        <Link to={row.url}>{row.source}</Link> [{number}]
      </>
    );
  return (
    <>
      {row.source} [{number}]
      {pages.map(({ drug, url }) => (
        <>
          {" "}
          <Link to={url}>{drug}</Link>
        </>
      ))}
    </>
  );
}

function grouped<T>(list: readonly T[], key: (one: T) => string): T[][] {
  const found = new Map<string, T[]>();
  for (const one of list) found.set(key(one), [...(found.get(key(one)) ?? []), one]);
  return [...found.values()];
}

/** The values of each gene that led to the same row: `CYP2D6 1.5, 2.0`. */
function keysText(rows: readonly DrugGuidance[]): string[] {
  const values = rows.flatMap(({ keys }) => Object.entries(keys));
  return grouped(values, ([gene]) => gene).map(
    (same) => `${same[0]![0]} ${[...new Set(same.map(([, value]) => value))].join(", ")}`,
  );
}

/** The population in words; a condition that says the same is not said again. */
function readable({ words }: Page, row: DrugGuidance): DrugGuidance {
  const { guidance } = row;
  const population = row.population === "" ? "" : words.code("clinician.population", row.population);
  if (!("extras" in guidance) || !guidance.extras.condition || !population.includes(guidance.extras.condition))
    return { ...row, population };
  const { condition: _said, ...extras } = guidance.extras;
  return { ...row, population, guidance: { ...guidance, extras } };
}

/** What one guideline says, once for all populations and results it says it for. */
function Saying({
  page,
  rows,
  isHidden,
}: {
  page: Page;
  rows: readonly DrugGuidance[];
  isHidden: boolean;
}): JSX.Element {
  const { guidance } = rows[0]!;
  const strength = strengthOf(page.words, guidance);
  const populations = [...new Set(rows.map(({ population }) => population).filter((population) => population !== ""))];
  const about = [
    ...(strength === null ? [] : [strength]),
    ...(populations.length > 0
      ? [populations.join("; ")]
      : strength === null
        ? []
        : [page.words.say("clinician.population.none")]),
    ...keysText(rows),
  ];
  return (
    <>
      {about.join(" · ")}
      <b>{statements(page.words, guidance, isHidden).join(". ")}.</b>
    </>
  );
}

function GuidelineRows({
  page,
  drugs,
  rows,
}: {
  page: Page;
  drugs: Alike;
  rows: readonly DrugGuidance[];
}): JSX.Element {
  const isHidden = drugs[0]!.confirm.length > 0 || isWithdrawn(drugs[0]!);
  return (
    <p>
      <Guideline page={page} drugs={drugs} row={rows[0]!} /> ·{" "}
      {grouped(
        rows.map((row) => readable(page, row)),
        ({ guidance }) => JSON.stringify(guidance),
      ).map((same) => (
        <Saying page={page} rows={same} isHidden={isHidden} />
      ))}
    </p>
  );
}

/** Sources that all wait for the same missing result say so once. */
function Untested({ page, drugs }: { page: Page; drugs: Alike }): JSX.Element {
  const [first, ...rest] = drugs[0]!.guidance;
  const same = [first!, ...rest.filter(({ url }) => url !== first!.url)];
  return (
    <p>
      {same.map((row) => (
        <>
          <Guideline page={page} drugs={drugs} row={row} />{" "}
        </>
      ))}
      {statements(page.words, first!.guidance, false).join(". ")}.
    </p>
  );
}

export function GuidanceRows({ page, drugs }: { page: Page; drugs: Alike }): JSX.Element {
  const { say } = page.words;
  const drug = drugs[0]!;
  const isUnconfirmed = drug.confirm.length > 0;
  const isOfLaboratory = conflictFromLaboratory(page, drug).length > 0;
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
      {isWithdrawn(drug) ? (
        <p class="flag">{say(isOfLaboratory ? "clinician.withdrawn.lab" : "clinician.withdrawn")}</p>
      ) : null}
      {drug.guidance.length === 0 && drug.warfarin === undefined ? <p>{say("clinician.no-row")}</p> : null}
      {isUntested ? (
        <Untested page={page} drugs={drugs} />
      ) : (
        grouped(drug.guidance, ({ url }) => url).map((rows) => <GuidelineRows page={page} drugs={drugs} rows={rows} />)
      )}
      {drug.newer.map((newer) => (
        <p class="flag">{say("clinician.newer", newer)}</p>
      ))}
    </>
  );
}
