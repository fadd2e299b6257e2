/**
 * DPYD and RYR1: any one damaging allele matters, so every allele is read, alone or together with others on its strand.
 * With phase the answer is diplotypes; without it the list of alleles found, and the pair with the least function.
 */
import { type Diplotype, type Strand, strandNames } from "../call.ts";
import type { AlleleTable } from "./allele-table.ts";
import { readStrand, strandOf } from "./combinations.ts";
import { sidesFitting } from "./diplotypes.ts";
import { hapB3Of, hapB3OnStrand, hapB3Unphased } from "./hapb3.ts";
import { compareLists, compareNames, componentsOf } from "./name-order.ts";
import { diplotypeOf, leastFunctionFirst } from "./phenotype.ts";
import { NOT_SEEN, opposite, type Strands, splits } from "./strands.ts";

/** Beyond this many independent phase sets the alleles are listed instead of paired. */
const MOST_GROUPS = 8;

export interface LowestFunctionCall {
  readonly diplotypes: readonly Diplotype[];
  /** Empty where there are diplotypes of whole strands. */
  readonly listed: readonly string[];
  readonly notes: readonly string[];
}

export function callLowestFunction(table: AlleleTable, strands: Strands): LowestFunctionCall {
  const isPhased = strands.groups <= 1 || (strands.freeGroups === 0 && strands.groups <= MOST_GROUPS);
  return isPhased ? pairStrands(table, strands) : listAlleles(table, strands);
}

function pairStrands(table: AlleleTable, strands: Strands): LowestFunctionCall {
  const hapB3 = hapB3Of(table);
  const leftOut = new Set(hapB3 ? [hapB3.intron, hapB3.exon] : []);
  const notes = new Set<string>();
  const strandAt = (sides: Uint8Array): Strand => {
    const strand = readStrand(table, strands, sides, leftOut)[0]!;
    if (!hapB3) return strand;
    const reading = hapB3OnStrand(hapB3, strands, sides);
    for (const note of reading.notes) notes.add(note);
    if (reading.names.length === 0) return strand;
    const named = strand.alleles.filter((name) => name !== table.reference.name);
    const variants = componentsOf(strand.name).filter((name) => !strand.alleles.includes(name));
    return strandOf(table, [...named, ...reading.names], variants);
  };
  const byName = new Map<string, Diplotype>();
  for (const sides of splits(strands.groups)) {
    const one = strandAt(sides);
    const diplotype = diplotypeOf(table, strands.haploid ? [one] : [one, strandAt(opposite(sides))]);
    byName.set(diplotype.name, diplotype);
  }
  const diplotypes = [...byName.values()].sort((a, b) => compareLists(strandNames(a), strandNames(b)));
  return { diplotypes, listed: [], notes: [...notes] };
}

function listAlleles(table: AlleleTable, strands: Strands): LowestFunctionCall {
  const hapB3 = hapB3Of(table);
  const isHapB3Site = (site: number): boolean => site === hapB3?.intron || site === hapB3?.exon;
  const others = strands.variant.filter((site) => !isHapB3Site(site));
  const reading = hapB3 ? hapB3Unphased(hapB3, strands) : { names: [], notes: [] };

  const found: string[] = [];
  let distinct = 0;
  for (const allele of table.alleles) {
    if (allele.isReference || allele.sites.some(isHapB3Site)) continue;
    if (!allele.sites.some((site) => strands.first[site] !== NOT_SEEN)) continue;
    const sides = sidesFitting(strands, allele, allele.sites);
    if (!sides) continue;
    distinct++;
    found.push(allele.name);
    const onBoth = allele.sites.every((site) => strands.group[site]! < 0);
    if (onBoth) found.push(allele.name);
  }
  const referenceFits = sidesFitting(strands, table.reference, others) !== null;
  if (referenceFits && distinct + 1 + reading.names.length <= 2) found.push(table.reference.name);
  const listed = [...found, ...reading.names].sort(compareNames);

  const least = [...listed].sort(leastFunctionFirst(table)).slice(0, 2);
  const pair = diplotypeOf(
    table,
    least.map((name) => strandOf(table, [name])),
  );
  // One name alone leaves the other strand unknown: no phenotype is read from it.
  const known = least.length === 2 ? pair : { ...pair, phenotype: null, activityScore: null, key: null };
  return { diplotypes: [known], listed, notes: reading.notes };
}
