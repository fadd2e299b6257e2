/** The commands of `pangenic score`, one file each. */
import type { CommandLoaders } from "../usage.ts";

export const scoreCommands: CommandLoaders = {
  score: async () => (await import("./score.ts")).scoreCommand,
  "score prepare": async () => (await import("./prepare.ts")).prepare,
};
