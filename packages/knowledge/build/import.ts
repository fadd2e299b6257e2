/** Writes the knowledge anew from the shared data: `npm run knowledge`. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { derive } from "./derive.ts";

const folder = join(import.meta.dirname, "../data");
const texts = new Map([...derive()].map(([name, text]) => [join(folder, `${name}.json`), text]));
for (const [file, text] of texts) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
  const file = join(folder, name);
  if (name.endsWith(".json") && !texts.has(file)) rmSync(file);
}
const packed = [...texts.values()].reduce((bytes, text) => bytes + gzipSync(text, { level: 9 }).length, 0);
process.stdout.write(`${texts.size} files, ${packed} bytes gzipped\n`);
