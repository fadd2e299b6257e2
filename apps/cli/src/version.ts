/** The release, as its package states it. */
import { createRequire } from "node:module";

export const version: string = (createRequire(import.meta.url)("#package") as { version: string }).version;
