/** The examples of docs/outside-calls.md are read, and lead to calls. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { callFromOutside, candidatesOf, readOutsideCalls } from "@pangenic/engine/personalize";
import { expect, test } from "vitest";
import { loadKnowledge } from "./knowledge-files.ts";

const page = readFileSync(join(import.meta.dirname, "../docs/outside-calls.md"), "utf8");
const examples = [...page.matchAll(/```tsv\n([\s\S]*?)```/g)].map((match) => match[1]!);
const { genes } = await loadKnowledge();

test("there is an example without and one with a header", () => expect(examples.length).toBe(2));

test.each(examples)("example %#: every line is read and says something a guideline can use", (example) => {
  const calls = readOutsideCalls(example, new Set(genes.keys()));
  const lines = example.trim().split("\n");
  expect(calls.length).toBe(lines.length - (lines[0]!.startsWith("sample") ? 1 : 0));
  for (const call of calls) {
    const facts = genes.get(call.gene)!;
    const { results, copyNumberTested } = candidatesOf(callFromOutside(facts, [call]), facts);
    expect(results.length, call.gene).toBeGreaterThan(0);
    expect(
      results.every((one) => one.keys.length > 0),
      call.gene,
    ).toBe(true);
    expect(copyNumberTested).toBe(true);
  }
});
