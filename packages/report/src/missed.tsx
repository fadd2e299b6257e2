/** What a file could have missed, and for whom: one interval per reference group, drawn and written in the same table. */
import type { HoldsOfCall } from "@pangenic/engine/base";
import type { JSX } from "preact";
import { shareText } from "./chance.ts";
import type { Page } from "./page.ts";

const row = 26;
const width = 200;

/** A round end of the axis that holds every interval. */
function axisEnd(highest: number): number {
  return [0.01, 0.02, 0.05, 0.1, 0.2, 0.5].find((end) => highest <= end) ?? 1;
}

export function Missed({ page, holds }: { page: Page; holds: HoldsOfCall }): JSX.Element {
  const { number, percent, say } = page.words;
  const groups = holds.byGroup;
  if (groups.length === 0) return <p>{say("gene.missed.none")}</p>;
  const end = axisEnd(Math.max(...groups.map(({ interval }) => interval.high)));
  const x = (share: number): number => Math.round((4 + (share / end) * (width - 8)) * 10) / 10;
  const y = (i: number): number => i * row + row / 2;
  return (
    <table class="missed" aria-label={say("gene.missed")}>
      <thead>
        <tr>
          <th>{say("gene.group")}</th>
          <td class="figure">
            <span class="axis" aria-hidden="true">
              <i>0</i>
              <i>{percent(end)}</i>
            </span>
          </td>
          <th>{say("gene.missed.column")}</th>
          <th>{say("gene.people")}</th>
        </tr>
      </thead>
      <tbody>
        {groups.map(({ group, interval, people, risk }, i) => (
          <tr class={group === holds.group.code ? "own" : undefined}>
            <th>{group === "ALL" ? say("gene.all") : group}</th>
            {i > 0 ? null : (
              <td class="figure" rowSpan={groups.length}>
                <svg
                  height={groups.length * row}
                  viewBox={`0 0 ${width} ${groups.length * row}`}
                  preserveAspectRatio="none"
                  aria-hidden="true"
                >
                  <path class="grid" d={`M4 0v${groups.length * row}M${width - 4} 0v${groups.length * row}`} />
                  <path
                    class="range"
                    d={groups.map((g, j) => `M${x(g.interval.low)} ${y(j)}H${x(g.interval.high)}`).join("")}
                  />
                  <path class="dot" d={groups.map((g, j) => `M${x(g.risk)} ${y(j)}h0`).join("")} />
                </svg>
              </td>
            )}
            <td>{shareText(page.words, risk, interval)}</td>
            <td>{number(people)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
