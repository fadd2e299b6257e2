/** What plots of P values share: the sheet with its heading, and round numbers along −log10 P. */
import type { ComponentChildren, JSX } from "preact";

export const INK = "#16302f";
export const SOFT = "#45605d";
export const TEAL = "#0f5c56";

interface Sheet {
  readonly width: number;
  readonly height: number;
  /** Where the plot itself lies. */
  readonly plot: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  readonly kind: string;
  readonly title: string;
  /** Under the title, and what a reader who does not see the plot is told. */
  readonly said: string;
  readonly described: string;
  /** Numbers of the upright axis, and their places. */
  readonly ticks: readonly number[];
  readonly y: (size: number) => number;
  readonly axis: string;
  readonly note: string;
  readonly children: ComponentChildren;
}

export function PSheet(sheet: Sheet): JSX.Element {
  const { width, height, plot, title, ticks, y } = sheet;
  const middle = (plot.top + plot.bottom) / 2;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-labelledby="t d"
      font-family="system-ui, sans-serif"
      font-size="14"
      fill={SOFT}
    >
      <title id="t">{`${sheet.kind}: ${title}`}</title>
      <desc id="d">{sheet.described}</desc>
      <rect width={width} height={height} fill="#fff" />
      <text x={plot.left} y={30} font-size="20" font-weight="600" fill={INK}>
        {title}
      </text>
      <text x={plot.left} y={53}>
        {sheet.said}
      </text>
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={plot.left} x2={plot.right} y1={y(tick)} y2={y(tick)} stroke="#e3ebea" />
          <text x={plot.left - 8} y={y(tick) + 5} text-anchor="end">
            {tick}
          </text>
        </g>
      ))}
      <text x={18} y={middle} fill={INK} text-anchor="middle" transform={`rotate(-90 18 ${middle})`}>
        {sheet.axis}
      </text>
      {sheet.children}
      <text x={plot.left} y={height - 14} font-size="13">
        {sheet.note}
      </text>
    </svg>
  );
}

/** @returns about six whole numbers from 0 on, none beyond `end`. */
export function pTicks(end: number): number[] {
  const rough = Math.max(1, end / 6);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((times) => times * power).find((size) => size >= rough)!;
  return Array.from({ length: Math.floor(end / step) + 1 }, (_, i) => i * step);
}

/** A P value by its −log10, for a sentence. */
export function pText(size: number): string {
  return size < 3 ? (10 ** -size).toPrecision(2) : `10^-${size.toFixed(1)}`;
}

/** To a tenth of a pixel. */
export function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
