/** Which chromosome does a table mean? PLINK writes numbers where others write letters. */
import { chromosomeNamed, chromosomes } from "../base/index.ts";

/** 25 holds what X and Y share, which stands on X in every other file. */
const coded: Readonly<Record<string, string>> = { "23": "X", "24": "Y", "25": "X", "26": "MT", XY: "X" };

/** Names met; a hostile file may name another in every row. */
const MOST = 4096;
const known = new Map<string, number>();

/** @returns place in `chromosomes` plus 1; 0 where the name is none of them. */
export function chromosomeNumber(name: string): number {
  let number = known.get(name);
  if (number === undefined) {
    const chrom = name === "" ? null : chromosomeNamed(coded[name.toUpperCase()] ?? name);
    number = chrom === null ? 0 : chromosomes.indexOf(chrom) + 1;
    if (known.size < MOST) known.set(name, number);
  }
  return number;
}
