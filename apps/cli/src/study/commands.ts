/** The commands of `pangenic study`, one file each. */
import type { CommandLoaders } from "../usage.ts";

export const studyCommands: CommandLoaders = {
  "study association": async () => (await import("./association.ts")).associationCommand,
  "study frequency": async () => (await import("./frequency.ts")).frequencyCommand,
  "study relatedness": async () => (await import("./relatedness.ts")).relatednessCommand,
  "study prune": async () => (await import("./prune.ts")).pruneCommand,
  "study representation": async () => (await import("./representation.ts")).representation,
  "study reference": async () => (await import("./reference.ts")).referenceCommand,
  "study meta": async () => (await import("./meta.ts")).metaCommand,
  "study structure": async () => (await import("./structure.ts")).structureCommand,
};
