/** Where do a cohort's people stand in a reference, and who of them is outside it? */
import { distanceInReference, peopleMap, projectorOf, type ReferencePanel } from "../../models/index.ts";

export interface PlacedPeople {
  /** Places in the cohort of those whose position is told and who are in the reference. */
  readonly people: Int32Array;
  /** `[people × components]` of those. */
  readonly coordinates: Float64Array;
  /** Too few sites seen, or those of variants alone. */
  readonly unplaced: number;
  readonly outside: number;
}

/**
 * By the panel's own rule of distance, by which a person is placed whose score is asked for.
 * @param people places in the cohort. @param copiesOf the panel's counted alleles in one person, `NOT_SEEN` where there is none;
 * null where what is missing is no accident.
 */
export function placePeople(
  panel: ReferencePanel,
  people: Iterable<number>,
  copiesOf: (person: number) => ArrayLike<number> | null,
): PlacedPeople {
  const projector = projectorOf(panel);
  const map = peopleMap(panel.people.coordinates, panel.people.count, panel.components.count);
  const placed: number[] = [];
  const coordinates: number[] = [];
  let unplaced = 0;
  let outside = 0;
  for (const person of people) {
    const copies = copiesOf(person);
    const projection = copies && projector.project(copies);
    if (projection === null || projection.effective < panel.needs.groups) {
      unplaced++;
      continue;
    }
    if (distanceInReference(panel, map, projection).outside) outside++;
    else {
      placed.push(person);
      coordinates.push(...projection.coordinates);
    }
  }
  return { people: Int32Array.from(placed), coordinates: Float64Array.from(coordinates), unplaced, outside };
}
