/** How well something holds: four steps, one word, one position. Never a color alone. */
import type { Words } from "@pangenic/words";
import type { JSX } from "preact";
import type { MeterLevel } from "./symbols.tsx";

/** @param of what the meter is about, where no heading says it. */
export function Meter({ words, level, of }: { words: Words; level: MeterLevel; of?: string }): JSX.Element {
  return (
    <span class="meter">
      {of}
      <svg aria-hidden="true">
        <use href={`#l-${level}`} />
      </svg>
      <b>{words.say(`level.${level}`)}</b>
    </span>
  );
}
