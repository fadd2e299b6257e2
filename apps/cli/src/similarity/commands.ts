/** The commands of `pangenic similarity`, one file each. */
import type { CommandLoaders } from "../usage.ts";

export const similarityCommands: CommandLoaders = {
  similarity: async () => (await import("./similarity.ts")).similarity,
};
