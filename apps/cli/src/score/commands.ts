/** The commands of `pangenic score`, one file each. */
import type { RunnableCommand } from "../usage.ts";

export const scoreCommands: readonly RunnableCommand[] = [];
