/** A gene's slice → `GeneFacts`. */
import type { Chromosome, OneBased } from "@pangenic/engine/base";
import type { Site } from "@pangenic/engine/genome";
import type { GeneFacts, HaplotypePanel, NamedAllele, PhenotypeRule } from "@pangenic/engine/personalize";
import type { AlleleColumns, GeneSlice, PanelColumns, RuleRow, SiteColumns } from "./schema.ts";

export function decodeGene(slice: GeneSlice): GeneFacts {
  return {
    gene: slice.gene,
    chrom: slice.chrom as Chromosome,
    sites: decodeSites(slice.sites, slice.chrom as Chromosome),
    extraSites: decodeSites(slice.extraSites, slice.chrom as Chromosome),
    alleles: decodeAlleles(slice.alleles),
    rules: decodeRules(slice.rules, slice.rulesBy),
    ...(slice.dpwg && {
      dpwg: {
        values: new Map(slice.dpwg.values),
        rules: decodeRules(slice.dpwg.rules, slice.rulesBy),
        source: slice.dpwg.source,
      },
    }),
    required: slice.required,
    tier1: slice.tier1,
    ignoredSites: slice.ignoredSites,
    ignoredAlleles: slice.ignoredAlleles,
    unphasedPriorities: slice.unphasedPriorities.map((among) => ({ among, pick: among[0]! })),
    panel: slice.panel && decodePanel(slice.panel),
    withoutAnswer: slice.withoutAnswer.map(([group, share, n]) => ({ group, share, n })),
    sources: slice.sources,
    version: slice.version,
  };
}

function decodeRules(rows: readonly RuleRow[], by: PhenotypeRule["by"]): PhenotypeRule[] {
  return rows.map(([first, second, phenotype, activityScore, key]) => ({
    by,
    first,
    second,
    phenotype,
    activityScore,
    key,
  }));
}

function decodeSites(columns: SiteColumns, chrom: Chromosome): Site[] {
  const swapped = new Map(columns.swapped);
  let pos38 = 0;
  let shift = 0;
  return columns.alleles.map((text, i) => {
    pos38 += columns.pos38[i]!;
    shift += columns.shift[i]!;
    // Indels and repeats are anchored on the same base in both builds, so the spelling does not differ.
    const alleles = text.split(/[>,]/);
    return {
      chrom,
      rsid: columns.rsid[i] ? `rs${columns.rsid[i]}` : null,
      alleles,
      GRCh38: { pos: pos38 as OneBased<"GRCh38">, ref: alleles[0]!, spelling: alleles, refVerified: true },
      GRCh37: {
        pos: (pos38 - shift) as OneBased<"GRCh37">,
        ref: alleles[swapped.get(i) ?? 0]!,
        spelling: alleles,
        refVerified: !columns.assumed.includes(i),
      },
      neverAssumed: { GRCh38: columns.never38.includes(i), GRCh37: columns.never37.includes(i) },
    };
  });
}

function decodeAlleles(columns: AlleleColumns): NamedAllele[] {
  const core = new Map(columns.core);
  const superseded = new Map(
    Object.entries(columns.superseded).flatMap(([date, alleles]) => alleles.map((i) => [i, date] as const)),
  );
  return columns.name.map((name, i) => ({
    name,
    isReference: columns.reference.includes(i),
    isStructural: columns.structural.includes(i),
    ...(core.has(i) && { core: columns.name[core.get(i)!]! }),
    requires: columns.requires[i]!,
    function: columns.functions[columns.function[i]!] ?? null,
    activity: columns.activities[columns.activity[i]!] ?? null,
    supersededOn: superseded.get(i) ?? null,
    source: columns.source,
  }));
}

function decodePanel({ bases, counts, ...panel }: PanelColumns): HaplotypePanel {
  return {
    ...panel,
    haplotypes: bases.map((flat, i) => ({
      bases: Array.from({ length: flat.length / 2 }, (_, k) => [flat[2 * k]!, flat[2 * k + 1]!] as const),
      counts: counts[i]!,
    })),
  };
}
