/** Whose raw-data file is this, and how are its rows written? Told by content, never by the file's name. */
import { type Build, PangenicError } from "../../base/index.ts";

export type ArrayVendor =
  | "23andMe"
  | "AncestryDNA"
  | "MyHeritage"
  | "FamilyTreeDNA"
  | "LivingDNA"
  | "GenesForGood"
  | "tellmeGen"
  | "generic";

export interface ArrayLayout {
  readonly vendor: ArrayVendor;
  /** As the file states it; null where it does not. */
  readonly version: string | null;
  /** Build that the comments state. `other`: NCBI36 or older. */
  readonly stated: Build | "other" | null;
  /** 4: one genotype cell; 5: one cell an allele. */
  readonly columns: 4 | 5;
  readonly separator: "," | "blank";
}

const vendors: readonly (readonly [ArrayVendor, RegExp])[] = [
  ["GenesForGood", /^#\s*Genes for Good/i],
  ["AncestryDNA", /^#\s*AncestryDNA/i],
  ["MyHeritage", /^##?\s*(?:fileformat=)?MyHeritage/i],
  ["FamilyTreeDNA", /^#\s*famfinder|familytreedna/i],
  ["LivingDNA", /^#\s*Living DNA/i],
  ["tellmeGen", /^#.*tellmegen/i],
  ["23andMe", /^#.*23andMe/i],
];

/** Cells of a row: quotes are dropped, single or doubled; blanks of any number separate where commas do not. */
export function cellsOf(line: string, separator: ArrayLayout["separator"]): string[] {
  const bare = line.includes('"') ? line.replaceAll('"', "") : line;
  return separator === "," ? bare.split(",").map((cell) => cell.trim()) : bare.trim().split(/[\t ]+/);
}

/** `rsid chromosome position genotype` and its kin, with or without `#`: the number of columns; null for other lines. */
function columnsOf(line: string): { readonly columns: 4 | 5; readonly separator: ArrayLayout["separator"] } | null {
  const separator = line.includes(",") && !line.includes("\t") ? "," : "blank";
  const [id, chromosome, position, ...calls] = cellsOf(line.replace(/^#\s*/, "").toLowerCase(), separator);
  if (!["rsid", "name", "snp", "snpid", "id", "markerid"].includes(id ?? "")) return null;
  if (!["chromosome", "chrom", "chr"].includes(chromosome ?? "") || !["position", "pos"].includes(position ?? ""))
    return null;
  if (calls.length === 1) return { columns: 4, separator };
  return calls.length === 2 ? { columns: 5, separator } : null;
}

function statedBuild(comments: readonly string[]): ArrayLayout["stated"] {
  const found = new Set<Build | "other">();
  for (const comment of comments) {
    if (/build\s*=?\s*36|ncbi36|hg18/i.test(comment)) found.add("other");
    if (/build\s*=?\s*37|grch37|hg19/i.test(comment)) found.add("GRCh37");
    if (/build\s*=?\s*38|grch38|hg38/i.test(comment)) found.add("GRCh38");
  }
  return found.size === 1 ? [...found][0]! : null;
}

/**
 * @param lines the first lines of the file, comments and at least one row.
 * @returns null where the file is no raw-data file of an array.
 * @throws PangenicError `format-unsupported`, for Living DNA's motherline and fatherline lists.
 */
export function layoutOf(lines: readonly string[]): ArrayLayout | null {
  const comments = lines.filter((line) => line.startsWith("#"));
  const rows = lines.filter((line) => !line.startsWith("#") && line.trim() !== "");
  const stated = statedBuild(comments);
  const version =
    comments
      .map((comment) => /(?:array version|file version|MHv|chip\s*v?)\s*[:=]?\s*([Vv]?[\d.]+\d|V\d)/.exec(comment)?.[1])
      .find((found) => found !== undefined) ?? null;
  const vendor = vendors.find(([, pattern]) => comments.some((comment) => pattern.test(comment)))?.[0];
  const headed = rows[0] === undefined ? null : columnsOf(rows[0]);
  const columns = headed ?? comments.map(columnsOf).findLast((found) => found !== null) ?? null;
  if (columns !== null) {
    // MyHeritage and FamilyTreeDNA share the header row; only MyHeritage writes comments.
    const unnamed = headed !== null && columns.separator === "," && columns.columns === 4 && comments.length === 0;
    return { vendor: vendor ?? (unnamed ? "FamilyTreeDNA" : "generic"), version, stated, ...columns };
  }
  if (vendor === "LivingDNA")
    throw new PangenicError("format-unsupported", "a motherline or fatherline list is no genotype file");
  return null;
}
