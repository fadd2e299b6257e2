/** People typed by an array and by sequencing: how alike do both place them? */
import { projectorOf, type ReferencePanel } from "@pangenic/engine/models";
import { bedFiles } from "../packages/knowledge/build/reference-panel/bed.ts";

interface AxisAgreement {
  readonly axis: number;
  /** Over the people, in the second set. */
  readonly spread: number;
  readonly correlation: number;
}

/** @returns the axis along which these people differ most first. */
export function twins(panel: ReferencePanel): { readonly people: number; readonly axes: readonly AxisAgreement[] } {
  const { sites, components } = panel;
  const projector = projectorOf(panel);
  const files = [bedFiles("data/populations", "flashpca/hm3"), bedFiles("data/populations", "flashpca/kg1")];
  const shared = files[0]!.ids.filter((id) => files[1]!.ids.includes(id));
  const places = files.map((file) => {
    const rows = new Map(file.variants.map(({ id }, variant) => [id, variant]));
    const variants = Int32Array.from({ length: sites.count }, (_, site) => rows.get(`rs${sites.rsid[site]!}`)!);
    const people = new Map(file.ids.map((id, i) => [id, i]));
    return shared.map((id) => {
      const person = people.get(id)!;
      return projector.project(Int8Array.from(variants, (variant) => file.copies(variant, person)))!.coordinates;
    });
  });
  const axes = Array.from({ length: components.count }, (_, axis): AxisAgreement => {
    const [x, y] = places.map((rows) => rows.map((row) => row[axis]!)) as [number[], number[]];
    const [mx, my] = [mean(x), mean(y)];
    const sum = (of: (i: number) => number): number => x.reduce((all, _, i) => all + of(i), 0);
    const [xx, yy] = [sum((i) => (x[i]! - mx) ** 2), sum((i) => (y[i]! - my) ** 2)];
    const xy = sum((i) => (x[i]! - mx) * (y[i]! - my));
    return { axis: axis + 1, spread: Math.sqrt(yy / y.length), correlation: xy / Math.sqrt(xx * yy) };
  });
  return { people: shared.length, axes: axes.sort((a, b) => b.spread - a.spread) };
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}
