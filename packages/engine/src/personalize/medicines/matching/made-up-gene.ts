/** Small made-up genes for tests: sites A to D of one base each, alleles by the bases they require. */
import type { OneBased } from "../../../base/index.ts";
import type { Sighting, Site } from "../../../genome/index.ts";
import type { GeneFacts, NamedAllele } from "../gene.ts";

/** `A>T` at site 0 is base 1 of that site. `N`: any of its bases. */
export interface MadeUpAllele {
  readonly name: string;
  /** Site → base: 0 reference, 1 or 2 variant, `any`. */
  readonly requires?: Readonly<Record<number, number | "any">>;
  readonly function?: string;
  readonly activity?: string;
  readonly isStructural?: boolean;
  readonly core?: string;
}

/** The first allele is the reference. */
export function madeUpGene(
  alleles: readonly MadeUpAllele[],
  more: Partial<GeneFacts> & { readonly sites?: readonly Site[] } = {},
): GeneFacts {
  const named = alleles.map(
    (allele, i): NamedAllele => ({
      name: allele.name,
      isReference: i === 0,
      isStructural: allele.isStructural ?? false,
      ...(allele.core === undefined ? {} : { core: allele.core }),
      requires: Object.entries(allele.requires ?? {}).map(([site, base]) =>
        base === "any" ? [Number(site), 0, 1] : [Number(site), base],
      ),
      function: allele.function ?? null,
      activity: allele.activity ?? null,
      supersededOn: null,
      source: 0,
    }),
  );
  return {
    gene: "MADEUP1",
    chrom: "1",
    sites: ["A", "B", "C", "D"].map((name, i) => madeUpSite(`rs${name}`, 100 * (i + 1))),
    extraSites: [],
    alleles: named,
    rules: [],
    required: [],
    tier1: [],
    ignoredSites: [],
    ignoredAlleles: [],
    unphasedPriorities: [],
    panel: null,
    withoutAnswer: [],
    sources: [],
    version: "2000-01-01",
    ...more,
  };
}

export function madeUpSite(rsid: string, at: number): Site {
  const pos = at as OneBased<"GRCh38">;
  const alleles = ["A", "T", "G"];
  return {
    chrom: "1",
    rsid,
    alleles,
    GRCh38: { pos, ref: "A", spelling: alleles, refVerified: true },
    GRCh37: { pos: at as OneBased<"GRCh37">, ref: "A", spelling: alleles, refVerified: true },
    neverAssumed: { GRCh37: false, GRCh38: false },
  };
}

/**
 * Sightings from genotypes: `0/1` free, `0|1` fixed, `0|1:7` fixed within set 7, `1` one copy, `.` not seen, `?` an
 * undocumented base (`0/?`), `1/.` one strand unknown.
 */
export function madeUpPerson(...genotypes: string[]): Sighting[] {
  return genotypes.map((genotype): Sighting => {
    if (genotype === ".") return { kind: "not-seen", why: "no-row" };
    const [text, set] = genotype.split(":");
    const codes = text!.split(/[/|]/).map((one) => (one === "?" ? 62 : one === "." ? 63 : Number(one)));
    const isSame = codes.length === 1 || codes[0] === codes[1];
    return {
      kind: "seen",
      alleles: codes as unknown as readonly [number, number],
      phase:
        isSame || (genotype.includes("|") && set === undefined)
          ? { kind: "fixed" }
          : genotype.includes("|")
            ? { kind: "set", set: set! }
            : { kind: "free" },
      by: "row",
      doubts: [],
    };
  });
}
