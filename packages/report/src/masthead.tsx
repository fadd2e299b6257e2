/** The page's head: the woven band, whose groups it stands for, and the one rule above all. */
import type { DrugMark } from "@pangenic/engine/personalize";
import type { JSX } from "preact";
import { type TestGroup, testGroups } from "./groups.ts";
import { Mark } from "./mark.tsx";
import type { Page } from "./page.ts";

function Similar({ page, groups }: { page: Page; groups: readonly TestGroup[] }): JSX.Element {
  const { say, number } = page.words;
  const { similarity } = page.report;
  if (similarity === null)
    return (
      <p>
        {say("patient.similar.unknown")} {say("patient.similar.remedy")}
      </p>
    );
  const people = groups.find(({ code }) => code === similarity.group)?.people;
  return (
    <p>
      {say("patient.similar.known", { group: similarity.group })}{" "}
      {people === undefined ? "" : `${say("patient.similar.people", { people: number(people) })} `}
      {say("patient.similar.note")}
    </p>
  );
}

function Legend({ page, groups }: { page: Page; groups: readonly TestGroup[] }): JSX.Element {
  const { say, number } = page.words;
  const own = page.report.similarity?.group;
  return (
    <p class="legend">
      {groups.length === 0 ? say("patient.band.none") : say("patient.band")}{" "}
      {groups.map(({ code, people }) => (
        <span class={code === own ? "own" : undefined}>
          <bdi>{code}</bdi> {number(people)}
        </span>
      ))}
    </p>
  );
}

const marks: readonly DrugMark[] = ["change", "adjust", "no-change", "unknown"];

/** How many of the medicines taken fall under each action. */
function Tally({ page }: { page: Page }): JSX.Element | null {
  const { say, number } = page.words;
  const taken = page.report.drugs.filter((drug) => drug.taken);
  if (taken.length === 0) return null;
  return (
    <ul class="tally">
      {marks.map((mark) => {
        const count = taken.filter((drug) => drug.mark === mark).length;
        return count === 0 ? null : (
          <li class={mark}>
            <Mark mark={mark} />
            <b>{number(count)}</b> {say(`mark.${mark}`)}
          </li>
        );
      })}
    </ul>
  );
}

/** The file does not look like the sex that was stated: said before anything else, without a guess at the cause. */
function SexNotice({ page }: { page: Page }): JSX.Element | null {
  const { say } = page.words;
  if (page.report.sexCheck !== "differs") return null;
  return (
    <div class="flag notice" role="note">
      <p>
        <b>{say("patient.sex.heading")}</b>
      </p>
      <p>{say("patient.sex.text")}</p>
      <p>{say("patient.sex.causes")}</p>
    </div>
  );
}

export function Masthead({ page }: { page: Page }): JSX.Element {
  const { say } = page.words;
  const { abstains, date, sample } = page.report;
  const groups = testGroups(page.report);
  return (
    <header>
      <p class="brand">
        <b>{say("brand")}</b> <span>{say("document")}</span>
        {sample === null ? null : <bdi>{sample}</bdi>}
        {date === null ? null : <time>{date}</time>}
      </p>
      <h1>{say("title")}</h1>
      <SexNotice page={page} />
      <p class="rule">{say("patient.rule")}</p>
      {abstains === null ? (
        <>
          <Tally page={page} />
          <Similar page={page} groups={groups} />
          <Legend page={page} groups={groups} />
        </>
      ) : null}
    </header>
  );
}
