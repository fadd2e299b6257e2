/** Reads the import tables of ARCHITECTURE.md and judges imports by them. */
import { posix } from "node:path";
import { parseSync } from "oxc-parser";

export type Table = ReadonlyMap<string, ReadonlySet<string>>;

/** The tables below `## What may import what`, by the word in their first header cell. Remarks in parentheses are ignored. */
export function tablesIn(markdown: string): Map<string, Table> {
  const section = markdown.split(/^## What may import what$/m)[1]?.split(/^## /m)[0] ?? "";
  const tables = new Map<string, Map<string, Set<string>>>();
  let current: Map<string, Set<string>> | null = null;
  for (const line of section.split("\n")) {
    const cells = line
      .replace(/\([^)]*\)|`/g, "")
      .split("|")
      .map((cell) => cell.trim());
    if (cells.length < 4) current = null;
    else if (!current) {
      current = new Map();
      tables.set(cells[1]!, current);
    } else if (!/^-+$/.test(cells[1]!)) {
      const list = cells[2]!.split(",").map((word) => word.trim());
      current.set(cells[1]!, new Set(list.filter((word) => /^[a-z-]+$/.test(word))));
    }
  }
  return tables;
}

/** Every module a source asks for: import, export from, import(), types included. */
export function requests(path: string, source: string): string[] {
  const { module, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path} does not parse`);
  return [
    ...module.staticImports.map((i) => i.moduleRequest.value),
    ...module.staticExports.flatMap((e) => e.entries).flatMap((e) => e.moduleRequest?.value ?? []),
    ...module.dynamicImports.map((i) => source.slice(i.moduleRequest.start + 1, i.moduleRequest.end - 1)),
  ];
}

export interface Judgment {
  readonly met: ReadonlySet<string>;
  readonly crossings: number;
  readonly wrong: readonly string[];
}

/** @param files path below the engine's `src`, `/` separated → text. Rooms meet only in an `index.ts`. */
export function judgeRooms(rules: Table, files: ReadonlyMap<string, string>): Judgment {
  const met = new Set<string>();
  const wrong: string[] = [];
  let crossings = 0;
  for (const [path, source] of files) {
    const from = path.split("/")[0]!;
    met.add(from);
    const may = rules.get(from);
    if (!may) wrong.push(`${from} has no row in the table`);
    for (const request of requests(path, source).filter((r) => r.startsWith("."))) {
      const target = posix.join(posix.dirname(path), request);
      const to = target.split("/")[0]!;
      if (to === from) continue;
      crossings++;
      if (may && !may.has(to)) wrong.push(`${path}: ${from} may not import ${to}`);
      else if (target !== `${to}/index.ts`) wrong.push(`${path}: enter ${to} through its index.ts`);
    }
  }
  return { met, crossings, wrong };
}

/** @param files `package/path` → text. */
export function judgePackages(rules: Table, files: ReadonlyMap<string, string>): Judgment {
  const met = new Set<string>();
  const wrong: string[] = [];
  let crossings = 0;
  for (const [path, source] of files) {
    const from = path.split("/")[0]!;
    met.add(from);
    const may = rules.get(from);
    if (!may) wrong.push(`${from} has no row in the table`);
    for (const request of requests(path, source)) {
      const to = /^@pangenic\/([^/]+)/.exec(request)?.[1];
      if (!to || to === from) continue;
      crossings++;
      if (may && !may.has(to)) wrong.push(`${path}: ${from} may not import ${to}`);
    }
  }
  return { met, crossings, wrong };
}
