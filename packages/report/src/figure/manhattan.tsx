/** A Manhattan plot: where along the genome the P values of a study are small. */
import type { ChromosomeSkyline, SkylineGrain } from "@pangenic/engine/study";
import type { JSX } from "preact";
import { render } from "preact-render-to-string";
import { INK, PSheet, pText, pTicks, SOFT, TEAL, tenth } from "./p-plot.tsx";

export interface Manhattan {
  /** `Y, 957 people` */
  readonly title: string;
  readonly variants: number;
  readonly chromosomes: readonly ChromosomeSkyline[];
  readonly grain: SkylineGrain;
}

const WIDTH = 1200;
const HEIGHT = 480;
const PLOT = { left: 64, right: WIDTH - 16, top: 72, bottom: HEIGHT - 64 } as const;
const COLORS = [TEAL, "#6f8f8b"] as const;
const RUST = "#a6360f";
/** −log10 of 5 × 10⁻⁸, the customary threshold for about a million independent variants. */
const GENOME_WIDE = -Math.log10(5e-8);
/** Widths of a column and of a dot; a chromosome's name needs more room than the small ones have. */
const COLUMN = 1.5;
const NAME_ROOM = 16;
const NAMED_HITS = 8;

/** @returns a whole SVG document; the same data give the same bytes. */
export function renderManhattan(manhattan: Manhattan): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${render(<ManhattanPlot manhattan={manhattan} />)}\n`;
}

interface Stretch {
  readonly of: ChromosomeSkyline;
  readonly left: number;
  readonly right: number;
  readonly color: string;
}

/** Chromosomes side by side, each as long as its last variant's position. */
function stretchesOf(chromosomes: readonly ChromosomeSkyline[]): Stretch[] {
  const gap = 4;
  const bases = chromosomes.reduce((sum, { lastPos }) => sum + lastPos, 0);
  const room = PLOT.right - PLOT.left - gap * (chromosomes.length - 1);
  let left = PLOT.left;
  return chromosomes.map((of, i) => {
    const right = left + (bases > 0 ? (of.lastPos / bases) * room : 0);
    const stretch = { of, left, right, color: COLORS[i % 2]! };
    left = right + gap;
    return stretch;
  });
}

function ManhattanPlot({ manhattan }: { manhattan: Manhattan }): JSX.Element {
  const { grain } = manhattan;
  const stretches = stretchesOf(manhattan.chromosomes);
  const hits = stretches.flatMap((stretch) => stretch.of.hits.map((hit) => ({ ...hit, stretch })));
  hits.sort((a, b) => b.size - a.size || a.stretch.left - b.stretch.left || a.pos - b.pos);
  const top = Math.max(GENOME_WIDE * 1.15, (hits[0]?.size ?? 0) * 1.08);
  const y = (size: number): number => tenth(PLOT.bottom - (size / top) * (PLOT.bottom - PLOT.top));
  const x = ({ of, left, right }: Stretch, pos: number): number =>
    left + (of.lastPos > 0 ? pos / of.lastPos : 0) * (right - left);
  const beyond = hits.filter(({ size }) => size >= GENOME_WIDE).length;
  const said =
    `${manhattan.variants.toLocaleString("en-US")} variants on ${stretches.length} chromosomes; ` +
    (beyond === 0
      ? "none has a P value at or below 5e-8."
      : `${beyond} ${beyond === 1 ? "has" : "have"} a P value at or below 5e-8; the smallest is at ${hits[0]!.id}, P = ${pText(hits[0]!.size)}.`);
  return (
    <PSheet
      width={WIDTH}
      height={HEIGHT}
      plot={PLOT}
      kind="Manhattan plot"
      title={manhattan.title}
      said={said}
      described={said}
      ticks={pTicks(top)}
      y={y}
      axis="−log10 P"
      note={`Below P = 1e-${grain.keptFrom} a dot says that at least one variant lies within its ${grain.bases / 1000} kb and ${grain.size} of −log10 P; from there on each variant is drawn.`}
    >
      {stretches.map((stretch) => (
        <path
          key={stretch.of.chrom}
          d={columnsOf(stretch, grain, x, y)}
          stroke={stretch.color}
          stroke-width={COLUMN * 1.6}
          stroke-linecap="round"
          fill="none"
        />
      ))}
      {hits.map((hit) => (
        <circle
          key={`${hit.stretch.of.chrom} ${hit.pos} ${hit.id}`}
          cx={tenth(x(hit.stretch, hit.pos))}
          cy={y(hit.size)}
          r={hit.size >= GENOME_WIDE ? 3 : 2}
          fill={hit.size >= GENOME_WIDE ? RUST : hit.stretch.color}
        />
      ))}
      <line
        x1={PLOT.left}
        x2={PLOT.right}
        y1={y(GENOME_WIDE)}
        y2={y(GENOME_WIDE)}
        stroke={RUST}
        stroke-dasharray="6 4"
      />
      <text x={PLOT.right} y={y(GENOME_WIDE) - 6} font-size="13" fill={RUST} text-anchor="end">
        P = 5e-8
      </text>
      {lead(hits).map((hit) => (
        <text
          key={hit.id}
          x={tenth(Math.min(x(hit.stretch, hit.pos) + 6, PLOT.right - 8 * hit.id.length))}
          y={y(hit.size) + 4}
          font-size="13"
          fill={INK}
        >
          {hit.id}
        </text>
      ))}
      {named(stretches).map(({ of, left, right }) => (
        <text
          key={of.chrom}
          x={tenth((left + right) / 2)}
          y={PLOT.bottom + 20}
          font-size="14"
          fill={SOFT}
          text-anchor="middle"
        >
          {of.chrom}
        </text>
      ))}
    </PSheet>
  );
}

/** Filled cells of a chromosome as upright strokes: neighbors above each other become one. */
function columnsOf(
  stretch: Stretch,
  grain: SkylineGrain,
  x: (of: Stretch, pos: number) => number,
  y: (size: number) => number,
): string {
  const columns = new Map<number, Uint8Array>();
  for (const [place, cells] of stretch.of.cells) {
    const middle = Math.min((place + 0.5) * grain.bases, stretch.of.lastPos);
    const at = Math.round(x(stretch, middle) / COLUMN);
    const column = columns.get(at) ?? new Uint8Array(cells.length);
    for (let i = 0; i < cells.length; i++) column[i]! |= cells[i]!;
    columns.set(at, column);
  }
  const strokes: string[] = [];
  for (const [at, column] of [...columns].sort(([a], [b]) => a - b))
    for (let from = 0; from < column.length; from++) {
      if (column[from] === 0) continue;
      let to = from;
      while (column[to + 1] === 1) to++;
      strokes.push(`M${tenth(at * COLUMN)} ${y((from + 0.5) * grain.size)}V${y((to + 0.5) * grain.size)}`);
      from = to;
    }
  return strokes.join("");
}

interface Placed {
  readonly pos: number;
  readonly id: string;
  readonly size: number;
  readonly stretch: Stretch;
}

/** The strongest beyond the threshold, one within any two megabases. */
function lead(hits: readonly Placed[]): Placed[] {
  const chosen: Placed[] = [];
  for (const hit of hits) {
    if (hit.size < GENOME_WIDE || chosen.length === NAMED_HITS) break;
    if (!chosen.some(({ stretch, pos }) => stretch === hit.stretch && Math.abs(pos - hit.pos) < 2e6)) chosen.push(hit);
  }
  return chosen;
}

/** Chromosomes whose names do not run into the one before. */
function named(stretches: readonly Stretch[]): Stretch[] {
  let free = 0;
  return stretches.filter(({ of, left, right }) => {
    const half = (NAME_ROOM * Math.max(1, of.chrom.length / 2)) / 2;
    const middle = (left + right) / 2;
    if (middle - half < free) return false;
    free = middle + half;
    return true;
  });
}
