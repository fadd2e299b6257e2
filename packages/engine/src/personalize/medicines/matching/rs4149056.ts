/** SLCO1B1 where no star alleles fit: rs4149056 alone decides about statins, T as in `*1`, C as in `*5`. */
import type { Diplotype } from "../call.ts";
import { type AlleleTable, bitOf } from "./allele-table.ts";
import { diplotypeOf } from "./phenotype.ts";
import { NOT_SEEN, type Strands } from "./strands.ts";

const RSID = "rs4149056";

/** The genotype, looked up as the alleles it stands for; null where it was not seen or holds another base. */
export function byRs4149056(table: AlleleTable, strands: Strands): Diplotype | null {
  const site = table.facts.sites.findIndex(({ rsid }) => rsid === RSID);
  if (site < 0 || strands.first[site] === NOT_SEEN) return null;
  const alone = table.alleles.filter((a) => a.isReference || (a.sites.length === 1 && a.sites[0] === site));
  const bases = [strands.first[site]!, strands.second[site]!].sort((a, b) => a - b);
  const names = bases.map((base) => alone.find((a) => (a.masks[site]! & bitOf(base)) !== 0)?.name);
  if (names.some((name) => name === undefined)) return null;
  const shown = bases.map((base) => ({
    name: `${RSID} ${table.facts.sites[site]!.alleles[base]}`,
    alleles: [] as string[],
  }));
  const looked = diplotypeOf(
    table,
    names.map((name) => ({ name: name!, alleles: [name!] })),
  );
  return { ...looked, strands: [shown[0]!, shown[1]!], name: shown.map(({ name }) => name).join("/") };
}
