/** What the file is, and with what the page was made: enough to make it again. */
import type { FileFacts } from "@pangenic/engine/personalize";
import type { Words } from "@pangenic/words";
import type { ComponentChildren, JSX } from "preact";
import type { Page } from "./page.ts";

function Fact({ name, children }: { name: string; children: ComponentChildren }): JSX.Element {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function File({ words, file }: { words: Words; file: FileFacts }): JSX.Element {
  const { number, say } = words;
  const problems = file.problems.map(({ code, count }) => say("counted", { what: code, count: number(count) }));
  return (
    <>
      <Fact name={say("file.format")}>{file.format}</Fact>
      <Fact name={say("file.build")}>
        {say("file.build.from", { build: file.build, from: file.buildFrom.join(", ") })}
      </Fact>
      <Fact name={say("file.kind")}>{say(`file.kind.${file.kind}`)}</Fact>
      <Fact name={say("file.phased")}>{say(`file.phased.${file.phased}`)}</Fact>
      <Fact name={say("file.places")}>{say("gene.seen", { seen: number(file.seen), all: number(file.expected) })}</Fact>
      <Fact name={say("file.sex")}>{say(`file.sex.${file.sexInFile}`)}</Fact>
      <Fact name={say("file.problems")}>{problems.length === 0 ? say("file.problems.none") : problems.join(", ")}</Fact>
    </>
  );
}

export function Provenance({ page }: { page: Page }): JSX.Element {
  const { words, report } = page;
  const { say } = words;
  return (
    <>
      <h3>{say("file.heading")}</h3>
      {report.file === null ? <p>{say("file.none")}</p> : null}
      <dl class="facts">
        {report.file === null ? null : <File words={words} file={report.file} />}
        {report.sample === null ? null : <Fact name={say("file.sample")}>{report.sample}</Fact>}
        {report.date === null ? null : <Fact name={say("file.date")}>{report.date}</Fact>}
        <Fact name={say("file.engine")}>{report.engine}</Fact>
        <Fact name={say("file.knowledge")}>
          {say("file.knowledge.line", { version: report.knowledge.version, expires: report.knowledge.expires })}
        </Fact>
        <Fact name={say("file.hash")}>
          <code>{report.knowledge.hash}</code>
        </Fact>
      </dl>
    </>
  );
}
