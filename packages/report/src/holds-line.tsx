/** The figures behind a mark, for a clinician. */
import type { HoldsOfGenotype } from "@pangenic/engine/base";
import type { Words } from "@pangenic/words";
import type { JSX } from "preact";
import { shareText } from "./chance.ts";

export function HoldsLine({ words, holds }: { words: Words; holds: HoldsOfGenotype }): JSX.Element {
  const { say } = words;
  if (holds.kind === "statement") return <p>{say("clinician.see.statement")}</p>;
  if (holds.complete) return <p>{say("clinician.see.complete")}</p>;
  return (
    <p>
      {say("clinician.see", {
        action: shareText(words, holds.actionRisk, holds.actionInterval),
        phenotype: shareText(words, holds.phenotypeRisk, holds.phenotypeInterval),
        group: holds.group.code,
        n: words.number(holds.n),
      })}
      {holds.group.chosen === "worst" ? ` ${say("clinician.see.worst")}` : ""}
      {holds.unobservable.length > 0 ? ` ${say("clinician.see.on-top", { count: holds.unobservable.length })}` : ""}
    </p>
  );
}
