/** The commands of `pangenic study`, one file each. */
import type { RunnableCommand } from "../usage.ts";

export const studyCommands: readonly RunnableCommand[] = [];
