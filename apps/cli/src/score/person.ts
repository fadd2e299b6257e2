/** Scores of one person or several in a VCF, a gVCF or a consumer's raw data: each from their own genotypes alone. */
import { type Build, PangenicError } from "@pangenic/engine/base";
import {
  type MatchRules,
  outcomes,
  type ReferenceSequence,
  readScoreGenotypes,
  type ScoreGenotypes,
  type ScoringFile,
  type SiteSource,
  tableSites,
  withReference,
} from "@pangenic/engine/genome";
import { standardized } from "@pangenic/engine/models";
import {
  adjustScore,
  expectedAccuracy,
  matchedOf,
  type PersonScore,
  type PortabilityFacts,
  type ScoreTally,
  type SummableScore,
  scoreAbstention,
  scoreOfPack,
  scoreOfTable,
  sumAnswer,
} from "@pangenic/engine/personalize";
import { inflateModule, progressOn, streamOf } from "@pangenic/host-node";
import { openSequence } from "../sequence.ts";
import { type FrequencyRow, frequenciesOf } from "./frequencies.ts";
import type { ReferencePlaces } from "./place.ts";
import type { Weights } from "./weights.ts";

export interface PersonScoring {
  readonly rules: MatchRules;
  readonly frequencies: readonly FrequencyRow[] | null;
  /** Build of the genotypes, and of scoring files that state none. */
  readonly build: Build | null;
  readonly samples: readonly string[];
  readonly complete: boolean;
  /** A reference FASTA with its `.fai`. */
  readonly fasta: string | null;
  /** ISO date after which the answers must be computed again. */
  readonly expires: string;
  /** Where the samples stand among the reference people; null where no pack is asked for. */
  readonly places: ReferencePlaces | null;
  /** Published figures of how scores carry over; null where no pack is asked for. */
  readonly portability: PortabilityFacts | null;
}

export interface ScoredPerson {
  readonly sample: string;
  readonly scores: readonly (PersonScore & { readonly tally: ScoreTally })[];
}

export interface ScoredPeople {
  readonly format: ScoreGenotypes["format"];
  readonly build: Build;
  readonly people: readonly ScoredPerson[];
}

/** @param path a VCF, a gVCF or a consumer's raw data; `-` reads standard input. */
export async function scorePeople(path: string, weights: Weights, scoring: PersonScoring): Promise<ScoredPeople> {
  const inflate = await inflateModule();
  const fasta = scoring.fasta === null ? null : await openSequence(scoring.fasta);
  const progress = progressOn(process.stderr, "Reading");
  try {
    const scores = [
      ...weights.files.flatMap((file) => scoresOf(file, scoring, fasta?.sequence ?? null)),
      ...weights.packs.map(scoreOfPack),
    ];
    // Scores that share their sites are looked up once.
    const sites = [...new Set(scores.map((score) => score.sites))];
    const { samples, build: stated, complete } = scoring;
    const genotypes = await readScoreGenotypes(await streamOf(path), inflate, sites, {
      ...(samples.length > 0 && { samples }),
      ...(stated !== null && { build: stated }),
      complete,
      task: { progress: progress.update },
    });
    const people: ScoredPerson[] = [];
    for (const [i, sample] of genotypes.samples.entries()) {
      const own: (PersonScore & { readonly tally: ScoreTally })[] = [];
      for (const score of scores) own.push(await personScore(score, sites.indexOf(score.sites), genotypes, i, scoring));
      people.push({ sample, scores: own });
    }
    return { format: genotypes.format, build: genotypes.build, people };
  } finally {
    progress.end();
    await fasta?.file.close();
  }
}

/** @throws PangenicError `score-column-missing`, `score-build-unknown`. */
function scoresOf(file: ScoringFile, scoring: PersonScoring, sequence: ReferenceSequence | null): SummableScore[] {
  if (!file.hasPositions)
    throw new PangenicError(
      "score-column-missing",
      "a genome is matched by position, and the scoring file has none; use the harmonized file of the PGS Catalog",
      { field: "chr_position" },
    );
  if (file.build === null)
    throw new PangenicError(
      "score-build-unknown",
      "the scoring file does not say which build its positions are of; state it with --build",
      {
        field: "genome_build",
      },
    );
  const frequencies = scoring.frequencies === null ? null : frequenciesOf(file, scoring.frequencies);
  const shared = new Map<unknown, { placed: ReturnType<typeof tableSites>; sites: SiteSource }>();
  return file.scores.map((score) => {
    let found = shared.get(score.rows);
    if (found === undefined) {
      const same = file.scores.filter(({ rows }) => rows === score.rows);
      const placed = tableSites(same, file.build!, scoring.rules, frequencies);
      found = { placed, sites: sequence === null ? placed : withReference(placed, sequence) };
      shared.set(score.rows, found);
    }
    reportLeftOut(score.id, found.placed.leftOut);
    return scoreOfTable(score, found.placed, frequencies, found.sites);
  });
}

function reportLeftOut(id: string, leftOut: Uint8Array): void {
  const counts = new Map<string, number>();
  for (const code of leftOut) {
    const outcome = outcomes[code];
    if (outcome !== undefined) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  for (const [outcome, rows] of counts)
    process.stderr.write(`${id}: ${rows} rows are not read: ${outcome.replaceAll("-", " ")}\n`);
}

async function personScore(
  score: SummableScore,
  at: number,
  { states, build, variantsOnly, samples }: ScoreGenotypes,
  sample: number,
  scoring: PersonScoring,
): Promise<PersonScore & { readonly tally: ScoreTally }> {
  const { pack, rows, sources, id, trait } = score;
  const { expires, places, portability } = scoring;
  const digest = pack?.reference.digest ?? "";
  // A panel that is not at hand is not the pack's.
  const place = places?.of.get(samples[sample]!)?.get(digest) ?? "pack-of-another-reference";
  const position = pack !== null && typeof place !== "string" ? standardized(pack.model, place.coordinates) : null;
  const tally = await score.tally(states[at]![sample]!, build, position);
  const { sum, missingVariance, weightMass } = tally;
  const people = places?.people.get(digest);
  const accuracy =
    people === undefined || portability === null
      ? {
          answer: scoreAbstention(pack === null ? "no-score-pack" : "pack-of-another-reference"),
          figure: null,
          distance: null,
        }
      : expectedAccuracy({
          pack,
          people,
          place,
          facts: portability,
          weightMass,
          rowShare: pack === null ? 1 : rows / pack.checks.rowsInFile,
          expires,
        });
  const silent = variantsOnly[sample] === true && tally.seen < rows ? scoreAbstention("absent-rows-unresolved") : null;
  const context = { expires, sources, accuracy: accuracy.figure, distance: accuracy.distance };
  return {
    id,
    trait,
    matched: matchedOf(tally, rows),
    sum: silent ?? sumAnswer(tally, rows, context),
    adjusted: silent ?? adjustScore(pack, { sum, missingVariance, weightMass: weightMass ?? 0 }, place, context),
    accuracy: accuracy.answer,
    sources,
    tally,
  };
}
