/** Shared data → the bytes of every slice and of the manifest. Same input, same bytes. */
import { createHash } from "node:crypto";
import type { Manifest } from "@pangenic/engine/personalize";
import { sharedTable } from "../../../tests/reference-data.ts";
import { drugSliceName, geneSliceName } from "../src/schema.ts";
import { readChanges } from "./changes.ts";
import { grouped } from "./definitions.ts";
import { askedAlleles, drugSlice } from "./drug.ts";
import { checkGaps, gaps } from "./gaps.ts";
import { calledGene, readGeneInputs, reportedGene } from "./gene.ts";
import { usableRows } from "./guidance.ts";
import { readPanel } from "./panel.ts";
import { portability } from "./portability.ts";
import { attribution, calledGenes, release, reportedGenes } from "./release.ts";

/** Slice name → text; `manifest` last. */
export function derive(): Map<string, string> {
  const changes = readChanges();
  checkGaps(changes);
  const inputs = readGeneInputs(readPanel(), changes);
  const guidance = usableRows(sharedTable("data", "pgx", "facts", "guidance.tsv"));
  const rowsByDrug = grouped(guidance, (row) => row["drug"]!);
  const slices = new Map<string, string>();
  for (const gene of calledGenes) slices.set(geneSliceName(gene), JSON.stringify(calledGene(gene, inputs)));
  for (const gene of Object.keys(reportedGenes))
    slices.set(geneSliceName(gene), JSON.stringify(reportedGene(gene, inputs, askedAlleles(gene, guidance))));
  for (const area of sharedTable("data", "pgx", "facts", "drug_areas.tsv")) {
    const drug = area["drug"]!;
    slices.set(drugSliceName(drug), JSON.stringify(drugSlice(area, rowsByDrug.get(drug)!, gaps)));
  }
  slices.set("portability", JSON.stringify(portability()));
  const manifest: Manifest = {
    schema: 1,
    version: release.version,
    expires: release.expires,
    slices: Object.fromEntries([...slices].map(([name, text]) => [name, sha256(text)])),
    gaps,
    attribution,
  };
  return slices.set("manifest", JSON.stringify(manifest));
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
