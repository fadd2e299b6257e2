/** One hundred people: how many of them would really need other advice. Solid against outline. */
import type { HoldsOfCall } from "@pangenic/engine/base";
import type { JSX } from "preact";
import { chanceOf, chanceText } from "./chance.ts";
import type { Page } from "./page.ts";

const perRow = 25;

/** Shown from 1 in 100 on; below that the words with 1,000 say more than an empty field of people. */
export function IconArray({ page, holds }: { page: Page; holds: HoldsOfCall }): JSX.Element | null {
  const { say } = page.words;
  const chance = chanceOf(holds);
  const text = chanceText(page.words, holds);
  if (holds.complete || chance.of > 100) return <p>{text}</p>;
  const full = Math.floor(chance.count / perRow) * 11;
  const rest = (chance.count % perRow) * 10;
  return (
    <figure class="people">
      <svg viewBox="0 0 250 44" role="img" aria-label={say("patient.icons", { count: chance.count, of: chance.of })}>
        <path fill="url(#p-rest)" d={`M${rest} ${full}H250V44H0V${full + 11}H${rest}z`} />
        <path fill="url(#p-some)" d={`M0 0H250V${full}H${rest}V${full + 11}H0z`} />
      </svg>
      <figcaption>{text}</figcaption>
    </figure>
  );
}
