/** The page's whole style sheet, small enough to travel inside it. */
import { entries } from "./entries.ts";
import { leaflet } from "./leaflet.ts";
import { print } from "./print.ts";
import { tokens } from "./tokens.ts";

export const style: string = (tokens + leaflet + entries + print).replace(/\n/g, "");
