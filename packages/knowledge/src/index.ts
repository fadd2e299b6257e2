/** The curated facts as data: reading them, and nothing of where they are read from. */

export { type PanelName, panelNames, readShippedPanel } from "./panel.ts";
export { readKnowledge, readPortability, type Wanted } from "./read.ts";
