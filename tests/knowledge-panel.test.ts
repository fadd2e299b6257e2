/** The panel's haplotypes, named here by their own short matcher, give the counts of the shared frequency table. */
import { UNDOCUMENTED } from "@pangenic/engine/genome";
import type { GeneFacts, HaplotypePanel, NamedAllele, PanelHaplotype } from "@pangenic/engine/personalize";
import { expect, test } from "vitest";
import { loadKnowledge } from "./knowledge-files.ts";
import { sharedMissing, sharedTable } from "./reference-data.ts";

const groups = ["AFR", "AMR", "EAS", "EUR", "SAS"];
const frequencies = sharedMissing
  ? []
  : sharedTable("data", "pgx", "facts", "haplotype_frequencies.tsv").filter(
      (row) => row["sample_set"] === "phase3_2504" && row["group"] !== "ALL",
    );
const toxicity = new Set(["CACNA1S", "DPYD", "G6PD", "NUDT15", "RYR1", "TPMT"]);

/** Every observed site's base on this haplotype; a base no definition knows is reference in the toxicity genes. */
function basesOf(haplotype: PanelHaplotype, gene: string): Map<number, number> {
  return new Map(haplotype.bases.map(([site, base]) => [site, base === UNDOCUMENTED && toxicity.has(gene) ? 0 : base]));
}

/** A site where the definition allows the reference need not be observed. */
function observable(allele: NamedAllele, panel: HaplotypePanel): boolean {
  const isSeen = ([site, ...any]: readonly number[]) => any.includes(0) || panel.observed.includes(site!);
  return allele.isReference || (allele.requires.length > 0 && allele.requires.every(isSeen));
}

/** Name by best score, as section 2.3 of the matching rules; null: no definition fits, or two fit equally well. */
function nameOf(haplotype: PanelHaplotype, facts: GeneFacts): string | null {
  const panel = facts.panel!;
  const bases = basesOf(haplotype, facts.gene);
  const reference = facts.alleles.find((allele) => allele.isReference)!;
  const referenceBase = new Map(reference.requires.map(([site, ...any]) => [site!, any.length === 1 ? any[0]! : 0]));
  let best: { name: string; score: number } | null = null;
  for (const allele of facts.alleles.filter((a) => observable(a, panel))) {
    const observed = allele.requires.filter(([site]) => panel.observed.includes(site!));
    const required = new Map(observed.map(([site, ...any]) => [site!, any]));
    const isMatch = panel.observed.every((site) =>
      (required.get(site) ?? [referenceBase.get(site) ?? 0]).includes(bases.get(site) ?? 0),
    );
    if (!isMatch) continue;
    const wobbles = [...required].filter(([site, any]) => any.length > 1 && (bases.get(site) ?? 0) === 0).length;
    const score = (allele.isReference ? panel.observed.length : required.size) - wobbles;
    if (!best || score > best.score) best = { name: allele.core ?? allele.name, score };
  }
  return best?.name ?? null;
}

test.skipIf(sharedMissing)("naming each distinct haplotype gives the counts of the frequency table", async () => {
  const { genes } = await loadKnowledge();
  const rows = frequencies.filter((row) => row["counting"] === "haplotype");
  const measured = new Set(rows.map((row) => row["gene"]!));
  expect(measured.size).toBe(15);
  for (const gene of measured) {
    const facts = genes.get(gene)!;
    const counts = new Map<string, number[]>();
    for (const haplotype of facts.panel!.haplotypes) {
      const name = nameOf(haplotype, facts) ?? "(no named allele)";
      const count = counts.get(name) ?? groups.map(() => 0);
      counts.set(
        name,
        count.map((n, g) => n + haplotype.counts[g]!),
      );
    }
    const told = rows.filter((row) => row["gene"] === gene && row["count"] !== "0");
    const ours = [...counts].flatMap(([name, row]) => row.flatMap((n, g) => (n ? [`${name} ${groups[g]} ${n}`] : [])));
    expect(ours.toSorted(), gene).toEqual(
      told.map((row) => `${row["allele"]} ${row["group"]} ${row["count"]}`).toSorted(),
    );
    expect(facts.panel!.strands, gene).toEqual(
      groups.map((group) => Number(rows.find((r) => r["gene"] === gene && r["group"] === group)!["n_haplotypes"])),
    );
  }
});

test.skipIf(sharedMissing)(
  "counting each variant on its own gives the table's counts for CFTR, DPYD and RYR1",
  async () => {
    const { genes } = await loadKnowledge();
    const rows = frequencies.filter((row) => row["counting"] === "variant_carriage");
    expect(rows.length).toBe((18 + 17 + 32) * groups.length);
    for (const row of rows) {
      const facts = genes.get(row["gene"]!)!;
      const allele = facts.alleles.find((a) => a.name === row["allele"]);
      if (!allele || allele.isReference) continue;
      const carried = facts.panel!.haplotypes.filter((haplotype) => {
        const bases = new Map(haplotype.bases);
        return allele.requires.every(([site, ...any]) => any.includes(bases.get(site!) ?? 0));
      });
      const count = carried.reduce((n, haplotype) => n + haplotype.counts[groups.indexOf(row["group"]!)]!, 0);
      expect(count, `${row["gene"]} ${row["allele"]} ${row["group"]}`).toBe(Number(row["count"]));
    }
  },
);

test.skipIf(sharedMissing)("what the panel could not have shown is what the shared table lists", async () => {
  const { genes } = await loadKnowledge();
  const hidden = [...genes.values()].flatMap((facts) =>
    facts.alleles
      .filter((a) => facts.panel && a.requires.length > 0 && !observable(a, facts.panel))
      .map((a) => `${facts.gene} ${a.name}`),
  );
  const told = sharedTable("data", "pgx", "facts", "alleles_not_observable_in_panel.tsv")
    .filter((row) => row["n_defining"] !== "0")
    .map((row) => `${row["gene"]} ${row["allele"]}`);
  expect(hidden.toSorted()).toEqual(told.toSorted());
});
