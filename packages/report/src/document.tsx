/** A self-contained HTML file: no script, no request, readable in any browser and on paper. */
import type { Words } from "@pangenic/words";
import type { JSX } from "preact";
import { renderToString } from "preact-render-to-string";

/** Even if a name slipped through the escaping, the page may load and run nothing. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** Empty shapes close themselves: the same page in fewer bytes. Text can not hold these tags, it is escaped. */
function closed(html: string): string {
  return html.replace(/><\/(?:path|use|circle)>/g, "/>");
}

/** @returns the whole document; the same body, style and words give the same bytes. */
export function htmlOf(words: Words, title: string, css: string, body: JSX.Element): string {
  const html = renderToString(
    <html lang={words.language} dir={words.direction}>
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>{`${title} · ${words.say("brand")}`}</title>
        <style dangerouslySetInnerHTML={{ __html: css }} />
      </head>
      <body>{body}</body>
    </html>,
  );
  return `<!doctype html>${closed(html)}`;
}
