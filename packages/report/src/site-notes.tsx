/** Why positions were not seen, doubts on variants that were, and the caller's notes. */
import type { GeneCall } from "@pangenic/engine/personalize";
import type { Words } from "@pangenic/words";
import type { JSX } from "preact";

function counted<K extends string>(codes: readonly K[], name: (code: K) => string, words: Words): string {
  const counts = new Map<K, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts]
    .map(([code, count]) => words.say("counted", { what: name(code), count: words.number(count) }))
    .join(", ");
}

export function SiteNotes({ words, call }: { words: Words; call: GeneCall }): JSX.Element | null {
  const { say } = words;
  const unseen = call.sites.flatMap(({ state, why }) => (state === "not-seen" && why !== undefined ? [why] : []));
  const doubts = call.sites.flatMap((site) => (site.state === "variant" ? site.doubts : []));
  const notes = [
    ...(unseen.length > 0
      ? [`${say("clinician.unseen", { list: counted(unseen, (why) => say(`why.${why}`), words) })}.`]
      : []),
    ...(doubts.length > 0
      ? [`${say("clinician.doubts", { list: counted(doubts, (doubt) => say(`doubt.${doubt}`), words) })}.`]
      : []),
    ...call.notes.map((note) => words.code("clinician.note", note)),
    ...(call.fileCall === undefined ? [] : [say("clinician.file-call", { call: call.fileCall })]),
  ];
  return notes.length === 0 ? null : <p class="soft">{notes.join(" ")}</p>;
}
