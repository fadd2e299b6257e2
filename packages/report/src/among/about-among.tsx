/** How sure, and from where: what of the panel was seen, how often it was right for people held out, its sources. */
import type { AdmixtureShare, GroupSimilarity, Similarity } from "@pangenic/engine/personalize";
import type { Words } from "@pangenic/words";
import type { JSX } from "preact";
import { Link } from "../link.tsx";
import { Section } from "../section.tsx";
import type { AmongReport } from "./among-report.ts";

/** Below this a population is not listed. */
const LISTED = 0.01;

function Populations({ words, similarity }: { words: Words; similarity: Similarity }): JSX.Element | null {
  const { populations } = similarity;
  if (populations.kind === "abstention") return null;
  const listed = (populations.value as readonly GroupSimilarity[]).filter(({ probability }) => probability >= LISTED);
  return (
    <p>
      {words.say("among.clinician.populations")}:{" "}
      {listed.map(({ code, probability }) => `${code} ${words.percent(probability)}`).join(", ")}.
    </p>
  );
}

function Admixture({ words, similarity }: { words: Words; similarity: Similarity }): JSX.Element | null {
  const { admixture } = similarity;
  if (admixture.kind === "abstention") return null;
  const line = ({ code, share, standardError }: AdmixtureShare): string =>
    `${code} ${words.percent(share)} ± ${words.percent(standardError)}`;
  return (
    <p>
      {words.say("among.clinician.admixture")}: {admixture.value.map(line).join(", ")}.
    </p>
  );
}

function HeldOut({ words, similarity }: { words: Words; similarity: Similarity }): JSX.Element | null {
  const { groups } = similarity;
  if (groups.kind === "abstention" || groups.holds.heldOut === null) return null;
  const { group, n, share, interval } = groups.holds.heldOut;
  const { number, percent } = words;
  return (
    <p>
      {words.say("among.clinician.held-out", {
        group,
        n: number(n),
        share: percent(share),
        low: percent(interval.low),
        high: percent(interval.high),
      })}
    </p>
  );
}

export function AboutAmong({ words, report }: { words: Words; report: AmongReport }): JSX.Element {
  const { say, number } = words;
  const { similarity, reference } = report;
  const { distance, panel, sites } = similarity;
  return (
    <Section id="about" number={4} heading={say("among.about.heading")}>
      <div class="notes">
        <HeldOut words={words} similarity={similarity} />
        {distance.kind === "abstention" ? null : (
          <p>
            {say("among.clinician.distance", {
              ratio: String(Number(distance.value.ratio.toPrecision(3))),
              nearest: String(Number(distance.value.nearest.toPrecision(3))),
            })}
          </p>
        )}
        <Populations words={words} similarity={similarity} />
        <Admixture words={words} similarity={similarity} />
        <p>
          {say("among.clinician.sites", {
            panel: number(sites.panel),
            seen: number(sites.seen),
            blocks: number(sites.fromBlocks),
            mismatched: number(sites.mismatched),
          })}
        </p>
        <p>
          {say("among.clinician.panel", {
            name: panel.name,
            date: panel.date,
            n: number(reference.length),
            digest: panel.digest.slice(0, 12),
          })}
        </p>
        <ul>
          {similarity.sources.map((source) => (
            <li>
              <Link to={source.url}>{source.name}</Link>, {source.version}, {source.license}
            </li>
          ))}
        </ul>
        {words.reviewedBy === null ? <p>{say("not-reviewed")}</p> : null}
      </div>
    </Section>
  );
}
