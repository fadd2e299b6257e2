/** Our rule of distance among the people of pgsc_calc's own test, on its own components. */
import { distanceOf, peopleMap } from "@pangenic/engine/models";
import { sharedTable } from "./reference-data.ts";

const folder = "data/scores/pgsc_calc_ancestry";
const axes = Array.from({ length: 10 }, (_, i) => `PC${i + 1}`);

interface Counted {
  readonly people: number;
  readonly outside: number;
}

/**
 * The genotypes are not at hand, so that nobody can be held out of the axes: each person of the reference is judged by the
 * others on the axes that all of them made. The threshold is fixed on them alone.
 * @param label how the 929 people are told apart. @returns by label.
 */
export function outsideInComponentSpace(label: (row: Record<string, string>) => string): ReadonlyMap<string, Counted> {
  const reference = points("ref.pcs");
  const own = new Map(sharedTable(folder, "ref.psam").map((row) => [row["#IID"]!, row["Population"]!]));
  const map = peopleMap(Float64Array.from(reference.flatMap(({ at }) => [...at])), reference.length, axes.length);
  const judged = reference.map(({ id, at }, i) => ({ population: own.get(id)!, ...distanceOf(map, at, true, i) }));
  const local = quantile(
    judged.map((one) => one.local),
    0.99,
  );
  const hull = quantile(
    judged.map((one) => one.hull),
    0.99,
  );
  const rule = (one: { local: number; hull: number }): number => Math.max(one.local / local, one.hull / hull);
  let threshold = quantile(judged.map(rule), 0.99);
  for (const population of new Set(judged.map((one) => one.population))) {
    const values = judged.filter((one) => one.population === population).map(rule);
    if (values.length >= 40) threshold = Math.max(threshold, quantile(values, 0.97));
  }
  const labels = new Map(
    sharedTable("data/populations/labels/hgdp929_pop.tsv").map((row) => [row["IID"]!, label(row)]),
  );
  const counts = new Map<string, Counted>();
  for (const { id, at } of points("target.pcs")) {
    const of = labels.get(id) || "without a label";
    const { people, outside } = counts.get(of) ?? { people: 0, outside: 0 };
    const isOutside = rule(distanceOf(map, at, true)) > threshold;
    counts.set(of, { people: people + 1, outside: outside + (isOutside ? 1 : 0) });
  }
  return counts;
}

function points(file: string): { readonly id: string; readonly at: Float64Array }[] {
  return sharedTable(folder, file).map((row) => ({
    id: row["IID"]!,
    at: Float64Array.from(axes, (axis) => Number(row[axis])),
  }));
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(share * values.length) - 1]!;
}
