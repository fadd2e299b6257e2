/** A diplotype as the rules of the committed knowledge read it: for tests that start from allele names. */
import type { Diplotype, Knowledge } from "@pangenic/engine/personalize";

export function diplotype(knowledge: Knowledge, gene: string, ...lookup: readonly string[]): Diplotype {
  const facts = knowledge.genes.get(gene)!;
  const [first, second = null] = lookup.map((name) => facts.alleles.find((allele) => allele.name === name)!);
  const rule = facts.rules.find(({ by, first: a, second: b }) => {
    const value = (allele: typeof first): string | null => (allele ? allele[by] : null);
    const [x, y] = [value(first), second && value(second)];
    return (a === x && b === y) || (a === y && b === x);
  });
  return {
    strands: lookup.map((name) => ({ name, alleles: [name] })) as unknown as Diplotype["strands"],
    name: lookup.join("/"),
    lookup,
    phenotype: rule?.phenotype ?? null,
    activityScore: rule?.activityScore ?? null,
    key: rule?.key ?? null,
  };
}
