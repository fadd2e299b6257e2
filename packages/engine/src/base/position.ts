/** Positions carry their build and their counting in the type; one named function crosses from one to the other. */
declare const unit: unique symbol;

/** A number in a unit: a UCUM code such as `mg/wk`, or a genome build and its counting. */
export type In<U extends string> = number & { readonly [unit]: U };

export type Build = "GRCh37" | "GRCh38";

/** Counted from 1, ends included: VCF, HGVS. */
export type OneBased<B extends Build = Build> = In<`${B}, from 1`>;

/** Counted from 0, end excluded: BED, index files. */
export type ZeroBased<B extends Build = Build> = In<`${B}, from 0`>;

export function startOf<B extends Build>(pos: OneBased<B>): ZeroBased<B> {
  return (pos - 1) as ZeroBased<B>;
}

/** Chromosomes without prefix, in the order of a sorted genome. */
export const chromosomes = [
  "1",
  "2",
  "3",
  "4",
  "5",
  "6",
  "7",
  "8",
  "9",
  "10",
  "11",
  "12",
  "13",
  "14",
  "15",
  "16",
  "17",
  "18",
  "19",
  "20",
  "21",
  "22",
  "X",
  "Y",
  "MT",
] as const;

export type Chromosome = (typeof chromosomes)[number];

/** `chr10`, `10`, `CHR10`, `chrM` → `10`, `MT`; anything else (alternate contigs, decoys) → null. */
export function chromosomeNamed(contig: string): Chromosome | null {
  const bare = contig.replace(/^chr/i, "").toUpperCase();
  const name = bare === "M" ? "MT" : bare;
  return (chromosomes as readonly string[]).includes(name) ? (name as Chromosome) : null;
}
