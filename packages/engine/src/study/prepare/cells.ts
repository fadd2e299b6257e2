/** Where did the model of a score see people? Averages of neighbors stand for them, so that no person's position leaves. */
import type { Cell } from "../../models/index.ts";

/**
 * Cuts people at the median of the axis along which they spread most, until a cut would leave a cell too small. The result
 * does not depend on the order of the people, nor on any label.
 * @param coordinates `[people × width]`.
 * @param components axes looked at, from the first.
 * @param smallest people in a cell at least.
 * @returns people of each cell, indices ascending.
 */
export function cutIntoCells(
  coordinates: Float64Array,
  width: number,
  components: number,
  smallest: number,
): readonly Int32Array[] {
  const cells: Int32Array[] = [];
  const cut = (people: Int32Array): void => {
    if (people.length < 2 * smallest) {
      cells.push(people.sort());
      return;
    }
    const axis = widestAxis(coordinates, width, components, people);
    const order = people.toSorted((a, b) => comparePlaces(coordinates, width, a, b, axis));
    cut(order.slice(0, order.length >> 1));
    cut(order.slice(order.length >> 1));
  };
  cut(Int32Array.from({ length: coordinates.length / width }, (_, i) => i));
  return cells;
}

function comparePlaces(coordinates: Float64Array, width: number, a: number, b: number, axis: number): number {
  for (let k = 0; k < width; k++) {
    const at = (axis + k) % width;
    const difference = coordinates[a * width + at]! - coordinates[b * width + at]!;
    if (difference !== 0) return difference;
  }
  return 0;
}

function widestAxis(coordinates: Float64Array, width: number, components: number, people: Int32Array): number {
  let widest = 0;
  let most = -1;
  for (let k = 0; k < components; k++) {
    let mean = 0;
    let square = 0;
    for (const person of people) mean += coordinates[person * width + k]! / people.length;
    for (const person of people) square += (coordinates[person * width + k]! - mean) ** 2;
    if (square > most * (1 + 1e-9)) {
      most = square;
      widest = k;
    }
  }
  return widest;
}

/** Mean position of a cell's people and their root mean square distance from it. */
export function cellOf(coordinates: Float64Array, width: number, components: number, people: Int32Array): Cell {
  const center = Array.from({ length: components }, () => 0);
  for (const person of people)
    for (let k = 0; k < components; k++) center[k]! += coordinates[person * width + k]! / people.length;
  let square = 0;
  for (const person of people)
    for (let k = 0; k < components; k++) square += (coordinates[person * width + k]! - center[k]!) ** 2;
  return { center, radius: Math.sqrt(square / people.length), people: people.length };
}
