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

type Files = ReadonlyMap<string, string>;

/**
 * @param files path, `/` separated, its first part the room or package → text.
 * @param targetOf what a request asks for: the room or package, and a breach of manners; null: inside, or a library.
 */
function judge(
  rules: Table,
  files: Files,
  targetOf: (path: string, request: string) => { readonly to: string; readonly breach?: string } | null,
): Judgment {
  const met = new Set<string>();
  const wrong: string[] = [];
  let crossings = 0;
  for (const [path, source] of files) {
    const from = path.split("/")[0]!;
    met.add(from);
    const may = rules.get(from);
    if (!may) wrong.push(`${from} has no row in the table`);
    for (const request of requests(path, source)) {
      const target = targetOf(path, request);
      if (!target || target.to === from) continue;
      crossings++;
      if (may && !may.has(target.to)) wrong.push(`${path}: ${from} may not import ${target.to}`);
      else if (target.breach) wrong.push(`${path}: ${target.breach}`);
    }
  }
  return { met, crossings, wrong };
}

/** @param files below the engine's `src`. Rooms meet only in an `index.ts`. */
export function judgeRooms(rules: Table, files: Files): Judgment {
  return judge(rules, files, (path, request) => {
    if (!request.startsWith(".")) return null;
    const target = posix.join(posix.dirname(path), request);
    const to = target.split("/")[0]!;
    return target === `${to}/index.ts` ? { to } : { to, breach: `enter ${to} through its index.ts` };
  });
}

/** @param files below the folder of each package, its name in front. */
export function judgePackages(rules: Table, files: Files): Judgment {
  return judge(rules, files, (_, request) => {
    const to = /^@pangenic\/([^/]+)/.exec(request)?.[1];
    return to ? { to } : null;
  });
}
