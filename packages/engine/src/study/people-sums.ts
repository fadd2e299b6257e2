/** Numbers of each person, summed over variants: what a statistic about people keeps. */
import { PangenicError } from "../base/index.ts";

export interface PeopleSums {
  /** Each person's number in the caller's own list: nothing that names anyone travels. */
  readonly people: Int32Array;
  readonly width: number;
  /** `[people × width]`; counts are exact, other sums in double precision. */
  readonly sums: Float64Array;
}

/** Further people. @throws PangenicError `shape`, where someone is in both. */
export function mergePeople(one: PeopleSums, other: PeopleSums): PeopleSums {
  const people = joinedArrays(Int32Array, one.people, other.people);
  if (one.width !== other.width || new Set(people).size < people.length)
    throw new PangenicError("shape", "someone is in both, or other numbers were summed");
  return { people, width: one.width, sums: joinedArrays(Float64Array, one.sums, other.sums) };
}

/** Everyone but the people of `part`. @throws PangenicError `shape`, where one of them is not there. */
export function subtractPeople(whole: PeopleSums, part: PeopleSums): PeopleSums {
  const { width } = whole;
  const places = placesWithout(whole.people, part.people);
  const sums = new Float64Array(places.length * width);
  for (const [i, place] of places.entries())
    sums.set(whole.sums.subarray(place * width, (place + 1) * width), i * width);
  return { people: places.map((place) => whole.people[place]!), width, sums };
}

/** The same people, further variants. @throws PangenicError `shape`, where they are others. */
export function addPeople(one: PeopleSums, next: PeopleSums): PeopleSums {
  if (one.width !== next.width || !sameNumbers(one.people, next.people))
    throw new PangenicError("shape", "sums of other people cannot be added");
  return { ...one, sums: one.sums.map((sum, i) => sum + next.sums[i]!) };
}

/** Places in `whole` of those who are not in `part`. @throws PangenicError `shape`, where one of `part` is not in `whole`. */
export function placesWithout(whole: Int32Array, part: Int32Array): Int32Array {
  const gone = new Set(part);
  const places = Int32Array.from(whole.keys()).filter((place) => !gone.has(whole[place]!));
  if (places.length !== whole.length - gone.size)
    throw new PangenicError("shape", "people are taken back who were never merged");
  return places;
}

export function sameNumbers(one: ArrayLike<number>, other: ArrayLike<number>): boolean {
  if (one.length !== other.length) return false;
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false;
  return true;
}

function joinedArrays<A extends Int32Array | Float64Array>(Kind: new (length: number) => A, one: A, other: A): A {
  const out = new Kind(one.length + other.length);
  out.set(one);
  out.set(other, one.length);
  return out;
}
