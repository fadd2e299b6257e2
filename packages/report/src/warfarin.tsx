/** The computed CPIC 2017 flow, for clinicians; a person sees the direction only. */
import type { WarfarinAnswer } from "@pangenic/engine/personalize";
import type { Words } from "@pangenic/words";
import type { JSX } from "preact";

type Branch = WarfarinAnswer["branches"][number];

function Doses({ words, branch }: { words: Words; branch: Branch }): JSX.Element | null {
  const { say } = words;
  if (branch.doses.length === 0) return null;
  const equations = [...new Set(branch.doses.map(({ equation }) => equation))];
  const cell = (equation: string, withRaceTerm: boolean): string => {
    const dose = branch.doses.find((d) => d.equation === equation && d.withRaceTerm === withRaceTerm);
    return dose === undefined
      ? say("warfarin.no-dose")
      : say("warfarin.mg-week", { dose: words.number(dose.mgPerWeek) });
  };
  return (
    <table>
      <caption>{say("warfarin.doses")}</caption>
      <thead>
        <tr>
          <th scope="col">{say("warfarin.equation")}</th>
          <th scope="col">{say("warfarin.without-race")}</th>
          <th scope="col">{say("warfarin.with-race")}</th>
        </tr>
      </thead>
      <tbody>
        {equations.map((equation) => (
          <tr>
            <th scope="row">{say(`warfarin.equation.${equation}`)}</th>
            <td>{cell(equation, false)}</td>
            <td>{cell(equation, true)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function change(words: Words, { percentMin, percentMax }: Branch["steps"][number]): string {
  const signed = (percent: number): string =>
    `${percent > 0 ? "+" : percent < 0 ? "−" : ""}${words.percent(Math.abs(percent) / 100)}`;
  const ends = [...new Set([percentMin, percentMax])].filter((end) => end !== null).map(signed);
  return ends.length === 0
    ? ""
    : `: ${ends.length === 2 ? words.say("clinician.amount.range", { low: ends[0]!, high: ends[1]! }) : ends[0]}`;
}

export function Warfarin({ words, answer }: { words: Words; answer: WarfarinAnswer }): JSX.Element {
  const { say } = words;
  return (
    <div class="warfarin">
      <p>
        <b>{say("warfarin.heading")}.</b> {say("warfarin.lead")}
      </p>
      {answer.considerAnotherDrug ? <p class="flag">{say("warfarin.another")}</p> : null}
      {answer.branches.map((branch) => (
        <div>
          <p>
            <b>{say(`warfarin.branch.${branch.branch}`)}.</b> {say(`warfarin.advice.${branch.advice}`)}
            {branch.missing.length > 0
              ? ` (${say("warfarin.missing", { facts: branch.missing.map((fact) => words.code("warfarin.fact", fact)).join(", ") })})`
              : ""}
          </p>
          {branch.steps.length > 0 ? (
            <ul>
              {branch.steps.map((step) => (
                <li>
                  {words.code("warfarin.step", step.code)}
                  {change(words, step)} ({say(`clinician.strength.${step.strength}`)})
                </li>
              ))}
            </ul>
          ) : null}
          <Doses words={words} branch={branch} />
        </div>
      ))}
      {answer.branches.some(({ doses }) => doses.length > 0) ? <p>{say("warfarin.doses.note")}</p> : null}
    </div>
  );
}
