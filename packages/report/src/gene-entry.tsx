/** One gene: the call, what fits it, what was seen, what could have been missed and for whom, and where all that is from. */
import type { GeneAnswer, GeneCall } from "@pangenic/engine/personalize";
import type { JSX } from "preact";
import { Abstained } from "./abstained.tsx";
import { Candidates } from "./candidates.tsx";
import { IconArray } from "./icon-array.tsx";
import { MeterShort } from "./meter.tsx";
import { Missed } from "./missed.tsx";
import { NameList } from "./name-list.tsx";
import type { Page } from "./page.ts";
import { SiteNotes } from "./site-notes.tsx";

/** Ties and lists as the call holds them. */
function callText(page: Page, call: GeneCall): string {
  if (call.kind === "not-called") return page.words.say("gene.no-call");
  if (call.kind === "listed") return call.listed.join(" + ");
  return call.diplotypes
    .map(({ name }) => name)
    .reduce((first, second) => page.words.say("gene.or", { first, second }));
}

function phenotypes(call: GeneCall): string {
  return [...new Set(call.diplotypes.map(({ phenotype }) => phenotype))].filter((name) => name !== null).join("; ");
}

function Without({ page, entry }: { page: Page; entry: GeneAnswer }): JSX.Element | null {
  const { number, percent, say } = page.words;
  if (entry.withoutAnswer.length === 0) return null;
  return (
    <p class="soft">
      {say("gene.without")}:{" "}
      {entry.withoutAnswer
        .map(({ group, n, share }) => say("gene.share-of", { group, share: percent(share), n: number(n) }))
        .join(" · ")}
    </p>
  );
}

function Found({ page, entry }: { page: Page; entry: GeneAnswer }): JSX.Element {
  const { say } = page.words;
  const { answer } = entry;
  if (answer.kind === "abstention")
    return <Abstained words={page.words} reason={answer.reason} wouldChange={answer.wouldChange} />;
  const { holds } = answer;
  if (holds.kind === "statement") return <p>{say("patient.see.statement")}</p>;
  return (
    <>
      <IconArray page={page} holds={holds} />
      {holds.complete ? null : <Missed page={page} holds={holds} />}
      <NameList summary={say("gene.unobservable", { count: holds.unobservable.length })} names={holds.unobservable} />
      <p class="soft">
        {say("gene.sources")}: {holds.sources.map(({ name, version }) => `${name}, ${version}`).join("; ")}
      </p>
    </>
  );
}

function seenText({ words }: Page, { call, missing, seen }: GeneAnswer): string {
  if (call.from === "outside") return words.say("gene.outside");
  const all = seen + missing;
  if (all === 0) return words.say("gene.seen-none");
  return words.say("gene.seen", { seen: words.number(seen), all: words.number(all) });
}

export function GeneEntry({ page, entry }: { page: Page; entry: GeneAnswer }): JSX.Element {
  const { words } = page;
  const { say } = words;
  const { answer, call } = entry;
  const unobservable = answer.kind === "answer" && answer.holds.kind === "call" ? answer.holds.unobservable : [];
  // Those that no one could have seen stand in their own list already.
  const hidden = call.uncallable.filter((allele) => !unobservable.includes(allele));
  return (
    <details>
      <summary>
        <h3>
          <bdi>{entry.gene}</bdi>
        </h3>
        <span class="call">
          <bdi>{callText(page, call)}</bdi>
        </span>
        <span class="gist">{phenotypes(call)}</span>
        <span class="two">
          <MeterShort
            words={words}
            name={seenText(page, entry)}
            level={answer.kind === "answer" ? answer.holds.level : "not-tested"}
          />
        </span>
      </summary>
      <div class="depth">
        <Candidates page={page} entry={entry} />
        <Found page={page} entry={entry} />
        <SiteNotes words={words} call={call} />
        <NameList summary={say("gene.uncallable", { count: hidden.length })} names={hidden} />
        <Without page={page} entry={entry} />
      </div>
    </details>
  );
}
