/** A forest plot: what each study found of one variant, what they find together, and where the next population may lie. */
import type { JSX } from "preact";
import { render } from "preact-render-to-string";
import { axisTicks, tickText } from "./forest-axis.ts";

export interface ForestRow {
  readonly label: string;
  /** null where the study does not say. */
  readonly people: number | null;
  /** On the scale of the analysis: of ratios the logarithm. */
  readonly effect: number;
  readonly low: number;
  readonly high: number;
  /** Share of the whole weight, 0–1: the area of the square. */
  readonly weight: number;
}

/** A combined estimate: a diamond as wide as its interval. */
export interface ForestTotal extends Omit<ForestRow, "weight"> {
  /** Where the effect in a further population may lie; null where too few studies can tell. */
  readonly prediction: { readonly low: number; readonly high: number } | null;
}

export interface ForestGroup {
  readonly population: string;
  readonly rows: readonly ForestRow[];
  /** Of this population alone; null where it has one study. */
  readonly total: ForestTotal | null;
}

export interface Forest {
  /** What was analyzed: `rs123, effect of A against G`. */
  readonly title: string;
  /** What the axis measures: `Odds ratio per copy of A`. */
  readonly axis: string;
  readonly scale: "linear" | "ratio";
  readonly groups: readonly ForestGroup[];
  readonly totals: readonly ForestTotal[];
  /** Lines below: heterogeneity and P values. */
  readonly notes: readonly string[];
}

const WIDTH = 960;
const ROW = 26;
const TOP = 78;
const PLOT = { left: 330, right: 690 } as const;
const PEOPLE = 310;
const FIGURES = 712;
const WEIGHT = WIDTH - 20;
const INK = "#16302f";
const SOFT = "#45605d";
const TEAL = "#0f5c56";
const RUST = "#a6360f";
/** Side of a square that has all the weight. */
const SQUARE = 22;

type Line =
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "study"; readonly row: ForestRow; readonly isInset: boolean }
  | { readonly kind: "total"; readonly row: ForestTotal; readonly isInset: boolean }
  | { readonly kind: "gap" };

/** @returns a whole SVG document; the same data give the same bytes. */
export function renderForest(forest: Forest): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${render(<ForestPlot forest={forest} />)}\n`;
}

function linesOf({ groups, totals }: Forest): readonly Line[] {
  const grouped = groups.flatMap(({ population, rows, total }): readonly Line[] =>
    total === null && rows.length === 1
      ? [{ kind: "study", row: rows[0]!, isInset: false }]
      : [
          { kind: "heading", text: population },
          ...rows.map((row) => ({ kind: "study", row, isInset: true }) as const),
          ...(total === null ? [] : [{ kind: "total", row: total, isInset: true } as const]),
        ],
  );
  return [...grouped, { kind: "gap" }, ...totals.map((row) => ({ kind: "total", row, isInset: false }) as const)];
}

function ForestPlot({ forest }: { forest: Forest }): JSX.Element {
  const lines = linesOf(forest);
  const x = placeOn(forest);
  const axisY = TOP + lines.length * ROW + 6;
  const height = axisY + 62 + forest.notes.length * 20;
  const figures = figuresOf(forest);
  const ticks = axisTicks(...domainOf(forest), forest.scale);
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${WIDTH} ${height}`}
      width={WIDTH}
      height={height}
      role="img"
      aria-labelledby="title description"
      font-family="system-ui, sans-serif"
      font-size="14"
      fill={INK}
    >
      <title id="title">{forest.title}</title>
      <desc id="description">{described(forest)}</desc>
      <rect width={WIDTH} height={height} fill="#fff" />
      <text x="20" y="30" font-size="18" font-weight="600">
        {forest.title}
      </text>
      <g fill={SOFT} font-size="13">
        <text x="20" y={TOP - 20}>
          Population or study
        </text>
        <text x={PEOPLE} y={TOP - 20} text-anchor="end">
          People
        </text>
        <text x={FIGURES} y={TOP - 20}>
          Effect [95 % interval]
        </text>
        <text x={WEIGHT} y={TOP - 20} text-anchor="end">
          Weight
        </text>
      </g>
      <line x1="20" x2={WEIGHT} y1={TOP - 8} y2={TOP - 8} stroke={SOFT} />
      <line x1={x(0)} x2={x(0)} y1={TOP - 8} y2={axisY} stroke={SOFT} stroke-dasharray="4 4" />
      {lines.map((line, i) => (
        <Row key={i} line={line} y={TOP + i * ROW + ROW / 2} x={x} figures={figures} />
      ))}
      <line x1={PLOT.left} x2={PLOT.right} y1={axisY} y2={axisY} stroke={INK} />
      {ticks.map((tick) => (
        <g key={tick} font-size="12" text-anchor="middle">
          <line x1={x(tick)} x2={x(tick)} y1={axisY} y2={axisY + 5} stroke={INK} />
          <text x={x(tick)} y={axisY + 19}>
            {tickText(tick, forest.scale)}
          </text>
        </g>
      ))}
      <text x={(PLOT.left + PLOT.right) / 2} y={axisY + 38} text-anchor="middle" fill={SOFT} font-size="13">
        {forest.axis}
      </text>
      {forest.notes.map((note, i) => (
        <text key={note} x="20" y={axisY + 66 + i * 20} fill={SOFT} font-size="13">
          {note}
        </text>
      ))}
    </svg>
  );
}

interface RowProps {
  readonly line: Line;
  readonly y: number;
  readonly x: (effect: number) => number;
  readonly figures: Figures;
}

function Row({ line, y, x, figures }: RowProps): JSX.Element | null {
  if (line.kind === "gap") return <line x1="20" x2={WEIGHT} y1={y} y2={y} stroke={SOFT} stroke-opacity="0.4" />;
  if (line.kind === "heading")
    return (
      <text x="20" y={y + 5} font-weight="600">
        {short(line.text)}
      </text>
    );
  const { row, isInset } = line;
  const isTotal = line.kind === "total";
  return (
    <g font-weight={isTotal ? "600" : "400"}>
      <text x={isInset ? 36 : 20} y={y + 5}>
        {short(row.label)}
      </text>
      <text x={PEOPLE} y={y + 5} text-anchor="end">
        {row.people === null ? "not stated" : row.people.toLocaleString("en-US")}
      </text>
      {line.kind === "total" ? <Diamond row={line.row} y={y} x={x} /> : <Square row={line.row} y={y} x={x} />}
      <text x={FIGURES} y={y + 5}>
        {`${shown(row.effect, figures)} [${shown(row.low, figures)}, ${shown(row.high, figures)}]`}
      </text>
      {line.kind === "study" && (
        <text x={WEIGHT} y={y + 5} text-anchor="end">
          {`${(100 * line.row.weight).toFixed(1)} %`}
        </text>
      )}
    </g>
  );
}

function Square({ row, y, x }: { row: ForestRow; y: number; x: (effect: number) => number }): JSX.Element {
  const side = Math.max(2, Math.round(SQUARE * Math.sqrt(row.weight)));
  return (
    <>
      <line x1={x(row.low)} x2={x(row.high)} y1={y} y2={y} stroke={INK} stroke-width="1.5" />
      <rect x={x(row.effect) - side / 2} y={y - side / 2} width={side} height={side} fill={TEAL} />
    </>
  );
}

function Diamond({ row, y, x }: { row: ForestTotal; y: number; x: (effect: number) => number }): JSX.Element {
  const middle = x(row.effect);
  return (
    <>
      {row.prediction && (
        <path
          d={`M${x(row.prediction.low)} ${y - 5}v10M${x(row.prediction.low)} ${y}H${x(row.prediction.high)}M${x(row.prediction.high)} ${y - 5}v10`}
          stroke={RUST}
          stroke-width="2"
          fill="none"
        />
      )}
      <path d={`M${x(row.low)} ${y}L${middle} ${y - 8}L${x(row.high)} ${y}L${middle} ${y + 8}z`} fill={INK} />
    </>
  );
}

/** What a reader who does not see the picture needs of it. */
function described(forest: Forest): string {
  const { groups, totals, notes } = forest;
  const figures = figuresOf(forest);
  const said = ({ label, people, effect, low, high }: Omit<ForestRow, "weight">): string =>
    `${label}${people === null ? "" : ` (${people.toLocaleString("en-US")} people)`}: ${shown(effect, figures)}, 95 % interval ${shown(low, figures)} to ${shown(high, figures)}`;
  return [
    ...groups.flatMap(({ rows, total }) => [...rows.map(said), ...(total ? [said(total)] : [])]),
    ...totals.map(
      (total) =>
        said(total) +
        (total.prediction
          ? `; prediction interval ${shown(total.prediction.low, figures)} to ${shown(total.prediction.high, figures)}`
          : ""),
    ),
    ...notes,
  ]
    .map((sentence) => sentence.replace(/\.$/, ""))
    .join(". ");
}

/** Everything that is drawn, and no effect at all. */
function domainOf({ groups, totals }: Forest): readonly [number, number] {
  const ends = [
    0,
    ...groups.flatMap(({ rows }) => rows.flatMap(({ low, high }) => [low, high])),
    ...totals.flatMap(({ low, high, prediction }) => [low, high, prediction?.low ?? low, prediction?.high ?? high]),
  ];
  return [Math.min(...ends), Math.max(...ends)];
}

function placeOn(forest: Forest): (effect: number) => number {
  const [low, high] = domainOf(forest);
  const span = high - low || 1;
  return (effect) => {
    const place = PLOT.left + 8 + ((effect - low) / span) * (PLOT.right - PLOT.left - 16);
    return Math.round(place * 100) / 100;
  };
}

/** @param digits behind the point, the same for all numbers of a plot. */
function shown(value: number, { scale, digits }: Figures): string {
  return (scale === "ratio" ? Math.exp(value) : value).toFixed(digits).replace("-", "−");
}

interface Figures {
  readonly scale: Forest["scale"];
  readonly digits: number;
}

/** As many digits as give the narrowest interval two of its own. */
function figuresOf({ groups, totals, scale }: Forest): Figures {
  const drawn = [...groups.flatMap(({ rows }) => rows), ...totals];
  const narrowest = Math.min(...drawn.map(({ low, high }) => high - low));
  return { scale, digits: narrowest > 0 ? Math.min(8, Math.max(2, Math.ceil(1 - Math.log10(narrowest)))) : 2 };
}

function short(text: string): string {
  return text.length > 30 ? `${text.slice(0, 29)}…` : text;
}
