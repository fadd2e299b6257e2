/** Genotypes of labeled people at the sites of a panel to be: what a reference is made from. */
import { codeAt, type GenotypeBlock } from "../../kernels/index.ts";
import { NOT_SEEN, type PanelPart, type PanelPopulation, type PanelSites } from "../../models/index.ts";

export interface LabeledGenotypes {
  readonly sites: PanelSites;
  readonly parts: readonly Omit<PanelPart, "people">[];
  readonly populations: readonly Omit<PanelPopulation, "people">[];
  /** `[people]` index into `populations`. */
  readonly population: Uint8Array;
  /** In the order of `sites`; allele 1 is the counted one. */
  readonly genotypes: GenotypeBlock;
}

/** Copies of allele 1 by code. */
export const copiesOfCode: readonly number[] = [2, NOT_SEEN, 1, 0];

/** Copies and people seen, by part: `[parts × sites]` each. */
export function countParts({ genotypes, parts, populations, population }: LabeledGenotypes): {
  readonly copies: Uint16Array;
  readonly seen: Uint16Array;
} {
  const { variants, people } = genotypes;
  const copies = new Uint16Array(parts.length * variants);
  const seen = new Uint16Array(parts.length * variants);
  for (let site = 0; site < variants; site++)
    for (let person = 0; person < people; person++) {
      const dosage = copiesOfCode[codeAt(genotypes, site, person)]!;
      if (dosage === NOT_SEEN) continue;
      const at = populations[population[person]!]!.part * variants + site;
      copies[at]! += dosage;
      seen[at]!++;
    }
  return { copies, seen };
}

/** Standardized genotypes of one site in everyone, (copies − 2p) / √(2p(1−p)); 0 where not seen. */
export function standardized(
  genotypes: GenotypeBlock,
  frequency: Float64Array,
): (site: number, into: Float64Array) => void {
  return (site, into) => {
    const p = frequency[site]!;
    const scale = 1 / Math.sqrt(2 * p * (1 - p));
    const values = copiesOfCode.map((copies) => (copies === NOT_SEEN ? 0 : (copies - 2 * p) * scale));
    for (let person = 0; person < genotypes.people; person++) into[person] = values[codeAt(genotypes, site, person)]!;
  };
}

/** Copies of the counted allele at every site of one person, `NOT_SEEN` where there is none. */
export function personCopies(genotypes: GenotypeBlock, person: number): Int8Array {
  return Int8Array.from({ length: genotypes.variants }, (_, site) => copiesOfCode[codeAt(genotypes, site, person)]!);
}
