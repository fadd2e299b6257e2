/** The commands of `pangenic similarity`, one file each. */
import type { RunnableCommand } from "../usage.ts";

export const similarityCommands: readonly RunnableCommand[] = [];
