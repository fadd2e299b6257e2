/** Whom the genes are most like: groups as bars with their figures, and how near. */
import type { Similarity } from "@pangenic/engine/personalize";
import type { Words } from "@pangenic/words";
import type { JSX } from "preact";
import { Abstained } from "../abstained.tsx";
import { Meter } from "../meter.tsx";
import { Section } from "../section.tsx";

/** Groups below this are not drawn; the clinician's table has them. */
const SHOWN = 0.01;
/** From this part of the out-of-reference threshold on, a person is told to be at the edge. */
const EDGE = 0.8;

function Near({ words, similarity }: { words: Words; similarity: Similarity }): JSX.Element | null {
  const { distance, groups } = similarity;
  // Someone outside the reference reads so once, in the place of the groups.
  if (distance.kind === "abstention" || groups.kind === "abstention") return null;
  const where = distance.value.ratio > EDGE ? "edge" : "near";
  return <p class="gist">{words.say(`patient.among.${where}`)}</p>;
}

export function Alike({ words, similarity }: { words: Words; similarity: Similarity }): JSX.Element {
  const { say, percent } = words;
  const { groups } = similarity;
  return (
    <Section id="alike" number={1} heading={say("among.groups.heading")}>
      {groups.kind === "abstention" ? (
        <Abstained words={words} reason={groups.reason} wouldChange={groups.wouldChange} />
      ) : (
        <>
          <p class="gist">
            {say("patient.among.similar", { group: groups.value[0]!.code })}{" "}
            <Meter words={words} level={groups.holds.level} />
          </p>
          <dl class="shares">
            {groups.value
              .filter(({ probability }) => probability >= SHOWN)
              .map(({ code, probability }) => (
                <div>
                  <dt>
                    <bdi>{code}</bdi>
                  </dt>
                  <dd>
                    <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                      <path d={`M0 2h${Math.round(probability * 1000) / 10}`} />
                    </svg>
                    {percent(probability)}
                  </dd>
                </div>
              ))}
          </dl>
          <p class="soft">{say("patient.among.note")}</p>
        </>
      )}
      <Near words={words} similarity={similarity} />
    </Section>
  );
}
