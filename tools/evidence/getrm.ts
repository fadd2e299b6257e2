/** How often do our calls agree with the GeT-RM consensus, and for whom? Groups without people are rows too: not measured. */

/** One person's consensus genotype of one gene: `1/17`, `1/(15)`, `1/19;7/18`. */
export interface Consensus {
  readonly sample: string;
  /** 1000 Genomes reference group. */
  readonly group: string;
  readonly gene: string;
  readonly genotype: string;
}

export interface Agreement {
  readonly gene: string;
  readonly group: string;
  /** People with a consensus. */
  readonly n: number;
  readonly agree: number;
}

/** Names that changed since the consensus was made: old name → what it may be called today. */
const RENAMED: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  // The reference allele is *38 now; the old *1 held both.
  CYP2C19: { "1": ["1", "38"] },
  // *1B is a promoter variant that the definitions no longer name.
  CYP3A4: { "1B": ["1"] },
  // *1B is *37 now; a plain *1 stands for both where c.388A>G was not tested.
  SLCO1B1: { "1": ["1", "37"], "1A": ["1"], "1B": ["37"] },
};

/** Genes whose consensus names single alleles that our definitions know. */
export const comparableGenes: readonly string[] = [
  "CYP2B6",
  "CYP2C19",
  "CYP2C9",
  "CYP3A4",
  "CYP3A5",
  "CYP4F2",
  "SLCO1B1",
  "TPMT",
];

export const groups: readonly string[] = ["AFR", "AMR", "EAS", "EUR", "SAS"];

/**
 * @param callOf our diplotypes of a gene of a sample (`*1/*17`), several where they tie, none where there is no call.
 * @returns a row for every gene and group, `ALL` last; only people with a consensus count.
 */
export function agreementByGroup(
  consensus: readonly Consensus[],
  callOf: (gene: string, sample: string) => readonly string[],
): Agreement[] {
  return comparableGenes.flatMap((gene) => {
    const people = consensus
      .filter((row) => row.gene === gene)
      .map((row) => ({ group: row.group, agrees: agrees(gene, row.genotype, callOf(gene, row.sample)) }));
    return [...groups, "ALL"].map((group) => {
      const members = people.filter((person) => group === "ALL" || person.group === group);
      return { gene, group, n: members.length, agree: members.filter((person) => person.agrees).length };
    });
  });
}

/** One call, and it is among the genotypes that the consensus leaves open. A tie is no agreement. */
export function agrees(gene: string, genotype: string, diplotypes: readonly string[]): boolean {
  const [diplotype, ...others] = diplotypes;
  return diplotype !== undefined && others.length === 0 && genotypesIn(gene, genotype).has(unordered(diplotype));
}

/** `2/3;1/4` are two genotypes; `1(27)` is 1, which some laboratories called 27; `(2;10)` is either; `6*` has a footnote. */
function genotypesIn(gene: string, genotype: string): Set<string> {
  const whole = genotype.split(/;(?![^(]*\))/);
  return new Set(
    whole.flatMap((one) => {
      const [first, second] = one.split("/").map((side) => namesIn(gene, side));
      return first!.flatMap((a) => (second ?? []).map((b) => unordered(`${a}/${b}`)));
    }),
  );
}

function namesIn(gene: string, side: string): string[] {
  const names = side.replaceAll("*", "").match(/[^();]+/g) ?? [];
  return names.flatMap((name) => RENAMED[gene]?.[name] ?? [name]).map((name) => `*${name}`);
}

function unordered(diplotype: string): string {
  return diplotype.split("/").sort().join("/");
}
