/** Several results fit: of the file, of a laboratory, or laboratory results that contradict each other or cannot be read. */
import type { DrugAnswer } from "@pangenic/engine/personalize";
import type { JSX } from "preact";
import { gistOf } from "./advice.ts";
import { candidatesOf, type Page } from "./page.ts";
import { conflictFromLaboratory, unreadFromLaboratory } from "./silence.ts";

export function Fitting({ page, drug }: { page: Page; drug: DrugAnswer }): JSX.Element {
  const { say } = page.words;
  const candidates = candidatesOf(page, drug);
  const gist = gistOf(page, drug);
  const conflict = conflictFromLaboratory(page, drug);
  const unread = unreadFromLaboratory(page, drug);
  const isOpen = (from: "file" | "outside"): boolean =>
    page.report.genes.some(
      ({ call, candidates: fitting, gene }) =>
        drug.genes.includes(gene) &&
        call.from === from &&
        !conflict.includes(gene) &&
        (fitting.length > 1 || call.diplotypes.length > 1 || call.possible.length > 1),
    );
  const from = isOpen("file") ? "file" : isOpen("outside") ? "lab" : conflict.length > 0 ? null : "file";
  return (
    <>
      {unread.length > 0 && gist !== "lab-unread" ? (
        <p class="flag">{say("patient.lab.unread", { genes: unread.join(", ") })}</p>
      ) : null}
      {conflict.length > 0 && gist !== "lab-conflict" ? (
        <p class="flag">
          {say("patient.lab.conflict", { genes: conflict.join(", ") })}
          {candidates === "one" || from !== null ? "" : ` ${say(`patient.lab.conflict.${candidates}`)}`}
        </p>
      ) : null}
      {candidates === "one" || from === null ? null : <p>{say(`patient.candidates.${candidates}`, { from })}</p>}
    </>
  );
}
