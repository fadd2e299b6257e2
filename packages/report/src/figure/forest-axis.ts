/** Round numbers along the axis of a forest plot. */

/**
 * @param scale of `ratio` the ends and the ticks are logarithms of ratios.
 * @returns ticks within the ends, ascending; 0, no effect, is always among them.
 */
export function axisTicks(low: number, high: number, scale: "linear" | "ratio"): number[] {
  if (scale === "ratio") {
    const round = ratios(low, high).filter((ratio) => Math.log(ratio) >= low && Math.log(ratio) <= high);
    if (round.length >= 3) return round.map(Math.log);
    // Too narrow for those: evenly spaced ratios.
    const step = stepOf(Math.exp(low), Math.exp(high));
    return steps(Math.exp(low) - 1, Math.exp(high) - 1, step).map((tick) => Math.log1p(tick));
  }
  return steps(low, high, stepOf(low, high));
}

export function tickText(tick: number, scale: "linear" | "ratio"): string {
  return String(Number((scale === "ratio" ? Math.exp(tick) : tick).toPrecision(4))).replace("-", "−");
}

function ratios(low: number, high: number): number[] {
  const wide = high - low > Math.log(20);
  const perDecade = wide ? [1, 3] : [1, 1.5, 2, 3, 5, 7];
  const decades = [-4, -3, -2, -1, 0, 1, 2, 3, 4];
  return decades.flatMap((decade) => perDecade.map((ratio) => ratio * 10 ** decade));
}

/** 1, 2 or 5 times a power of ten, so that about six ticks fit. */
function stepOf(low: number, high: number): number {
  const rough = (high - low || 1) / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  const parts = rough / power;
  return (parts > 7 ? 10 : parts > 3.5 ? 5 : parts > 1.5 ? 2 : 1) * power;
}

function steps(low: number, high: number, step: number): number[] {
  const ticks: number[] = [];
  for (let k = Math.ceil(low / step); k <= Math.floor(high / step); k++) ticks.push(k * step);
  return ticks;
}
