export { type Doubt, NO_BASE, type NotSeen, type Phase, type Sighting, UNDOCUMENTED } from "./sighting.ts";
export { SightingTable, type SiteGroup } from "./sighting-table.ts";
export type { Placement, Site } from "./site.ts";
