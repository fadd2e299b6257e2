/**
 * Measures how well ancestry-adjusted scores hold in people held out, by group and by distance, today's tools beside ours, and
 * writes `evidence/adjustment.json`: aggregates only. Reads the shared data beside the checkout.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { type Cohort, openPlink } from "@pangenic/engine/genome";
import { expectedScore } from "@pangenic/engine/models";
import { cohortGenotypes } from "@pangenic/engine/personalize";
import { placePeople } from "@pangenic/engine/study";
import { sourceOf } from "@pangenic/host-node";
import { readShippedPanel } from "@pangenic/knowledge";
import {
  byFit,
  fitCalibrated,
  foldsOf,
  outOfFold,
  outOfFoldDistances,
  type Standardize,
} from "../../packages/engine/src/study/prepare/cross-fit.ts";
import { decileHolds, groupHolds } from "../../packages/engine/src/study/prepare/holds-report.ts";
import { solveMean, summarizeMean } from "../../packages/engine/src/study/prepare/mean-fit.ts";
import { fitMeanVariance, scaleOf } from "../../packages/engine/src/study/prepare/mean-variance-fit.ts";
import { summarizeMoments } from "../../packages/engine/src/study/prepare/moments.ts";
import {
  distancesFrom,
  fitNormalization,
  packSettings,
} from "../../packages/engine/src/study/prepare/normalization-fit.ts";
import {
  choose,
  columnsOf,
  type ScoredPeople,
  scoredPeople,
} from "../../packages/engine/src/study/prepare/scored-people.ts";
import { sharedPath, sharedTable } from "../../tests/reference-data.ts";
import { readScoredReference } from "../../tests/scored-reference-people.ts";
import { accuracyTold } from "./accuracy-told.ts";

const FOLDS = 10;
const SEED = 1;

/** The mean alone, one spread for all: `Z_norm1` of pgsc_calc. */
const byMean =
  (components: number): Standardize =>
  (training) => {
    const scale = scaleOf(summarizeMoments(columnsOf(training, components), components + 1), {
      components,
      curved: 0,
      ridge: 0,
    });
    const { mean, variance } = solveMean(summarizeMean(training, scale), scale);
    const zero = new Float64Array(mean.length);
    zero[0] = Math.log(variance);
    const model = { ...scale, mean, logVariance: zero, covariance: new Float64Array() };
    return ({ scores, coordinates, width }, person) => {
      const { mean, sd } = expectedScore(model, coordinates, person * width);
      return (scores[person]! - mean) / sd;
    };
  };

/** No adjustment: one mean and spread for all. */
const raw: Standardize = (training) => {
  const { mean, squares, people } = summarizeMoments(training.scores, 1);
  return ({ scores }, person) => (scores[person]! - mean[0]!) / Math.sqrt(squares[0]! / people);
};

const plane = (components: number): Standardize => byFit(fitMeanVariance, { components, curved: 0, ridge: 0 });

const methods: readonly { readonly name: string; readonly standardize: Standardize }[] = [
  { name: "raw sum", standardize: raw },
  { name: "mean along 4 components (pgsc_calc Z_norm1)", standardize: byMean(4) },
  { name: "mean and variance along 4 components (pgsc_calc Z_norm2)", standardize: plane(4) },
  { name: "mean and variance along 10 components", standardize: plane(10) },
  { name: "pangenic: 10 components, curved along the first 4", standardize: byFit(fitCalibrated, packSettings) },
];

const round = (value: number): number => Number(value.toFixed(3));
const largest = (values: readonly number[]): number => round(Math.max(...values));
const smallest = (values: readonly number[]): number => round(Math.min(...values));

/** The same people in one space. */
interface Space {
  readonly name: string;
  readonly scores: ReadonlyMap<string, ScoredPeople>;
  readonly populations: readonly string[];
  readonly superpopulations: readonly string[];
}

function measure({ name, standardize }: (typeof methods)[number], space: Space): object {
  const { scores, populations, superpopulations } = space;
  const folds = foldsOf(populations.length, FOLDS, SEED);
  const distances = fromBritish(space);
  const held = [...scores].map(([score, scored]) => ({ score, z: outOfFold(scored, folds, standardize) }));
  const over = (labels: readonly string[]) => held.flatMap(({ z }) => groupHolds(z, labels));
  const [supers, fine] = [over(superpopulations), over(populations)];
  const worst = fine.toSorted((a, b) => Math.abs(b.mean) - Math.abs(a.mean))[0]!;
  return {
    name,
    superpopulations: {
      largestMean: largest(supers.map(({ mean }) => Math.abs(mean))),
      sd: [smallest(supers.map(({ sd }) => sd)), largest(supers.map(({ sd }) => sd))],
      topShare: [smallest(supers.map(({ top }) => top)), largest(supers.map(({ top }) => top))],
    },
    populations: {
      largestMean: largest(fine.map(({ mean }) => Math.abs(mean))),
      where: worst.code,
      rootMeanSquare: round(Math.sqrt(fine.reduce((sum, { mean }) => sum + mean ** 2, 0) / fine.length)),
      sd: [smallest(fine.map(({ sd }) => sd)), largest(fine.map(({ sd }) => sd))],
    },
    scores: held.map(({ score, z }) => ({
      score,
      groups: groupHolds(z, superpopulations).map(({ code, people, mean, sd, top }) => ({
        code,
        people,
        mean: round(mean),
        sd: round(sd),
        top: round(top),
      })),
      topByDistance: decileHolds(z, distances).map(({ top }) => round(top)),
    })),
  };
}

/** Most of these scores' weights were made in people nearest to the panel's GBR: there the distances of the deciles begin. */
function fromBritish({ scores, populations }: Space): Float64Array {
  const first = [...scores.values()][0]!;
  const british = choose(
    first,
    populations.flatMap((population, person) => (population === "GBR" ? [person] : [])),
  );
  const { components } = packSettings;
  return distancesFrom(first, [...summarizeMoments(columnsOf(british, components), components + 1).mean].slice(1));
}

/** People sent away although the cohort had their like, and the spread of whole populations that a pack allows for. */
function allowances({ scores, populations }: Space): object {
  const fits = [...scores].map(([score, scored]) => ({ score, fit: fitNormalization(scored) }));
  const { reach } = fits[0]!.fit;
  const first = [...scores.values()][0]!;
  const folds = foldsOf(populations.length, FOLDS, SEED);
  const distance = outOfFoldDistances(
    first,
    folds,
    reach.cells[0]!.center.length,
    Math.min(...reach.cells.map((cell) => cell.people)),
  );
  const share = (label: (person: number) => boolean): number => {
    const of = distance.filter((_, person) => label(person));
    return round(of.filter((value) => value > reach.threshold).length / of.length);
  };
  return {
    sentAway: {
      all: share(() => true),
      populations: Object.fromEntries(
        [...new Set(populations)].sort().map((code) => [code, share((person) => populations[person] === code)]),
      ),
    },
    localDeviation: Object.fromEntries(fits.map(({ score, fit }) => [score, round(fit.crossFit.local)])),
  };
}

function published(): Space {
  return { name: "published components of 17,491 sites (akt, 1000 Genomes phase 3)", ...readScoredReference() };
}

/** HapMap 3 stands at positions of NCBI36, which no reader of ours takes: places of its rsIDs instead. */
function onGRCh37(cohort: Cohort): Cohort {
  const place = new Map(
    sharedTable("data", "populations", "build_pairs", "hm3_14079.tsv.gz").map((row) => [
      row["rsid"]!,
      Number(row["pos37"]),
    ]),
  );
  return {
    people: cohort.people,
    async *blocks() {
      for await (const block of cohort.blocks())
        yield {
          ...block,
          variants: block.variants.map((variant) => ({ ...variant, pos: place.get(variant.id) ?? 0 })),
        };
    },
  };
}

/** Genotypes of those who have scores, placed in the panel that ships: what a pack made with it would be made of. */
async function shipped(): Promise<Space> {
  const folder = join(import.meta.dirname, "../../packages/knowledge/data/panel");
  const packed = readFileSync(join(folder, "main.bin.gz"));
  const panel = await readShippedPanel("main", gunzipSync(packed), readFileSync(join(folder, "SHA256SUMS"), "utf8"));
  const reference = readScoredReference();
  const numberOf = new Map(reference.ids.map((id, i) => [id, i]));
  const numbers: number[] = [];
  const coordinates: number[] = [];
  for (const name of ["kg1", "hm3"]) {
    const at = (kind: string) => sourceOf(sharedPath("data", "populations", "flashpca", `${name}.${kind}`));
    const files = { bed: await at("bed"), bim: await at("bim"), fam: await at("fam") };
    const cohort = onGRCh37(await openPlink(files));
    const seen = await cohortGenotypes(panel, cohort);
    const wanted = cohort.people.flatMap(({ id }, person) =>
      numberOf.has(id) && !numbers.includes(numberOf.get(id)!) ? [person] : [],
    );
    const placed = placePeople(panel, wanted, (person) => seen.of(person).copies);
    coordinates.push(...placed.coordinates);
    for (const person of placed.people) numbers.push(numberOf.get(cohort.people[person]!.id)!);
    await Promise.all(Object.values(files).map((file) => file.close()));
  }
  const of = (labels: readonly string[]) => numbers.map((person) => labels[person]!);
  const places = Float64Array.from(coordinates);
  return {
    name: `the panel that ships, ${panel.name}`,
    populations: of(reference.populations),
    superpopulations: of(reference.superpopulations),
    scores: new Map(
      [...reference.scores].map(([score, { scores }]) => [
        score,
        scoredPeople(
          Float64Array.from(numbers, (person) => scores[person]!),
          places,
          panel.components.count,
        ),
      ]),
    ),
  };
}

const found = {
  what: "Standardized scores of people held out of the fit, ten folds; labels are used for this table alone",
  goal: { largestMean: 0.1, sd: [0.93, 1.07] },
  distance:
    "deciles of the distance from the center of GBR over 10 components, nearest first: share above the z that 5 % of all exceed",
  spaces: [published(), await shipped()].map((space) => ({
    components: space.name,
    people: space.populations.length,
    methods: methods.map((method) => measure(method, space)),
    ...allowances(space),
  })),
  /** For weights made in British people, in the published components. */
  accuracyTold: accuracyTold(),
};
writeFileSync(join(import.meta.dirname, "../../evidence/adjustment.json"), `${JSON.stringify(found, null, 1)}\n`);
for (const space of found.spaces) {
  process.stdout.write(`${space.components}, ${space.people} people\n`);
  for (const method of space.methods as { name: string; superpopulations: object; populations: object }[])
    process.stdout.write(
      `  ${method.name}\n    ${JSON.stringify(method.superpopulations)}\n    ${JSON.stringify(method.populations)}\n`,
    );
}
