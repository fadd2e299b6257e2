/** A gene's allele definitions as integers: made once, used for every person. */
import { PangenicError } from "../../../base/index.ts";
import type { GeneFacts, NamedAllele } from "../gene.ts";

/** Genes in which a base that no definition knows counts as reference: they are read for named toxicity variants only. */
const UNDOCUMENTED_IS_REFERENCE = new Set(["CACNA1S", "DPYD", "G6PD", "NUDT15", "RYR1", "TPMT"]);
/** Read for their lowest-function alleles: no diplotype without phase. */
const LOWEST_FUNCTION = new Set(["DPYD", "RYR1"]);

export interface TableAllele {
  /** Index into `GeneFacts.alleles`. */
  readonly index: number;
  /** Sub-alleles under the name of their core. */
  readonly name: string;
  readonly isReference: boolean;
  /** Defining sites; all sites for the reference. */
  readonly sites: Int32Array;
  /** Bases that fit, one bit an allele of the site; `[sites of the gene]`, blanks filled with the reference's base. */
  readonly masks: Int32Array;
  /** Defining sites where more than one base fits, the reference among them: such a match scores one less. */
  readonly wobbles: readonly number[];
}

export interface AlleleTable {
  readonly facts: GeneFacts;
  readonly alleles: readonly TableAllele[];
  readonly reference: TableAllele;
  /** Sites that take part in matching, 1 or 0. */
  readonly used: Uint8Array;
  readonly undocumentedIsReference: boolean;
  readonly lowestFunction: boolean;
  /** Facts of each allele by the name it is shown under. */
  readonly byName: ReadonlyMap<string, NamedAllele>;
}

/** One bit for an allele of a site; 0 for a base that fits nothing. */
export function bitOf(allele: number): number {
  return allele < 31 ? 1 << allele : 0;
}

/** @throws PangenicError `knowledge-broken`, when there is no reference allele or a site has more alleles than bits. */
export function tableOf(facts: GeneFacts): AlleleTable {
  const count = facts.sites.length;
  if (facts.sites.some((site) => site.alleles.length > 31))
    throw new PangenicError("knowledge-broken", `${facts.gene}: a site has more than 31 alleles`);
  const used = new Uint8Array(count).fill(1);
  for (const site of facts.ignoredSites) used[site] = 0;

  const referenceIndex = facts.alleles.findIndex((a) => a.isReference);
  if (referenceIndex < 0) throw new PangenicError("knowledge-broken", `${facts.gene}: no reference allele`);
  const fill = new Int32Array(count).fill(1);
  // A reference allele may itself allow several bases at a site; blanks are then filled with GRCh38's.
  for (const [site, ...alleles] of facts.alleles[referenceIndex]!.requires)
    if (alleles.length === 1) fill[site!] = bitOf(alleles[0]!);

  const alleles: TableAllele[] = [];
  for (const [index, allele] of facts.alleles.entries()) {
    if (allele.isStructural || facts.ignoredAlleles.includes(allele.name)) continue;
    const required = allele.requires.filter(([site]) => used[site!] === 1);
    if (required.length === 0 && !allele.isReference) continue;
    const masks = fill.slice();
    for (const [site, ...bases] of required) masks[site!] = bases.reduce((mask, base) => mask | bitOf(base), 0);
    alleles.push({
      index,
      name: allele.core ?? allele.name,
      isReference: allele.isReference,
      sites: allele.isReference
        ? Int32Array.from(facts.sites.keys()).filter((site) => used[site] === 1)
        : Int32Array.from(required, ([site]) => site!),
      masks,
      wobbles: required.filter((r) => r.length > 2 && r.includes(0, 1)).map(([site]) => site!),
    });
  }

  return {
    facts,
    alleles,
    reference: alleles.find((a) => a.isReference)!,
    used,
    undocumentedIsReference: UNDOCUMENTED_IS_REFERENCE.has(facts.gene),
    lowestFunction: LOWEST_FUNCTION.has(facts.gene),
    byName: new Map(facts.alleles.map((allele) => [allele.name, allele])),
  };
}
