/** Nothing is said, and the page says why and what would change it. No number stands here. */
import type { Reason, Remedy } from "@pangenic/engine/base";
import type { Words } from "@pangenic/words";
import type { JSX } from "preact";

export function Abstained({
  words,
  reason,
  wouldChange,
}: {
  words: Words;
  reason: Reason;
  wouldChange: readonly Remedy[];
}): JSX.Element {
  const { say } = words;
  return (
    <p>
      {say(`patient.reason.${reason}`)}
      {wouldChange.length > 0
        ? ` ${say("patient.remedy")} ${wouldChange.map((remedy) => say(`patient.remedy.${remedy}`)).join("; ")}.`
        : ""}
    </p>
  );
}
