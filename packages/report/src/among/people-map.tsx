/** The person among the reference people: near means more alike. Each group has a color, a shape and its name on the map. */
import type { Position } from "@pangenic/engine/personalize";
import type { Words } from "@pangenic/words";
import type { JSX } from "preact";
import type { ReferencePlace } from "./among-report.ts";

const size = 1000;
const margin = 60;

/** A stroke of no length takes the shape of its cap; the other shapes are drawn. Whole numbers keep the page small. */
const shapes: readonly ((x: number, y: number) => string)[] = [
  (x, y) => `M${x} ${y}h0`,
  (x, y) => `M${x - 5} ${y}h10m-5-5v10`,
  (x, y) => `M${x - 5} ${y - 5}l10 10m0-10l-10 10`,
  (x, y) => `M${x - 6} ${y + 4}h12l-6-10z`,
  (x, y) => `M${x - 5} ${y - 5}h10v10h-10z`,
  (x, y) => `M${x} ${y - 6}l6 6l-6 6l-6-6z`,
];

interface Axis {
  readonly at: (value: number) => number;
}

function axisOf(values: readonly number[]): Axis {
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  return { at: (value) => Math.round(margin + ((value - low) / span) * (size - 2 * margin)) };
}

function quantile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * share)]!;
}

/** @param axes which two of the panel's axes are drawn, from 0. */
export function PeopleMap({
  words,
  position,
  reference,
  axes,
}: {
  words: Words;
  position: Position;
  reference: readonly ReferencePlace[];
  axes: readonly [number, number];
}): JSX.Element {
  const own = position.coordinates;
  const [across, up] = axes.map((axis) => [...reference.map((place) => place.coordinates[axis]!), own[axis]!]);
  const [x, y] = [axisOf(across!), axisOf(up!)];
  const groups = [...new Set(reference.map((place) => place.group))].sort();
  const place = ({ coordinates }: ReferencePlace): readonly [number, number] => [
    x.at(coordinates[axes[0]]!),
    size - y.at(coordinates[axes[1]]!),
  ];
  const clouds = groups.map((group) => reference.filter((one) => one.group === group).map(place));
  const title = words.say("among.map.title");
  const [cx, cy] = [x.at(own[axes[0]]!), size - y.at(own[axes[1]]!)];
  return (
    <svg class="map" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={title}>
      <title>{title}</title>
      {clouds.map((places, i) => (
        <path
          class={`group g${i % shapes.length}`}
          d={places.map(([a, b]) => shapes[i % shapes.length]!(a, b)).join("")}
        />
      ))}
      {clouds.map((places, i) => (
        // Above the cloud, so that names of groups that lie on one another do not.
        <text
          x={quantile(
            places.map(([a]) => a),
            0.5,
          )}
          y={
            quantile(
              places.map(([, b]) => b),
              0.15,
            ) - 12
          }
        >
          {groups[i]}
        </text>
      ))}
      <circle class="you" cx={cx} cy={cy} r="16" />
      <text class="you" x={cx} y={cy + 52}>
        {words.say("among.map.you")}
      </text>
    </svg>
  );
}
