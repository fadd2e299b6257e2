/** What became of the rows of a score: counts for the eye, and a line a row for `--log`. */
import type { TableFile } from "../study/table-file.ts";

export interface RowsOfScore {
  readonly id: string;
  readonly rows: number;
  /** Rows by what became of them. */
  readonly counts: readonly { readonly outcome: string; readonly rows: number }[];
  /** Share of the score's variance that was met; null where frequencies are not known. */
  readonly mass: number | null;
}

export function reportOf({ id, rows, counts, mass }: RowsOfScore): string {
  const met = counts.find(({ outcome }) => outcome === "matched")?.rows ?? 0;
  const others = counts
    .filter(({ outcome }) => outcome !== "matched")
    .map(({ outcome, rows: count }) => `${outcome.replaceAll("-", " ")} ${count}`);
  const share = rows === 0 ? 0 : (100 * met) / rows;
  const weight = mass === null ? "" : `, ${(100 * mass).toFixed(1)} % of its variance`;
  const rest = others.length > 0 ? `; ${others.join(", ")}` : "";
  return `${id}: ${met} of ${rows} rows matched (${share.toFixed(1)} %${weight})${rest}\n`;
}

export const LOG_HEAD = "score\tline\tsite\tid\teffect_allele\tother_allele\toutcome\tcounted\tstrand\n";

export interface LoggedRow {
  readonly score: string;
  readonly line: number;
  readonly site: string | null;
  readonly id: string;
  readonly effect: string;
  readonly other: string | null;
  readonly outcome: string;
  /** `REF` or `ALT`; empty where the row is not matched. */
  readonly counted: string;
  /** `+` as written, `-` from the other strand; empty where the row is not matched. */
  readonly strand: string;
}

export async function logRow(table: TableFile, row: LoggedRow): Promise<void> {
  const { score, line, site, id, effect, other, outcome, counted, strand } = row;
  await table.write(`${[score, line, site ?? "", id, effect, other ?? "", outcome, counted, strand].join("\t")}\n`);
}
