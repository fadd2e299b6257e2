/** How well does this score predict in people like this person? Published figures only, where they reach. */
import type { HoldsOfScore, Interval, PopulationAnswer, PopulationReason, Source } from "../../base/index.ts";
import type { AccuracyMeasure, Cloud, PublishedAccuracy, ScorePack } from "../../models/index.ts";
import type { PortabilityFacts, TestedGroup } from "./accuracy-facts.ts";
import { distanceTo, lengthBetween, type ReferencePeople, shareBetween, standInOf } from "./accuracy-stand-in.ts";
import type { PlaceInReference } from "./adjust.ts";
import { type AccuracyFigure, holdsOfScore, scoreAbstention, scoreBands } from "./holds-of-score.ts";
import type { ExpectedAccuracy } from "./score.ts";

export interface AccuracyQuestion {
  readonly pack: Pick<ScorePack, "reference" | "training" | "validity"> | null;
  /** The reference people of the panel that `place` was found in. */
  readonly people: ReferencePeople;
  readonly place: PlaceInReference | PopulationReason;
  readonly facts: PortabilityFacts;
  readonly weightMass: number | null;
  /** Share of the score's rows that the pack has, 0–1: a published figure is of the whole score. */
  readonly rowShare: number;
  readonly expires: string;
}

/** What was found, and what a score's own `Holds` needs of it. */
export interface AccuracyAnswer {
  readonly answer: PopulationAnswer<ExpectedAccuracy, HoldsOfScore>;
  readonly figure: AccuracyFigure | null;
  /** From the center of the people that the weights were made in, in their own radii; null where they are not known. */
  readonly distance: number | null;
}

/** A figure that reaches this person. */
interface Found {
  readonly value: ExpectedAccuracy;
  readonly group: string;
  /** Lower bound relative to the people in whom the score does best. */
  readonly relativeLow: number;
  readonly source: Source;
}

/**
 * A published test of this very score in people like this person comes first. Else, for weights made in people of one group,
 * the published average over many scores: of the group that the person is like, or between two of them.
 */
export function expectedAccuracy(question: AccuracyQuestion): AccuracyAnswer {
  const { pack, people, place, weightMass, expires } = question;
  const distance =
    pack?.training && typeof place !== "string" ? fromTraining(pack.training.populations, people, place) : null;
  const found = whyNot(question) ?? byOwnTests(pack!.validity, people, place as PlaceInReference) ?? byDecay(question);
  if (typeof found === "string") return { answer: scoreAbstention(found), figure: null, distance };
  const { value, group, relativeLow, source } = found;
  const figure = { shown: { figure: value.figure, interval: value.interval, group, n: value.n }, relativeLow };
  const sources = [source, ...(pack!.training ? [pack!.training.source] : [])];
  return {
    answer: {
      kind: "answer",
      value,
      holds: holdsOfScore({ weightMass, accuracy: figure, distance, sources, expires }),
    },
    figure,
    distance,
  };
}

function whyNot({ pack, place, rowShare }: AccuracyQuestion): PopulationReason | null {
  if (pack === null) return "no-score-pack";
  // What is left of a score that lost more was tested by nobody.
  if (!(rowShare >= scoreBands.massNeeded)) return "weight-mass-too-low";
  if (typeof place === "string") return place;
  if (place.digest !== pack.reference.digest) return "pack-of-another-reference";
  return place.outside ? "outside-reference" : null;
}

function fromTraining(populations: readonly string[], people: ReferencePeople, place: PlaceInReference): number | null {
  const standIn = standInOf(people, populations);
  if (standIn === null) return null;
  const radius = Math.sqrt(
    standIn.center.reduce((sum, _, k, all) => sum + standIn.covariance[k * (all.length + 1)]!, 0),
  );
  return lengthBetween(standIn, place.coordinates) / radius;
}

function byOwnTests(
  validity: readonly PublishedAccuracy[],
  people: ReferencePeople,
  place: PlaceInReference,
): Found | null {
  const placed = validity.flatMap((test) => {
    const standIn = standInOf(people, test.populations);
    return standIn ? [{ test, standIn }] : [];
  });
  const near = nearestInside(placed, place.coordinates);
  if (!near) return null;
  const { measure, figure, interval, n, group, source } = near.test;
  const best = Math.max(
    ...validity.filter((test) => test.measure === measure).map((test) => gain(measure, test.figure)),
  );
  return {
    value: { basis: "published", figure, measure, interval, n },
    group,
    relativeLow: best > 0 ? gain(measure, interval.low) / best : 0,
    source,
  };
}

/**
 * What a figure is above no prediction at all, so that two groups can be compared: on the scale of variance explained, for
 * which the bands are set. A log ratio, and an area above one half, go with the correlation, so that they are squared.
 */
function gain(measure: AccuracyMeasure, figure: number): number {
  if (measure === "R2") return Math.max(0, figure);
  const above = measure === "AUC" || measure === "C-index" ? figure - 0.5 : Math.log(figure);
  return Math.max(0, above) ** 2;
}

/** Of the groups in whose spread the person lies, the one whose center is nearest. */
function nearestInside<G extends { readonly standIn: Cloud }>(groups: readonly G[], point: Float64Array): G | null {
  const inside = groups.filter(({ standIn }) => distanceTo(standIn, point) <= 1);
  return inside.sort((a, b) => lengthBetween(a.standIn, point) - lengthBetween(b.standIn, point))[0] ?? null;
}

interface Placed extends TestedGroup {
  readonly standIn: Cloud;
}

/** A range of relative accuracy wider than this tells nothing. */
const WIDEST = 0.6;

function byDecay({ pack, people, place, facts }: AccuracyQuestion): Found | PopulationReason {
  const training = pack!.training;
  if (training === null) return "training-people-unknown";
  const ground = standInOf(people, facts.trainedIn.populations);
  const made = standInOf(people, training.populations);
  // The figures are of scores made in people of one group, and of that group alone.
  if (!training.single || ground === null || made === null || distanceTo(ground, made.center) > 1)
    return "accuracy-not-measured";
  const groups: Placed[] = facts.groups.flatMap((group) => {
    const standIn = standInOf(people, group.populations);
    return standIn ? [{ ...group, standIn }] : [];
  });
  const point = (place as PlaceInReference).coordinates;
  const like = nearestInside(groups, point);
  if (like) return decayed(facts, like.figure, [like]);
  const pair = nearestPair(groups, point);
  if (pair === null) return "accuracy-not-measured";
  const { one, other, share } = pair;
  const found = decayed(facts, one.figure + share * (other.figure - one.figure), [one, other]);
  const { low, high } = found.value.interval;
  return high - low > WIDEST ? "accuracy-not-measured" : found;
}

/** The two groups nearest to one another with the person between them. */
function nearestPair(
  groups: readonly Placed[],
  point: Float64Array,
): { one: Placed; other: Placed; share: number } | null {
  const pairs = groups.flatMap((one, i) =>
    groups.slice(0, i).flatMap((other) => {
      const share = shareBetween(one.standIn, other.standIn, point);
      return share === null ? [] : [{ one, other, share, length: lengthBetween(one.standIn, other.standIn.center) }];
    }),
  );
  return pairs.sort((a, b) => a.length - b.length)[0] ?? null;
}

/** The range of the groups, widened by how far the line misses a group it has not seen, and by the bridge to our space. */
function decayed(facts: PortabilityFacts, figure: number, groups: readonly Placed[]): Found {
  const half = (group: Placed) => Math.hypot(facts.leftOutError, group.bridgeError ?? 0);
  const interval: Interval = {
    low: Math.max(0, Math.min(...groups.map((group) => group.figure - half(group)))),
    high: Math.min(1, Math.max(...groups.map((group) => group.figure + half(group)))),
  };
  const n = groups.every((group) => group.n !== null) ? groups.reduce((sum, group) => sum + group.n!, 0) : null;
  return {
    value: { basis: "decay", figure, measure: facts.measure, interval, n },
    group: groups.map((group) => group.group).join("+"),
    relativeLow: interval.low,
    source: facts.source,
  };
}
