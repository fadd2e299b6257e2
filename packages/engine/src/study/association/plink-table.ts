/** Results as PLINK 2 writes them, so that what reads its tables reads ours. */
import { type AssociationRows, noResult } from "./association-rows.ts";
import { TableText } from "./number-text.ts";

/** Which allele an effect is of: the rarer one in those who take part, as PLINK 2 by default, or always ALT (`omit-ref`). */
export type CountedAllele = "minor" | "alt";

/** Whether effects are turned to allele 2, which is REF. A tie goes to ALT. */
export function isTurned(rows: AssociationRows, variant: number, counted: CountedAllele): boolean {
  return counted === "minor" && rows.copies[variant]! > rows.people[variant]!;
}

const TAB = 9;
const LF = 10;

/** `hybrid`: logistic, and Firth's where the plain likelihood has no maximum; each row tells which. */
export type PlinkKind = "linear" | "logistic" | "hybrid";

export function plinkHead(kind: PlinkKind): string {
  const own = kind === "linear" ? "BETA\tSE\tT_STAT" : "OR\tLOG(OR)_SE\tZ_STAT";
  return `#CHROM\tPOS\tID\tREF\tALT\tA1\t${kind === "hybrid" ? "FIRTH?\t" : ""}TEST\tOBS_CT\t${own}\tP\tERRCODE\n`;
}

/** Rows of `.glm.linear`, `.glm.logistic.hybrid` and `.glm.firth`; X counts a man's copy twice, as PLINK's model 2. */
export function plinkRows(rows: AssociationRows, kind: PlinkKind, counted: CountedAllele): Uint8Array<ArrayBuffer> {
  const text = new TableText(rows.variants.length * 96);
  for (let i = 0; i < rows.variants.length; i++) {
    const { chrom, pos, id, allele1, allele2 } = rows.variants[i]!;
    const turned = isTurned(rows, i, counted);
    text.text(chrom);
    text.code(TAB);
    text.whole(pos);
    text.code(TAB);
    text.text(id);
    text.code(TAB);
    text.text(allele2);
    text.code(TAB);
    text.text(allele1);
    text.code(TAB);
    text.text(turned ? allele2 : allele1);
    if (kind === "hybrid") text.text(rows.firth[i] === 1 ? "\tY" : "\tN");
    text.text("\tADD\t");
    text.whole(rows.people[i]!);
    text.code(TAB);
    const beta = turned ? -rows.beta[i]! : rows.beta[i]!;
    text.number(kind === "linear" ? beta : Math.exp(beta));
    text.code(TAB);
    text.number(rows.standardError[i]!);
    text.code(TAB);
    text.number(turned ? -rows.statistic[i]! : rows.statistic[i]!);
    text.code(TAB);
    text.power(rows.log10P[i]!);
    text.code(TAB);
    text.text(noResult[rows.reason[i]!]!);
    text.code(LF);
  }
  return text.bytes();
}
