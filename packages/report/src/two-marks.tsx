/** The two marks of a medicine: could the file show it, and was the advice tested, in people like this person. */
import type { DrugAnswer } from "@pangenic/engine/personalize";
import type { Words } from "@pangenic/words";
import type { JSX } from "preact";
import { chanceText, verdictText } from "./chance.ts";
import { Meter, MeterShort } from "./meter.tsx";
import type { Page } from "./page.ts";
import { notReadForSex, unreadFromLaboratory } from "./silence.ts";

/** Side by side in a line of a list. */
export function TwoMarksShort({ words, drug }: { words: Words; drug: DrugAnswer }): JSX.Element {
  return (
    <span class="two">
      <MeterShort words={words} name={words.say("meter.see.short")} level={drug.couldSee?.level ?? "not-tested"} />
      <MeterShort words={words} name={words.say("meter.studied.short")} level={drug.studied.level} />
    </span>
  );
}

function Seen({ page, drug }: { page: Page; drug: DrugAnswer }): JSX.Element {
  const { report, words } = page;
  const { say } = words;
  if (drug.couldSee === null) {
    const bySex = notReadForSex(page, drug);
    const unread = unreadFromLaboratory(page, drug);
    const others = drug.missing.filter((gene) => !bySex.includes(gene) && !unread.includes(gene));
    const why = [
      ...(bySex.length > 0 ? [say("patient.reason.sex-mismatch")] : []),
      ...(unread.length > 0 ? [say("patient.lab.unread", { genes: unread.join(", ") })] : []),
      ...(others.length > 0
        ? [say(drug.mark === "unknown" ? "patient.see.missing" : "patient.see.part", { genes: others.join(", ") })]
        : []),
    ];
    return <>{why.length > 0 ? why.join(" ") : say("patient.see.none")}</>;
  }
  const { holds } = drug.couldSee;
  if (holds.kind === "statement") {
    const isUnread = unreadFromLaboratory(page, drug).length > 0;
    return <>{say(isUnread ? "patient.see.none" : "patient.see.statement")}</>;
  }
  return (
    <>
      {holds.complete ? "" : `${verdictText(words, holds, report.bands)} `}
      {chanceText(words, holds)}
      {holds.unobservable.length > 0 ? ` ${say("patient.see.top")}` : ""}
    </>
  );
}

/** With the sentence and the figure, for a medicine the person takes. */
export function TwoMarks({ page, drug }: { page: Page; drug: DrugAnswer }): JSX.Element {
  const { words } = page;
  return (
    <dl class="marks">
      <div>
        <dt>{words.say("meter.see")}</dt>
        <dd>
          <Meter words={words} level={drug.couldSee?.level ?? "not-tested"} />
          <p>
            <Seen page={page} drug={drug} />
          </p>
        </dd>
      </div>
      <div>
        <dt>{words.say("meter.studied")}</dt>
        <dd>
          <Meter words={words} level={drug.studied.level} />
        </dd>
      </div>
    </dl>
  );
}
