/** One gene's slice, from everything the shared data know of it. */
import type { Source } from "@pangenic/engine/base";
import type { GeneSlice } from "../src/schema.ts";
import { alleleColumns } from "./alleles.ts";
import { hasFunctionTable, supersededAlleles } from "./changes.ts";
import { moreCautious } from "./conflicts.ts";
import { type Definition, factsByGene, type Row, readDefinition } from "./definitions.ts";
import { type Exemption, ignoredSites, readExemptions } from "./exemptions.ts";
import { type Panel, panelColumns } from "./panel.ts";
import { dpwgColumns, onlyFromTable } from "./phenotype-table.ts";
import { reportedGenes } from "./release.ts";
import { ruleRows, rulesBy } from "./rules.ts";
import { indicesWhere, siteColumns } from "./sites.ts";
import { definitionSource, dpwgSource, functionSource, liftSource, panelSource } from "./sources.ts";

export interface GeneInputs {
  readonly positions: ReadonlyMap<string, readonly Row[]>;
  readonly alleles: ReadonlyMap<string, readonly Row[]>;
  readonly rules: ReadonlyMap<string, readonly Row[]>;
  readonly withoutAnswer: ReadonlyMap<string, readonly Row[]>;
  readonly exemptions: Readonly<Record<string, Exemption>>;
  readonly panel: Panel;
  readonly changes: readonly Row[];
}

export function readGeneInputs(panel: Panel, changes: readonly Row[]): GeneInputs {
  return {
    positions: factsByGene("positions.tsv"),
    alleles: factsByGene("alleles.tsv"),
    rules: factsByGene("phenotype_rules.tsv"),
    withoutAnswer: factsByGene("indeterminate_by_population.tsv"),
    exemptions: readExemptions(),
    panel,
    changes,
  };
}

/** A gene whose alleles small variants define. */
export function calledGene(gene: string, inputs: GeneInputs): GeneSlice {
  const rows = byPosition(inputs.positions.get(gene)!);
  const positions = rows.filter((row) => row["role"] === "definition");
  const alleles = inputs.alleles.get(gene)!;
  const definition = readDefinition(gene, positions, alleles);
  const exemption = inputs.exemptions[gene];
  const dpwg = dpwgColumns(gene, alleles, ruleRows(inputs.rules.get(gene) ?? []), 4);
  return {
    ...geneSlice(gene, positions[0]!["chrom"]!.slice(3), inputs, alleles, positions, definition),
    extraSites: siteColumns(rows.filter((row) => row["role"] === "extra")),
    dpwg,
    required: indicesWhere(positions, (row) => row["required_for_call"] === "yes"),
    tier1: indicesWhere(positions, (row) => row["amp_tier1"] === "yes"),
    ignoredSites: ignoredSites(positions, exemption),
    ignoredAlleles: exemption?.ignoredAlleles ?? [],
    unphasedPriorities: (exemption?.unphasedDiplotypePriorities ?? []).map(({ list, pick }) => [
      pick,
      ...list.filter((name) => name !== pick),
    ]),
    panel: panelColumns(inputs.panel, gene, positions, 2),
    withoutAnswer: (inputs.withoutAnswer.get(gene) ?? [])
      .filter((row) => row["sample_set"] === "phase3_2504")
      .map((row) => [row["group"]!, Number((Number(row["any_of_these_percent"]) / 100).toFixed(4)), Number(row["n"])]),
    sources: [
      definitionSource,
      functionsFrom(gene, inputs),
      panelSource(gene === "DPYD"),
      liftSource,
      ...(dpwg ? [dpwgSource] : []),
    ],
  };
}

/**
 * A gene known from laboratory calls only. HLA alleles are those that a guideline asks about.
 * @param asked allele names found in the guidance keys.
 */
export function reportedGene(gene: string, inputs: GeneInputs, asked: readonly string[]): GeneSlice {
  const table = gene === "F5" ? onlyFromTable(gene, "F5.dpwg.2024-03-11.json") : null;
  const alleles = table?.alleles ?? inputs.alleles.get(gene) ?? asked.map((allele) => named(gene, allele));
  return {
    ...geneSlice(gene, reportedGenes[gene]!, inputs, alleles, [], null),
    ...(table && { rules: table.rules }),
  };
}

function geneSlice(
  gene: string,
  chrom: string,
  inputs: GeneInputs,
  alleles: readonly Row[],
  positions: readonly Row[],
  definition: Definition | null,
): GeneSlice {
  const names = alleles.map((row) => row["allele"]!);
  const superseded = supersededAlleles(gene, names, inputs.changes);
  const rules = inputs.rules.get(gene) ?? [];
  const functions = functionsFrom(gene, inputs);
  return {
    gene,
    chrom,
    version: definition?.version ?? functions.version,
    sites: siteColumns(positions),
    extraSites: siteColumns([]),
    alleles: alleleColumns(alleles.map(moreCautious), positions, definition, superseded, definition ? 1 : 0),
    rulesBy: rulesBy(rules),
    rules: ruleRows(rules),
    dpwg: null,
    required: [],
    tier1: [],
    ignoredSites: [],
    ignoredAlleles: [],
    unphasedPriorities: [],
    panel: null,
    withoutAnswer: [],
    sources: [functions],
  };
}

function functionsFrom(gene: string, { changes }: GeneInputs): Source {
  return functionSource(gene, hasFunctionTable(gene, changes));
}

function byPosition(rows: readonly Row[]): Row[] {
  return rows.toSorted((a, b) => Number(a["pos_grch38"]) - Number(b["pos_grch38"]));
}

function named(gene: string, allele: string): Row {
  return { gene, allele, is_reference: "no", structural: "no", defining_grch38: "", function: "", activity_value: "" };
}
