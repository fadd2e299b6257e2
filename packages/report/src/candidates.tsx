/** Every result that fits what was seen, with its chance; a tie is shown, never hidden. */
import type { Candidate, GeneAnswer } from "@pangenic/engine/personalize";
import type { JSX } from "preact";
import type { Page } from "./page.ts";

/** More than these are counted, not named. */
const namedMost = 5;

function meaning({ words }: Page, { activityScore, key, phenotype }: Candidate): string {
  const score = activityScore === null ? [] : [words.say("gene.score", { score: activityScore })];
  return [phenotype ?? key ?? "–", ...score].join(", ");
}

function chance({ words }: Page, probability: number | null): string {
  return probability === null ? words.say("gene.probability.none") : words.percent(probability);
}

interface Row {
  readonly name: string;
  readonly meaning: string;
  readonly chance: string;
}

/** The likeliest by name; all others counted by what they mean, so that no meaning is left out. */
function rowsOf(page: Page, candidates: readonly Candidate[]): Row[] {
  const likely = [...candidates].sort((a, b) => (b.probability ?? 0) - (a.probability ?? 0));
  const named = likely.length <= namedMost + 1 ? likely : likely.slice(0, namedMost);
  const rest = new Map<string, Candidate[]>();
  for (const one of likely.slice(named.length))
    rest.set(meaning(page, one), [...(rest.get(meaning(page, one)) ?? []), one]);
  return [
    ...named.map((one) => ({
      name: one.diplotype,
      meaning: meaning(page, one),
      chance: chance(page, one.probability),
    })),
    ...[...rest].map(([same, ones]) => ({
      name: page.words.say("gene.fits.more", { count: ones.length }),
      meaning: same,
      chance: chance(page, sum(ones)),
    })),
  ];
}

/** null where any has no figure: a part is not shown as the whole. */
function sum(candidates: readonly Candidate[]): number | null {
  const known = candidates.map(({ probability }) => probability);
  return known.includes(null) ? null : known.reduce<number>((total, one) => total + one!, 0);
}

export function Candidates({ page, entry }: { page: Page; entry: GeneAnswer }): JSX.Element | null {
  const { say } = page.words;
  const rows = rowsOf(page, entry.candidates);
  if (rows.length === 0) return null;
  if (rows.length === 1)
    return (
      <p>
        {say("gene.fits")}: {rows[0]!.name}, {rows[0]!.meaning} ({rows[0]!.chance})
      </p>
    );
  return (
    <>
      <table class="candidates">
        <caption>{say("gene.fits")}</caption>
        <tbody>
          {rows.map((row) => (
            <tr>
              <th>{row.name}</th>
              <td>{row.meaning}</td>
              <td>{row.chance}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{say(entry.candidatesAgree ? "gene.fits.agree" : "gene.fits.differ")}</p>
    </>
  );
}
