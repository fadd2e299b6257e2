/** Medicines for which everything but the name is the same: they share one line, and each keeps its own link. */
import type { DrugAnswer } from "@pangenic/engine/personalize";

/** All that a line shows, without the name and the addresses; which rows share an address still counts. */
function shown(drug: DrugAnswer): string {
  const { drug: _name, rxnorm: _code, area: _area, genes: _genes, guidance, ...rest } = drug;
  const pages = [...new Set(guidance.map(({ url }) => url))];
  const rows = guidance.map(({ url, ...row }) => ({ ...row, page: pages.indexOf(url) }));
  return JSON.stringify([rest, rows]);
}

/** In the order of the first of each. */
export function alike(drugs: readonly DrugAnswer[]): DrugAnswer[][] {
  const found = new Map<string, DrugAnswer[]>();
  for (const drug of drugs) {
    const key = shown(drug);
    const same = found.get(key);
    if (same === undefined) found.set(key, [drug]);
    else same.push(drug);
  }
  return [...found.values()];
}
