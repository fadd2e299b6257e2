/** Compiles messages/<language>.json into src/compiled/<language>.ts: no ICU parser is left at run time. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import core from "@messageformat/core";
// @ts-expect-error: it has no types of its own
import compileModule from "@messageformat/core/compile-module.js";

// CommonJS: what is imported is the class itself.
const MessageFormat = core as unknown as typeof core.default;

const root = join(import.meta.dirname, "..");
const biome = join(root, "../../node_modules/.bin/biome");

export const languages: readonly string[] = readdirSync(join(root, "messages")).map((file) =>
  file.replace(/\.json$/, ""),
);

/** The language every other one falls back to; its keys and arguments are the contract. */
const first = "en";

export function messagesOf(language: string): Record<string, string> {
  return JSON.parse(readFileSync(join(root, `messages/${language}.json`), "utf8")) as Record<string, string>;
}

/** Arguments of a message and their types, read from its compiled form: a plural counts, a selection names a branch. */
function argumentsOf(message: string): Map<string, "number" | "string" | "Value"> {
  const code: string = compileModule(new MessageFormat(first), { message });
  const found = new Map<string, "number" | "string" | "Value">();
  for (const [, name] of code.matchAll(/\bd\.(\w+)/g)) found.set(name!, "Value");
  for (const [, name] of code.matchAll(/\bplural\(d\.(\w+)/g)) found.set(name!, "number");
  for (const [, name] of code.matchAll(/\bselect\(d\.(\w+)/g)) found.set(name!, "string");
  return found;
}

function typeOf(message: string): string {
  const list = [...argumentsOf(message)].map(([name, type]) => `readonly ${JSON.stringify(name)}: ${type}`);
  return list.length === 0 ? "() => string" : `(d: { ${list.join("; ")} }) => string`;
}

/** The TypeScript module of a language, formatted as the house formats. */
export function compiled(language: string): string {
  const messages = messagesOf(language);
  const source: string = compileModule(new MessageFormat(language), messages);
  const body = source.replace(/^import .*$/gm, "").replace("export default", "");
  const used = ["number", "plural", "select"].filter((name) => body.includes(`${name}(`));
  const types = Object.entries(messages).map(
    ([key, message]) => `readonly ${JSON.stringify(key)}: ${typeOf(message)};`,
  );
  const contract = language === first ? "Messages" : "Partial<Messages>";
  const text = [
    `// Compiled from messages/${language}.json by build/compile.ts. Edit the messages, then compile again.`,
    "// biome-ignore-all lint/style/useTemplate: compiled",
    `import { cardinal, ${used.join(", ")}${language === first ? ", type Value" : ""} } from "../runtime.ts";`,
    language === first
      ? `export interface Messages { ${types.join("\n")} }`
      : `import type { Messages } from "./${first}.ts";`,
    `const ${language} = cardinal(${JSON.stringify(language)});`,
    `export const messages: ${contract} = ${body.trim()};`,
  ].join("\n\n");
  return execFileSync(biome, ["format", "--stdin-file-path", `${language}.ts`], {
    input: text,
    encoding: "utf8",
    cwd: root,
  });
}

export function compiledPath(language: string): string {
  return join(root, `src/compiled/${language}.ts`);
}

if (process.argv[1] === import.meta.filename)
  for (const language of languages) writeFileSync(compiledPath(language), compiled(language));
