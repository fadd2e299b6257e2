/** Medicines to know about, grouped by what to do; the long tail of the unknown is folded. */
import type { DrugAnswer, DrugMark } from "@pangenic/engine/personalize";
import type { JSX } from "preact";
import { byAction, gistOf, type Silence, silences, type Who, whoToAsk } from "./advice.ts";
import { alike } from "./alike.ts";
import { DrugLine } from "./drug-line.tsx";
import { gistText } from "./gist.ts";
import { Mark } from "./mark.tsx";
import type { Page } from "./page.ts";
import { Section } from "./section.tsx";

/** Lines under one heading and one action line: whom to ask and by when, said once for all of them. */
function Cluster({
  page,
  heading,
  action,
  drugs,
}: {
  page: Page;
  heading?: string;
  action: string;
  drugs: readonly DrugAnswer[];
}): JSX.Element | null {
  if (drugs.length === 0) return null;
  return (
    <div class="cluster">
      {heading === undefined ? null : <h4>{heading}</h4>}
      <p class="act">{action}</p>
      {alike(drugs).map((same) => (
        <DrugLine page={page} drugs={same} />
      ))}
    </div>
  );
}

function Heading({ page, mark, count }: { page: Page; mark: DrugMark; count: number }): JSX.Element {
  return (
    <h3 class={`group ${mark}`}>
      <Mark mark={mark} />
      {page.words.say(`mark.${mark}`)} <span class="count">{page.words.number(count)}</span>
    </h3>
  );
}

const askers: readonly Who[] = ["cancer", "surgery", "prescriber"];

function Actions({
  page,
  mark,
  drugs,
}: {
  page: Page;
  mark: "change" | "adjust";
  drugs: readonly DrugAnswer[];
}): JSX.Element | null {
  if (drugs.length === 0) return null;
  return (
    <div>
      <Heading page={page} mark={mark} count={drugs.length} />
      {askers.map((who) => (
        <Cluster
          page={page}
          action={page.words.say("patient.act.offered", { who, when: who === "surgery" ? "surgery" : "dose" })}
          drugs={drugs.filter((drug) => whoToAsk(drug) === who)}
        />
      ))}
    </div>
  );
}

function Keep({ page, drugs }: { page: Page; drugs: readonly DrugAnswer[] }): JSX.Element | null {
  if (drugs.length === 0) return null;
  const { say } = page.words;
  return (
    <div>
      <Heading page={page} mark="no-change" count={drugs.length} />
      <details class="fold">
        <summary>{say("know.keep.fold", { count: drugs.length })}</summary>
        <Cluster page={page} action={say("patient.act.keep-offered")} drugs={drugs} />
      </details>
    </div>
  );
}

function Unknown({ page, drugs }: { page: Page; drugs: readonly DrugAnswer[] }): JSX.Element | null {
  if (drugs.length === 0) return null;
  const { say } = page.words;
  const silent = (silence: Silence): DrugAnswer[] => drugs.filter((drug) => gistOf(page, drug) === silence);
  const folded = silences.filter((silence) => silence !== "hla");
  const count = drugs.length - silent("hla").length;
  const why = (silence: Silence): string => {
    const [first] = silent(silence);
    if (silence === "no-guidance") return say("patient.gist.no-guidance-all");
    return first === undefined ? "" : gistText(page, first);
  };
  return (
    <div>
      <Heading page={page} mark="unknown" count={drugs.length} />
      <Cluster page={page} heading={say("know.hla")} action={say("patient.act.hla-offered")} drugs={silent("hla")} />
      {count === 0 ? null : (
        <details class="fold tail">
          <summary>{say("know.unknown.fold", { count })}</summary>
          {folded.map((silence) => (
            <Cluster
              page={page}
              heading={say(`know.${silence}`)}
              action={`${why(silence)} ${say(silence.startsWith("lab-") ? "patient.act.lab-offered" : "patient.act.unknown-offered")}`}
              drugs={silent(silence)}
            />
          ))}
        </details>
      )}
    </div>
  );
}

export function Known({ page }: { page: Page }): JSX.Element {
  const { say } = page.words;
  const drugs = page.report.drugs.filter(({ taken }) => !taken).sort(byAction);
  const marked = (mark: DrugMark): DrugAnswer[] => drugs.filter((drug) => drug.mark === mark);
  return (
    <Section id="known" number={2} heading={say("patient.know.heading")}>
      <p>{say("patient.know.lead")}</p>
      <Actions page={page} mark="change" drugs={marked("change")} />
      <Actions page={page} mark="adjust" drugs={marked("adjust")} />
      <Keep page={page} drugs={marked("no-change")} />
      <Unknown page={page} drugs={marked("unknown")} />
    </Section>
  );
}
