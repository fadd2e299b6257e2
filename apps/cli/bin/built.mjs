/** Where the build lies: file by file as compiled, and bundled (tools/bundle.mjs) into few files that start sooner. */
import { statSync } from "node:fs";

const dist = new URL("../dist/", import.meta.url);

export const bundled = new URL("bundle/", dist);
/** Written when a bundle is whole. */
export const mark = new URL("mark", bundled);

/** What the compiler touches last in each package that goes into the program. */
const builds = [
  new URL(".tsbuildinfo", dist),
  ...["engine", "hosts/node", "knowledge", "words", "report"].map(
    (name) => new URL(`../../../packages/${name}/dist/.tsbuildinfo`, import.meta.url),
  ),
];

const touched = (url) => statSync(url, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Is there a bundle, and was nothing built since? */
export function isBundled() {
  const when = touched(mark);
  return when > 0 && builds.every((build) => touched(build) < when);
}
