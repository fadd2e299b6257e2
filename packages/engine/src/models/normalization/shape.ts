/** Which share of people lies below a standardized score? Read from people the model had not seen. */

/**
 * Quantiles of out-of-fold z at equally spaced shares: the i-th of m at (i + ½) / m. The normal curve is not assumed
 * where people were seen: a score of few large effects is not normal.
 */
export type Shape = readonly number[];

/** @param sorted ascending, finite. @param size quantiles wanted. */
export function shapeOf(sorted: ArrayLike<number>, size: number): Shape {
  return Array.from({ length: size }, (_, i) => {
    const place = ((i + 0.5) / size) * sorted.length - 0.5;
    const low = Math.min(Math.max(Math.floor(place), 0), sorted.length - 1);
    const high = Math.min(low + 1, sorted.length - 1);
    const share = Math.min(Math.max(place - low, 0), 1);
    return sorted[low]! * (1 - share) + sorted[high]! * share;
  });
}

/** Share of people below, 0–1; beyond the outermost quantiles never 0 or 1, but kept at half the step that was seen. */
export function shareBelow(shape: Shape, z: number): number {
  const size = shape.length;
  if (z <= shape[0]!) return 0.5 / size;
  if (z >= shape[size - 1]!) return 1 - 0.5 / size;
  let low = 0;
  let high = size - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (shape[middle]! <= z) low = middle;
    else high = middle;
  }
  const step = shape[high]! - shape[low]!;
  return (low + 0.5 + (step > 0 ? (z - shape[low]!) / step : 0.5)) / size;
}
