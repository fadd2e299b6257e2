/** A drug's slice → `DrugFacts`. */
import type { Action, DrugFacts, GeneKey, GuidanceRow } from "@pangenic/engine/personalize";
import type { DrugSlice, RowColumns, Statement } from "./schema.ts";

export function decodeDrug(slice: DrugSlice): DrugFacts {
  return {
    drug: slice.drug,
    rxnorm: slice.rxnorm,
    area: slice.area,
    genes: slice.genes,
    guidelines: slice.guidelines.map((guideline) => ({ ...guideline, rows: decodeRows(guideline.rows, slice) })),
    ...(slice.studied && { studied: slice.studied }),
    newer: slice.newer,
  };
}

function decodeRows({ keys, states }: RowColumns, slice: DrugSlice): GuidanceRow[] {
  const genes = Object.keys(keys);
  return states.map((statement, row) => {
    const asked: Record<string, GeneKey> = {};
    for (const gene of genes) {
      const value = keys[gene]![row]!;
      if (value !== -1) asked[gene] = slice.keys[gene]![value]!;
    }
    return { keys: asked, ...decodeStatement(slice.statements[statement]!) };
  });
}

function decodeStatement(said: Statement): Omit<GuidanceRow, "keys"> {
  return {
    population: said.population ?? "",
    condition: said.condition ?? "",
    strength: said.strength,
    actions: said.actions.split("+") as Action[],
    percentMin: said.percentMin ?? null,
    percentMax: said.percentMax ?? null,
    basis: said.basis ?? "",
    dose: said.dose ?? "",
    alternatives: said.alternatives ?? "",
    monitoring: said.monitoring ?? "",
    titration: said.titration ?? "",
    note: said.note ?? "",
    partial: said.partial ?? false,
    allGenesResulted: !said.unresulted,
  };
}
