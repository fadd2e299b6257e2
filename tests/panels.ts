/** Reference panels and the people behind them: for tests. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { NOT_SEEN, packPanel, type ReferencePanel, readPanel } from "@pangenic/engine/models";
import {
  type PanelGenotypes,
  type PreparedPanel,
  preparePanel,
  type Similarity,
  similarityBands,
  similarityOf,
} from "@pangenic/engine/personalize";
import { buildPanel, type LabeledGenotypes, type PanelPlan, studyPanel } from "@pangenic/engine/study";
import { type PanelName, readShippedPanel } from "@pangenic/knowledge";

export const panelFolder: string = join(import.meta.dirname, "../packages/knowledge/data/panel");

export function packedPanel(name: PanelName): Buffer {
  return readFileSync(join(panelFolder, `${name}.bin.gz`));
}

export function shippedPanel(name: PanelName): Promise<ReferencePanel> {
  return readShippedPanel(name, gunzipSync(packedPanel(name)), readFileSync(join(panelFolder, "SHA256SUMS"), "utf8"));
}

const noCard = { populations: [], groups: [], lacks: [], sources: [] };

/** A panel of chosen people, through its file, as a user would have it. */
export function panelOf(labeled: LabeledGenotypes, plan: PanelPlan): ReferencePanel {
  const bytes = packPanel(buildPanel(studyPanel(labeled, plan), noCard));
  return readPanel(bytes, createHash("sha256").update(bytes).digest("hex"));
}

/** What a file with these genotypes would show; rows only. */
export function rowsOnly(copies: Int8Array): PanelGenotypes {
  const seen = copies.reduce((sum, value) => sum + (value === NOT_SEEN ? 0 : 1), 0);
  return { copies, sites: { panel: copies.length, seen, fromBlocks: 0, mismatched: 0 }, variantsOnly: false };
}

export function alone(space: PreparedPanel, copies: Int8Array): Similarity {
  return similarityOf([{ space, genotypes: rowsOnly(copies) }], similarityBands);
}

export async function prepared(name: PanelName): Promise<PreparedPanel> {
  return preparePanel(await shippedPanel(name));
}
