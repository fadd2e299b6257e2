/** The medicines report, the same in every face: what is taken, what to know about, each gene, how sure. */
import type { MedicinesReport } from "@pangenic/engine/personalize";
import type { Words } from "@pangenic/words";
import type { JSX } from "preact";
import { About } from "./about.tsx";
import { Abstention } from "./abstention.tsx";
import { Genes } from "./genes.tsx";
import { testGroups } from "./groups.ts";
import { Known } from "./known.tsx";
import { Masthead } from "./masthead.tsx";
import { pageOf } from "./page.ts";
import { Symbols } from "./symbols.tsx";
import { Taken } from "./taken.tsx";
import { WovenBand } from "./woven-band.tsx";

export function Report({ report, words }: { report: MedicinesReport; words: Words }): JSX.Element {
  const page = pageOf(report, words);
  return (
    <div class="pangenic">
      <Symbols />
      <WovenBand groups={testGroups(report)} own={report.similarity?.group ?? null} />
      <div class="leaf">
        <Masthead page={page} />
        <main id="main">
          {report.abstains === null ? (
            <>
              <Taken page={page} />
              <Known page={page} />
              <Genes page={page} />
              <About page={page} number={4} />
            </>
          ) : (
            <>
              <Abstention page={page} reason={report.abstains.reason} />
              <About page={page} number={1} />
            </>
          )}
        </main>
        <footer>
          <p>
            {words.say("brand")} {report.engine} · {words.say("patient.private")}
          </p>
        </footer>
      </div>
    </div>
  );
}
