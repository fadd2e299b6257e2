/**
 * What CYP2D6 may be when only small variants were read: they show neither a deleted gene, nor a copied one, nor a hybrid.
 * A person who looks homozygous may have one copy; any copy may stand there twice or more.
 */
import { type Diplotype, strandNames } from "../call.ts";
import type { AlleleTable } from "./allele-table.ts";
import { strandOf } from "./combinations.ts";
import type { ScoredPair } from "./diplotypes.ts";
import { compareLists } from "./name-order.ts";
import { diplotypeOf } from "./phenotype.ts";
import type { Strands } from "./strands.ts";

/** Genes whose copies vary so often that two strands of small variants are no call. */
const COPIES_VARY = new Set(["CYP2D6"]);
/** The whole gene is absent. Hybrids that hide in the same way (`*13`) have no function either. */
const DELETED = "*5";

export function copiesVary(gene: string): boolean {
  return COPIES_VARY.has(gene);
}

/** Every diplotype that fits the pairs seen, with the copy-number alleles the definitions know. */
export function possibleCopies(table: AlleleTable, strands: Strands, pairs: readonly ScoredPair[]): Diplotype[] {
  const possible = new Map<string, Diplotype>();
  const add = (...names: string[]): void => {
    const diplotype = diplotypeOf(
      table,
      names.map((name) => strandOf(table, [name])),
    );
    possible.set(diplotype.name, diplotype);
  };
  for (const { names } of pairs) {
    const [first, second = first] = names;
    for (const left of copiesOf(table, first!)) {
      for (const right of copiesOf(table, second!)) add(left, right);
      // Two different bases anywhere need two strands; without them one may be missing.
      if (strands.groups === 0 && table.byName.has(DELETED)) add(left, DELETED);
    }
  }
  return [...possible.values()].sort((a, b) => compareLists(strandNames(a), strandNames(b)));
}

/** `*2` → `*2`, `*2x2`, `*2x≥3`: as far as the definitions name them. */
function copiesOf(table: AlleleTable, name: string): string[] {
  return [name, ...[...table.byName.keys()].filter((other) => other.startsWith(`${name}x`) && !other.includes("+"))];
}
