/** The woven band: each strand is a reference group, as thick as the people tested in it are many. */
import type { JSX } from "preact";
import type { TestGroup } from "./groups.ts";

const width = 1200;
const height = 56;
const cell = 60;

interface Strand {
  under: string;
  over: string;
}

/** Lanes swap in pairs, as in a flat plait; at each crossing the strand that goes down passes over on even steps. */
function plait(lanes: number): Strand[] {
  const strands: Strand[] = Array.from({ length: lanes }, () => ({ under: "", over: "" }));
  const inLane = strands.map((_, i) => i);
  const y = (lane: number): number => Math.round(((lane + 0.75) * height) / (lanes + 0.5));
  for (let step = 0; step * cell < width; step++) {
    const from = step * cell;
    const next = [...inLane];
    for (let lane = step % 2; lane + 1 < lanes; lane += 2)
      [next[lane], next[lane + 1]] = [next[lane + 1]!, next[lane]!];
    for (let lane = 0; lane < lanes; lane++) {
      const strand = strands[inLane[lane]!]!;
      const to = next.indexOf(inLane[lane]!);
      const path =
        to === lane
          ? `M${from} ${y(lane)}h${cell}`
          : `M${from} ${y(lane)}c${cell / 2} 0 ${cell / 2} ${y(to) - y(lane)} ${cell} ${y(to) - y(lane)}`;
      const isOver = to !== lane && to > lane === (step % 2 === 0);
      strand[isOver ? "over" : "under"] += path;
    }
    inLane.splice(0, lanes, ...next);
  }
  return strands;
}

/** @param own code of the group the person is most similar to; null where unknown. */
export function WovenBand({ groups, own }: { groups: readonly TestGroup[]; own: string | null }): JSX.Element | null {
  if (groups.length === 0) return null;
  const strands = plait(groups.length);
  const total = groups.reduce((sum, { people }) => sum + people, 0);
  const thick = groups.map(({ people }) => Math.max(1, Math.round((people / total) * height * 6) / 10));
  const look = (i: number): string => (groups[i]!.code === own ? "own" : "other");
  return (
    <svg class="band" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="xMinYMid slice" aria-hidden="true">
      {strands.map(({ under }, i) => (
        <path class={look(i)} stroke-width={thick[i]} d={under} />
      ))}
      {strands.map(({ over }, i) => (
        <>
          <path class="gap" stroke-width={thick[i]! + 4} d={over} />
          <path class={look(i)} stroke-width={thick[i]} stroke-linecap="square" d={over} />
        </>
      ))}
    </svg>
  );
}
