/** Made-up people among made-up tested people, for the tests of the page: every figure is invented. */
import { type HoldsOfScore, type HoldsOfSimilarity, randomFrom } from "@pangenic/engine/base";
import type { PersonScore } from "@pangenic/engine/personalize";
import type { AmongReport, ReferencePlace } from "@pangenic/report";

const random = randomFrom(3);
const scatter = (): number => random() + random() + random() - 1.5;

const centers: readonly (readonly [string, number, readonly number[]])[] = [
  ["AFR", 400, [6, 0, 0, 0]],
  ["AMR", 180, [-1, -1, 2, 0]],
  ["EAS", 300, [-3, 5, 0, 0]],
  ["EUR", 400, [-3, -4, -1, 1]],
  ["SAS", 87, [-3, 0, 3, -2]],
];

const reference: readonly ReferencePlace[] = centers.flatMap(([group, people, center]) =>
  Array.from({ length: people }, () => ({ group, coordinates: center.map((value) => value + scatter()) })),
);

const source = { name: "Made-up panel", version: "1", license: "CC0" };
const holds: HoldsOfSimilarity = {
  kind: "similarity",
  level: "well",
  sites: 11_874,
  n: 1367,
  distance: 0.4,
  heldOut: { group: "EUR", n: 400, share: 0.995, interval: { low: 0.98, high: 0.999 } },
  sources: [source],
  expires: "2027-01-01",
  bands: "2026-11-22",
};

function answer<T>(value: T): { kind: "answer"; value: T; holds: HoldsOfSimilarity } {
  return { kind: "answer", value, holds };
}

const scoreHolds: HoldsOfScore = {
  kind: "score",
  level: "partly",
  weightMass: 0.93,
  accuracy: { figure: 0.65, interval: { low: 0.48, high: 0.82 }, group: "SAS", n: null },
  distance: 120,
  sources: [source],
  expires: "2027-01-01",
  bands: "2026-11-22",
};

const shown: PersonScore = {
  id: "PGS-made-up-1",
  trait: "Made-up heart trait",
  matched: { rows: 1000, matched: 940, fromBlocks: 700, filled: 40, missing: 20, weightMass: 0.93 },
  sum: { kind: "answer", value: { sum: 0.331803, interval: { low: 0.31, high: 0.35 } }, holds: scoreHolds },
  adjusted: {
    kind: "answer",
    value: {
      z: 0.63,
      zInterval: { low: 0.4, high: 0.86 },
      percentile: 73.6,
      percentileInterval: { low: 65.5, high: 80.5 },
      byConstruction: "equal-in-every-group",
    },
    holds: scoreHolds,
  },
  accuracy: {
    kind: "answer",
    value: { basis: "decay", figure: 0.65, measure: "relative R²", interval: { low: 0.48, high: 0.82 }, n: null },
    holds: scoreHolds,
  },
  sources: [source],
};

const withheld: PersonScore = {
  ...shown,
  id: "PGS-made-up-2",
  trait: "Made-up <b>bone</b> trait",
  adjusted: { kind: "abstention", reason: "no-score-pack", wouldChange: ["score-pack"] },
  accuracy: { kind: "abstention", reason: "accuracy-not-measured", wouldChange: ["studies-with-people-like-you"] },
};

/** Someone near tested people, with one score shown and one held back. */
export const nearReport: AmongReport = {
  engine: "0.1.0",
  sample: "made-up",
  date: "2026-11-22",
  similarity: {
    panel: { name: "main", digest: "0123456789abcdef0123456789abcdef", date: "2026-11-22" },
    sites: { panel: 12_797, seen: 11_874, fromBlocks: 9_000, mismatched: 2 },
    position: answer({ coordinates: [-2.9, -3.8, -0.9, 0.9], standardErrors: [0.1, 0.1, 0.2, 0.2] }),
    distance: answer({ ratio: 0.4, nearest: 1.1, outside: false }),
    groups: answer([
      { code: "EUR", probability: 0.97 },
      { code: "AMR", probability: 0.03 },
    ]),
    populations: { kind: "abstention", reason: "populations-not-told-apart", wouldChange: [] },
    admixture: answer([{ code: "EUR", share: 0.96, standardError: 0.02 }]),
    sources: [source],
  },
  scores: [shown, withheld],
  reference,
};

const outside = {
  kind: "abstention",
  reason: "outside-reference",
  wouldChange: ["reference-with-people-like-you"],
} as const;

/** Someone whom no tested person is near: a position, and nothing said of groups or scores. */
export const farReport: AmongReport = {
  ...nearReport,
  similarity: {
    ...nearReport.similarity,
    position: answer({ coordinates: [0, 9, 6, 3], standardErrors: [0.1, 0.1, 0.2, 0.2] }),
    distance: answer({ ratio: 3.2, nearest: 8, outside: true }),
    groups: outside,
    populations: outside,
    admixture: outside,
  },
  scores: [{ ...shown, adjusted: outside, accuracy: outside }],
};
