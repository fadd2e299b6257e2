/** How well something holds: four steps, one word, one position. Never a color alone. */
import type { Words } from "@pangenic/words";
import type { JSX } from "preact";
import type { MeterLevel } from "./symbols.tsx";

export function Meter({ words, level }: { words: Words; level: MeterLevel }): JSX.Element {
  return (
    <span class="meter">
      <svg aria-hidden="true">
        <use href={`#l-${level}`} />
      </svg>
      <b>{words.say(`level.${level}`)}</b>
    </span>
  );
}

/** In a line of a list: what is meant, the meter, the word. */
export function MeterShort({ words, name, level }: { words: Words; name: string; level: MeterLevel }): JSX.Element {
  return (
    <i>
      {name}
      <svg aria-hidden="true">
        <use href={`#l-${level}`} />
      </svg>
      <b>{words.say(`level.${level}`)}</b>
    </i>
  );
}
