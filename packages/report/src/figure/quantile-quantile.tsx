/** A Q–Q plot: are the P values of a study spread as they are where nothing is associated? */
import type { QuantilePoint } from "@pangenic/engine/study";
import type { JSX } from "preact";
import { render } from "preact-render-to-string";
import { INK, PSheet, pText, pTicks, SOFT, TEAL, tenth } from "./p-plot.tsx";

export interface QuantileQuantile {
  /** `Y, 957 people` */
  readonly title: string;
  readonly variants: number;
  /** Genomic control. */
  readonly lambda: number;
  readonly points: readonly QuantilePoint[];
  /** Where 95 % of the values of a rank lie if nothing is associated and variants are independent. */
  readonly band: readonly { readonly expected: number; readonly low: number; readonly high: number }[];
}

const WIDTH = 560;
const HEIGHT = 600;
const PLOT = { left: 64, right: WIDTH - 20, top: 76, bottom: HEIGHT - 84 } as const;

/** @returns a whole SVG document; the same data give the same bytes. */
export function renderQuantileQuantile(plot: QuantileQuantile): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${render(<QuantilePlot plot={plot} />)}\n`;
}

function QuantilePlot({ plot: { title, variants, lambda, points, band } }: { plot: QuantileQuantile }): JSX.Element {
  const right = Math.max(1, ...points.map(({ expected }) => expected), ...band.map(({ expected }) => expected)) * 1.03;
  const top = Math.max(right, ...points.map(({ observed }) => observed * 1.05));
  const x = (value: number): number => tenth(PLOT.left + (value / right) * (PLOT.right - PLOT.left));
  const y = (value: number): number => tenth(PLOT.bottom - (Math.min(value, top) / top) * (PLOT.bottom - PLOT.top));
  const said = `${variants.toLocaleString("en-US")} variants, genomic control λ = ${lambda.toFixed(3)}`;
  const outside = points.filter(({ expected, observed }) => observed > highAt(band, expected)).length;
  return (
    <PSheet
      width={WIDTH}
      height={HEIGHT}
      plot={PLOT}
      kind="Q–Q plot"
      title={title}
      said={said}
      described={`${said}; the smallest P value is ${pText(points[0]?.observed ?? 0)}, where ${pText(points[0]?.expected ?? 0)} is expected. ${outside === 0 ? "No point drawn lies above the band." : `${outside} of ${points.length} points drawn lie above the band.`}`}
      ticks={pTicks(top)}
      y={y}
      axis="−log10 P observed"
      note="Band: 95 % at each rank, for independent variants. Near points are drawn once."
    >
      {pTicks(right).map((tick) => (
        <text key={tick} x={x(tick)} y={PLOT.bottom + 20} font-size="14" fill={SOFT} text-anchor="middle">
          {tick}
        </text>
      ))}
      <path d={outlineOf(band, x, y)} fill="#cfe0de" />
      <line x1={x(0)} y1={y(0)} x2={x(right)} y2={y(right)} stroke={SOFT} stroke-dasharray="6 4" />
      <g fill={TEAL}>
        {points.map(({ expected, observed }) => (
          <circle key={`${expected} ${observed}`} cx={x(expected)} cy={y(observed)} r="2.2" />
        ))}
      </g>
      <text x={(PLOT.left + PLOT.right) / 2} y={PLOT.bottom + 42} font-size="14" fill={INK} text-anchor="middle">
        −log10 P expected without association
      </text>
    </PSheet>
  );
}

type Band = QuantileQuantile["band"];

/** Upper edge of the band; without a band nothing lies above it. */
function highAt(band: Band, expected: number): number {
  const next = band.findIndex((edge) => edge.expected <= expected);
  if (next < 0) return Number.POSITIVE_INFINITY;
  const [right, left] = [band[next]!, band[next - 1]];
  if (left === undefined) return right.high;
  const share = (expected - right.expected) / (left.expected - right.expected);
  return right.high + share * (left.high - right.high);
}

function outlineOf(band: Band, x: (value: number) => number, y: (value: number) => number): string {
  if (band.length === 0) return "";
  const upper = band.map(({ expected, high }) => `${x(expected)} ${y(high)}`);
  const lower = [...band].reverse().map(({ expected, low }) => `${x(expected)} ${y(low)}`);
  return `M${[...upper, `${x(0)} ${y(0)}`, ...lower].join("L")}Z`;
}
