/**
 * DPYD HapB3: the intronic rs75017182 changes splicing and decides; the exonic rs56038477 travels with it and is used only
 * where the intronic base is unknown.
 */
import { NO_BASE } from "../../../genome/index.ts";
import type { AlleleTable } from "./allele-table.ts";
import { baseOn, NOT_SEEN, type Strands } from "./strands.ts";

export interface HapB3 {
  readonly intron: number;
  readonly exon: number;
  /** Name of the allele with both bases. */
  readonly both: string;
  readonly intronOnly: string;
}

/** null: this gene's definitions hold no HapB3. */
export function hapB3Of(table: AlleleTable): HapB3 | null {
  const intron = table.facts.sites.findIndex((site) => site.rsid === "rs75017182");
  const exon = table.facts.sites.findIndex((site) => site.rsid === "rs56038477");
  const both = table.alleles.find((a) => !a.isReference && a.sites.includes(intron) && a.sites.includes(exon));
  const intronOnly = table.alleles.find((a) => !a.isReference && a.sites.length === 1 && a.sites[0] === intron);
  return both && intronOnly ? { intron, exon, both: both.name, intronOnly: intronOnly.name } : null;
}

export interface HapB3Reading {
  /** One name for each strand that carries it. */
  readonly names: readonly string[];
  readonly notes: readonly string[];
}

/** One strand whose bases are known together. */
export function hapB3OnStrand(hapB3: HapB3, strands: Strands, sides: Uint8Array): HapB3Reading {
  const intron = baseOn(strands, hapB3.intron, sides);
  const exon = baseOn(strands, hapB3.exon, sides) > 0 && baseOn(strands, hapB3.exon, sides) !== NO_BASE;
  const intronKnown = intron !== NOT_SEEN && intron !== NO_BASE;
  if (intronKnown && intron > 0) return { names: [exon ? hapB3.both : hapB3.intronOnly], notes: [] };
  if (intronKnown) return { names: [], notes: exon ? ["hapb3-intron-mismatch"] : [] };
  return exon ? { names: [hapB3.both], notes: ["hapb3-exon-only"] } : { names: [], notes: [] };
}

/** Both strands where the phase is unknown: copies are counted, and as many as possible are taken to lie together. */
export function hapB3Unphased(hapB3: HapB3, strands: Strands): HapB3Reading {
  const copies = (site: number): number =>
    [strands.first[site]!, strands.second[site]!].filter((base) => base > 0 && base !== NO_BASE).length;
  const exons = copies(hapB3.exon);
  if (strands.first[hapB3.intron] === NOT_SEEN)
    return { names: Array<string>(exons).fill(hapB3.both), notes: exons > 0 ? ["hapb3-exon-only"] : [] };
  const introns = copies(hapB3.intron);
  const together = Math.min(introns, exons);
  return {
    names: [...Array<string>(together).fill(hapB3.both), ...Array<string>(introns - together).fill(hapB3.intronOnly)],
    notes: exons > introns ? ["hapb3-intron-mismatch"] : [],
  };
}
