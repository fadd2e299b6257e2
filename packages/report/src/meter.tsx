/** How well something holds: four steps, one word, one position. Never a color alone. The steps are drawn in the style sheet. */
import type { Level } from "@pangenic/engine/base";
import type { Words } from "@pangenic/words";
import type { JSX } from "preact";

/** `not-stated` is dashed: the source does not say, which is not "not tested". */
export type MeterLevel = Level | "not-tested" | "not-stated";

export function Meter({ words, level }: { words: Words; level: MeterLevel }): JSX.Element {
  return <b class={level}>{words.say(`level.${level}`)}</b>;
}

/** In a line of a list: what is meant, the meter, the word. */
export function MeterShort({ words, name, level }: { words: Words; name: string; level: MeterLevel }): JSX.Element {
  return (
    <i>
      {name} <Meter words={words} level={level} />
    </i>
  );
}
