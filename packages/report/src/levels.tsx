/** What the four words of the meter mean, and the bands behind them. */
import type { JSX } from "preact";
import { Meter } from "./meter.tsx";
import type { Page } from "./page.ts";

const levels = ["well", "partly", "poorly", "not-tested", "not-stated"] as const;

export function Levels({ page }: { page: Page }): JSX.Element {
  const { percent, say } = page.words;
  const { bands } = page.report;
  return (
    <>
      <h3>{say("levels.heading")}</h3>
      <dl class="levels">
        {levels.map((level) => (
          <div>
            <dt>
              <Meter words={page.words} level={level} />
            </dt>
            <dd>{say(`patient.level.${level}`)}</dd>
          </div>
        ))}
      </dl>
      <p class="soft">
        {say("clinician.level.bands", { well: percent(bands.well), partly: percent(bands.partly), date: bands.date })}
      </p>
    </>
  );
}
