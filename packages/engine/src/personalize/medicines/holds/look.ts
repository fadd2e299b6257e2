/** What the two strands of a gene show, and which of their bases may stand the other way round. */
import { NO_BASE } from "../../../genome/index.ts";
import { NOT_SEEN, type Strands } from "../matching/strands.ts";

/** The file says nothing about this site on this strand. */
export const UNSEEN = 255;

/** The bases one strand shows: allele index by site, `UNDOCUMENTED` or `UNSEEN`. */
export type Look = Uint8Array;

export interface Genotype {
  /** One arrangement of the bases on two strands; `second` null: one strand only. */
  readonly first: Look;
  readonly second: Look | null;
  /** Block of each site that may be turned over, −1 where its arrangement is fixed. */
  readonly blockOf: Int16Array;
  /** Blocks that may be turned over, each on its own; 0: the arrangement is known. */
  readonly blocks: number;
}

/** @param copies strands of the call; 1 even where a haploid site was written twice. */
export function genotypeOf(strands: Strands, copies: 1 | 2): Genotype {
  const look = (bases: Int16Array): Look =>
    Uint8Array.from(bases, (b) => (b === NOT_SEEN || b === NO_BASE ? UNSEEN : b));
  const first = look(strands.first);
  if (copies === 1) return { first, second: null, blockOf: new Int16Array(first.length).fill(-1), blocks: 0 };
  // Turning every group over only swaps the strands: the first group stays, the others turn against it.
  return {
    first,
    second: look(strands.second),
    blockOf: strands.group.map((group) => Math.max(-1, group - 1)),
    blocks: Math.max(0, strands.groups - 1),
  };
}

/** Both looks with the blocks of `turned` (a bit each) turned over. */
export function arranged(genotype: Genotype, turned: number): readonly [Look, Look | null] {
  const { first, second, blockOf } = genotype;
  if (second === null || turned === 0) return [first, second];
  const [a, b] = [first.slice(), second.slice()];
  for (let site = 0; site < a.length; site++) {
    const block = blockOf[site]!;
    if (block < 0 || ((turned >> block) & 1) === 0) continue;
    a[site] = second[site]!;
    b[site] = first[site]!;
  }
  return [a, b];
}
