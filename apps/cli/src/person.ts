/** Files that come with a genome: what the person states, what a laboratory found. */
import { readFile } from "node:fs/promises";
import { PangenicError } from "@pangenic/engine/base";
import { type Person, readPerson, unknownPerson } from "@pangenic/engine/collect";
import { type Knowledge, type OutsideCall, readOutsideCalls } from "@pangenic/engine/personalize";

/** @param path absent: a person of whom nothing is known. */
export async function personFrom(path: string | undefined): Promise<Person> {
  return path === undefined ? unknownPerson : readPerson(await textOf(path));
}

export async function outsideFrom(path: string | undefined, { genes }: Knowledge): Promise<readonly OutsideCall[]> {
  return path === undefined ? [] : readOutsideCalls(await textOf(path), new Set(genes.keys()));
}

async function textOf(path: string): Promise<string> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await readFile(path));
  } catch (error) {
    if (error instanceof TypeError) throw new PangenicError("encoding-unsupported", "a text file is not UTF-8");
    throw new PangenicError("file-unreadable", `a file cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}
