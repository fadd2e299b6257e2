/** Allele definitions as the reference matcher reads them, and the proof that the fact table says the same. */
import { sharedTable, sharedText } from "../../../tests/reference-data.ts";

interface NamedDefinition {
  readonly name: string;
  readonly reference: boolean;
  readonly structuralVariant: boolean;
  /** One per variant; null: not defining. */
  readonly alleles: readonly (string | null)[];
}

export interface Definition {
  readonly gene: string;
  readonly version: string;
  readonly variants: readonly { readonly position: number; readonly ref: string; readonly alts: readonly string[] }[];
  readonly namedAlleles: readonly NamedDefinition[];
  /** Sub-allele → its core allele, which is then matched through its sub-alleles only. */
  readonly suballelesMap: Readonly<Record<string, string>>;
}

export type Row = Readonly<Record<string, string>>;

/** Items by key, in their order. */
export function grouped<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

/** Rows of a fact table by gene, in the table's order. */
export function factsByGene(file: string): ReadonlyMap<string, readonly Row[]> {
  return grouped(sharedTable("data", "pgx", "facts", file), (row) => row["gene"]!);
}

/** @throws Error, when the definition and the fact tables disagree anywhere. */
export function readDefinition(gene: string, positions: readonly Row[], alleles: readonly Row[]): Definition {
  const definition = JSON.parse(sharedText("data", "pgx", "raw", "alleles", `${gene}_translation.json`)) as Definition;
  checkPositions(definition, positions);
  checkAlleles(definition, alleles);
  return definition;
}

function checkPositions({ gene, variants }: Definition, positions: readonly Row[]): void {
  const told = variants.map((v) => `${v.position} ${v.ref} ${v.alts.join(",")}`);
  const known = positions.map((p) => `${p["pos_grch38"]} ${p["ref_grch38"]} ${p["alts_grch38"]}`);
  mustAgree(`${gene}: positions`, told, known);
}

function checkAlleles(definition: Definition, alleles: readonly Row[]): void {
  const { gene, variants, namedAlleles } = definition;
  const told = namedAlleles.map((allele) => {
    const bases = variants.flatMap((v, i) => {
      const base = allele.alleles[i] ?? null;
      return base === null || (allele.reference && base === v.ref) ? [] : [`${v.position}=${base}`];
    });
    return `${allele.name}: ${bases.join(" ")} (${allele.reference}, ${allele.structuralVariant})`;
  });
  const named = new Set(namedAlleles.map((a) => a.name));
  const known = alleles
    .filter((row) => named.has(row["allele"]!))
    .map(
      (row) =>
        `${row["allele"]}: ${row["defining_grch38"]} (${row["is_reference"] === "yes"}, ${row["structural"] === "yes"})`,
    );
  mustAgree(`${gene}: alleles`, told, known);
  const orphan = alleles.find((row) => !named.has(row["allele"]!) && row["defining_grch38"] !== "");
  if (orphan) throw new Error(`${gene} ${orphan["allele"]}: has bases, but no definition`);
}

function mustAgree(what: string, told: readonly string[], known: readonly string[]): void {
  const [a, b] = [told.toSorted(), known.toSorted()];
  const at = Array.from({ length: Math.max(a.length, b.length) }, (_, i) => i).find((i) => a[i] !== b[i]);
  if (at !== undefined) throw new Error(`${what} disagree: definition ${a[at]}, facts ${b[at]}`);
}
