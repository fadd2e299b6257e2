/** Writes the two reference panels that ship: `npm run panel`. The same bytes every time. */
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { packPanel } from "@pangenic/engine/models";
import { buildPanel, cardRows, studyPanel } from "@pangenic/engine/study";
import { panels } from "./reference-panel/panels.ts";

const folder = join(import.meta.dirname, "../data/panel");
mkdirSync(folder, { recursive: true });
const made = panels().map(({ name, labeled, plan, facts }) => {
  const study = studyPanel(labeled(), plan);
  const bytes = packPanel(buildPanel(study, { ...cardRows(study), ...facts }));
  const packed = gzipSync(bytes, { level: 9 });
  process.stdout.write(`${name}: ${study.labeled.sites.count} sites, ${packed.length} bytes gzipped\n`);
  return { name, packed, digest: createHash("sha256").update(bytes).digest("hex") };
});
for (const { name, packed } of made) writeFileSync(join(folder, `${name}.bin.gz`), packed);
writeFileSync(join(folder, "SHA256SUMS"), made.map(({ name, digest }) => `${digest}  ${name}.bin\n`).join(""));
