/** How a normalization did in people it had not seen, by group and by distance. Labels enter here and nowhere else. */
import type { DecileHold, GroupHold } from "../../models/index.ts";

/** People a group needs before its figures are shown. */
const SHOWN_FROM = 100;

/** The share at the top that is looked at in every group. */
export const TOP = 0.05;

/** z above which the share `TOP` of all people lies. */
export function topThreshold(z: Float64Array): number {
  return z.toSorted()[Math.min(z.length - 1, Math.ceil((1 - TOP) * z.length))]!;
}

/** @param labels one per person. @returns by label, in alphabetical order. */
export function groupHolds(z: Float64Array, labels: readonly string[]): GroupHold[] {
  const top = topThreshold(z);
  return [...new Set(labels)].sort().map((code) => {
    const values = z.filter((_, person) => labels[person] === code);
    return { code, ...holdOf(values, top), shown: values.length >= SHOWN_FROM };
  });
}

/** Ten equal parts by distance, nearest first. @param distances one per person. */
export function decileHolds(z: Float64Array, distances: Float64Array): DecileHold[] {
  const top = topThreshold(z);
  const order = Int32Array.from(z, (_, i) => i).sort((a, b) => distances[a]! - distances[b]! || a - b);
  return Array.from({ length: 10 }, (_, part) => {
    const people = order.subarray((part * z.length) / 10, ((part + 1) * z.length) / 10);
    const values = Float64Array.from(people, (person) => z[person]!);
    return { from: distances[people[0]!]!, to: distances[people.at(-1)!]!, ...holdOf(values, top) };
  });
}

function holdOf(z: Float64Array, top: number): Omit<GroupHold, "code" | "shown"> {
  const people = z.length;
  const mean = z.reduce((sum, value) => sum + value, 0) / people;
  const sd = Math.sqrt(z.reduce((sum, value) => sum + (value - mean) ** 2, 0) / people);
  return { people, mean, sd, top: z.filter((value) => value >= top).length / people };
}
