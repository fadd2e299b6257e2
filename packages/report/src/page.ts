/** What every part of one page shares: the words, the report, and what is looked up across it. */
import type { DrugAnswer, DrugGuidance, MedicinesReport } from "@pangenic/engine/personalize";
import type { Words } from "@pangenic/words";

/** The papers behind one or more guideline pages, numbered by first use. */
export interface Reference {
  readonly number: number;
  readonly row: DrugGuidance;
  readonly drugs: readonly string[];
}

/** Rows of one source, release and set of papers share a number. */
export function referenceKey({ license, pmids, source, version }: DrugGuidance): string {
  return [source, version, license, ...pmids].join(" ");
}

export interface Page {
  readonly words: Words;
  readonly report: MedicinesReport;
  /** By `referenceKey`. */
  readonly references: ReadonlyMap<string, Reference>;
}

function referencesIn(report: MedicinesReport): ReadonlyMap<string, Reference> {
  const found = new Map<string, Reference>();
  for (const { drug, guidance } of report.drugs)
    for (const row of guidance) {
      const key = referenceKey(row);
      const before = found.get(key);
      const drugs = before?.drugs ?? [];
      found.set(key, {
        number: before?.number ?? found.size + 1,
        row: before?.row ?? row,
        drugs: drugs.includes(drug) ? drugs : [...drugs, drug],
      });
    }
  return found;
}

export function pageOf(report: MedicinesReport, words: Words): Page {
  return { words, report, references: referencesIn(report) };
}

/** One result, several with the same advice, or several that differ. */
export function candidatesOf({ report }: Page, drug: DrugAnswer): "one" | "agree" | "differ" {
  if (!drug.candidatesAgree) return "differ";
  const isOpen = report.genes.some(({ gene, candidates }) => candidates.length > 1 && drug.genes.includes(gene));
  return isOpen && drug.couldSee !== null ? "agree" : "one";
}
