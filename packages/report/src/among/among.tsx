/** One person among tested people: whom their genes are most like, how near, what their scores mean, and when none is shown. */
import type { Words } from "@pangenic/words";
import type { JSX } from "preact";
import { Section } from "../section.tsx";
import { AboutAmong } from "./about-among.tsx";
import { Alike } from "./alike.tsx";
import type { AmongReport } from "./among-report.ts";
import { PeopleMap } from "./people-map.tsx";
import { ScoreCard } from "./score-card.tsx";

const conditions = ["seen", "near", "pack", "tested"] as const;

function Head({ words, report }: { words: Words; report: AmongReport }): JSX.Element {
  const { say } = words;
  return (
    <header>
      <p class="brand">
        <b>{say("brand")}</b> <span>{say("among.document")}</span>
        {report.sample === null ? null : <bdi>{report.sample}</bdi>}
        {report.date === null ? null : <time>{report.date}</time>}
      </p>
      <h1>{say("among.title")}</h1>
      <p class="rule">{say("among.rule")}</p>
      <p>{say("patient.among.lead")}</p>
    </header>
  );
}

function Where({ words, report }: { words: Words; report: AmongReport }): JSX.Element {
  const { say } = words;
  const { position } = report.similarity;
  return (
    <Section id="where" number={2} heading={say("among.map.heading")}>
      {position.kind === "abstention" ? (
        <p>{say(`patient.reason.${position.reason}`)}</p>
      ) : (
        <figure class="maps">
          <PeopleMap words={words} position={position.value} reference={report.reference} axes={[0, 1]} />
          <PeopleMap words={words} position={position.value} reference={report.reference} axes={[2, 3]} />
          <figcaption>{say("patient.among.map")}</figcaption>
        </figure>
      )}
    </Section>
  );
}

export function Among({ words, report }: { words: Words; report: AmongReport }): JSX.Element {
  const { say } = words;
  return (
    <div class="pangenic">
      <div class="leaf">
        <Head words={words} report={report} />
        <main id="main">
          <Alike words={words} similarity={report.similarity} />
          <Where words={words} report={report} />
          <Section id="scores" number={3} heading={say("among.scores.heading")}>
            {report.scores.length === 0 ? <p>{say("patient.among.no-scores")}</p> : null}
            {report.scores.map((score) => (
              <ScoreCard words={words} score={score} />
            ))}
            <h3>{say("among.withheld.heading")}</h3>
            <p>{say("patient.withheld.lead")}</p>
            <ol>
              {conditions.map((condition) => (
                <li>{say(`patient.withheld.${condition}`)}</li>
              ))}
            </ol>
          </Section>
          <AboutAmong words={words} report={report} />
        </main>
        <footer>
          <p>
            {say("brand")} {report.engine} · {say("patient.private")}
          </p>
        </footer>
      </div>
    </div>
  );
}
