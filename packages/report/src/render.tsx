/** One self-contained HTML file: no script, no request, readable in any browser and on paper. */
import type { MedicinesReport } from "@pangenic/engine/personalize";
import type { Words } from "@pangenic/words";
import { renderToString } from "preact-render-to-string";
import { Report } from "./report.tsx";
import { pageHeader } from "./style/print.ts";
import { style } from "./style/style.ts";

/** Even if a name slipped through the escaping, the page may load and run nothing. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** Empty shapes close themselves: the same page in fewer bytes. Text can not hold these tags, it is escaped. */
function closed(html: string): string {
  return html.replace(/><\/(?:path|use|circle)>/g, "/>");
}

/** @returns the whole document; the same report and words give the same bytes. */
export function renderReport(report: MedicinesReport, words: Words): string {
  const { say } = words;
  const css =
    style + pageHeader(`${say("brand")} · ${say("document")}`, [report.sample, report.date], say("print-rule"));
  const html = renderToString(
    <html lang={words.language} dir={words.direction}>
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>{`${say("title")} · ${say("brand")}`}</title>
        <style dangerouslySetInnerHTML={{ __html: css }} />
      </head>
      <body>
        <Report report={report} words={words} />
      </body>
    </html>,
  );
  return `<!doctype html>${closed(html)}`;
}
