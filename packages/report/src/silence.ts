/** Why a gene of a medicine says nothing, where another sentence than "your file does not show it" is due. */
import type { DrugAnswer, GeneAnswer, GeneCall } from "@pangenic/engine/personalize";
import type { Page } from "./page.ts";

function genesOf({ report }: Page, drug: DrugAnswer): readonly GeneAnswer[] {
  return report.genes.filter(({ gene }) => drug.genes.includes(gene));
}

function names(genes: readonly GeneAnswer[]): string[] {
  return genes.map(({ gene }) => gene);
}

/** Genes on X are not read where the file does not look like the stated sex. */
export function notReadForSex(page: Page, drug: DrugAnswer): string[] {
  return names(genesOf(page, drug).filter(({ call }) => call.reason === "sex-mismatch"));
}

/** A laboratory named what these facts do not know, and neither a phenotype nor an allele status comes of it. */
function isUnread({ diplotypes, from, gene, notes, statuses }: GeneCall): boolean {
  if (from !== "outside" || !notes.includes("outside-allele-unknown")) return false;
  return gene.startsWith("HLA-") ? statuses.length === 0 : diplotypes.every(({ phenotype }) => phenotype === null);
}

export function unreadFromLaboratory(page: Page, drug: DrugAnswer): string[] {
  return names(genesOf(page, drug).filter(({ call }) => isUnread(call)));
}

/** Laboratory results, or the parts of one, that contradict each other. */
export function conflictFromLaboratory(page: Page, drug: DrugAnswer): string[] {
  return names(genesOf(page, drug).filter(({ call }) => isConflict(call)));
}

function isConflict({ from, kind, notes }: GeneCall): boolean {
  return from === "outside" && (kind === "tied" || notes.includes("outside-conflict"));
}

/**
 * Rows are there, yet the engine does not rely on them: they rest on places that nobody saw. They are shown to clinicians
 * under that condition, and a person is told nothing of what they say.
 */
export function isWithdrawn(drug: DrugAnswer): boolean {
  const relied = ["act", "no-change", "use-label", "care-only"];
  return drug.mark === "unknown" && drug.guidance.some(({ guidance }) => relied.includes(guidance.kind));
}
