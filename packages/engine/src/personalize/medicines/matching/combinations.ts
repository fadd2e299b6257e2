/** Which named alleles lie together on one strand, and which of its variants belong to none of them? */
import type { Site } from "../../../genome/index.ts";
import { NO_BASE } from "../../../genome/index.ts";
import type { Strand } from "../call.ts";
import { type AlleleTable, bitOf, type TableAllele } from "./allele-table.ts";
import { combinationOf, compareNames } from "./name-order.ts";
import { baseOn, NOT_SEEN, type Strands } from "./strands.ts";

/**
 * Every reading of one strand. Alleles that share no site stand together; an allele that shares a site with a larger one
 * is part of it, and one that shares a site with an equally large one is another reading.
 * @param leftOut sites that are read elsewhere (HapB3).
 */
export function readStrand(
  table: AlleleTable,
  strands: Strands,
  sides: Uint8Array,
  leftOut: ReadonlySet<number> = new Set(),
): Strand[] {
  const found = table.alleles.filter((allele) => {
    if (allele.isReference || allele.name.includes("+*")) return false; // `*80+*28` is itself two alleles
    const seen = seenSites(allele, strands);
    return (
      seen.length > 0 &&
      seen.every((site) => !leftOut.has(site) && (allele.masks[site]! & bitOf(baseOn(strands, site, sides))) !== 0)
    );
  });
  const readings = found.length === 0 ? [[]] : groupsOf(found, strands);
  return readings.map((alleles) => {
    const covered = new Set(alleles.flatMap((allele) => [...allele.sites]));
    const variants = strands.variant
      .filter((site) => !covered.has(site) && !leftOut.has(site))
      .filter((site) => (table.reference.masks[site]! & bitOf(baseOn(strands, site, sides))) === 0)
      .map((site) => variantName(table.facts.sites[site]!, baseOn(strands, site, sides)));
    return strandOf(
      table,
      alleles.map((allele) => allele.name),
      variants,
    );
  });
}

/** A strand from its alleles' names and left-over variants; reference where it has neither. */
export function strandOf(table: AlleleTable, names: readonly string[], variants: readonly string[] = []): Strand {
  const alleles = [...names].sort(compareNames);
  if (alleles.length === 0 && variants.length === 0) alleles.push(table.reference.name);
  return { name: combinationOf([...alleles, ...variants]), alleles };
}

function seenSites(allele: TableAllele, strands: Strands): number[] {
  return [...allele.sites].filter((site) => strands.first[site] !== NOT_SEEN);
}

function groupsOf(found: readonly TableAllele[], strands: Strands): TableAllele[][] {
  const size = new Map(found.map((allele) => [allele, seenSites(allele, strands).length]));
  const bySize = [...found].sort((a, b) => size.get(b)! - size.get(a)! || compareNames(a.name, b.name));
  const groups: TableAllele[][] = [];
  for (const allele of bySize) {
    let placed = false;
    let inLarger = false;
    for (const group of groups) {
      const overlapping = group.filter((other) => other.sites.some((site) => allele.sites.includes(site)));
      inLarger ||= overlapping.some((other) => size.get(other)! > size.get(allele)!);
      if (overlapping.length > 0) continue;
      group.push(allele);
      placed = true;
    }
    if (!placed && !inLarger) groups.push([allele]);
  }
  return groups;
}

/** HGVS of one base; `g.97079005?` where the strand's base is not known. */
function variantName(site: Site, base: number): string {
  const { pos } = site.GRCh38;
  if (base === NO_BASE) return `g.${pos}?`;
  const ref = site.alleles[0]!;
  const alt = site.alleles[base]!;
  if (ref.length === 1 && alt.length === 1) return `g.${pos}${ref}>${alt}`;
  const from = pos + 1;
  if (ref.startsWith(alt)) {
    const last = pos + ref.length - 1;
    return `g.${from}${last > from ? `_${last}` : ""}del${ref.slice(alt.length)}`;
  }
  if (alt.startsWith(ref) && ref.length === 1) return `g.${pos}_${from}ins${alt.slice(1)}`;
  return `g.${pos}${ref.length > 1 ? `_${pos + ref.length - 1}` : ""}delins${alt}`;
}
