/** Which column of a file of association results holds what? */
import { PangenicError } from "../../base/index.ts";
import { type Delimiter, delimiterOf } from "../score/scoring-columns.ts";

/** What a column can hold. */
export const summaryFields = [
  "chromosome",
  "position",
  "id",
  "effectAllele",
  "otherAllele",
  "ref",
  "alt",
  "effect",
  "oddsRatio",
  "hazardRatio",
  "standardError",
  "intervalLow",
  "intervalHigh",
  "p",
  "negLog10P",
  "frequency",
  "people",
  "test",
  "error",
] as const;

export type SummaryField = (typeof summaryFields)[number];

/** Column names, lower case: those of GWAS-SSF, plink2, regenie and METAL, and the ones that are common in tables of authors. */
const names: Readonly<Record<SummaryField, readonly string[]>> = {
  chromosome: ["chromosome", "chrom", "chr", "hm_chrom"],
  position: ["base_pair_location", "pos", "genpos", "position", "bp", "hm_pos"],
  id: ["rsid", "rs_id", "id", "variant_id", "markername", "snp", "marker"],
  effectAllele: ["effect_allele", "a1", "allele1", "ea"],
  otherAllele: ["other_allele", "omitted", "ax", "allele0", "allele2", "a2", "nea"],
  ref: ["ref"],
  alt: ["alt"],
  effect: ["beta", "effect", "b"],
  oddsRatio: ["odds_ratio", "or"],
  hazardRatio: ["hazard_ratio", "hr"],
  standardError: ["standard_error", "se", "stderr", "log(or)_se"],
  intervalLow: ["ci_lower", "l95"],
  intervalHigh: ["ci_upper", "u95"],
  p: ["p_value", "p", "p-value", "pval", "pvalue"],
  negLog10P: ["neg_log_10_p_value", "log10p", "neg_log10_p", "log10_p", "mlog10p"],
  frequency: ["effect_allele_frequency", "a1_freq", "a1freq", "freq1", "eaf"],
  people: ["n", "obs_ct", "n_total", "samplesize"],
  test: ["test"],
  error: ["errcode"],
};

/** Names of columns that the user declares, for files of another make. */
export type ColumnMap = Readonly<Partial<Record<SummaryField, string>>>;

/** Places of the columns, from 0; −1 where the file has none. */
export interface SummaryColumns {
  readonly delimiter: Delimiter;
  readonly count: number;
  readonly at: Readonly<Record<SummaryField, number>>;
  /** Of GWAS-SSF, which has it beside its own `variant_id`; it names a row where it is known. −1 where `id` was declared. */
  readonly rsid: number;
}

/**
 * @param line the line of column names, with or without a leading `#`.
 * @throws PangenicError `summary-delimiter-unknown`, `summary-column-missing`.
 */
export function summaryColumns(line: string, lineNumber: number, declared: ColumnMap = {}): SummaryColumns {
  const delimiter = delimiterOf(line);
  const head = line.replace(/^#/, "").trim();
  const cells = (delimiter === "blank" ? head.split(/[ \t]+/) : head.split(delimiter === "tab" ? "\t" : ",")).map(
    (cell) => cell.trim().replace(/^"(.*)"$/, "$1"),
  );
  const place = { line: lineNumber };
  if (cells.length < 4 && /[;|]/.test(line))
    throw new PangenicError("summary-delimiter-unknown", "columns are separated by tabs, commas or blanks", place);
  const lower = cells.map((cell) => cell.toLowerCase());
  const at = {} as Record<SummaryField, number>;
  for (const field of summaryFields) {
    const own = declared[field];
    at[field] = own === undefined ? lower.findIndex((name) => names[field].includes(name)) : cells.indexOf(own);
    if (own !== undefined && at[field] < 0)
      throw new PangenicError("summary-column-missing", `the column declared for ${field} is not in the file`, place);
  }
  const needs = (what: string, ...fields: readonly SummaryField[]): void => {
    if (fields.every((field) => at[field] < 0))
      throw new PangenicError("summary-column-missing", `no column holds ${what}`, {
        ...place,
        field: names[fields[0]!][0]!,
      });
  };
  needs("the effect allele", "effectAllele");
  if (at.ref < 0 || at.alt < 0) needs("the other allele", "otherAllele");
  needs("the effect", "effect", "oddsRatio", "hazardRatio");
  if (at.intervalLow < 0 || at.intervalHigh < 0)
    needs("the standard error, or a P value", "standardError", "p", "negLog10P");
  if (at.chromosome < 0 || at.position < 0) needs("a position, or an identifier made of one", "id");
  const rsid = declared.id === undefined ? lower.findIndex((name) => name === "rsid" || name === "rs_id") : -1;
  return { delimiter, count: cells.length, at, rsid };
}
