/** The space `main`: 1000 Genomes phase 1 and HapMap 3, joined by rsID. */
import type { LabeledGenotypes } from "@pangenic/engine/study";
import { sharedTable, sharedText } from "../../../../tests/reference-data.ts";
import { type BedFiles, bedFiles } from "./bed.ts";
import { type LabeledPerson, type PopulationRow, packGenotypes, type SiteRow } from "./pack-genotypes.ts";
import { parts } from "./parts.ts";
import { inRegions, regionsOf } from "./regions.ts";

const folder = "data/populations";
const palindromes = new Set(["AT", "TA", "CG", "GC"]);

const population = (part: string, ...codes: string[]): PopulationRow[] =>
  codes.map((code) => ({ code, part, group: part.slice(0, 3) }));

const populations: readonly PopulationRow[] = [
  ...population("AFR", "LWK", "YRI"),
  ...population("AFR-mixed", "ASW", "MKK"),
  ...population("AMR", "CLM", "MXL", "PUR"),
  ...population("EAS", "CHB", "CHD", "CHS", "JPT"),
  ...population("EUR", "CEU", "FIN", "GBR", "IBS", "TSI"),
  ...population("SAS", "GIH"),
];

/** HapMap's code for the people that 1000 Genomes calls MXL. */
const renamed: Readonly<Record<string, string>> = { MEX: "MXL" };

export interface MainChoice {
  /** Only people of 1000 Genomes phase 1: a reference without South Asians and Maasai. */
  readonly onlyPhase1?: boolean;
}

export function mainGenotypes({ onlyPhase1 = false }: MainChoice = {}): LabeledGenotypes {
  const phase1 = bedFiles(folder, "flashpca/kg1");
  const hapmap = bedFiles(folder, "flashpca/hm3");
  const regions = regionsOf(`${folder}/flashpca/exclusion_regions_hg19.txt`);
  const references = referenceBases();
  const rows = sharedTable(folder, "build_pairs/hm3_14079.tsv.gz")
    .filter(
      (row) =>
        row["strand38"] === "+" &&
        !row["source"]!.includes("!") &&
        !palindromes.has(row["allele1"]! + row["allele2"]!) &&
        !inRegions(regions, row["chrom"]!, Number(row["pos37"])),
    )
    .map(
      (row): SiteRow => ({
        rsid: row["rsid"]!,
        chrom: row["chrom"]!,
        pos: { GRCh37: Number(row["pos37"]), GRCh38: Number(row["pos38"]) },
        counted: row["allele1"]!,
        other: row["allele2"]!,
        reference: {
          GRCh37: references.GRCh37.get(`${row["chrom"]}:${row["pos37"]}`) ?? null,
          GRCh38: references.GRCh38.get(`${row["chrom"]}:${row["pos38"]}`) ?? null,
        },
      }),
    );
  const people = [
    ...peopleOf(
      phase1,
      rows,
      new Map(sharedTable(folder, "labels/kg1_pop.tsv").map((row) => [row["IID"]!, row["POP"]!])),
    ),
    ...(onlyPhase1
      ? []
      : peopleOf(
          hapmap,
          rows,
          new Map(
            sharedTable(folder, "labels/hm3_pop.tsv")
              .filter((row) => row["IN_KG1"] !== "1")
              .map((row) => [row["IID"]!, row["POP"]!]),
          ),
        )),
  ];
  const there = new Set(people.map((person) => person.population));
  const kept = populations.filter(({ code }) => there.has(code));
  const keptParts = parts.filter(({ code }) => kept.some((one) => one.part === code));
  return packGenotypes(rows, people, kept, keptParts);
}

function peopleOf(files: BedFiles, rows: readonly SiteRow[], labels: ReadonlyMap<string, string>): LabeledPerson[] {
  const at = new Map(files.variants.map(({ id }, variant) => [id, variant]));
  const variants = Int32Array.from(rows, ({ rsid, counted }) => {
    const variant = at.get(rsid)!;
    if (files.variants[variant]!.allele1 !== counted) throw new Error(`${rsid}: allele 1 is another in the genotypes`);
    return variant;
  });
  return files.ids.flatMap((id, person) => {
    const label = labels.get(id);
    if (label === undefined) return [];
    return [{ population: renamed[label] ?? label, copies: (site: number) => files.copies(variants[site]!, person) }];
  });
}

/** Bases of the two builds where a file of the shared data states them. */
function referenceBases(): { GRCh37: ReadonlyMap<string, string>; GRCh38: ReadonlyMap<string, string> } {
  const GRCh37 = new Map<string, string>();
  const GRCh38 = new Map<string, string>();
  for (const line of sharedText(folder, "akt/wgs.grch37.vcf.gz").split("\n")) {
    const [chrom, pos, , ref] = line.split("\t", 4);
    if (ref?.length === 1) GRCh37.set(`${chrom}:${pos}`, ref);
  }
  for (const [file, into] of [
    ["GRCH37", GRCh37],
    ["GRCH38", GRCh38],
  ] as const)
    for (const line of sharedText(folder, `peddy/${file}.sites.gz`).trimEnd().split("\n")) {
      const [chrom, pos, ref] = line.split(":");
      if (ref?.length === 1) into.set(`${chrom}:${pos}`, ref);
    }
  return { GRCh37, GRCh38 };
}
