/** PLINK files of the shared data, whole: small enough here to stand in memory. */
import { readFileSync } from "node:fs";
import { sharedPath, sharedText } from "../../../../tests/reference-data.ts";

export interface BedFiles {
  readonly ids: readonly string[];
  readonly variants: readonly { readonly id: string; readonly allele1: string; readonly allele2: string }[];
  /** Copies of allele 1 of a variant in a person; −1 where not seen. */
  copies(variant: number, person: number): number;
}

export function bedFiles(...prefix: string[]): BedFiles {
  const base = prefix.join("/");
  const lines = (end: string): string[][] =>
    sharedText(`${base}.${end}`)
      .trimEnd()
      .split("\n")
      .map((line) => line.split(/\s+/));
  const ids = lines("fam").map((cells) => cells[1]!);
  const bytes = readFileSync(sharedPath(`${base}.bed`));
  const stride = Math.ceil(ids.length / 4);
  return {
    ids,
    variants: lines("bim").map((cells) => ({ id: cells[1]!, allele1: cells[4]!, allele2: cells[5]! })),
    copies: (variant, person) =>
      [2, -1, 1, 0][(bytes[3 + variant * stride + (person >> 2)]! >> ((person & 3) * 2)) & 3]!,
  };
}
