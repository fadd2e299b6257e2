/** What the matcher says of true strands, whose every base is known. */
import { UNDOCUMENTED } from "../../../genome/index.ts";
import type { Diplotype, Strand } from "../call.ts";
import type { AlleleTable } from "../matching/allele-table.ts";
import { strandOf } from "../matching/combinations.ts";
import { pairsOf } from "../matching/diplotypes.ts";
import { callLowestFunction } from "../matching/lowest-function.ts";
import { compareNames } from "../matching/name-order.ts";
import { diplotypeOf } from "../matching/phenotype.ts";
import { byRs4149056 } from "../matching/rs4149056.ts";
import type { Strands } from "../matching/strands.ts";
import { remembered } from "./memory.ts";

/** Remembers names and pairs: the same few are asked for again and again. */
export interface Naming {
  /** @param bases allele index at each of the gene's sites. @returns `UNNAMED` where they fit no definition. */
  strand(bases: Uint8Array): Strand;
  /** The pair's name, look-up and phenotype. @param second null: one copy only. */
  diplotype(first: Strand, second: Strand | null): Diplotype;
}

/** A strand that fits no definition: it has no function, and is never normal. */
export const UNNAMED: Strand = { name: "(no named allele)", alleles: [] };

export function namingOf(table: AlleleTable): Naming {
  const strands = new Map<string, Strand>();
  const pairs = new Map<string, Diplotype>();
  return {
    strand: (bases) => remembered(strands, keyOf(bases), () => nameOf(table, bases)),
    diplotype: (first, second) =>
      remembered(pairs, `${first.name}\t${second?.name ?? ""}`, () =>
        diplotypeOf(table, second === null ? [first] : [first, second]),
      ),
  };
}

/** SLCO1B1 called by one genotype: a strand that fits no definition is looked up by that base, as the call is. */
export function namingByOneSite(table: AlleleTable, naming: Naming): Naming {
  const standIns = new Map<string, Strand>();
  return {
    strand(bases) {
      const strand = naming.strand(bases);
      const alone = strand === UNNAMED ? byRs4149056(table, singleCopy(table, bases)) : null;
      if (alone === null) return strand;
      standIns.set(alone.strands[0].name, { name: alone.lookup[0]!, alleles: [alone.lookup[0]!] });
      return alone.strands[0];
    },
    diplotype(first, second) {
      const given = second === null ? [first] : [first, second].sort((a, b) => compareNames(a.name, b.name));
      if (!given.some((strand) => standIns.has(strand.name))) return naming.diplotype(first, second);
      return {
        ...diplotypeOf(
          table,
          given.map((strand) => standIns.get(strand.name) ?? strand),
        ),
        strands: given as unknown as Diplotype["strands"],
        name: given.map((strand) => strand.name).join("/"),
      };
    },
  };
}

/** The strand read as a person with this one copy would be. */
function nameOf(table: AlleleTable, bases: Uint8Array): Strand {
  const strands = singleCopy(table, bases);
  if (strands.variant.some((site) => bases[site] === UNDOCUMENTED)) return UNNAMED;
  if (table.lowestFunction) return callLowestFunction(table, strands).diplotypes[0]?.strands[0] ?? UNNAMED;
  const best = pairsOf(table, strands)[0];
  return best === undefined ? UNNAMED : strandOf(table, best.names);
}

function singleCopy(table: AlleleTable, bases: Uint8Array): Strands {
  const alone = Int16Array.from(bases);
  const variant: number[] = [];
  for (let site = 0; site < bases.length; site++) if (bases[site] !== 0 && table.used[site] === 1) variant.push(site);
  return {
    first: alone,
    second: alone,
    group: new Int16Array(bases.length).fill(-1),
    groups: 0,
    freeGroups: 0,
    variant,
    seen: bases.length,
    haploid: true,
    mixedPloidy: false,
    replaced: 0,
    undocumented: false,
    partial: false,
  };
}

/** A string that is equal exactly when the bases are. */
export function keyOf(bases: Uint8Array): string {
  return String.fromCharCode(...bases);
}
