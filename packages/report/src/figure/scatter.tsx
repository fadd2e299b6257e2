/** People as points in a plane, one mark and color for each group: told apart without color too. */
import type { JSX } from "preact";
import { render } from "preact-render-to-string";
import { axisTicks, tickText } from "./forest-axis.ts";

export interface ScatterPanel {
  readonly horizontal: string;
  readonly vertical: string;
  /** `[people]` */
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

export interface Scatter {
  readonly title: string;
  /** In the order of the legend. */
  readonly labels: readonly string[];
  /** `[people]`, place among the labels; −1 for people without one, who are drawn first and named last. */
  readonly groupOf: ArrayLike<number>;
  readonly panels: readonly ScatterPanel[];
}

const SIDE = 400;
const LEFT = 62;
const TOP = 62;
const GAP = 84;
const LEGEND_ROW = 20;
const LEGEND_COLUMN = 168;
const INK = "#16302f";
const SOFT = "#45605d";
const HAIR = "#d8d3c6";
/** Okabe and Ito 2008, but for yellow, which is lost on paper: told apart by those who do not see red or green. */
const COLORS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#000000"] as const;
/** From the middle of a mark, about 6 wide. Open ones are strokes. */
const MARKS: readonly { readonly path: string; readonly isOpen: boolean }[] = [
  { path: "m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0z", isOpen: false },
  { path: "m-3 3h6l-3-6z", isOpen: false },
  { path: "m-2.5-2.5h5v5h-5z", isOpen: false },
  { path: "m0-3.5l3.5 3.5l-3.5 3.5l-3.5-3.5z", isOpen: false },
  { path: "m-3-3l6 6m0-6l-6 6", isOpen: true },
  { path: "m-3.5 0h7m-3.5-3.5v7", isOpen: true },
  { path: "m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0z", isOpen: true },
  { path: "m-2.5-2.5h5v5h-5z", isOpen: true },
  { path: "m-3-3h6l-3 6z", isOpen: true },
];
const UNLABELED = { path: "m-1.5 0a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0z", isOpen: false, color: "#9aa5a2" } as const;

interface Group {
  readonly label: string;
  readonly people: readonly number[];
  readonly path: string;
  readonly isOpen: boolean;
  readonly color: string;
}

/** @returns a whole SVG document; the same data give the same bytes. */
export function renderScatter(scatter: Scatter): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${render(<ScatterPlot scatter={scatter} />)}\n`;
}

function ScatterPlot({ scatter }: { scatter: Scatter }): JSX.Element {
  const groups = groupsOf(scatter);
  const width = Math.max(LEFT + scatter.panels.length * (SIDE + GAP) - GAP + 24, 560);
  const perRow = Math.floor((width - 40) / LEGEND_COLUMN);
  const legendTop = TOP + SIDE + 62;
  const height = legendTop + Math.ceil(groups.length / perRow) * LEGEND_ROW + 12;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-labelledby="title description"
      font-family="system-ui, sans-serif"
      font-size="12"
      fill={INK}
    >
      <title id="title">{scatter.title}</title>
      <desc id="description">{described(scatter, groups)}</desc>
      <rect width={width} height={height} fill="#fff" />
      <text x="20" y="30" font-size="18" font-weight="600">
        {scatter.title}
      </text>
      {scatter.panels.map((panel, i) => (
        <Panel key={i} panel={panel} groups={groups} left={LEFT + i * (SIDE + GAP)} />
      ))}
      {groups.map((group, i) => {
        const x = 28 + (i % perRow) * LEGEND_COLUMN;
        const y = legendTop + Math.floor(i / perRow) * LEGEND_ROW;
        return (
          <g key={i}>
            <Marks group={group} d={`M${x} ${y - 4}${group.path}`} />
            <text x={x + 12} y={y}>{`${short(group.label)} (${group.people.length.toLocaleString("en-US")})`}</text>
          </g>
        );
      })}
    </svg>
  );
}

function Panel({ panel, groups, left }: { panel: ScatterPanel; groups: readonly Group[]; left: number }): JSX.Element {
  const x = scaleOf(panel.x, left, left + SIDE);
  const y = scaleOf(panel.y, TOP + SIDE, TOP);
  const bottom = TOP + SIDE;
  return (
    <g>
      <g stroke={HAIR}>
        {x.ticks.map((tick) => (
          <line key={tick} x1={x.at(tick)} x2={x.at(tick)} y1={TOP} y2={bottom} />
        ))}
        {y.ticks.map((tick) => (
          <line key={tick} x1={left} x2={left + SIDE} y1={y.at(tick)} y2={y.at(tick)} />
        ))}
      </g>
      <rect x={left} y={TOP} width={SIDE} height={SIDE} fill="none" stroke={SOFT} />
      {x.ticks.map((tick) => (
        <text key={tick} x={x.at(tick)} y={bottom + 17} text-anchor="middle">
          {tickText(tick, "linear")}
        </text>
      ))}
      {y.ticks.map((tick) => (
        <text key={tick} x={left - 7} y={y.at(tick) + 4} text-anchor="end">
          {tickText(tick, "linear")}
        </text>
      ))}
      <text x={left + SIDE / 2} y={bottom + 36} text-anchor="middle" fill={SOFT} font-size="13">
        {panel.horizontal}
      </text>
      <text
        transform={`translate(${left - 46} ${TOP + SIDE / 2}) rotate(-90)`}
        text-anchor="middle"
        fill={SOFT}
        font-size="13"
      >
        {panel.vertical}
      </text>
      {[...groups].reverse().map((group) => (
        <Marks
          key={group.label}
          group={group}
          d={group.people.map((i) => `M${x.at(panel.x[i]!)} ${y.at(panel.y[i]!)}${group.path}`).join("")}
        />
      ))}
    </g>
  );
}

function Marks({ group, d }: { group: Group; d: string }): JSX.Element {
  return group.isOpen ? (
    <path d={d} fill="none" stroke={group.color} stroke-width="1.1" />
  ) : (
    <path d={d} fill={group.color} fill-opacity="0.75" />
  );
}

/** Neighbors in the legend differ in mark and color; 63 groups have a pair of their own, later ones share. */
function groupsOf({ labels, groupOf }: Scatter): Group[] {
  const members = (group: number): number[] => Array.from(groupOf).flatMap((own, i) => (own === group ? [i] : []));
  const groups = labels.map((label, i) => ({
    label,
    people: members(i),
    ...MARKS[(i + Math.floor(i / 63)) % MARKS.length]!,
    color: COLORS[i % COLORS.length]!,
  }));
  const rest = members(-1);
  return rest.length > 0 ? [...groups, { label: "no label", people: rest, ...UNLABELED }] : groups;
}

/** What a reader who does not see the picture needs of it: how large the groups are, and where their middles lie. */
function described({ panels }: Scatter, groups: readonly Group[]): string {
  const said = groups.map(({ label, people }) => {
    if (people.length === 0) return `${label}: nobody`;
    const middles = panels.flatMap(({ horizontal, vertical, x, y }) => [
      `${horizontal} ${middle(x, people)}`,
      `${vertical} ${middle(y, people)}`,
    ]);
    return `${label}, ${people.length.toLocaleString("en-US")} people, middle at ${middles.join(", ")}`;
  });
  return `${said.join(". ")}.`;
}

function middle(values: ArrayLike<number>, people: readonly number[]): string {
  return (people.reduce((sum, i) => sum + values[i]!, 0) / people.length).toPrecision(3);
}

function scaleOf(
  values: ArrayLike<number>,
  from: number,
  to: number,
): { readonly ticks: readonly number[]; at(value: number): number } {
  let [low, high] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    low = Math.min(low, values[i]!);
    high = Math.max(high, values[i]!);
  }
  const margin = 0.04 * (high - low || 1);
  const span = high - low + 2 * margin;
  const at = (value: number): number => Math.round((from + ((value - low + margin) / span) * (to - from)) * 10) / 10;
  return { ticks: axisTicks(low, high, "linear"), at };
}

function short(text: string): string {
  return text.length > 18 ? `${text.slice(0, 17)}…` : text;
}
