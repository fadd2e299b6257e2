/** From a cohort that has a score's own sites, and positions of its people, to a score pack. */
import { type Build, PangenicError } from "../../base/index.ts";
import type { Cohort, MatchRules, ScoreMatch, ScoreTable } from "../../genome/index.ts";
import type { GenotypeKernel } from "../../kernels/index.ts";
import type { PublishedAccuracy, ReferenceSpace, ScoreFacts, ScorePack, TrainingPeople } from "../../models/index.ts";
import { oneCore } from "../one-core.ts";
import { withPeople } from "../people.ts";
import { deviations, type Moments, summarizeMoments } from "./moments.ts";
import { FEWEST_PEOPLE, fitNormalization, packSettings } from "./normalization-fit.ts";
import { keptRows, packRows, sorted } from "./pack-rows.ts";
import { scoreSums } from "./score-sums.ts";
import { scoredPeople } from "./scored-people.ts";

export interface PackCohort {
  readonly cohort: Cohort;
  readonly kernel: GenotypeKernel;
  readonly build: Build;
  /** Places in the cohort of the people to learn from: those whose position is told, and in the reference. */
  readonly people: Int32Array;
  /** `[people × reference.components]` of those people. */
  readonly coordinates: Float64Array;
  /** One per person, for the table of groups alone; empty: no table. */
  readonly labels: readonly string[];
  /** Allele 2 is the base of the reference sequence, as in a VCF. */
  readonly secondIsReference: boolean;
}

export interface PackDeclaration {
  readonly score: ScoreFacts;
  readonly reference: ReferenceSpace;
  readonly training: TrainingPeople | null;
  /** Center of the training people's stand-ins in the reference; null where they are not known. */
  readonly trainingCenter: readonly number[] | null;
  readonly validity: readonly PublishedAccuracy[];
  /** `[rows of the table]`; positions in the other build, 0 where not known; null: none is. */
  readonly otherPositions: Int32Array | null;
  /** What becomes of A/T and C/G rows; `match` must have kept them all. */
  readonly palindromic: MatchRules["palindromic"];
  /** ISO date. */
  readonly date: string;
}

/**
 * Two passes over the cohort: frequencies of the rows with their slopes, then the people's sums. No label is read.
 * @throws PangenicError `score-people-too-few`, `score-reference-too-coarse`, `score-fit-failed`, `matrix-singular`,
 * `score-rows-missing`
 */
export async function prepareScorePack(
  { cohort, kernel, build, people, coordinates, labels, secondIsReference }: PackCohort,
  table: ScoreTable,
  match: ScoreMatch,
  declared: PackDeclaration,
): Promise<ScorePack> {
  if (people.length < FEWEST_PEOPLE)
    throw new PangenicError(
      "score-people-too-few",
      `a score pack needs ${FEWEST_PEOPLE} people with a position in the reference, ${people.length} are there`,
    );
  const width = declared.reference.components;
  const { components } = packSettings;
  if (width < components)
    throw new PangenicError(
      "score-reference-too-coarse",
      `the reference panel has ${width} components, a score pack needs ${components}`,
    );
  const chosen = withPeople(cohort, people);
  const runner = oneCore(kernel);
  const moments = summarizeMoments(coordinates, width);
  const positions = standardize(coordinates, moments, components);
  const { trainingCenter } = declared;
  const kept = await keptRows(chosen, runner, {
    table,
    match,
    palindromic: declared.palindromic,
    positions,
    components,
    origin: trainingCenter && standardize(trainingCenter, moments, components),
  });
  const { otherPositions } = declared;
  const rows = packRows(table, kept, { build, otherPositions, secondIsReference });
  const numbers = Int32Array.from(people.keys());
  const { variant, second } = kept;
  const sums = await runner.summary(scoreSums, chosen, {
    variant,
    second,
    rows,
    positions,
    components,
    people: numbers,
  });
  const scored = scoredPeople(
    sums.sums.map((sum) => sum + rows.constant),
    coordinates,
    width,
  );
  const { model, shape, reach, crossFit } = fitNormalization(scored, labels, trainingCenter ?? undefined);
  return {
    score: declared.score,
    reference: declared.reference,
    rows: sorted(rows, build),
    model,
    shape,
    crossFit,
    reach,
    training: declared.training,
    validity: declared.validity,
    checks: { people: people.length, rowsInFile: table.rows.length, build, date: declared.date },
  };
}

/** On the scale on which the pack's model will stand: same people, same moments. @returns `[people × components]` */
function standardize(coordinates: ArrayLike<number>, moments: Moments, components: number): Float64Array {
  const width = moments.mean.length;
  const spread = deviations(moments);
  const positions = new Float64Array((coordinates.length / width) * components);
  for (let at = 0, person = 0; at < positions.length; at += components, person++)
    for (let k = 0; k < components; k++)
      positions[at + k] = (coordinates[person * width + k]! - moments.mean[k]!) / spread[k]!;
  return positions;
}
