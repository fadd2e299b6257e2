/** The pages as files: data and words in, HTML out. */
import type { MedicinesReport } from "@pangenic/engine/personalize";
import type { Words } from "@pangenic/words";
import { Among } from "./among/among.tsx";
import type { AmongReport } from "./among/among-report.ts";
import { htmlOf } from "./document.tsx";
import { Report } from "./report.tsx";
import { among } from "./style/among.ts";
import { pageHeader } from "./style/print.ts";
import { style } from "./style/style.ts";

/** @returns the medicines report; the same report and words give the same bytes. */
export function renderReport(report: MedicinesReport, words: Words): string {
  const { say } = words;
  const css =
    style + pageHeader(`${say("brand")} · ${say("document")}`, [report.sample, report.date], say("print-rule"));
  return htmlOf(words, say("title"), css, <Report report={report} words={words} />);
}

/** @returns the page about similarity and scores; the same report and words give the same bytes. */
export function renderAmong(report: AmongReport, words: Words): string {
  const { say } = words;
  const title = `${say("brand")} · ${say("among.document")}`;
  const css = style + among + pageHeader(title, [report.sample, report.date], say("among.rule"));
  return htmlOf(words, say("among.title"), css, <Among report={report} words={words} />);
}
