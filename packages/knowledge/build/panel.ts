/** Chromosome copies of the 2,504 unrelated people of the 1000 Genomes panel → distinct haplotypes with counts. */
import { UNDOCUMENTED } from "@pangenic/engine/genome";
import { sharedTable, sharedText } from "../../../tests/reference-data.ts";
import type { PanelColumns } from "../src/schema.ts";
import { grouped, type Row } from "./definitions.ts";
import { allelesAt } from "./sites.ts";

const groups = ["AFR", "AMR", "EAS", "EUR", "SAS"];

interface PanelRow {
  readonly pos: string;
  readonly alleles: readonly string[];
  readonly genotypes: readonly string[];
}

export interface Panel {
  readonly rowsByGene: ReadonlyMap<string, readonly PanelRow[]>;
  /** Per column of the file: index of the group, −1 for relatives; and whether the person has one X. */
  readonly group: readonly number[];
  readonly isMale: readonly boolean[];
  readonly people: readonly number[];
}

/** The unrelated people are those whom the phase-3 rows (DPYD) genotype; for the others they hold `./.`. */
export function readPanel(): Panel {
  const lines = sharedText("data", "genomes", "1kgp3202_pgx_positions.GRCh38.vcf.gz").trimEnd().split("\n");
  const header = lines.find((line) => line.startsWith("#CHROM"))!;
  const rows = lines
    .filter((line) => !line.startsWith("#"))
    .map((line) => {
      const cells = line.split("\t");
      const gene = /GENE=([^;]+)/.exec(cells[7]!)![1]!;
      return { gene, pos: cells[1]!, alleles: [cells[3]!, ...cells[4]!.split(",")], genotypes: cells.slice(9) };
    });
  const rowsByGene = grouped(rows, (row) => row.gene);
  const people = new Map(sharedTable("data", "genomes", "1kgp3202_samples.tsv").map((row) => [row["sample"]!, row]));
  const samples = header.split("\t").slice(9);
  const phase3 = rowsByGene.get("DPYD")!;
  const group = samples.map((sample, i) =>
    phase3.every((row) => row.genotypes[i] !== "./.") ? groups.indexOf(people.get(sample)!["superpopulation"]!) : -1,
  );
  return {
    rowsByGene,
    group,
    isMale: samples.map((sample) => people.get(sample)!["sex"] === "male"),
    people: groups.map((_, g) => group.filter((other) => other === g).length),
  };
}

/** @param positions definition positions of the gene. */
export function panelColumns(
  panel: Panel,
  gene: string,
  positions: readonly Row[],
  source: number,
): PanelColumns | null {
  const rows = panel.rowsByGene.get(gene)?.toSorted((a, b) => Number(a.pos) - Number(b.pos));
  if (!rows) return null;
  const sites = rows.map((row) => positions.findIndex((p) => p["pos_grch38"] === row.pos));
  // Index in the file's row → index in the site's alleles; a base that no definition knows stays visible as such.
  const translated = rows.map((row, i) => {
    const known = allelesAt(positions[sites[i]!]!);
    if (known[0] !== row.alleles[0]) throw new Error(`${gene} ${row.pos}: the panel's reference differs`);
    return row.alleles.map((base) => (known.includes(base) ? known.indexOf(base) : UNDOCUMENTED));
  });
  const isX = positions[0]!["chrom"] === "chrX";
  const strands = groups.map(() => 0);
  const counts = new Map<string, number[]>();
  for (const [person, group] of panel.group.entries()) {
    if (group === -1) continue;
    for (const strand of isX && panel.isMale[person] ? [0] : [0, 1]) {
      const bases = rows.flatMap((row, i) => {
        const called = calledOn(row, person, strand, isX && panel.isMale[person]!);
        const allele = translated[i]![called]!;
        return allele === 0 ? [] : [sites[i]!, allele];
      });
      const key = bases.join(" ");
      const row = counts.get(key) ?? groups.map(() => 0);
      row[group]!++;
      strands[group]!++;
      counts.set(key, row);
    }
  }
  // Commonest first; the text breaks ties, so that the same input gives the same bytes.
  const ordered = [...counts].toSorted(([a, x], [b, y]) => sum(y) - sum(x) || (a < b ? -1 : 1));
  return {
    groups,
    people: panel.people,
    strands,
    observed: sites,
    bases: ordered.map(([key]) => (key === "" ? [] : key.split(" ").map(Number))),
    counts: ordered.map(([, row]) => row),
    source,
  };
}

/** A male's X is written once, or twice the same. */
function calledOn(row: PanelRow, person: number, strand: number, oneCopy: boolean): number {
  const called = row.genotypes[person]!.split("|").map(Number);
  const isBroken = called.some(Number.isNaN) || (oneCopy ? new Set(called).size !== 1 : called.length !== 2);
  if (isBroken) throw new Error(`${row.pos}: a genotype of the panel is unphased, missing or of the wrong ploidy`);
  return called[strand]!;
}

function sum(row: readonly number[]): number {
  return row.reduce((a, b) => a + b, 0);
}
