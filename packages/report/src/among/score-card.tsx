/** One polygenic score: where the person stands and how well it works for people like them, or why it is held back. */

import type { HoldsOfScore } from "@pangenic/engine/base";
import type { ExpectedAccuracy, PersonScore, ScoreSum } from "@pangenic/engine/personalize";
import type { Words } from "@pangenic/words";
import type { JSX } from "preact";
import { Abstained } from "../abstained.tsx";
import { Meter } from "../meter.tsx";

function Works({ words, accuracy }: { words: Words; accuracy: PersonScore["accuracy"] }): JSX.Element {
  const { say, percent } = words;
  return (
    <>
      <h4>{say("patient.score.works")}</h4>
      {accuracy.kind === "abstention" ? (
        <Abstained words={words} reason={accuracy.reason} wouldChange={accuracy.wouldChange} />
      ) : (
        <p>
          {accuracy.value.basis === "published"
            ? say("patient.score.works.published")
            : say("patient.score.works.figure", {
                figure: percent(accuracy.value.figure),
                low: percent(accuracy.value.interval.low),
                high: percent(accuracy.value.interval.high),
              })}
        </p>
      )}
    </>
  );
}

/** Three digits are what the intervals carry. */
function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function accuracyLine(
  words: Words,
  { basis, figure, interval, measure }: ExpectedAccuracy,
  holds: HoldsOfScore,
): string {
  const figures = { measure, figure: short(figure), low: short(interval.low), high: short(interval.high) };
  return basis === "decay"
    ? words.say("among.clinician.accuracy.decay", figures)
    : words.say("among.clinician.accuracy.published", { ...figures, group: holds.accuracy?.group ?? "" });
}

function sumLine(words: Words, { sum, interval }: ScoreSum): string {
  return interval === null
    ? words.say("among.clinician.sum.no-interval", { sum: short(sum) })
    : words.say("among.clinician.sum", { sum: short(sum), low: short(interval.low), high: short(interval.high) });
}

function Notes({ words, score }: { words: Words; score: PersonScore }): JSX.Element {
  const { say, number, percent } = words;
  const { rows, matched, fromBlocks, filled, missing, weightMass } = score.matched;
  return (
    <details class="notes">
      <summary>{say("for-clinician")}</summary>
      <p>
        {say("among.clinician.rows", {
          rows: number(rows),
          matched: number(matched),
          blocks: number(fromBlocks),
          filled: number(filled),
          missing: number(missing),
        })}
      </p>
      {weightMass === null ? null : <p>{say("among.clinician.mass", { share: percent(weightMass) })}</p>}
      {score.sum.kind === "abstention" ? null : <p>{sumLine(words, score.sum.value)}</p>}
      {score.adjusted.kind === "abstention" ? null : (
        <p>
          {say("among.clinician.adjusted", {
            z: short(score.adjusted.value.z),
            low: short(score.adjusted.value.zInterval.low),
            high: short(score.adjusted.value.zInterval.high),
          })}{" "}
          {say("among.clinician.by-construction")}
        </p>
      )}
      {score.accuracy.kind === "abstention" ? null : (
        <p>{accuracyLine(words, score.accuracy.value, score.accuracy.holds)}</p>
      )}
    </details>
  );
}

export function ScoreCard({ words, score }: { words: Words; score: PersonScore }): JSX.Element {
  const { say } = words;
  const { adjusted } = score;
  return (
    <article class="card">
      <div class="person">
        <h3>
          {score.trait} <span class="word soft">{score.id}</span>
        </h3>
        {adjusted.kind === "abstention" ? (
          <Abstained words={words} reason={adjusted.reason} wouldChange={adjusted.wouldChange} />
        ) : (
          <>
            <p class="gist">
              {say("patient.score.gist", {
                percentile: String(Math.round(adjusted.value.percentile)),
                low: String(Math.round(adjusted.value.percentileInterval.low)),
                high: String(Math.round(adjusted.value.percentileInterval.high)),
              })}{" "}
              <Meter words={words} level={adjusted.holds.level} />
            </p>
            <p>{say("patient.score.not-safe")}</p>
          </>
        )}
        <Works words={words} accuracy={score.accuracy} />
      </div>
      <Notes words={words} score={score} />
    </article>
  );
}
