/** Seven published scores of 2,504 reference people, with their positions in a published space: for tests and evidence. */
import { type ScoredPeople, scoredPeople } from "../packages/engine/src/study/prepare/scored-people.ts";
import { sharedTable, sharedText } from "./reference-data.ts";

export interface ScoredReference {
  /** One per person, unique. */
  readonly ids: readonly string[];
  /** One per person. */
  readonly populations: readonly string[];
  readonly superpopulations: readonly string[];
  /** By score, `PGS000018`…; the same people in the same order, 20 coordinates each. */
  readonly scores: ReadonlyMap<string, ScoredPeople>;
}

const COMPONENTS = 20;

export function readScoredReference(): ScoredReference {
  const labels = new Map(
    sharedTable("data", "populations", "labels", "1000g_phase3.panel").map((row) => [row["sample"]!, row]),
  );
  const lines = sharedText("data", "populations", "akt", "wgs.1000G.phase3.pca").trimEnd().split("\n");
  const positions = lines.map((line) => line.split(/\s+/));
  const ids = positions.map(([id]) => id!);
  const coordinates = Float64Array.from(positions.flatMap(([, ...cells]) => cells.map(Number)));
  const sums = new Map<string, Map<string, number>>();
  for (const row of sharedTable("data", "scores", "pgs_sum", "PGS_SUM_alpha5.txt.gz")) {
    const score = row["PGS"]!.replace(/_.*/, "");
    sums.set(score, (sums.get(score) ?? new Map()).set(row["IID"]!, Number(row["SUM"])));
  }
  return {
    ids,
    populations: ids.map((id) => labels.get(id)!["pop"]!),
    superpopulations: ids.map((id) => labels.get(id)!["super_pop"]!),
    scores: new Map(
      [...sums]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([score, of]) => [
          score,
          scoredPeople(
            Float64Array.from(ids, (id) => of.get(id)!),
            coordinates,
            COMPONENTS,
          ),
        ]),
    ),
  };
}
