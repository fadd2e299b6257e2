/** Every result that fits what was seen, with its chance; a tie is shown, never hidden. */
import type { Candidate, GeneAnswer } from "@pangenic/engine/personalize";
import type { JSX } from "preact";
import type { Page } from "./page.ts";

function meaning({ words }: Page, { activityScore, key, phenotype }: Candidate): string {
  const score = activityScore === null ? [] : [words.say("gene.score", { score: activityScore })];
  return [phenotype ?? key ?? "–", ...score].join(", ");
}

function chance({ words }: Page, { probability }: Candidate): string {
  return probability === null ? words.say("gene.probability.none") : words.percent(probability);
}

export function Candidates({ page, entry }: { page: Page; entry: GeneAnswer }): JSX.Element | null {
  const { say } = page.words;
  const { candidates } = entry;
  if (candidates.length === 0) return null;
  if (candidates.length === 1)
    return (
      <p>
        {say("gene.fits")}: {candidates[0]!.diplotype}, {meaning(page, candidates[0]!)} ({chance(page, candidates[0]!)})
      </p>
    );
  return (
    <>
      <table class="candidates">
        <caption>{say("gene.fits")}</caption>
        <tbody>
          {candidates.map((candidate) => (
            <tr>
              <th scope="row">
                <bdi>{candidate.diplotype}</bdi>
              </th>
              <td>{meaning(page, candidate)}</td>
              <td>{chance(page, candidate)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{say(entry.candidatesAgree ? "gene.fits.agree" : "gene.fits.differ")}</p>
    </>
  );
}
