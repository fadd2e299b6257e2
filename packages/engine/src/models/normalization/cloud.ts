/** How far from the middle of a group's people does a person lie, by how those people spread? */
import { choleskyOf } from "../../kernels/index.ts";
import { squaredDistance } from "../reference-panel/clusters.ts";

/** A group's center and covariance along the first components. */
export interface Cloud {
  readonly people: number;
  readonly center: Float64Array;
  /** Divisor n, `[components × components]`. */
  readonly covariance: Float64Array;
}

/** @param coordinates `[people × width]`. */
export function cloudOf(coordinates: Float64Array, width: number, components: number): Cloud {
  const people = coordinates.length / width;
  const center = new Float64Array(components);
  for (let i = 0; i < people; i++)
    for (let k = 0; k < components; k++) center[k]! += coordinates[i * width + k]! / people;
  const covariance = new Float64Array(components ** 2);
  for (let i = 0; i < people; i++)
    for (let j = 0; j < components; j++)
      for (let k = 0; k < components; k++)
        covariance[j * components + k]! +=
          ((coordinates[i * width + j]! - center[j]!) * (coordinates[i * width + k]! - center[k]!)) / people;
  return { people, center, covariance };
}

/**
 * Squared Mahalanobis distance.
 * @throws PangenicError `matrix-singular`, where the group's people lie in a plane.
 */
export function cloudDistance(
  { center, covariance }: Pick<Cloud, "center" | "covariance">,
  point: Float64Array,
): number {
  const size = center.length;
  return squaredDistance(choleskyOf(covariance, size, "components of a group"), size, point, center);
}
