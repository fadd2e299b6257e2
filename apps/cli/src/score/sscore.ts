/** Sums of people as `plink2 --score` writes them. */
import { tableFile } from "../study/table-file.ts";

/** Sums of one scoring file; scores of one file share its alleles. */
export interface FileSums {
  /** Names of the scores. */
  readonly names: readonly string[];
  /** `[people]`; alleles seen, and those that the sums rest on: where a mean stands in, it counts. */
  readonly alleles: ArrayLike<number>;
  readonly denominators: ArrayLike<number>;
  /** `[people]`; copies of counted alleles. */
  readonly named: ArrayLike<number>;
  /** `[people × names]` */
  readonly sums: ArrayLike<number>;
}

/** @param path null writes to standard output. @param files of several, each has its own counts, under its first score's name. */
export async function writeSums(
  path: string | null,
  people: readonly { readonly familyId: string; readonly id: string }[],
  files: readonly FileSums[],
): Promise<void> {
  const table = tableFile(path);
  const hasFamilies = people.some(({ familyId }) => familyId !== "");
  const head = files.flatMap(({ names }) => {
    const own = files.length === 1 ? "" : `${names[0]}_`;
    const columns = ["AVG", "SUM"].flatMap((what) => names.map((name) => `${name}_${what}`));
    return [`${own}ALLELE_CT`, `${own}NAMED_ALLELE_DOSAGE_SUM`, ...columns];
  });
  await table.write(`${[...(hasFamilies ? ["#FID", "IID"] : ["#IID"]), ...head].join("\t")}\n`);
  for (const [i, { familyId, id }] of people.entries()) {
    const cells: (string | number)[] = hasFamilies ? [familyId === "" ? "0" : familyId, id] : [id];
    for (const { names, alleles, denominators, named, sums } of files) {
      const own = names.map((_, k) => sums[i * names.length + k]!);
      cells.push(alleles[i]!, numberIn(named[i]!), ...own.map((sum) => numberIn(sum / denominators[i]!)));
      for (const sum of own) cells.push(numberIn(sum));
    }
    await table.write(`${cells.join("\t")}\n`);
  }
  await table.close();
}

/** All digits that a double carries, so that nothing is lost for who reads it. */
function numberIn(value: number): string {
  return Number.isNaN(value) ? "nan" : String(value);
}
