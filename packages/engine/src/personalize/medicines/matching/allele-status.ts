/** HLA: guidelines ask whether single alleles are present, not for a diplotype. */
import type { GeneFacts } from "../gene.ts";

/** Genes without a reference allele: their named alleles are the ones guidelines ask for. */
export function isAskedByStatus(facts: GeneFacts): boolean {
  return facts.alleles.length > 0 && facts.alleles.every((allele) => !allele.isReference);
}

/**
 * `*57:01 positive`, `*58:01 negative`: negative only where both alleles are known well enough to exclude it. One typed
 * allele, or a typing of one field (`*57`), leaves the rest unknown, which is no status.
 * @param alleles one or two names; `HLA-B*57:01:01`, `B*57:01` and `*57:01` say the same.
 */
export function statusesFrom(facts: GeneFacts, alleles: readonly string[]): string[] {
  const typed = alleles.map((name) => name.slice(name.indexOf("*") + 1).split(":"));
  return facts.alleles.flatMap(({ name }) => {
    const [family, protein] = name.slice(1).split(":");
    if (typed.some(([f, p]) => f === family && p === protein)) return [`${name} positive`];
    const isExcluded = typed.length === 2 && typed.every(([f, p]) => f !== family || p !== undefined);
    return isExcluded ? [`${name} negative`] : [];
  });
}

/** A status as laboratories write it, in the form of guideline keys; null: none that guidelines ask for. */
export function statusIn(facts: GeneFacts, phenotype: string): string | null {
  const match = /^(?:HLA-)?[A-Z]?(\*\d+:\d+)\s+(positive|negative)$/i.exec(phenotype.trim());
  const isAsked = facts.alleles.some((allele) => allele.name === match?.[1]);
  return match && isAsked ? `${match[1]} ${match[2]!.toLowerCase()}` : null;
}
