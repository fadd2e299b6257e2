/** Must a variant that was found be confirmed in a clinical laboratory before anyone acts on it? */
import type { Doubt } from "../../../genome/index.ts";
import type { GeneCall } from "../call.ts";
import type { GeneFacts, NamedAllele } from "../gene.ts";
import { type HoldsBands, holdsBands } from "./bands.ts";

export type Confirmation =
  /** From a genotyping array: a consumer's raw-data export, or an allele that arrays often get wrong because it is rare. */
  | "array"
  /** The row failed a filter of the laboratory's own. */
  | "filter"
  /** From an array, and below 0.1 % of strands in every measured group, or without a frequency. */
  | "rare"
  /** Every copy of a toxicity gene is altered: such a result stops or strongly changes a medicine. */
  | "two-variant"
  /** Depth, genotype quality or allele balance are doubtful. */
  | "quality";

const order: readonly Confirmation[] = ["array", "filter", "rare", "two-variant", "quality"];

/** Genes where a wrong result with all copies altered would withhold or cut a medicine that is needed. */
const TOXICITY = new Set(["DPYD", "TPMT", "NUDT15", "RYR1", "CACNA1S", "G6PD", "MT-RNR1"]);

const doubtful: Readonly<Partial<Record<Doubt, Confirmation>>> = {
  filter: "filter",
  depth: "quality",
  quality: "quality",
  "allele-balance": "quality",
  "consumer-file": "array",
};

/**
 * Reasons why the altered alleles of this call are unconfirmed; empty: none needed. Guidance is then shown as
 * unconfirmed, without amounts. A laboratory's own call is confirmed by being one.
 * @see Weedon et al. 2021, BMJ 372:n214: array calls of very rare variants were right in 16 %.
 */
export function confirmations(
  facts: GeneFacts,
  call: GeneCall,
  bands: HoldsBands = holdsBands,
): readonly Confirmation[] {
  if (call.from === "outside") return [];
  const altered = alteredIn(facts, call);
  const reasons = new Set<Confirmation>();
  for (const [site, ...bases] of altered.flatMap((allele) => allele.requires)) {
    const state = call.sites[site!]!;
    if (state.state !== "variant") continue;
    for (const doubt of state.doubts) {
      const reason = doubtful[doubt];
      if (reason !== undefined) reasons.add(reason);
    }
    const isArray = state.doubts.some((doubt) => doubt === "array" || doubt === "consumer-file");
    if (isArray && isRare(facts, site!, bases, bands.rare)) reasons.add("array").add("rare");
  }
  const names = new Set(altered.map((allele) => allele.core ?? allele.name));
  const isAll = (lookup: readonly string[]): boolean => lookup.length > 0 && lookup.every((name) => names.has(name));
  if (TOXICITY.has(facts.gene) && call.diplotypes.some((d) => isAll(d.lookup))) reasons.add("two-variant");
  return order.filter((reason) => reasons.has(reason));
}

function alteredIn(facts: GeneFacts, { diplotypes, possible, listed }: GeneCall): readonly NamedAllele[] {
  const pairs = [...diplotypes, ...possible];
  const named = new Set(pairs.flatMap((d) => [...d.strands.flatMap((strand) => strand.alleles), ...d.lookup]));
  for (const name of listed) named.add(name);
  return facts.alleles.filter((allele) => named.has(allele.core ?? allele.name) && isAltered(facts, allele));
}

/** Altered alleles of the call of which a required base was seen: they do not rest on absence. */
export function seenAltered(facts: GeneFacts, call: GeneCall): readonly NamedAllele[] {
  return alteredIn(facts, call).filter(({ requires }) =>
    requires.some(([site]) => call.sites[site!]!.state === "variant"),
  );
}

/** Anything but the reference allele's own function; an allele without function is altered. */
function isAltered({ alleles }: GeneFacts, allele: NamedAllele): boolean {
  const reference = alleles.find((one) => one.isReference)!;
  return allele !== reference && (allele.function === null || allele.function !== reference.function);
}

/** Below the share in every measured group; a site that the panel did not observe has no frequency. */
function isRare({ panel }: GeneFacts, site: number, alleles: readonly number[], share: number): boolean {
  if (panel === null || !panel.observed.includes(site)) return true;
  const carrying = panel.haplotypes.filter(({ bases }) =>
    bases.some(([at, base]) => at === site && alleles.includes(base)),
  );
  return panel.groups.every((_, g) => carrying.reduce((sum, h) => sum + h.counts[g]!, 0) < share * panel.strands[g]!);
}
