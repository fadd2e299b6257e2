import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { expect, test } from "vitest";
import { judgePackages, judgeRooms, tablesIn } from "./walls.ts";

const root = join(import.meta.dirname, "..");
const architecture = readFileSync(join(root, "ARCHITECTURE.md"), "utf8");
const tables = tablesIn(architecture);

function sourcesBelow(folder: string): Map<string, string> {
  return new Map(
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path) && !path.endsWith(".d.ts"))
      .map((path) => [path.split(sep).join("/"), readFileSync(join(root, folder, path), "utf8")]),
  );
}

const packageFolders: Record<string, string> = {
  engine: "packages/engine/src",
  "host-node": "packages/hosts/node/src",
  knowledge: "packages/knowledge/src",
  words: "packages/words/src",
  report: "packages/report/src",
  cli: "apps/cli/src",
};

test("every room imports only what ARCHITECTURE.md allows, through an index", () => {
  const rooms = tables.get("room")!;
  const { wrong, crossings, met } = judgeRooms(rooms, sourcesBelow("packages/engine/src"));
  expect(wrong).toEqual([]);
  expect([...met].sort()).toEqual([...rooms.keys()].sort());
  expect(crossings).toBeGreaterThan(0);
});

test("every package imports only what ARCHITECTURE.md allows", () => {
  const rules = tables.get("package")!;
  const files = new Map(
    Object.entries(packageFolders).flatMap(([name, folder]) =>
      [...sourcesBelow(folder)].map(([path, text]) => [`${name}/${path}`, text] as const),
    ),
  );
  const { wrong, crossings, met } = judgePackages(rules, files);
  expect(wrong).toEqual([]);
  expect([...met].sort()).toEqual([...rules.keys()].sort());
  expect(crossings).toBeGreaterThan(0);
});

test("the wall between rooms can fail", () => {
  const rules = tablesIn(
    "## What may import what\n| room | may import |\n|---|---|\n| base | – |\n| study | base |\n| personalize | base (never study) |\n",
  ).get("room")!;
  const wrong = (text: string) => judgeRooms(rules, new Map([["personalize/report.ts", text]])).wrong;
  expect(wrong('import { b } from "../base/index.ts";')).toEqual([]);
  for (const text of [
    'import { fit } from "../study/index.ts";',
    'import type { Fit } from "../study/index.ts";',
    'export * from "../study/index.ts";',
    'export const late = () => import("../study/index.ts");',
    'import { b } from "../base/answer.ts";',
  ])
    expect(wrong(text)).toHaveLength(1);
  expect(judgeRooms(rules, new Map([["rogue/x.ts", ""]])).wrong).toEqual(["rogue has no row in the table"]);
});

test("the wall between packages can fail", () => {
  const rules = tablesIn(
    "## What may import what\n| package | may import |\n|---|---|\n| engine | – |\n| words | – |\n| report | engine, words |\n",
  ).get("package")!;
  const wrong = (path: string, text: string) => judgePackages(rules, new Map([[path, text]])).wrong;
  expect(wrong("report/page.tsx", 'import { t } from "@pangenic/words";')).toEqual([]);
  expect(wrong("engine/base/x.ts", 'import { t } from "@pangenic/words";')).toHaveLength(1);
  expect(wrong("words/x.ts", 'import type { A } from "@pangenic/engine/base";')).toHaveLength(1);
});
