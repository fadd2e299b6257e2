import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { errorCodes } from "../packages/engine/src/base/index.ts";
import { problemCodes } from "../packages/engine/src/genome/index.ts";

const anchors = [...readFileSync(join(import.meta.dirname, "../docs/errors.md"), "utf8").matchAll(/^### (.+)$/gm)].map(
  (match) => match[1]!,
);

test("every code of an error or a problem has an anchor, and every anchor a code", () => {
  expect(new Set(anchors)).toEqual(new Set([...errorCodes, ...problemCodes]));
});

test("no code is used twice", () => {
  expect(new Set(anchors).size).toBe(anchors.length);
});
