/** The scores that a report is asked for: the genome is read once more, the person's place is that of the report. */

import { matchRules } from "@pangenic/engine/genome";
import type { PersonScore } from "@pangenic/engine/personalize";
import { shippedPortability } from "../slices.ts";
import { type Given, UsageError } from "../usage.ts";
import { scorePeople } from "./person.ts";
import type { ReferencePlaces } from "./place.ts";
import { weightsNamed } from "./weights.ts";

/**
 * @param places where the sample stands; null where nobody was placed: nothing is said of scores then, and that is told.
 * @throws PangenicError whatever the readers of scores refuse. @throws UsageError for standard input.
 */
export async function reportScores(
  given: Given,
  path: string,
  sample: string,
  places: ReferencePlaces | null,
  expires: string,
): Promise<readonly PersonScore[]> {
  if (given.values("weights").length === 0) return [];
  if (places === null) {
    process.stderr.write("pangenic: --weights is not read: the person is not placed among tested people\n");
    return [];
  }
  if (path === "-")
    throw new UsageError("with --weights the genome is read twice, so it cannot come from standard input");
  const weights = await weightsNamed(given);
  try {
    const { people } = await scorePeople(path, weights, {
      rules: matchRules,
      frequencies: null,
      build: null,
      samples: given.values("sample"),
      complete: given.flag("complete"),
      fasta: given.value("fa") ?? null,
      expires,
      places,
      portability: await shippedPortability(),
    });
    const own = people.find((one) => one.sample === sample) ?? people[0]!;
    return own.scores.map((score) => withoutTally(score));
  } finally {
    await weights.close();
  }
}

/** The tally serves tables of sums; a page has no use for it. */
function withoutTally(scored: PersonScore & { readonly tally: unknown }): PersonScore {
  const { id, trait, matched, sum, adjusted, accuracy, sources } = scored;
  return { id, trait, matched, sum, adjusted, accuracy, sources };
}
